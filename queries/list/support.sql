-- For each municipality and date: the newest report, whether one is dated after the freshness limit (later reports count
-- too), and the sheets its reports have ever held.
select a.as_of, m.municipality, max(r.report_date) as newest_report,
    coalesce(max(r.report_date) > a.as_of - any_value(p.freshness_days), false) as fresh,
    (select list(distinct h.sheet) from held h where h.municipality = m.municipality or h.municipality is null) as sheets
from as_of a
cross join municipality m
cross join parameter p
left join report r using (municipality)
group by a.as_of, m.municipality
