-- Kaplan–Meier's median over figures' rows (value: length in days, numerator: 1 where it ended, 0 where it still runs),
-- for every date and group, in years of 365.25 days. At equal lengths the ends precede the censorings. The median is the
-- smallest length at which survival is at most one half; the tolerance is a thousand times the rounding error of the
-- product and far below any step that it can take.
with member as (
    select g.kpi, r.as_of, r.value as length, r.numerator as ended, g.grouped_by, g.group_name
    from counted_row r
    join figure_group g on g.kpi = r.kpi and g.has_value and (
        g.level = 3 or (g.level = 1 and g.group_name = r.sub_region) or (g.level = 2 and g.group_name = r.municipality)
    )
    where r.kind = 'survival'
), step as (
    select kpi, as_of, grouped_by, group_name, length, sum(ended) as ends,
        sum(count(*)) over (partition by kpi, as_of, grouped_by, group_name order by length desc) as at_risk
    from member
    group by kpi, as_of, grouped_by, group_name, length
), survival as (
    select kpi, as_of, grouped_by, group_name, length,
        product(1 - ends::double / at_risk::double) over (
            partition by kpi, as_of, grouped_by, group_name order by length
        ) as share_left
    from step
), middle as (
    select kpi, as_of, grouped_by, group_name, min(length) as days
    from survival
    where share_left <= 0.5 + 1e-11
    group by kpi, as_of, grouped_by, group_name
), size as (
    select kpi, as_of, grouped_by, group_name, count(*) as n
    from member
    group by kpi, as_of, grouped_by, group_name
)
select g.kpi, a.as_of, g.grouped_by, g.group_name, null::decimal(38, 6) as numerator,
    case when g.has_value then coalesce(s.n, 0) end::decimal(38, 6) as denominator, m.days / 365.25 as value,
    0 as noted, coalesce(s.n, 0)::integer as n
from as_of a
cross join figure_group g
join definition d on d.kpi = g.kpi and d.kind = 'survival' and list_contains($levels, g.grouped_by)
left join size s on (s.kpi, s.as_of, s.grouped_by, s.group_name) = (g.kpi, a.as_of, g.grouped_by, g.group_name)
left join middle m on (m.kpi, m.as_of, m.grouped_by, m.group_name) = (g.kpi, a.as_of, g.grouped_by, g.group_name)
order by g.kpi, g.grouped_by, g.group_name, a.as_of
