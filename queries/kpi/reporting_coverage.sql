-- title: Kommuner med ferske tall
-- theme: Prosjektet
-- place: 250
-- question: Hvor mange kommuner har rapportert nylig?
-- kind: share
-- unit: kommune | kommuner
-- better: higher
-- scope: A
-- rests_on:
-- count_silent: yes
-- definition: Kommuner med en rapport der rapportdatoen er innen de siste 95 dagene, delt på alle kommunene i programmet.
-- source: Arket Rapport.
-- caveat: Sier ikke om rapporten hadde alle arkene.
-- columns: record = Kommune | newest_report = Nyeste rapport | numerator = Ferske tall?
select a.as_of, m.municipality, m.name as record,
    coalesce(max(r.report_date) > a.as_of - any_value(p.freshness_days), false)::integer as numerator, 1 as denominator,
    max(r.report_date) as newest_report
from as_of a
cross join municipality m
cross join parameter p
left join report r on r.municipality = m.municipality and r.report_date <= a.as_of
group by a.as_of, m.municipality, m.name
