-- Of a figure's own rows (kpi_row): the columns that are summed up.
select $kpi as kpi, columns(c -> c in ('as_of', 'municipality', 'numerator', 'denominator', 'value', 'noted'))
from kpi_row
