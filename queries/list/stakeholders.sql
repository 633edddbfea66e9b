-- scope: A
-- rests_on: stakeholder
-- title: Forankring
-- columns: stakeholder = Aktør | role = Rolle | status = Status | status_date = Dato
-- Whom the programme works with: those with an agreement first, those who are no longer part of it last.
select s.stakeholder, s.role, s.status, s.status_date
from stakeholder s
join choice c on c.sheet = 'stakeholder' and c.name = 'status' and c.value = s.status
order by s.status = 'Avsluttet', c.place desc, s.stakeholder
