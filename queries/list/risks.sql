-- scope: A
-- rests_on: risk
-- title: Risiko
-- columns: risk = Risiko | likelihood = Sannsynlighet | consequence = Konsekvens | measure = Tiltak | responsible = Ansvarlig
-- The project's risks, the gravest first; of two that are as grave, the one with the graver consequence.
select r.risk, r.likelihood, r.consequence, r.measure, r.responsible
from risk r
order by r.likelihood * r.consequence desc, r.consequence desc, r.risk
