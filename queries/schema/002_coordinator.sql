-- Who did what, withdrawals that can themselves be taken back, cells corrected on the way in, and learnt layouts.

alter table import add column done_by varchar;  -- a role, not a name

-- Each time an import was taken back, and when that was undone. It counts on every moment outside these stretches.
create table withdrawal (
    import_id integer not null,
    withdrawn_at timestamp not null,  -- UTC
    withdrawn_by varchar,
    restored_at timestamp,            -- UTC; null while the import is taken back
    restored_by varchar
);

insert into withdrawal (import_id, withdrawn_at) select import_id, withdrawn_at from import where withdrawn_at is not null;

alter table import drop column withdrawn_at;

-- The cells that were changed between the file as received and the rows that came in, and the rows left out.
create table import_correction (
    import_id integer not null,
    sheet varchar not null,      -- as the file names it
    excel_row integer not null,
    heading varchar,             -- null: the whole row was left out
    original varchar,            -- null: the cell was empty
    corrected varchar,           -- null: the cell was emptied
    corrected_at timestamp not null,
    corrected_by varchar
);

-- How a table with headings of its own is read: by the fingerprint of its headings, the newest that is not forgotten.
create table layout (
    fingerprint varchar not null,
    name varchar not null,
    rules varchar not null,      -- JSON: for each of our sheets, where each column comes from and what its values mean
    made_at timestamp not null,
    made_by varchar,
    forgotten_at timestamp
);
