-- What has happened to imports after a moment: taken in, withdrawn, taken in again. Newest first.
select i.accepted_at as happened_at, 'accepted' as what, i.import_id, i.file_name, i.kind, i.done_by
from import i
where i.accepted_at > $since
union all
select w.withdrawn_at, 'withdrawn', i.import_id, i.file_name, i.kind, w.withdrawn_by
from withdrawal w
join import i using (import_id)
where w.withdrawn_at > $since
union all
select w.restored_at, 'restored', i.import_id, i.file_name, i.kind, w.restored_by
from withdrawal w
join import i using (import_id)
where w.restored_at > $since
order by happened_at desc, import_id desc
