-- scope: B
-- title: Dager mellom stegene
-- Median days between the stages of the candidates' course, by cohort: the stages begin at the places $starts of the
-- workbook's list, the cohorts at the years $years. A stage is entered with the first step in it or beyond it.
with entered as (
    select k.candidate_id, coalesce(
            list_last(list_filter($years::integer[], y -> y <= year(k.first_contact))), list_first($years::integer[])
        ) as cohort,
        list_position($starts::integer[], s.start) as stage, min(t.step_date) as entered_on
    from as_of a
    join candidate_course k using (as_of)
    cross join (select unnest($starts::integer[]) as start) s
    join candidate_step t on t.candidate_id = k.candidate_id and t.step_date <= a.as_of
    join choice c on c.sheet = 'candidate_step' and c.name = 'step' and c.value = t.step
    where c.place >= s.start and c.place <= (
        select place from choice where sheet = 'candidate_step' and name = 'step' and value = 'Startet'
    )
    group by all
)
select e.cohort, e.stage, median(l.entered_on - e.entered_on) as days, count(*) as n
from entered e
join entered l on l.candidate_id = e.candidate_id and l.stage = e.stage + 1
group by e.cohort, e.stage
order by e.cohort, e.stage
