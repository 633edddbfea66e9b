-- The cells that were changed and the rows that were left out between an import's file and what came in.
select sheet, excel_row, heading, original, corrected, corrected_at, corrected_by from import_correction
where import_id = $import_id
order by sheet, excel_row, heading
