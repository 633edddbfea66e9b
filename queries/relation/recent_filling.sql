-- Vacancies that were filled in the 24 months up to each date.
select a.as_of, f.*
from as_of a
join filling f on f.filled_on <= a.as_of and f.filled_on > (a.as_of - interval 24 month)::date
