-- For each date, municipality and sheet of a municipality's: the newest report up to the date that held the sheet, the
-- import that it came with, and the remarks on the municipality's rows that it came in with. The sheet `report` is the
-- newest report itself. $sheets and $headings say what files call the sheets; a remark on a sheet of another name is
-- told by its row alone, and one without a row belongs to the municipality where the file speaks for no other.
with heading as (
    select unnest($sheets::varchar[]) as sheet, unnest($headings::varchar[]) as heading
), line as (
    select 'position' as sheet, import_id, excel_row, scope from position_row
    union all select 'occupancy', import_id, excel_row, scope from occupancy_row
    union all select 'list_count', import_id, excel_row, scope from list_count_row
    union all select 'training', import_id, excel_row, scope from training_row
    union all select 'absence', import_id, excel_row, scope from absence_row
    union all select 'learning_goal', import_id, excel_row, scope from learning_goal_row
    union all select 'municipality_status', import_id, excel_row, scope from municipality_status_row
    union all select 'self_assessment', import_id, excel_row, scope from self_assessment_row
), newest as (
    select a.as_of, s.municipality, s.sheet, max(s.reported_on) as reported_on,
        arg_max(s.import_id, (s.reported_on, s.import_id)) as import_id
    from as_of a
    join import_scope s on s.reported_on <= a.as_of
    semi join visible_import v on v.import_id = s.import_id
    where s.municipality is not null
    group by all
), remark as (
    select f.import_id, f.excel_row, h.sheet, f.message, row_number() over () as number
    from import_finding f
    left join heading h on h.heading = f.sheet
), remark_of as (
    select distinct r.import_id, l.sheet, s.municipality, r.excel_row, r.message, r.number
    from remark r
    join line l on l.import_id = r.import_id and l.excel_row = r.excel_row and coalesce(r.sheet, l.sheet) = l.sheet
    join import_scope s on s.import_id = l.import_id and s.sheet = l.sheet and s.scope = l.scope
    union all
    select r.import_id, r.sheet, any_value(s.municipality), null, r.message, r.number
    from remark r
    join import_scope s using (import_id)
    where r.excel_row is null and r.sheet is not null and s.municipality is not null
    group by r.import_id, r.sheet, r.message, r.number
    having count(distinct s.municipality) = 1
), gathered as (
    select import_id, sheet, municipality, list(message order by excel_row nulls first, number) as remarks
    from remark_of
    group by all
)
select n.as_of, n.municipality, n.sheet, n.reported_on, n.import_id, coalesce(g.remarks, []) as remarks
from newest n
left join gathered g using (import_id, sheet, municipality)
union all
select a.as_of, r.municipality, 'report', max(r.report_date), arg_max(r.import_id, r.report_date), []
from as_of a
join report r on r.report_date <= a.as_of
group by a.as_of, r.municipality
