-- The groups that each figure can be read for, and whether any municipality of the group has held the sheets that the
-- figure rests on.
with held_sheets as (
    select m.municipality, m.sub_region, coalesce(list(h.sheet) filter (h.sheet is not null), []) as sheets
    from municipality m
    left join held h on h.municipality is null or h.municipality = m.municipality
    group by m.municipality, m.sub_region
), holder as (
    select d.kpi, s.municipality, s.sub_region, d.programme_only, list_has_all(s.sheets, d.rests_on) as holds
    from definition d
    cross join held_sheets s
)
select kpi, 'programme' as grouped_by, 'programme' as group_name, bool_or(holds) as has_value
from holder
group by kpi
union all
select kpi, 'sub_region', sub_region, bool_or(holds and not programme_only)
from holder
group by kpi, sub_region
union all
select kpi, 'municipality', municipality, holds and not programme_only
from holder
