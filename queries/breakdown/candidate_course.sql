-- title: Kandidater etter første kontakt og hvor langt de har kommet
-- axes: years | Kontakt, Søknad, Tilbud, Startet
-- least: 2, 3
-- apart: Startet
-- starts: 0, 2, 4, 6
-- family: candidate
-- less: alle - candidates_in_pipeline, Startet - recruited
-- each: half_year
-- source: Arkene Kandidater og Kandidatløp.
-- caveat: Kontakt omfatter også Interessert, Søknad også Intervju og Tilbud også Takket ja. Et steg som er hoppet over, regnes som nådd når et senere steg er nådd.
select as_of, year(first_contact) as first,
    case when furthest >= 6 then 3 when furthest >= 4 then 2 when furthest >= 2 then 1 else 0 end as second, count(*) as n
from candidate_course
group by all
