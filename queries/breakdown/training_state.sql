-- title: Leger som har startet i spesialisering
-- axes: Fullført, I utdanning, Sluttet
-- apart: Fullført, I utdanning, Sluttet
-- known: Fullført, I utdanning
-- less: Sluttet - dropout_share
-- each: half_year
-- source: Arket Utdanningsløp.
-- caveat: Omfatter alle som har startet i spesialisering siden registreringen begynte.
select a.as_of, case when t.completed_on <= a.as_of then 0 when t.left_on <= a.as_of then 2 else 1 end as first,
    count(*) as n
from as_of a
join training t on t.start_date <= a.as_of
group by all
