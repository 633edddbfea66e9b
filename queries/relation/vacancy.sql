-- The vacant GP posts on each date: open, without a permanent doctor. A locum does not fill a post.
-- A vacancy begins the day after the last day with a permanent doctor, or on the post's first day if it never had one.
with locum as (
    select distinct g.as_of, g.position_id
    from gp_post g
    join occupancy o on o.position_id = g.position_id and o.occupancy = 'Vikar'
        and o.valid_from <= g.as_of and coalesce(o.valid_to, date '9999-12-31') >= g.as_of
)
select s.as_of, s.position_id, s.municipality, s.office, s.operating_form,
    coalesce(s.last_filled_day + 1, s.opened_on) as vacant_since,
    s.as_of - coalesce(s.last_filled_day + 1, s.opened_on) as days_vacant,
    l.position_id is not null as has_locum, n.list_length, n.counted_on
from gp_post_state s
left join locum l using (as_of, position_id)
left join newest_list n using (as_of, position_id)
where not s.filled
