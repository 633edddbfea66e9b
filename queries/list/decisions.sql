-- scope: A
-- rests_on: decision
-- title: Saker og vedtak
-- columns: case_title = Sak | meeting_date = Møtedato | decision = Beslutning | responsible = Ansvarlig | due_on = Frist | done_on = Utført
-- The matters that have been on a meeting's list by the date, and those of the coming meeting, by their place in the sheet.
select d.case_title, d.meeting_date, d.decision, d.responsible, d.due_on, d.done_on
from decision d
order by d.excel_row
