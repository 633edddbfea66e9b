-- scope: A
-- rests_on: position, occupancy
-- title: Stillinger etter driftsform
-- columns: operating_form = Driftsform | posts = Stillinger | vacant = Ledige | share = Andel ledige | with_locum = Med vikar
-- Posts and vacancies by operating form, the largest first.
select coalesce(s.operating_form, 'Ikke oppgitt') as operating_form, count(*) as posts,
    count(v.position_id) as vacant, count(v.position_id) / count(*) as share,
    count(*) filter (v.has_locum) as with_locum
from gp_post_state s
left join vacancy v using (as_of, position_id)
where list_contains($members, s.municipality)
group by all
order by posts desc, operating_form
