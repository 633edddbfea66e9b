-- scope: A
-- rests_on: self_assessment
-- title: Kommunenes egenvurdering, fordelt
-- columns: criterion = Kriterium | rated_1 = 1 | rated_2 = 2 | rated_3 = 3 | rated_4 = 4 | rated_5 = 5 | municipalities = Kommuner
-- How many municipalities give each rating in their newest assessment of a criterion; `good` is how many give at least
-- $good_from, `share` their part. Every criterion of the workbook's list, in its order; share is null where none rates.
with newest as (
    select s.municipality, s.criterion, arg_max(s.rating, s.assessed_on) as rating
    from as_of a
    join self_assessment s on s.assessed_on <= a.as_of
    where list_contains($members, s.municipality)
    group by all
)
select c.value as criterion, count(*) filter (n.rating = 1) as rated_1, count(*) filter (n.rating = 2) as rated_2,
    count(*) filter (n.rating = 3) as rated_3, count(*) filter (n.rating = 4) as rated_4,
    count(*) filter (n.rating = 5) as rated_5, count(n.rating) as municipalities,
    count(*) filter (n.rating >= $good_from) as good, good / nullif(municipalities, 0) as share
from choice c
left join newest n on n.criterion = c.value
where c.sheet = 'self_assessment' and c.name = 'criterion'
group by c.value, c.place
order by c.place
