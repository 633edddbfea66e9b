insert into withdrawal (import_id, withdrawn_at, withdrawn_by) values ($import_id, $at, $by)
