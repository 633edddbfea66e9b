-- events: +-~ moved = Fravær flyttet datoen; sluttdato flyttet av fravær; sluttdatoer flyttet av fravær |
--   - out = Eldre enn tre år; sluttdato eldre enn tre år; sluttdatoer eldre enn tre år |
--   + in = Nådde sluttdatoen; lege nådde sluttdatoen; leger nådde sluttdatoen |
--   ~ completed = Fullførte etter sluttdatoen; lege fullførte etter sluttdatoen; leger fullførte etter sluttdatoen
-- learnt: moved = due_dates
select t.doctor_id as record, 'completed' as event, t.completed_on as happened_on
from training t
where t.completed_on > (select min(as_of) from as_of) and t.completed_on <= (select max(as_of) from as_of)
