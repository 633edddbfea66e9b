-- key: began_on
-- events: + in = Nye opphold; nytt opphold; nye opphold | ~ up = Avsluttet; opphold avsluttet; opphold avsluttet |
--   ~ changed = Varte lenger; opphold varte lenger; opphold varte lenger
select doctor_id as record, null::varchar as event, null::date as happened_on
from stay
where false
