-- events: + started = Startet; lege startet; leger startet |
--   -* completed = Fullført; lege fullførte; leger fullførte | - left = Sluttet; lege sluttet; leger sluttet
-- published: training_state: + started = Fullført, I utdanning, Sluttet | - completed = Fullført | - left = Sluttet
select doctor_id as record, event, happened_on
from trainee_event
