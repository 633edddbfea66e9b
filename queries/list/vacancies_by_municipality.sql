-- scope: A
-- rests_on: position, occupancy
-- title: Ledige stillinger per kommune, siden når
-- columns: municipality = Kommune | longest_since = Lengst ledig siden | without_locum = Uten vikar
-- Since when the municipality's oldest vacancy has stood, and how many have no locum.
select municipality, min(vacant_since) as longest_since, count(*) filter (not has_locum) as without_locum
from vacancy
where list_contains($members, municipality)
group by municipality
