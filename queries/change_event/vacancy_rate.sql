-- events: ~ filled = Besatt; {one} besatt; {many} besatt |
--   - closed = Ledig avsluttet; ledig {one} avsluttet; ledige {many} avsluttet |
--   ~ vacated = Ny ledig; ny ledig {one}; nye ledige {many} |
--   + opened = Opprettet, ledig; ny {one} uten fast lege; nye {many} uten fast lege |
--   + opened_filled = Opprettet, besatt; ny {one} med fast lege; nye {many} med fast lege |
--   - closed_filled = Besatt avsluttet; besatt {one} avsluttet; besatte {many} avsluttet
select position_id as record, event, happened_on
from post_event
where event is not null
