-- scope: A
-- rests_on: economy
-- title: Årets penger per måned
-- columns: month = Måned | budget = Budsjett | actual = Regnskap
-- The year of the date, by month. `missing` counts the items of an accounted month that have no accounts. On every row,
-- of the year: its last accounted month, how many months are accounted whole and in part, and how many of the whole
-- ones are over their budget.
with line as (
    select e.month, e.item, e.budget, case when last_day(e.month) <= a.as_of then e.actual end as actual
    from as_of a
    join economy e on year(e.month) = year(a.as_of)
),
by_month as (
    select month, sum(budget) as budget, sum(actual) as actual, count(*) filter (actual is null) as missing
    from line
    group by month
)
select *, max(month) filter (actual is not null) over () as last_accounted,
    count(actual) filter (missing = 0) over () as whole_months,
    count(actual) filter (missing > 0) over () as part_months,
    count(actual) filter (missing = 0 and actual > budget) over () as months_over
from by_month
order by month
