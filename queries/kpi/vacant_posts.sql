-- title: Ledige fastlegehjemler
-- theme: Ledige hjemler
-- place: 10
-- question: Hvor mange fastlegehjemler står uten fast lege?
-- kind: count
-- unit: hjemmel | hjemler
-- better: lower
-- scope: A
-- any_post: Ledige {posts}
-- rests_on: position, occupancy
-- definition: Åpne stillinger av typen Fastlegehjemmel som ingen lege har fast den dagen. En vikar fyller ikke hjemmelen. Stillinger telles, ikke årsverk.
-- source: Arkene Stillinger og Bemanning.
-- caveat: SSB og Helsedirektoratet teller «lister uten fast lege» én gang i måneden; tallene kan avvike noe.
-- columns: record = Stilling | office = Legekontor | operating_form = Driftsform | vacant_since = Ledig siden | days_vacant = Dager ledig | has_locum = Vikar? | list_length = Innbyggere på listen
select as_of, municipality, position_id as record, 1 as numerator, office, operating_form, vacant_since, days_vacant,
    has_locum, list_length
from vacancy
