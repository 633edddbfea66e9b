-- title: Median tid i kommunen (Kaplan–Meier)
-- theme: Stabilitet
-- place: 230
-- question: Hvor lenge blir en fast lege?
-- kind: survival
-- unit: år | år
-- better: higher
-- scope: B
-- rests_on: position, occupancy
-- definition: Tiden da halvparten av legene er borte fra kommunen, beregnet med Kaplan–Meier for opphold som begynte etter at dataene er fullstendige. Opphold som fortsatt varer, er med så lenge de har vart.
-- source: Arkene Stillinger og Bemanning.
-- caveat: Er mindre enn halvparten borte, er medianen ikke nådd.
-- columns: record = Lege | began_on = Begynte | value = Dager | numerator = Avsluttet?
select a.as_of, s.municipality, s.doctor_id as record, least(s.last_day, a.as_of) - s.began_on + 1 as value,
    (s.last_day < a.as_of)::integer as numerator, s.began_on
from as_of a
cross join parameter p
join stay s on s.began_on >= p.data_from and s.began_on <= a.as_of
