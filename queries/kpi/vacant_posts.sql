-- title: Ledige fastlegehjemler
-- theme: Ledige hjemler
-- place: 10
-- question: Hvor mange fastlegehjemler står uten fast lege?
-- kind: count
-- unit: hjemmel | hjemler
-- better: lower
-- scope: A
-- rests_on: position, occupancy
-- definition: Åpne stillinger av typen Fastlegehjemmel som ingen lege har fast den dagen. En vikar fyller ikke hjemmelen. Stillinger telles, ikke årsverk.
-- source: Arkene Stillinger og Bemanning.
-- caveat: SSB og Helsedirektoratet teller «lister uten fast lege» én gang i måneden; tallene kan avvike noe.
-- columns: record = Stilling | office = Legekontor | vacant_since = Ledig siden | has_locum = Vikar? | list_length = Innbyggere på listen
select as_of, municipality, position_id as record, 1 as numerator, office, vacant_since, has_locum, list_length
from vacancy
