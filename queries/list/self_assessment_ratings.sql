-- scope: A
-- rests_on: self_assessment
-- title: Kommunenes egenvurdering, én for én
-- columns: name = Kommune | criterion = Kriterium | rating = Vurdering | assessed_on = Dato
-- Each municipality's newest rating (1 to 5) of each criterion; `last_assessed_on` is its newest of any.
select m.municipality, m.name, s.criterion, arg_max(s.rating, s.assessed_on) as rating,
    max(s.assessed_on) as assessed_on, max(max(s.assessed_on)) over (partition by m.municipality) as last_assessed_on
from as_of a
join self_assessment s on s.assessed_on <= a.as_of
join municipality m using (municipality)
where list_contains($members, s.municipality)
group by m.municipality, m.name, m.place, s.criterion
order by m.place, s.criterion
