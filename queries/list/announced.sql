-- scope: A
-- rests_on: position, occupancy
-- title: Stillinger som er varslet ledige
-- columns: name = Kommune | position_id = Stilling | office = Legekontor | operating_form = Driftsform | last_filled_day = Siste dag med fast lege | within_six_months = Innen seks måneder?
-- Every known ending ahead; those within six months are the announced vacancies.
select m.name, e.position_id, e.municipality, e.office, e.operating_form, e.last_filled_day,
    a.position_id is not null as within_six_months
from known_ending e
join municipality m using (municipality)
left join announced_vacancy a using (as_of, position_id)
where list_contains($members, e.municipality)
order by e.last_filled_day, m.place, e.position_id
