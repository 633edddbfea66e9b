-- All of a figure's own rows (kpi_row), to be read by people.
select $kpi as kpi, * from kpi_row
