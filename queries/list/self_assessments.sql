-- scope: A
-- rests_on: self_assessment
-- title: Kommunenes egenvurdering
-- columns: criterion = Kriterium | municipalities = Kommuner | middle = Median
-- Each municipality's newest assessment (1 to 5) of each criterion, summed up.
with newest as (
    select s.municipality, s.criterion, arg_max(s.rating, s.assessed_on) as rating
    from as_of a
    join self_assessment s on s.assessed_on <= a.as_of
    where list_contains($members, s.municipality)
    group by all
)
select criterion, count(*) as municipalities, median(rating) as middle
from newest
group by criterion
order by criterion
