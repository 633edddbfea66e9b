-- The history: every import, newest first, with what it changed.
select i.import_id, i.kind, i.file_name, i.sha256, i.accepted_at, i.done_by, w.withdrawn_at, w.withdrawn_by,
    coalesce(sum(c.added), 0)::bigint as added, coalesce(sum(c.changed), 0)::bigint as changed,
    coalesce(sum(c.gone), 0)::bigint as gone,
    (select count(*) from import_finding f where f.import_id = i.import_id) as findings,
    (select count(*) from import_correction f where f.import_id = i.import_id) as corrections,
    (select list(distinct s.municipality order by s.municipality) from import_scope s
        where s.import_id = i.import_id and s.municipality is not null) as municipalities
from import i
left join withdrawal w on w.import_id = i.import_id and w.restored_at is null
left join import_change c on c.import_id = i.import_id
group by all
order by i.import_id desc
