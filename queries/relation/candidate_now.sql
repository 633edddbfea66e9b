-- Each candidate's newest step on each date; on one day the step furthest down the workbook's list counts.
select a.as_of, s.candidate_id, arg_max(s.step, (s.step_date, c.place)) as step, max(s.step_date) as step_date
from as_of a
join candidate_step s on s.step_date <= a.as_of
join choice c on c.sheet = 'candidate_step' and c.name = 'step' and c.value = s.step
group by a.as_of, s.candidate_id
