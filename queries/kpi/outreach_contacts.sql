-- title: Nye kontakter siste 12 måneder
-- theme: Rekruttering
-- place: 130
-- question: Når vi fram til nye leger og studenter?
-- kind: sum
-- unit: kontakt | kontakter
-- better: higher
-- scope: A
-- groups: programme
-- rests_on: activity
-- definition: Summen av nye kontakter på stander, forelesninger og besøk de siste tolv månedene.
-- source: Arket Aktiviteter.
-- caveat: Samme person kan være telt på flere aktiviteter.
-- columns: activity_date = Dato | record = Aktivitet | held_at = Sted | numerator = Nye kontakter
select a.as_of, null::varchar as municipality, v.activity as record, coalesce(v.new_contacts, 0) as numerator, v.activity_date,
    v.place as held_at
from as_of a
join activity v on v.activity_date <= a.as_of and v.activity_date > (a.as_of - interval 12 month)::date
