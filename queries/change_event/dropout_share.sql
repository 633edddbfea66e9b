-- events: + in = Begynte for to år siden; lege begynte for to år siden; leger begynte for to år siden
select doctor_id as record, null::varchar as event, null::date as happened_on
from training
where false
