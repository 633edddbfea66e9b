-- Each time one import was taken back, and when that was undone; the newest first.
select withdrawn_at, withdrawn_by, restored_at, restored_by from withdrawal
where import_id = $import_id
order by withdrawn_at desc
