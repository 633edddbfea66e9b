-- What became of the doctors whose due date lies in the 36 months up to each date, those who left included.
select d.as_of, d.doctor_id, d.municipality, d.due_on, t.completed_on, t.left_on,
    coalesce(t.completed_on <= d.due_on, false) as on_time,
    coalesce(t.completed_on <= d.as_of, false) as completed
from due_date d
join training t using (doctor_id)
where d.due_on <= d.as_of and d.due_on > (d.as_of - interval 36 month)::date
