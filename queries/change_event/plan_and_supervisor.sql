-- events: + started = Startet; lege startet; leger startet |
--   - completed = Fullført; lege fullførte; leger fullførte | - left = Sluttet; lege sluttet; leger sluttet |
--   ~ up = Fikk plan og veileder; lege fikk plan og veileder; leger fikk plan og veileder |
--   ~ down = Mangler igjen; lege mangler plan eller veileder igjen; leger mangler plan eller veileder igjen
select doctor_id as record, event, happened_on
from trainee_event
