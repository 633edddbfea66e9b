-- A doctor's service in stretches of days with the same share and the same absence, in whole numbers so that it is
-- exact. One day of full service is 10^12 units:
--   gross_units   a day's share of the post (Stillingsprosent less part-time reduction)
--   limit_units   the same with the free absence on top, less the day's absence
-- so that counted(t) = least(sum of gross_units, sum of limit_units) up to t, which is
-- gross - greatest(0, absent - free percent of gross).
-- Source: spesialistforskriften section 31; the free percentage is a parameter of the programme.
with version as (
    select distinct doctor_id, open_until from training_version
), leave as (
    select v.doctor_id, v.open_until, x.concerns, (x.percent * 100)::bigint as hundredths,
        greatest(x.valid_from, t.start_date) as first_day, coalesce(x.valid_to, v.open_until) as last_day
    from version v
    join training t using (doctor_id)
    join absence x using (doctor_id)
    where coalesce(x.valid_to, v.open_until) >= greatest(x.valid_from, t.start_date)
), boundary as (
    select v.doctor_id, v.open_until, t.start_date as first_day from version v join training t using (doctor_id)
    union
    select doctor_id, open_until, first_day from leave
    union
    select doctor_id, open_until, last_day + 1 from leave
), stretch as (
    select doctor_id, open_until, first_day,
        coalesce(lead(first_day) over (partition by doctor_id, open_until order by first_day), date '9999-12-31')
            as next_day
    from boundary
), stretch_leave as (
    select s.doctor_id, s.open_until, s.first_day, s.next_day,
        least(10000, coalesce(sum(l.hundredths) filter (l.concerns = 'Deltid'), 0))::bigint as reduction,
        least(10000, coalesce(sum(l.hundredths) filter (l.concerns = 'Fravær'), 0))::bigint as absent
    from stretch s
    left join leave l on l.doctor_id = s.doctor_id and l.open_until is not distinct from s.open_until
        and l.first_day <= s.first_day and l.last_day >= s.first_day
    group by all
), share as (
    select l.doctor_id, l.open_until, l.first_day, l.next_day, l.absent,
        (t.percent * 100)::bigint * (10000 - l.reduction) as share
    from stretch_leave l
    join training t using (doctor_id)
)
select s.doctor_id, s.open_until, s.first_day, s.next_day, s.next_day - s.first_day as days,
    s.share * 10000 as gross_units, s.share * (100 * (100 + p.free_absence_percent) - s.absent) as limit_units
from share s
cross join parameter p
