-- Permanent occupancies of GP posts (of posts of another $post_type where that is asked for). One that outlives its post
-- ends with it; one that begins after the post ended counts nowhere.
select o.position_id, o.doctor_id, p.municipality, o.valid_from,
    least(coalesce(o.valid_to, date '9999-12-31'), coalesce(p.valid_to, date '9999-12-31')) as last_day,
    p.valid_from as post_opened_on
from occupancy o
join position p using (position_id)
where o.occupancy = 'Fast' and p.position_type = $post_type
    and o.valid_from <= coalesce(p.valid_to, date '9999-12-31')
