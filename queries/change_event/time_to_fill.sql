-- key: filled_on
-- events: - out = Eldre enn to år; ansettelse eldre enn to år; ansettelser eldre enn to år |
--   + in = Ny fast lege; {post} fikk ny fast lege; {posts} fikk ny fast lege
select position_id as record, 'in' as event, filled_on as happened_on
from post_event
where filled_on is not null
