-- Each visible import names at least one scope or report.
select i.import_id
from visible_import i
anti join import_scope s using (import_id)
anti join report_row r on r.import_id = i.import_id
