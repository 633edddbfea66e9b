-- The meetings of one forum, past and coming.
select meeting_date, place from meeting where forum = $forum order by meeting_date
