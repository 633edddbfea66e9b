-- events: - filled = Besatt; {post} besatt; {posts} besatt |
--   - closed = Avsluttet; ledig {post} avsluttet; ledige {posts} avsluttet |
--   + vacated = Ny ledig; ny ledig {post}; nye ledige {posts} |
--   + opened = Opprettet, ledig; ny {post} uten fast lege; nye {posts} uten fast lege |
--   ~ changed = Ny listelengde; {post} med ny listelengde; {posts} med ny listelengde
select position_id as record, event, happened_on
from post_event
where event is not null
