-- title: Ledige hjemler med vikar
-- theme: Ledige hjemler
-- place: 60
-- question: Hvor mange av de ledige hjemlene har vikar?
-- kind: share
-- unit: ledig hjemmel | ledige hjemler
-- better: none
-- scope: A
-- any_post: Ledige {posts} med vikar
-- rests_on: position, occupancy
-- definition: Ledige hjemler som har vikar den dagen, delt på alle ledige hjemler.
-- source: Arkene Stillinger og Bemanning.
-- caveat: Sier ikke hvor stor del av uken vikaren er der.
-- columns: record = Stilling | office = Legekontor | numerator = Vikar? | vacant_since = Ledig siden
select as_of, municipality, position_id as record, has_locum::integer as numerator, 1 as denominator, office, vacant_since
from vacancy
