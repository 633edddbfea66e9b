-- events: - out = Mer enn ett år siden; start for mer enn ett år siden; starter for mer enn ett år siden |
--   + in = Startet; lege startet; leger startet
select candidate_id as record, 'in' as event, happened_on
from candidate_event
where event = 'started'
