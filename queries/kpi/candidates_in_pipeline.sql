-- title: Kandidater i løp
-- theme: Rekruttering
-- place: 90
-- question: Hvor mange leger og studenter er på vei til oss?
-- kind: count
-- unit: kandidat | kandidater
-- better: higher
-- scope: B
-- always_shown: yes
-- groups: programme
-- rests_on: candidate, candidate_step
-- definition: Kandidater der det nyeste steget er Kontakt, Interessert, Søknad, Intervju, Tilbud eller Takket ja, og er tatt de siste 24 månedene. Er det to steg samme dag, gjelder det som står lengst ned på listen over steg.
-- source: Arkene Kandidater og Kandidatløp.
-- caveat: Kandidater som ikke er fulgt opp på to år, faller ut.
-- columns: record = Kandidat | step = Steg | step_date = Dato
select as_of, null::varchar as municipality, candidate_id as record, 1 as numerator, step, step_date
from in_pipeline
