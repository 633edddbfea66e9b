-- Posts whose permanent doctor is known to leave within six months.
select *
from known_ending
where last_filled_day <= (as_of + interval 6 month)::date
