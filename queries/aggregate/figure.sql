-- Figures' rows (figure_row) summed up for every date and group. A share is sum over sum, never a mean of shares; with a
-- denominator of 0 it is no value; a group whose reports never held the sheets has no value.
with summed as (
    select kpi, as_of, grouped_by, group_name, sum(numerator) as numerator, sum(denominator) as denominator,
        median(value) as middle, coalesce(sum(noted), 0) as noted, count(*) as n
    from grouped_row
    where kind <> 'survival'
    group by kpi, as_of, grouped_by, group_name
), filled as (
    select g.kpi, d.kind, a.as_of, g.grouped_by, g.group_name, g.has_value, coalesce(s.numerator, 0) as numerator,
        coalesce(s.denominator, 0) as denominator, s.middle, coalesce(s.noted, 0) as noted, coalesce(s.n, 0) as n
    from as_of a
    cross join figure_group g
    join definition d on d.kpi = g.kpi and d.kind <> 'survival' and list_contains($levels, g.grouped_by)
    left join summed s
        on s.kpi = g.kpi and s.as_of = a.as_of and s.grouped_by = g.grouped_by and s.group_name = g.group_name
)
select kpi, as_of, grouped_by, group_name,
    case when has_value and kind <> 'median' then numerator end::decimal(38, 6) as numerator,
    case when has_value then case kind when 'share' then denominator when 'median' then n end end::decimal(38, 6)
        as denominator,
    case when has_value then case kind
        when 'share' then numerator::double / nullif(denominator, 0)::double
        when 'median' then middle
        else numerator::double
    end end as value,
    case when has_value then noted else 0 end::integer as noted,
    case when has_value then n else 0 end::integer as n
from filled
