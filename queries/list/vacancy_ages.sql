-- scope: A
-- rests_on: position, occupancy
-- title: Hvor lenge stillingene står ledige
-- columns: duration = Tid som ledig | filled = Besatt siste 24 måneder | vacant = Fortsatt ledige
-- Vacancies that were filled in the last 24 months, and those of today, by how long they lasted or have lasted.
with length (place, duration, least, most) as (
    values (1, 'Under 3 måneder', 0, 90), (2, '3 til 6 måneder', 91, 182), (3, '6 til 12 måneder', 183, 365),
        (4, '1 til 2 år', 366, 730), (5, 'Over 2 år', 731, 99999)
), filled as (
    select f.days_vacant from recent_filling f where list_contains($members, f.municipality)
), vacant as (
    select v.days_vacant from vacancy v where list_contains($members, v.municipality)
)
select l.duration, (select count(*) from filled f where f.days_vacant between l.least and l.most) as filled,
    (select count(*) from vacant v where v.days_vacant between l.least and l.most) as vacant,
    (select median(days_vacant) from vacant) as median_vacant
from length l
order by l.place
