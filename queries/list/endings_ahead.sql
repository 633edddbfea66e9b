-- scope: A
-- rests_on: position, occupancy
-- title: Stillinger som er varslet ledige, per halvår
-- columns: half_year = Halvår | posts = Stillinger
-- The known endings ahead by half-year (2 × year, plus 1 for the second half).
select 2 * year(last_filled_day + 1) + (month(last_filled_day + 1) > 6)::integer as half_year, count(*) as posts
from known_ending
where list_contains($members, municipality)
group by all
order by half_year
