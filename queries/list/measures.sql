-- scope: A
-- rests_on: measure
-- title: Tiltak
-- columns: measure = Tiltak | category = Art | municipality = Kommune | status = Status | valid_from = Fra og med | yearly_cost = Kostnad per år
-- The programme's measures by their kind, in the order of the workbook's list; those that have ended last.
-- On every row, of them all: how many there are by their status, and the yearly cost of those that are introduced or
-- under way (null where none has one).
select t.measure, t.category, m.name as municipality, t.status, t.valid_from, t.yearly_cost,
    count(*) filter (t.status = 'Innført') over () as introduced,
    count(*) filter (t.status = 'I gang') over () as under_way,
    count(*) filter (t.status = 'Planlagt') over () as planned,
    sum(t.yearly_cost) filter (t.status in ('Innført', 'I gang')) over () as yearly_cost_now
from measure t
left join municipality m using (municipality)
join choice c on c.sheet = 'measure' and c.name = 'category' and c.value = t.category
order by t.status = 'Avsluttet', c.place, t.measure
