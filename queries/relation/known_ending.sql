-- Posts whose permanent doctor is known to leave: the coverage on the date ends, nobody follows, and the post goes on.
select g.as_of, g.position_id, g.municipality, g.office, g.operating_form, max(o.last_day) as last_filled_day
from gp_post g
join permanent o on o.position_id = g.position_id and o.valid_from <= g.as_of and o.last_day >= g.as_of
where o.last_day > g.as_of and g.last_day > o.last_day
    and not exists (
        from permanent n
        where n.position_id = g.position_id and n.valid_from <= o.last_day + 1 and n.last_day >= o.last_day + 1
    )
group by all
