-- scope: A
-- rests_on: self_assessment
-- title: Egenvurderingene over tid
-- columns: municipality = Kommune | assessed_on = Dato | criterion = Kriterium | rating = Vurdering
-- Every assessment (1 to 5) that the municipalities have made of themselves up to the date, the newest first.
select s.municipality, s.assessed_on, s.criterion, s.rating
from as_of a
join self_assessment s on s.assessed_on <= a.as_of
join choice c on c.sheet = 'self_assessment' and c.name = 'criterion' and c.value = s.criterion
where list_contains($members, s.municipality)
order by s.assessed_on desc, c.place
