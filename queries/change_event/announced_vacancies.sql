-- events: -! ended = Ble ledig; {one} blitt ledig; {many} blitt ledige |
--   -* replaced = Fikk ny fast lege; {one} fikk ny fast lege; {many} fikk ny fast lege |
--   - closed = Avsluttet; {one} avsluttet; {many} avsluttet |
--   + in = Nytt varsel; {one} til blir ledig innen seks måneder; {many} til blir ledige innen seks måneder
select position_id as record, case became when 'vacant' then 'ended' when 'filled' then 'replaced' else 'closed' end as event,
    case became when 'filled' then filled_on else happened_on end as happened_on
from post_event
where was = 'filled'
