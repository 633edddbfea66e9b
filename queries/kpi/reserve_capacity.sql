-- title: Ledige listeplasser
-- theme: Ledige hjemler
-- place: 80
-- question: Hvor mange innbyggere er det plass til hos de faste legene?
-- kind: sum
-- unit: plass | plasser
-- better: higher
-- scope: A
-- rests_on: position, occupancy, list_count
-- noted: uten listetall
-- definition: Summen av listetak minus listelengde, aldri under null, i nyeste listetall siste tolv måneder for hver hjemmel med fast lege.
-- source: Arkene Stillinger, Bemanning og Listetall.
-- caveat: Plasser på lister uten fast lege er ikke med.
-- columns: record = Stilling | office = Legekontor | numerator = Ledige plasser | list_cap = Listetak | list_length = Listelengde | counted_on = Telt
select s.as_of, s.municipality, s.position_id as record, coalesce(greatest(0, n.list_cap - n.list_length), 0) as numerator,
    (n.position_id is null)::integer as noted, s.office, n.list_cap, n.list_length, n.counted_on
from gp_post_state s
left join newest_list n using (as_of, position_id)
where s.filled
