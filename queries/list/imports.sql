-- The history: every import, newest first, with what it changed.
select i.import_id, i.kind, i.file_name, i.sha256, i.accepted_at, i.withdrawn_at,
    coalesce(sum(c.added), 0)::bigint as added, coalesce(sum(c.changed), 0)::bigint as changed,
    coalesce(sum(c.gone), 0)::bigint as gone,
    (select count(*) from import_finding f where f.import_id = i.import_id) as findings,
    (select list(distinct s.municipality order by s.municipality) from import_scope s
        where s.import_id = i.import_id and s.municipality is not null) as municipalities
from import i
left join import_change c using (import_id)
group by all
order by i.import_id desc
