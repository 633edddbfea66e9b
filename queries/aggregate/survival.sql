-- Kaplan–Meier's median over figures' rows (value: length in days, numerator: 1 where it ended, 0 where it still runs),
-- for every date and group, in years of 365.25 days. At equal lengths the ends precede the censorings. The median is the
-- smallest length at which survival is at most one half; the tolerance is a thousand times the rounding error of the
-- product and far below any step that it can take.
with step as (
    select kpi, as_of, grouped_by, group_name, value as length, sum(numerator) as ends, count(*) as n,
        sum(count(*)) over (partition by kpi, as_of, grouped_by, group_name order by value desc) as at_risk
    from grouped_row
    where kind = 'survival'
    group by kpi, as_of, grouped_by, group_name, value
), survival as (
    select kpi, as_of, grouped_by, group_name, length, n,
        product(1 - ends::double / at_risk::double) over (
            partition by kpi, as_of, grouped_by, group_name order by length
        ) as share_left
    from step
), middle as (
    select kpi, as_of, grouped_by, group_name, min(length) filter (share_left <= 0.5 + 1e-11) as days, sum(n) as n
    from survival
    group by kpi, as_of, grouped_by, group_name
)
select g.kpi, a.as_of, g.grouped_by, g.group_name, null::decimal(38, 6) as numerator,
    case when g.has_value then coalesce(m.n, 0) end::decimal(38, 6) as denominator, m.days / 365.25 as value,
    0 as noted, coalesce(m.n, 0)::integer as n
from as_of a
cross join figure_group g
join definition d on d.kpi = g.kpi and d.kind = 'survival' and list_contains($levels, g.grouped_by)
left join middle m
    on m.kpi = g.kpi and m.as_of = a.as_of and m.grouped_by = g.grouped_by and m.group_name = g.group_name
