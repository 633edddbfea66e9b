-- title: Varslede ledige hjemler neste seks måneder
-- theme: Ledige hjemler
-- place: 40
-- question: Hvor mange hjemler blir ledige fordi fastlegen slutter?
-- kind: count
-- unit: hjemmel | hjemler
-- better: lower
-- scope: A
-- any_post: Varslede ledige {posts} neste seks måneder
-- rests_on: position, occupancy
-- definition: Hjemler med fast lege i dag der ansettelsen slutter innen seks måneder, ingen ny fast lege er på plass dagen etter, og stillingen består.
-- source: Arkene Stillinger og Bemanning, kolonnen Til og med.
-- caveat: Bare oppsigelser som kommunen har ført, er med.
-- columns: record = Stilling | office = Legekontor | last_filled_day = Siste dag med fast lege
select as_of, municipality, position_id as record, 1 as numerator, office, last_filled_day
from announced_vacancy
