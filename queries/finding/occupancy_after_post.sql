-- sheet: occupancy
-- column: valid_from
select greatest(o.import_id, p.import_id) as import_id, o.import_id as row_import_id, o.excel_row,
    o.position_id as value, p.valid_to as day
from occupancy o
join position p using (position_id)
where o.valid_from > p.valid_to
