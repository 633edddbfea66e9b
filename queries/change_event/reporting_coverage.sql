-- events: ~ up = Rapporterte; kommune rapporterte; kommuner rapporterte |
--   ~ down = Tallene ble for gamle; kommune uten ferske tall; kommuner uten ferske tall
select m.name as record, null::varchar as event, max(r.report_date) as happened_on
from municipality m
left join report r on r.municipality = m.municipality and r.report_date <= (select max(as_of) from as_of)
group by m.name
