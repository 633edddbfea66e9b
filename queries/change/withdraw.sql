update import set withdrawn_at = $withdrawn_at where import_id = $import_id
