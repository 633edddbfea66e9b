-- title: Innbyggere på liste uten fast lege
-- theme: Ledige hjemler
-- place: 50
-- question: Hvor mange innbyggere står på en liste uten fast lege?
-- kind: sum
-- unit: innbygger | innbyggere
-- better: lower
-- scope: A
-- rests_on: position, occupancy, list_count
-- noted: uten listetall
-- definition: Summen av listelengden i nyeste listetall siste tolv måneder for hver ledig hjemmel. Ledige hjemler uten listetall gir ikke noe til summen, men telles opp ved siden av.
-- source: Arkene Stillinger, Bemanning og Listetall.
-- caveat: Innbyggere uten plass på noen liste er ikke med.
-- columns: record = Stilling | office = Legekontor | numerator = Innbyggere på listen | counted_on = Telt | vacant_since = Ledig siden
select as_of, municipality, position_id as record, coalesce(list_length, 0) as numerator,
    (list_length is null)::integer as noted, office, counted_on, vacant_since
from vacancy
