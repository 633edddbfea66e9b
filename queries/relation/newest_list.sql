-- The newest list count of each post in the twelve months up to each date.
select a.as_of, l.position_id, arg_max(l.list_length, l.counted_on) as list_length,
    arg_max(l.list_cap, l.counted_on) as list_cap, max(l.counted_on) as counted_on
from as_of a
join list_count l on l.counted_on <= a.as_of and l.counted_on > (a.as_of - interval 12 month)::date
group by a.as_of, l.position_id
