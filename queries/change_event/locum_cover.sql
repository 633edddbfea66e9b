-- events: - filled = Besatt; {one} besatt; {many} besatt | - closed = Avsluttet; {one} avsluttet; {many} avsluttet |
--   + vacated = Ny ledig; ny {one}; nye {many} |
--   + opened = Opprettet, ledig; ny {post} uten fast lege; nye {posts} uten fast lege |
--   ~ up = Fikk vikar; {one} fikk vikar; {many} fikk vikar |
--   ~ down = Mistet vikar; {one} mistet vikaren; {many} mistet vikaren
select position_id as record, event, happened_on
from post_event
where event is not null
