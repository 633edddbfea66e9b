-- A doctor's service as each date sees it. It differs between dates only where an absence has no end: such a row runs
-- to the date, or to the day of completion or leaving if that is earlier.
select a.as_of, t.doctor_id, t.municipality,
    case when o.doctor_id is not null then least(
        a.as_of, coalesce(t.completed_on, date '9999-12-31'), coalesce(t.left_on, date '9999-12-31')
    ) end as open_until
from as_of a
join training t on t.start_date <= a.as_of
left join (select distinct doctor_id from absence where valid_to is null) o using (doctor_id)
