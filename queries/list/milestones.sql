-- scope: A
-- rests_on: milestone
-- title: Milepæler
-- columns: milestone = Milepæl | due_on = Frist | forecast_on = Prognose | completed_on = Fullført | responsible = Ansvarlig | comment = Kommentar
-- The project's milestones as far as they had come on the date. A row holds the newest forecast only: what it was earlier
-- is told by what was known earlier.
select m.milestone, m.due_on, m.forecast_on, case when m.completed_on <= a.as_of then m.completed_on end as completed_on,
    m.responsible, m.comment
from as_of a
cross join milestone m
order by m.due_on, m.milestone
