-- title: Ledige over ett år
-- theme: Ledige hjemler
-- place: 30
-- question: Hvor mange hjemler har stått ledige lenge?
-- kind: count
-- unit: hjemmel | hjemler
-- better: lower
-- scope: A
-- any_post: Ledige {posts} over ett år
-- rests_on: position, occupancy
-- definition: Ledige hjemler der ledigheten begynte for mer enn 365 dager siden. Den begynner dagen etter siste dag med fast lege, eller stillingens første dag hvis den aldri har hatt en.
-- source: Arkene Stillinger og Bemanning.
-- caveat: Hvor lenge en hjemmel har vært ledig, forutsetter at kommunen har ført tidligere leger i Bemanning.
-- columns: record = Stilling | office = Legekontor | vacant_since = Ledig siden | days_vacant = Dager ledig | has_locum = Vikar?
select as_of, municipality, position_id as record, 1 as numerator, office, vacant_since, days_vacant, has_locum
from vacancy
where days_vacant > 365
