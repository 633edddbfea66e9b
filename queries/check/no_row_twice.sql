-- A post and a doctor in training stand once in the current state.
select 'position' as sheet, position_id as key from position group by position_id having count(*) > 1
union all
select 'training', doctor_id from training group by doctor_id having count(*) > 1
