-- title: Leger i spesialisering etter beregnet sluttdato
-- axes: half_years
-- total: known
-- least: 3
-- less: late - not completed_share
-- each: year
-- source: Arkene Utdanningsløp og Fravær.
-- caveat: Sluttdatoen er beregnet og flyttet for deltid og fravær; det er Helsedirektoratet som bekrefter tjenesten. Forsinket er den som ikke var ferdig på sluttdatoen, eller som ikke har noen sluttdato.
select d.as_of,
    case when d.due_on > d.as_of then 2 * year(d.due_on) + (month(d.due_on) > 6)::integer else 0 end as first,
    count(*) as n
from due_date d
join trainee t using (as_of, doctor_id)
group by all
