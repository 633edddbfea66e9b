-- Every lock of the meetings of one forum, the newest first, without what was shown.
select lock_id, meeting_date, locked_at, locked_by, reason, data_version
from meeting_lock
where forum = $forum
order by lock_id desc
