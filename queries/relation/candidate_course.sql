-- Each candidate's course up to each date: the first contact, the furthest step on the way from Kontakt to Startet (by its
-- place in the workbook's list; one who was only turned down counts as contacted), and where it stands.
with taken as (
    select a.as_of, s.candidate_id, s.step_date, c.place, p.place as started
    from as_of a
    join candidate_step s on s.step_date <= a.as_of
    join choice c on c.sheet = 'candidate_step' and c.name = 'step' and c.value = s.step
    cross join (
        select place from choice where sheet = 'candidate_step' and name = 'step' and value = 'Startet'
    ) p
)
select t.as_of, t.candidate_id, min(t.step_date) as first_contact,
    coalesce(max(t.place) filter (t.place <= t.started), 0) as furthest,
    bool_or(t.place = t.started) as has_started,
    any_value(i.candidate_id) is not null as is_in_pipeline
from taken t
left join in_pipeline i using (as_of, candidate_id)
group by t.as_of, t.candidate_id
