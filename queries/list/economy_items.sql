-- scope: A
-- rests_on: economy
-- title: Årets penger per post
-- columns: item = Post | budget_to_date = Budsjett hittil | actual = Regnskap hittil | share = Andel | budget = Årets budsjett | forecast = Prognose for året
-- The year of the date, by item, and last (item null) all of them together. Accounted: a month that has ended and has accounts, as in the figure budget_use. The
-- forecast is the accounts so far and the budget of all other months. A ratio is a decimal again, so that 94.5 % is
-- rounded as such.
with line as (
    select e.item, e.budget, case when last_day(e.month) <= a.as_of then e.actual end as actual
    from as_of a
    join economy e on year(e.month) = year(a.as_of)
)
select item, sum(budget) filter (actual is not null) as budget_to_date, sum(actual) as actual,
    (sum(actual) / nullif(sum(budget) filter (actual is not null), 0))::decimal(18, 10) as share, sum(budget) as budget,
    sum(coalesce(actual, budget)) as forecast, sum(coalesce(actual, budget)) - sum(budget) as over,
    (sum(coalesce(actual, budget)) / nullif(sum(budget), 0))::decimal(18, 10) as forecast_share
from line
group by grouping sets ((item), ())
having count(*) > 0
order by item is null, budget desc, item
