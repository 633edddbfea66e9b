-- title: Dager fra ledig til ny fast lege
-- theme: Ledige hjemler
-- place: 70
-- question: Hvor lang tid tar det å fylle en ledig hjemmel?
-- kind: median
-- unit: dag | dager
-- better: lower
-- scope: A
-- any_post: Dager fra ledig til fast lege, {posts}
-- rests_on: position, occupancy
-- definition: Median av dagene fra hjemmelens første ledige dag til den nye faste legens første dag, for faste ansettelser som begynte de siste 24 månedene etter minst én ledig dag.
-- source: Arkene Stillinger og Bemanning.
-- caveat: Hjemler som fortsatt er ledige, er ikke med. Les tallet sammen med hvor lenge dagens ledige hjemler har stått.
-- columns: record = Stilling | filled_on = Ny fast lege fra | vacant_since = Ledig fra | value = Dager
select as_of, municipality, position_id as record, days_vacant as value, vacant_since, filled_on
from recent_filling
