-- The adjusted due date of each doctor as each date sees it: the day after the first day on which counted service
-- reaches the required service; none where it never does. Calculated: the authority confirms.
with running as (
    select s.doctor_id, s.open_until, s.first_day, s.days, s.gross_units, s.limit_units, r.required_units,
        coalesce(sum(s.days * s.gross_units) over before, 0) as gross_before,
        coalesce(sum(s.days * s.limit_units) over before, 0) as limit_before
    from service_segment s
    join required_service r using (doctor_id)
    window before as (
        partition by s.doctor_id, s.open_until order by s.first_day rows between unbounded preceding and 1 preceding
    )
), needed as (
    select *,
        case when gross_before >= required_units then 0
            when gross_units > 0 then (required_units - gross_before + gross_units - 1) // gross_units end as days_gross,
        case when limit_before >= required_units then 0
            when limit_units > 0 then (required_units - limit_before + limit_units - 1) // limit_units end as days_limit
    from running
), reached as (
    select doctor_id, open_until,
        min(first_day + greatest(days_gross, days_limit)::integer) as due_on
    from needed
    where days_gross is not null and days_limit is not null and greatest(days_gross, days_limit) between 1 and days
    group by doctor_id, open_until
)
select v.as_of, v.doctor_id, v.municipality, r.due_on
from training_version v
left join reached r on r.doctor_id = v.doctor_id and r.open_until is not distinct from v.open_until
