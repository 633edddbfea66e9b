-- sheet: candidate_step
-- column: step
select max(greatest(s.import_id, e.import_id)) as import_id, s.import_id as row_import_id, s.excel_row, s.step as value,
    arg_max(e.step, e.step_date) as end_step, max(e.step_date) as day
from candidate_step s
join candidate_step e on e.candidate_id = s.candidate_id and e.step_date < s.step_date
    and e.step in ('Startet', 'Takket nei', 'Trukket seg', 'Avslag')
group by s.import_id, s.excel_row, s.step
