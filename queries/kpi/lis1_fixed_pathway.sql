-- title: LIS1 i fast utdanningsløp
-- theme: Utdanning
-- place: 140
-- question: Hvor mange av LIS1-stillingene inngår i et fast utdanningsløp?
-- kind: share
-- unit: LIS1-stilling | LIS1-stillinger
-- better: band
-- scope: A
-- rests_on: position
-- definition: Åpne LIS1-stillinger med Fast utdanningsløp = Ja, delt på alle åpne LIS1-stillinger.
-- source: Arket Stillinger.
-- caveat: Prosjektets mål er «opp mot halvparten», derfor et bånd og ikke mest mulig.
-- columns: record = Stilling | office = Legekontor | numerator = Fast utdanningsløp?
select a.as_of, p.municipality, p.position_id as record, coalesce(p.fixed_pathway, false)::integer as numerator,
    1 as denominator, p.office
from as_of a
join position p on p.valid_from <= a.as_of and coalesce(p.valid_to, date '9999-12-31') >= a.as_of
where p.position_type = 'LIS1'
