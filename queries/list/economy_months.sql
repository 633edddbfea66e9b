-- scope: A
-- rests_on: economy
-- title: Årets penger per måned
-- columns: month = Måned | budget = Budsjett | actual = Regnskap
-- The year of the date, by month. `missing` counts the items of an accounted month that have no accounts.
with line as (
    select e.month, e.item, e.budget, case when last_day(e.month) <= a.as_of then e.actual end as actual
    from as_of a
    join economy e on year(e.month) = year(a.as_of)
)
select month, sum(budget) as budget, sum(actual) as actual, count(*) filter (actual is null) as missing
from line
group by month
order by month
