-- Each permanent occupancy that began after a vacancy of at least one day, and how long the post had been vacant.
with earlier as (
    select o.position_id, o.doctor_id, o.municipality, o.valid_from as filled_on,
        coalesce(max(e.last_day) + 1, o.post_opened_on) as vacant_since
    from permanent o
    left join permanent e on e.position_id = o.position_id and e.valid_from < o.valid_from
    group by o.position_id, o.doctor_id, o.municipality, o.valid_from, o.post_opened_on
)
select *, filled_on - vacant_since as days_vacant
from earlier
where filled_on > vacant_since
