-- title: Forbruk av budsjett hittil
-- theme: Prosjektet
-- place: 240
-- question: Bruker vi pengene som planlagt?
-- kind: share
-- unit: krone | kroner
-- better: band
-- scope: A
-- rests_on: economy
-- definition: Summen av regnskap delt på summen av budsjett, for rader med regnskap der måneden er slutt.
-- source: Arket Økonomi.
-- caveat: Måneder uten regnskap er ikke med på noen av sidene.
-- columns: record = Post | month = Måned | numerator = Regnskap | denominator = Budsjett
select a.as_of, e.municipality, e.item as record, e.actual as numerator, e.budget as denominator, e.month
from as_of a
join economy e on e.actual is not null and last_day(e.month) <= a.as_of
