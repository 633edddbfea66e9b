-- What each GP post was on the first of the dates (coming, vacant, filled, closed), what it is on the last, and what made
-- the difference, if there is one, with the day on which that happened.
with span as (
    select min(as_of) as since, max(as_of) as until from as_of
), opened as (
    select s.since, s.until, p.position_id, p.valid_from as opened_on,
        coalesce(p.valid_to, date '9999-12-31') as last_day
    from span s
    join position p on p.valid_from <= s.until
    where p.position_type = $post_type
), newest_filling as (
    select f.position_id, max(f.filled_on) as filled_on
    from filling f
    join span s on f.filled_on > s.since and f.filled_on <= s.until
    group by f.position_id
), compared as (
    select o.position_id, o.opened_on, o.last_day, f.filled_on, a.last_filled_day + 1 as vacated_on,
        case when o.opened_on > o.since then 'coming' when o.last_day < o.since then 'closed'
            when b.filled then 'filled' else 'vacant' end as was,
        case when o.last_day < o.until then 'closed' when a.filled then 'filled' else 'vacant' end as became
    from opened o
    left join gp_post_state b on b.position_id = o.position_id and b.as_of = o.since
    left join gp_post_state a on a.position_id = o.position_id and a.as_of = o.until
    left join newest_filling f on f.position_id = o.position_id
), named as (
    select *,
        case when was in ('coming', 'closed') and became = 'closed' then null
            when was = 'coming' and became = 'vacant' then 'opened'
            when was = 'coming' then 'opened_filled'
            when was = 'vacant' and became = 'closed' then 'closed'
            when became = 'closed' then 'closed_filled'
            when was = 'vacant' and became = 'filled' then 'filled'
            when was = 'filled' and became = 'vacant' then 'vacated' end as event
    from compared
)
select position_id, was, became, event, filled_on,
    case event when 'filled' then filled_on when 'vacated' then vacated_on when 'opened' then opened_on
        when 'opened_filled' then opened_on when 'closed' then last_day when 'closed_filled' then last_day end
        as happened_on
from named
