-- title: Leger i spesialisering (ALIS)
-- theme: Utdanning
-- place: 150
-- question: Hvor mange leger er under utdanning til spesialist i allmennmedisin?
-- kind: count
-- unit: lege | leger
-- better: higher
-- scope: B
-- always_shown: yes
-- rests_on: training
-- definition: Leger i Utdanningsløp som har begynt, og som verken er ferdige eller har sluttet.
-- source: Arket Utdanningsløp.
-- caveat: Leger i permisjon er fortsatt i utdanning.
-- columns: record = Lege | start_date = Startet
select as_of, municipality, doctor_id as record, 1 as numerator, start_date
from trainee
