-- scope: A
-- rests_on: report
-- title: Kommunens rapporter
-- columns: sheet = Ark | reported_on = Nyeste rapport
-- The newest report up to the date of each sheet that a municipality has sent; `report` is the newest report of all.
-- Nothing of what was remarked on them, and nobody's role.
select s.sheet, max(s.reported_on) as reported_on
from as_of a
join import_scope s on s.reported_on <= a.as_of
semi join visible_import v on v.import_id = s.import_id
where list_contains($members, s.municipality)
group by s.sheet
union all
select 'report', max(r.report_date)
from as_of a
join report r on r.report_date <= a.as_of
where list_contains($members, r.municipality)
having count(*) > 0
