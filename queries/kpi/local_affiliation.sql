-- title: Lokal tilknytning
-- theme: Rekruttering
-- place: 100
-- question: Hvor mange av kandidatene har tilknytning til regionen?
-- kind: share
-- unit: kandidat | kandidater
-- better: higher
-- scope: B
-- groups: programme
-- rests_on: candidate, candidate_step
-- noted: med ukjent tilknytning
-- definition: Av kandidatene i løp: de med lokal tilknytning Ja delt på dem med Ja eller Nei. Ukjent er ikke med i noen av dem.
-- source: Arkene Kandidater og Kandidatløp.
-- caveat: Tilknytningen er det kandidaten selv har oppgitt.
-- columns: record = Kandidat | local_affiliation = Lokal tilknytning
select as_of, null::varchar as municipality, candidate_id as record, (local_affiliation = 'Ja')::integer as numerator,
    (local_affiliation in ('Ja', 'Nei'))::integer as denominator,
    (local_affiliation not in ('Ja', 'Nei'))::integer as noted, local_affiliation
from in_pipeline
