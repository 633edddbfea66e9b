-- events: - out = Tilbud eldre enn to år; tilbud eldre enn to år; tilbud eldre enn to år |
--   + in = Nye tilbud; nytt tilbud; nye tilbud | ~ up = Takket ja; kandidat takket ja; kandidater takket ja |
--   ~ changed = Nei eller ikke svart; tilbud uten ja; tilbud uten ja
select candidate_id as record, null::varchar as event, null::date as happened_on
from candidate_event
where false
