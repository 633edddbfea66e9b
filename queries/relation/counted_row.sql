-- The rows of figures (figure_row) that count: those of municipalities whose reports have held the sheets that the figure
-- rests on, and those of no municipality. A figure about the municipalities themselves counts the silent ones too.
select r.*, d.kind, m.sub_region, m.name, m.place
from figure_row r
join definition d using (kpi)
left join municipality m on m.municipality = r.municipality::varchar
left join figure_group g
    on g.kpi = r.kpi and g.grouped_by = 'municipality' and g.group_name = r.municipality::varchar and g.has_value
where r.municipality is null or d.count_silent or g.kpi is not null
