-- The dates asked for.
select distinct unnest($dates::date[]) as as_of
