-- What happened to each candidate under way on the first or the last of the dates: new, again (had been out), forward or
-- back (still under way, at another step), or why no longer under way; with the day on which it happened.
with span as (
    select min(as_of) as since, max(as_of) as until from as_of
), now as (
    select n.candidate_id, n.step, n.step_date, c.place
    from candidate_now n
    join span s on n.as_of = s.until
    join choice c on c.sheet = 'candidate_step' and c.name = 'step' and c.value = n.step
), then_at as (
    select n.candidate_id, n.step, c.place
    from candidate_now n
    join span s on n.as_of = s.since
    join choice c on c.sheet = 'candidate_step' and c.name = 'step' and c.value = n.step
), named as (
    select n.candidate_id, n.step_date,
        case when b.candidate_id is not null and a.candidate_id is not null then
                case when n.place > t.place then 'forward' when n.place < t.place then 'back' end
            when a.candidate_id is not null then case when t.candidate_id is null then 'new' else 'again' end
            when b.candidate_id is null then null
            when n.step = 'Startet' then 'started' when n.step = 'Takket nei' then 'declined'
            when n.step = 'Trukket seg' then 'withdrew' when n.step = 'Avslag' then 'rejected' else 'aged' end as event
    from now n
    cross join span s
    left join then_at t using (candidate_id)
    left join in_pipeline b on b.candidate_id = n.candidate_id and b.as_of = s.since
    left join in_pipeline a on a.candidate_id = n.candidate_id and a.as_of = s.until
)
select candidate_id, event, case event when 'aged' then (step_date + interval 24 month)::date else step_date end as happened_on
from named
where event is not null
