-- Candidates under way: the newest step is no end step and was taken in the last 24 months.
select n.as_of, n.candidate_id, n.step, n.step_date, c.local_affiliation, c.source
from candidate_now n
left join candidate c using (candidate_id)
where n.step in ('Kontakt', 'Interessert', 'Søknad', 'Intervju', 'Tilbud', 'Takket ja')
    and n.step_date > (n.as_of - interval 24 month)::date
