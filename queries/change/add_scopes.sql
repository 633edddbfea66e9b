insert into import_scope
select $import_id, $sheet, unnest($scopes::varchar[]), unnest($municipalities::varchar[]), unnest($dates::date[])
