insert into import (import_id, kind, file_name, sha256, accepted_at, done_by)
values ($import_id, $kind, $file_name, $sha256, $accepted_at, $done_by)
