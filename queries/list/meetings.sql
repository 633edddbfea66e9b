-- The meetings, past and coming.
select meeting_date, forum, place from meeting order by meeting_date, forum
