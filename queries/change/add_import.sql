insert into import values ($import_id, $kind, $file_name, $sha256, $accepted_at, null)
