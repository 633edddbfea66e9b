-- The newest report of each municipality for each sheet that it has held.
select sheet, municipality, max(reported_on) as reported_on
from import_scope semi join visible_import using (import_id)
where municipality is not null
group by all
