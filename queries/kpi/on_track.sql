-- title: I rute mot læringsmål
-- theme: Utdanning
-- place: 190
-- question: Får legene godkjent læringsmålene i takt med tjenesten?
-- kind: share
-- unit: lege | leger
-- better: higher
-- scope: B
-- within: active_trainees
-- rests_on: training, learning_goal
-- noted: uten krav eller ferske tall
-- definition: Leger i utdanning med krav om læringsmål og en telling de siste seks månedene: de som har minst 90 prosent av det kravet tilsier etter tellende tjeneste, delt på alle disse.
-- source: Arkene Utdanningsløp, Læringsmål og Fravær.
-- caveat: Forutsetter at læringsmålene fordeler seg jevnt over tiden. Leger uten krav eller uten ferske tall er holdt utenfor.
-- columns: record = Lege | counted_on = Telt | approved_goals = Godkjente læringsmål | required_goals = Krav | numerator = I rute?
with newest as (
    select a.as_of, g.doctor_id, max(g.counted_on) as counted_on,
        arg_max(g.approved_goals, g.counted_on) as approved_goals
    from as_of a
    join learning_goal g on g.counted_on <= a.as_of and g.counted_on > (a.as_of - interval 6 month)::date
    group by a.as_of, g.doctor_id
), served as (
    select n.as_of, n.doctor_id,
        least(
            coalesce(sum((least(s.next_day, n.counted_on + 1) - s.first_day) * s.gross_units), 0),
            coalesce(sum((least(s.next_day, n.counted_on + 1) - s.first_day) * s.limit_units), 0)
        ) as counted_units
    from newest n
    join training_version v using (as_of, doctor_id)
    left join service_segment s on s.doctor_id = v.doctor_id and s.open_until is not distinct from v.open_until
        and s.first_day <= n.counted_on
    group by n.as_of, n.doctor_id
), judged as (
    select t.as_of, t.municipality, t.doctor_id, t.required_goals, n.counted_on, n.approved_goals,
        coalesce(t.required_goals > 0, false) and n.doctor_id is not null as known,
        n.approved_goals::hugeint * 10 * r.required_units
            >= 9::hugeint * t.required_goals * least(s.counted_units, r.required_units) as enough
    from trainee t
    join required_service r using (doctor_id)
    left join newest n using (as_of, doctor_id)
    left join served s using (as_of, doctor_id)
)
select as_of, municipality, doctor_id as record, (known and enough)::integer as numerator, known::integer as denominator,
    (not known)::integer as noted, counted_on, approved_goals, required_goals
from judged
