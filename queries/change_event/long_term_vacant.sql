-- events: - filled = Besatt; {one} besatt; {many} besatt | - closed = Avsluttet; {one} avsluttet; {many} avsluttet |
--   + in = Passerte ett år; {one} passerte ett år som ledig; {many} passerte ett år som ledige
select position_id as record, case when became = 'closed' then 'closed' when filled_on is not null then 'filled' end as event,
    case when became = 'closed' then happened_on else filled_on end as happened_on
from post_event
where was = 'vacant'
