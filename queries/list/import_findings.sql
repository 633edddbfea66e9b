-- The warnings that one import came in with.
select level, code, sheet, excel_row, heading, message from import_finding
where import_id = $import_id
order by sheet, excel_row
