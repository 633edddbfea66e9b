-- The rows that count, once for each group that they belong to, at the levels asked for ($levels).
select kpi, kind, as_of, 'programme' as grouped_by, 'programme' as group_name, numerator, denominator, value, noted
from counted_row
where list_contains($levels, 'programme')
union all
select kpi, kind, as_of, 'sub_region', sub_region, numerator, denominator, value, noted
from counted_row
where sub_region is not null and list_contains($levels, 'sub_region')
union all
select kpi, kind, as_of, 'municipality', municipality, numerator, denominator, value, noted
from counted_row
where sub_region is not null and list_contains($levels, 'municipality')
