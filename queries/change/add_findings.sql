insert into import_finding
select $import_id, unnest($levels::varchar[]), unnest($codes::varchar[]), unnest($sheets::varchar[]),
    unnest($excel_rows::integer[]), unnest($headings::varchar[]), unnest($messages::varchar[])
