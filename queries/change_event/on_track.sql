-- events: + started = Startet; lege startet; leger startet |
--   - completed = Fullført; lege fullførte; leger fullførte | - left = Sluttet; lege sluttet; leger sluttet |
--   ~ up = Kom i rute; lege kom i rute; leger kom i rute |
--   ~ down = Falt ut av rute; lege falt ut av rute; leger falt ut av rute |
--   ~ changed = Nye tall; lege med nye tall; leger med nye tall
select doctor_id as record, event, happened_on
from trainee_event
