-- scope: A
-- rests_on: municipality_status
-- title: Avtaler og registrering per kommune
-- columns: name = Kommune | registered_on = Registrert utdanningsvirksomhet | agreement_on = Samarbeidsavtale
-- Every municipality; `reported` says whether it has ever reported its status. The role of its contact is not told.
select m.municipality, m.name, list_contains($members, m.municipality) as reported,
    case when s.registered_on <= a.as_of then s.registered_on end as registered_on,
    case when s.agreement_on <= a.as_of then s.agreement_on end as agreement_on
from as_of a
cross join municipality m
left join municipality_status s on s.municipality = m.municipality and list_contains($members, m.municipality)
order by m.place
