-- title: Ferdig, i eller etter normert tid
-- theme: Utdanning
-- place: 170
-- question: Hvor mange av legene som skulle vært ferdige, er det?
-- kind: share
-- unit: lege | leger
-- better: higher
-- scope: B
-- family: outcome
-- rests_on: training
-- definition: De samme legene som i «Ferdig spesialist på normert tid»: ferdige innen datoen tallet gjelder for, delt på alle.
-- source: Arkene Utdanningsløp og Fravær.
-- caveat: Sluttdatoen er beregnet; det er Helsedirektoratet som bekrefter tjenesten.
-- columns: record = Lege | due_on = Beregnet sluttdato | completed_on = Fullført | left_on = Sluttet | numerator = Ferdig?
select as_of, municipality, doctor_id as record, completed::integer as numerator, 1 as denominator,
    due_on, completed_on, left_on
from outcome
