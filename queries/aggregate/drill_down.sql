-- The rows behind a figure, in the order of municipalities.
select * exclude (kpi, kind, place)
from counted_row
order by as_of, place, record
