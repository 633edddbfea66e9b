-- The service each doctor needs, in days and in the units of service_segment.
select doctor_id, start_date, to_months(normal_months::integer) as normal_time,
    (start_date + to_months(normal_months::integer))::date - start_date as required_days,
    ((start_date + to_months(normal_months::integer))::date - start_date) * 1000000000000 as required_units
from training
