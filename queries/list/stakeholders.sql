-- scope: A
-- rests_on: stakeholder
-- title: Forankring
-- columns: stakeholder = Aktør | role = Rolle | status = Status | status_date = Dato
-- Whom the programme works with: those with an agreement first, those who are no longer part of it last.
-- On every row, of them all: how many are part of it still, have an agreement, and are talked with.
select s.stakeholder, s.role, s.status, s.status_date,
    count(*) filter (s.status <> 'Avsluttet') over () as present, count(*) filter (s.status = 'Avtale') over () as agreed,
    count(*) filter (s.status = 'I dialog') over () as talking
from stakeholder s
join choice c on c.sheet = 'stakeholder' and c.name = 'status' and c.value = s.status
order by s.status = 'Avsluttet', c.place desc, s.stakeholder
