-- title: Kandidater etter kilde og utfall
-- axes: 5.-årspraksis, Stand, Forelesning, Nettverk, LIS1, Annonse, Annet eller ukjent | Startet, Startet og i løp igjen, I løp, Ute av løpet
-- least: 2, 4
-- apart: Startet og i løp igjen
-- family: candidate
-- each: half_year
-- source: Arkene Kandidater og Kandidatløp.
-- caveat: Kilden er det som ga den første kontakten. Ute av løpet er kandidater som har takket nei, trukket seg eller fått avslag, eller som ikke er fulgt opp på to år.
select k.as_of,
    coalesce(
        list_position(['5.-årspraksis', 'Stand', 'Forelesning', 'Nettverk', 'LIS1', 'Annonse'], c.source) - 1, 6
    ) as first,
    case when k.has_started then k.is_in_pipeline::integer when k.is_in_pipeline then 2 else 3 end as second, count(*) as n
from candidate_course k
left join candidate c using (candidate_id)
group by all
