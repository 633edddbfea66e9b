-- Each doctor's adjusted due date as each date sees it, to tell whose has been moved by what was learnt later.
select as_of, doctor_id as record, due_on as fact from due_date
