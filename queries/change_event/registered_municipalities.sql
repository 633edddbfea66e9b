-- events: ~ up = Registrert; kommune registrert; kommuner registrert
select m.name as record, 'up' as event, s.registered_on as happened_on
from municipality m
join municipality_status s using (municipality)
