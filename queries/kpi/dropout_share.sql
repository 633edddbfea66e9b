-- title: Sluttet innen to år
-- theme: Utdanning
-- place: 180
-- question: Hvor mange avbryter utdanningen tidlig?
-- kind: share
-- unit: lege | leger
-- better: lower
-- scope: B
-- rests_on: training
-- definition: Leger som begynte for minst 24 måneder siden: de som sluttet før det var gått 24 måneder uten å være ferdige, delt på alle.
-- source: Arket Utdanningsløp.
-- caveat: Leger som har sluttet senere, er ikke med i telleren.
-- columns: record = Lege | start_date = Startet | left_on = Sluttet | numerator = Sluttet innen to år?
select a.as_of, t.municipality, t.doctor_id as record,
    coalesce(
        t.left_on < (t.start_date + interval 24 month)::date and coalesce(t.completed_on > t.left_on, true), false
    )::integer as numerator,
    1 as denominator, t.start_date, t.left_on
from as_of a
join training t on (t.start_date + interval 24 month)::date <= a.as_of
