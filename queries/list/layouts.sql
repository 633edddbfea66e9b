-- The layouts in use: of each fingerprint the newest that is not forgotten.
select l.fingerprint, l.name, l.rules, l.made_at, l.made_by
from layout l
where l.forgotten_at is null
qualify row_number() over (partition by l.fingerprint order by l.made_at desc, l.rowid desc) = 1
order by l.name, l.made_at
