-- sheet: occupancy
-- column: valid_from
select greatest(a.import_id, b.import_id) as import_id, b.import_id as row_import_id, b.excel_row,
    b.position_id as value, b.valid_from as day
from occupancy a
join occupancy b on b.position_id = a.position_id and a.occupancy = 'Fast' and b.occupancy = 'Fast'
    and (a.valid_from, a.doctor_id) < (b.valid_from, b.doctor_id)
    and coalesce(a.valid_to, date '9999-12-31') >= b.valid_from
    and coalesce(b.valid_to, date '9999-12-31') >= b.valid_from
