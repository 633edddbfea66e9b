-- scope: A
-- rests_on: activity
-- title: Oppsøkende aktiviteter
-- columns: activity = Aktivitet | held = Antall ganger | participants = Deltakere | new_contacts = Nye kontakter | cost = Kostnad i kroner
-- What the activities since a date have brought, by kind; nothing counted is not nothing met.
select v.activity, count(*) as held, sum(v.participants) as participants, sum(v.new_contacts) as new_contacts,
    sum(v.cost) as cost, round(sum(v.cost) / nullif(sum(v.new_contacts), 0)) as cost_each,
    count(*) filter (v.new_contacts is null) as uncounted
from as_of a
join activity v on v.activity_date <= a.as_of and v.activity_date >= $since
join choice c on c.sheet = 'activity' and c.name = 'activity' and c.value = v.activity
group by v.activity, c.place
order by c.place
