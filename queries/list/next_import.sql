-- The id of the next import, and whether this file has come before and still counts.
select coalesce(max(i.import_id), 0) + 1 as import_id,
    max(i.import_id) filter (i.sha256 = $sha256 and w.import_id is null) as same_as
from import i
left join withdrawal w on w.import_id = i.import_id and w.restored_at is null
