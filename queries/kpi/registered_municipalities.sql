-- title: Registrerte utdanningsvirksomheter
-- theme: Utdanning
-- place: 210
-- question: Hvor mange av kommunene er registrert som utdanningsvirksomhet?
-- kind: share
-- unit: kommune | kommuner
-- better: higher
-- scope: A
-- rests_on: municipality_status
-- count_silent: yes
-- definition: Kommuner som er registrert innen datoen, delt på alle kommunene i programmet.
-- source: Arket Kommunestatus.
-- caveat: Kommuner som ikke har rapportert Kommunestatus, regnes som ikke registrert.
-- columns: record = Kommune | registered_on = Registrert | numerator = Er registrert?
select a.as_of, m.municipality, m.name as record, coalesce(s.registered_on <= a.as_of, false)::integer as numerator,
    1 as denominator, s.registered_on
from as_of a
cross join municipality m
left join municipality_status s using (municipality)
