-- The dates at which figures are published and kept: month ends and meetings, from the programme's first date to $today.
select as_of::date as as_of
from (
    select last_day(month::date) as as_of
    from parameter p, unnest(generate_series(p.data_from, $today::date, interval 1 month)) as months (month)
    union
    select meeting_date from meeting
), parameter p
where as_of >= p.data_from and as_of <= $today
order by as_of
