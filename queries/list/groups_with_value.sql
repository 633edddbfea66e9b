-- The groups for which each figure asked for has a value, by the reports that have held its sheets.
select kpi, group_name from figure_group where has_value
