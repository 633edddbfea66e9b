-- What the figures asked for say of themselves; `rests_on` is a list of sheets.
select unnest($kpis::varchar[]) as kpi, unnest($kinds::varchar[]) as kind, unnest($rests_on::varchar[][]) as rests_on,
    unnest($programme_only::boolean[]) as programme_only, unnest($count_silent::boolean[]) as count_silent
