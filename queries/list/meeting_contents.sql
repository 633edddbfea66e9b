-- What one lock holds.
select contents from meeting_lock where lock_id = $lock_id
