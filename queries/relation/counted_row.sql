-- The rows of figures (figure_row) that count: those of municipalities whose reports have held the sheets that the figure
-- rests on, and those of no municipality. A figure about the municipalities themselves counts the silent ones too.
select r.*, d.kind, m.sub_region, m.name, m.place
from figure_row r
join definition d using (kpi)
left join municipality m on m.municipality = r.municipality::varchar
where r.municipality is null or d.count_silent or exists (
    select 1 from figure_group g
    where g.kpi = r.kpi and g.level = 2 and g.has_value and g.group_name = r.municipality::varchar
)
