-- events: + in = Opprettet; stilling opprettet; stillinger opprettet |
--   - out = Avsluttet; stilling avsluttet; stillinger avsluttet
select position_id as record, null::varchar as event, null::date as happened_on
from position
where false
