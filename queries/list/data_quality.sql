-- How much of what the figures need is there on each date: the part that is there, and the whole. Doctors in training with
-- a HPR number and with a dated plan, and open GP posts whose list was counted in the last twelve months.
select as_of, 'hpr_number' as measure, count(*) filter (hpr_number is not null) as numerator, count(*) as denominator
from trainee
group by as_of
union all
select as_of, 'plan', count(*) filter (plan_made_on <= as_of or plan_revised_on <= as_of), count(*)
from trainee
group by as_of
union all
select g.as_of, 'list_count', count(n.position_id), count(*)
from gp_post g
left join newest_list n using (as_of, position_id)
group by g.as_of
