insert into meeting_lock
select coalesce(max(lock_id), 0) + 1, $meeting_date, $forum, $locked_at, $locked_by, $reason, $data_version, $contents
from meeting_lock
