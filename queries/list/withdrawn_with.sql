-- The imports that are taken back and hold any of these keys of a post, a doctor in training or a candidate.
with named as (
    select import_id, position_id as key from position_row
    union select import_id, doctor_id from training_row
    union select import_id, candidate_id from candidate_row
)
select distinct n.import_id
from named n
join withdrawal w on w.import_id = n.import_id and w.restored_at is null
where list_contains($keys::varchar[], n.key)
order by n.import_id
