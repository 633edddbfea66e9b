-- title: Takket ja til tilbud
-- theme: Rekruttering
-- place: 110
-- question: Hvor mange av dem som fikk tilbud, takket ja?
-- kind: share
-- unit: kandidat med tilbud | kandidater med tilbud
-- better: higher
-- scope: B
-- groups: programme
-- rests_on: candidate_step
-- noted: har ikke svart ennå og er ikke regnet med
-- definition: For hver kandidat gjelder det første tilbudet de siste 24 månedene. Ja er Takket ja eller Startet samme dag eller senere; nei er Takket nei, Trukket seg eller Avslag. Ja deles på ja, nei og tilbud som har stått uten svar i minst 60 dager.
-- source: Arket Kandidatløp.
-- caveat: Et ja teller også om kandidaten senere har trukket seg.
-- columns: record = Kandidat | offered_on = Tilbud | answer = Svar
with offer as (
    select a.as_of, s.candidate_id, min(s.step_date) as offered_on
    from as_of a
    join candidate_step s on s.step = 'Tilbud' and s.step_date <= a.as_of
        and s.step_date > (a.as_of - interval 24 month)::date
    group by all
), answered as (
    select o.as_of, o.candidate_id, o.offered_on,
        coalesce(bool_or(s.step in ('Takket ja', 'Startet')), false) as yes,
        coalesce(bool_or(s.step in ('Takket nei', 'Trukket seg', 'Avslag')), false) as no
    from offer o
    left join candidate_step s
        on s.candidate_id = o.candidate_id and s.step_date >= o.offered_on and s.step_date <= o.as_of
    group by all
)
select as_of, null::varchar as municipality, candidate_id as record, yes::integer as numerator,
    (yes or no or as_of - offered_on >= 60)::integer as denominator,
    (not (yes or no or as_of - offered_on >= 60))::integer as noted, offered_on,
    case when yes then 'Ja' when no then 'Nei' else 'Ikke svart' end as answer
from answered
