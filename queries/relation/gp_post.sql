-- GP posts (fastlegehjemler) that are open on each date; with another $post_type, posts of that type.
select a.as_of, p.position_id, p.municipality, p.office, p.operating_form, p.valid_from as opened_on,
    coalesce(p.valid_to, date '9999-12-31') as last_day
from as_of a
join position p on p.valid_from <= a.as_of and coalesce(p.valid_to, date '9999-12-31') >= a.as_of
where p.position_type = $post_type
