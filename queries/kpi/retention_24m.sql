-- title: Fortsatt i kommunen etter to år
-- theme: Stabilitet
-- place: 220
-- question: Blir de faste legene i kommunen?
-- kind: share
-- unit: lege | leger
-- better: higher
-- scope: B
-- rests_on: position, occupancy
-- definition: Legers opphold i en kommune som begynte etter at dataene er fullstendige og for minst 24 måneder siden: de som fortsatt varte etter 24 måneder, delt på alle. Bytte av hjemmel i samme kommune og opphold på inntil 31 dager bryter ikke oppholdet.
-- source: Arkene Stillinger og Bemanning.
-- caveat: En lege som har vært i to kommuner, teller én gang i hver.
-- columns: record = Lege | began_on = Begynte | last_day = Siste dag | numerator = Fortsatt der?
select a.as_of, s.municipality, s.doctor_id as record,
    (s.last_day >= (s.began_on + interval 24 month)::date)::integer as numerator, 1 as denominator, s.began_on,
    nullif(s.last_day, date '9999-12-31') as last_day
from as_of a
cross join parameter p
join stay s on s.began_on >= p.data_from and (s.began_on + interval 24 month)::date <= a.as_of
