-- Each open GP post on each date: has it a permanent doctor, and what was the last day with one until then?
select g.as_of, g.position_id, g.municipality, g.office, g.operating_form, g.opened_on, g.last_day,
    coalesce(bool_or(o.last_day >= g.as_of), false) as filled,
    max(o.last_day) as last_filled_day
from gp_post g
left join permanent o on o.position_id = g.position_id and o.valid_from <= g.as_of
group by all
