-- Figures at the published dates, as the last import left them.
select *
from figure
where list_contains($kpis, kpi)
order by kpi, grouped_by, group_name, as_of
