-- The id of the next import, and whether this file has come before and still counts.
select coalesce(max(import_id), 0) + 1 as import_id,
    max(import_id) filter (sha256 = $sha256 and withdrawn_at is null) as same_as,
    max(accepted_at) filter (sha256 = $sha256 and withdrawn_at is null) as same_at
from import
