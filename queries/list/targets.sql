-- Each figure's newest target on each date.
select a.as_of, t.kpi, t.target, t.target_to, t.warning_limit, t.decided_in, t.applies_from
from as_of a
join target t on t.applies_from <= a.as_of
qualify row_number() over (partition by a.as_of, t.kpi order by t.applies_from desc) = 1
