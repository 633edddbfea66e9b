-- key: month
-- events: + in = Nye måneder; post med nytt månedsregnskap; poster med nytt månedsregnskap
select item as record, 'in' as event, last_day(month) as happened_on
from economy
where actual is not null and last_day(month) <= (select max(as_of) from as_of)
