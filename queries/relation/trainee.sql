-- Doctors in training on each date.
select a.as_of, t.*
from as_of a
join training t on t.start_date <= a.as_of
    and coalesce(t.completed_on, date '9999-12-31') > a.as_of
    and coalesce(t.left_on, date '9999-12-31') > a.as_of
