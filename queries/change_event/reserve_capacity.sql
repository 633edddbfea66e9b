-- events: + filled = Besatt; {post} besatt; {posts} besatt |
--   + opened_filled = Opprettet, besatt; ny {post} med fast lege; nye {posts} med fast lege |
--   - vacated = Ny ledig; {post} blitt ledig; {posts} blitt ledige |
--   - closed_filled = Avsluttet; {post} avsluttet; {posts} avsluttet |
--   ~ changed = Ny liste; {post} med nye listetall; {posts} med nye listetall
select position_id as record, event, happened_on
from post_event
where event is not null
