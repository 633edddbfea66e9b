-- Started = completed + left + in training, on every published date.
with counted as (
    select a.as_of, count(*) as started,
        count(*) filter (t.completed_on <= a.as_of) as completed,
        count(*) filter (t.left_on <= a.as_of and coalesce(t.completed_on > a.as_of, true)) as left_early,
        (select count(*) from trainee r where r.as_of = a.as_of) as in_training
    from as_of a
    join training t on t.start_date <= a.as_of
    group by a.as_of
)
select * from counted where started <> completed + left_early + in_training
