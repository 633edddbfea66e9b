-- One doctor's permanent occupancies in one municipality, overlapping ones and those at most 31 days apart joined into
-- one: changing office is no loss. Built from all rows, also occupancies that begin after the date asked for.
with marked as (
    select doctor_id, municipality, valid_from, last_day,
        valid_from - max(last_day) over earlier <= 31 as goes_on
    from permanent
    window earlier as (
        partition by doctor_id, municipality order by valid_from, last_day
        rows between unbounded preceding and 1 preceding
    )
), numbered as (
    select *, count(*) filter (not coalesce(goes_on, false)) over (
        partition by doctor_id, municipality order by valid_from, last_day
    ) as stay_number
    from marked
)
select doctor_id, municipality, min(valid_from) as began_on, max(last_day) as last_day
from numbered
group by doctor_id, municipality, stay_number
