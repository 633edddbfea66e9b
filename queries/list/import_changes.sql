-- What one import changed, by sheet and municipality.
select c.sheet, c.municipality, c.added, c.changed, c.gone from import_change c
where c.import_id = $import_id
order by c.sheet, c.municipality
