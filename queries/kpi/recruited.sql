-- title: Rekruttert siste 12 måneder
-- theme: Rekruttering
-- place: 120
-- question: Hvor mange har begynt det siste året?
-- kind: count
-- unit: lege | leger
-- better: higher
-- scope: B
-- always_shown: yes
-- groups: programme
-- rests_on: candidate_step
-- noted: ført uten stilling
-- definition: Kandidater med steget Startet de siste tolv månedene i en fastlegehjemmel eller ALIS-stilling, hver telt én gang. En start uten stilling teller med, og slike telles opp ved siden av.
-- source: Arkene Kandidatløp og Stillinger.
-- caveat: Leger som er ansatt utenom kandidatlisten, er ikke med.
-- columns: record = Kandidat | started_on = Startet
select a.as_of, null::varchar as municipality, s.candidate_id as record, 1 as numerator,
    bool_and(s.position_id is null)::integer as noted, max(s.step_date) as started_on
from as_of a
join candidate_step s on s.step = 'Startet' and s.step_date <= a.as_of
    and s.step_date > (a.as_of - interval 12 month)::date
left join position p using (position_id)
where s.position_id is null or p.position_type in ('Fastlegehjemmel', 'ALIS-stilling')
group by a.as_of, s.candidate_id
