insert into import_correction
select $import_id, unnest($sheets::varchar[]), unnest($excel_rows::integer[]), unnest($headings::varchar[]),
    unnest($originals::varchar[]), unnest($corrected::varchar[]), unnest($dates::timestamp[]), $done_by
