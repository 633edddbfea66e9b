-- title: Plan og veileder på plass
-- theme: Utdanning
-- place: 200
-- question: Har legene i utdanning både veileder og en fersk plan?
-- kind: share
-- unit: lege | leger
-- better: higher
-- scope: B
-- within: active_trainees
-- rests_on: training
-- definition: Leger i utdanning som har veileder, og som har en utdanningsplan laget eller revidert de siste tolv månedene, delt på alle leger i utdanning.
-- source: Arket Utdanningsløp.
-- caveat: Sier ikke hvor mye veiledning legen faktisk får.
-- columns: record = Lege | supervisor_from = Veileder fra | plan_made_on = Plan | plan_revised_on = Revidert | numerator = På plass?
select as_of, municipality, doctor_id as record,
    (
        coalesce(supervisor_from <= as_of, false) and (
            coalesce(plan_made_on <= as_of and plan_made_on > (as_of - interval 12 month)::date, false)
            or coalesce(plan_revised_on <= as_of and plan_revised_on > (as_of - interval 12 month)::date, false)
        )
    )::integer as numerator,
    1 as denominator, supervisor_from, plan_made_on, plan_revised_on
from trainee
