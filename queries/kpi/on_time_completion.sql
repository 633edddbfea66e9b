-- title: Ferdig spesialist på normert tid
-- theme: Utdanning
-- place: 160
-- question: Blir legene våre spesialister i tide?
-- kind: share
-- unit: lege | leger
-- better: higher
-- scope: B
-- family: outcome
-- rests_on: training
-- definition: Leger med justert sluttdato de siste 36 månedene: ferdige senest på sluttdatoen delt på alle, også dem som sluttet. Sluttdatoen er flyttet for deltid og for fravær over grensen i spesialistforskriften § 31.
-- source: Arkene Utdanningsløp og Fravær.
-- caveat: Sluttdatoen er beregnet; det er Helsedirektoratet som bekrefter tjenesten.
-- columns: record = Lege | due_on = Beregnet sluttdato | completed_on = Fullført | left_on = Sluttet | numerator = På normert tid?
select as_of, municipality, doctor_id as record, on_time::integer as numerator, 1 as denominator,
    due_on, completed_on, left_on
from outcome
