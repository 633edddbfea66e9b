-- The role that each municipality names as its contact.
select municipality, contact from municipality_status where contact is not null
