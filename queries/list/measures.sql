-- scope: A
-- rests_on: measure
-- title: Tiltak
-- columns: measure = Tiltak | category = Art | municipality = Kommune | status = Status | valid_from = Fra og med | yearly_cost = Kostnad per år
-- The programme's measures by their kind, in the order of the workbook's list; those that have ended last.
select t.measure, t.category, m.name as municipality, t.status, t.valid_from, t.yearly_cost
from measure t
left join municipality m using (municipality)
join choice c on c.sheet = 'measure' and c.name = 'category' and c.value = t.category
order by t.status = 'Avsluttet', c.place, t.measure
