-- title: Andel ledige hjemler
-- theme: Ledige hjemler
-- place: 20
-- question: Hvor stor del av fastlegehjemlene står uten fast lege?
-- kind: share
-- unit: hjemmel | hjemler
-- better: lower
-- scope: A
-- any_post: Andel ledige {posts}
-- rests_on: position, occupancy
-- definition: Ledige fastlegehjemler delt på alle åpne fastlegehjemler samme dag.
-- source: Arkene Stillinger og Bemanning.
-- caveat: I en kommune med få hjemler gir én ledig hjemmel stort utslag.
-- columns: record = Stilling | office = Legekontor | numerator = Ledig?
select as_of, municipality, position_id as record, (not filled)::integer as numerator, 1 as denominator, office
from gp_post_state
