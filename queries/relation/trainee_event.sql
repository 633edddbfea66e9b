-- Doctors who have started, completed or left between the first and the last of the dates, with the day.
with span as (
    select min(as_of) as since, max(as_of) as until from as_of
), named as (
    select t.doctor_id, t.start_date, t.completed_on, t.left_on,
        case when t.completed_on <= s.until then 'completed' when t.left_on <= s.until then 'left' else 'started' end
            as event
    from span s
    join training t on t.start_date <= s.until
)
select doctor_id, event,
    case event when 'completed' then completed_on when 'left' then left_on else start_date end as happened_on
from named
