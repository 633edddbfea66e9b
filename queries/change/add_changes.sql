insert into import_change
select $import_id, unnest($sheets::varchar[]), unnest($municipalities::varchar[]), unnest($added::integer[]),
    unnest($changed::integer[]), unnest($gone::integer[])
