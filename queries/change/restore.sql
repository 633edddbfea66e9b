-- Takes a withdrawal back: the import counts again from this moment.
update withdrawal set restored_at = $at, restored_by = $by where import_id = $import_id and restored_at is null
