-- key: activity_date
-- events: - out = Mer enn ett år siden; aktivitet for mer enn ett år siden; aktiviteter for mer enn ett år siden |
--   + in = Nye aktiviteter; ny aktivitet; nye aktiviteter
select activity as record, 'in' as event, activity_date as happened_on
from activity
