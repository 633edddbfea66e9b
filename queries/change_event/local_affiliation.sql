-- events: + new = Nye; ny kandidat; nye kandidater |
--   + again = Tilbake; kandidat tilbake i løp; kandidater tilbake i løp |
--   ~ forward = Rykket fram; kandidat kom videre; kandidater kom videre |
--   ~ back = Rykket tilbake; kandidat gikk et steg tilbake; kandidater gikk et steg tilbake |
--   -* started = Startet; kandidat startet; kandidater startet |
--   - declined = Takket nei; kandidat takket nei; kandidater takket nei |
--   - withdrew = Trukket seg; kandidat trakk seg; kandidater trakk seg |
--   - rejected = Avslag; kandidat fikk avslag; kandidater fikk avslag |
--   - aged = Ikke fulgt opp; kandidat ikke fulgt opp på to år; kandidater ikke fulgt opp på to år
select candidate_id as record, event, happened_on
from candidate_event
