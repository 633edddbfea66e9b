-- sheet: occupancy
-- column: valid_to
select greatest(o.import_id, p.import_id) as import_id, o.import_id as row_import_id, o.excel_row,
    o.position_id as value, p.valid_to as day
from occupancy o
join position p using (position_id)
where p.valid_to is not null and o.valid_from <= p.valid_to
    and coalesce(o.valid_to, date '9999-12-31') > p.valid_to
