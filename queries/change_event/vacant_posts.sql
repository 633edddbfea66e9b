-- events: - filled = Besatt; {one} besatt; {many} besatt |
--   - closed = Avsluttet; ledig {one} avsluttet; ledige {many} avsluttet |
--   + vacated = Ny ledig; ny ledig {one}; nye ledige {many} |
--   + opened = Opprettet, ledig; ny {one} uten fast lege; nye {many} uten fast lege
select position_id as record, event, happened_on
from post_event
where event is not null
