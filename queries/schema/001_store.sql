-- Imports, what each of them speaks for, and the figures computed from them. The sheets' own tables follow from sheets.py.

create table import (
    import_id integer not null,      -- rises with each import
    kind varchar not null,           -- opplasting, programmets mål, demo
    file_name varchar not null,
    sha256 varchar not null,
    accepted_at timestamp not null,  -- UTC
    withdrawn_at timestamp           -- UTC; set by an undo
);

-- What an import replaces as a whole: the rows of a scope in a sheet. The current rows of a scope are those of the
-- newest visible import that names it. A scope is a municipality, a parent row's key, or '' for a whole sheet.
create table import_scope (
    import_id integer not null,
    sheet varchar not null,
    scope varchar,           -- null: the sheet was there, but the municipality has no parent rows
    municipality varchar,    -- whose report this was; null for a programme sheet
    reported_on date not null
);

create table import_change (
    import_id integer not null,
    sheet varchar not null,
    municipality varchar,
    added integer not null,
    changed integer not null,
    gone integer not null
);

create table import_finding (
    import_id integer not null,
    level varchar not null,
    code varchar not null,
    sheet varchar,
    excel_row integer,
    heading varchar,
    message varchar not null
);

create table municipality (
    municipality varchar not null,
    name varchar not null,
    sub_region varchar not null,
    population integer not null,
    place integer not null
);

create table parameter (
    data_from date not null,
    free_absence_percent integer not null,
    freshness_days integer not null
);

-- Every figure at every published date (month ends and meetings), refreshed inside each import.
create table figure (
    kpi varchar not null,
    as_of date not null,
    grouped_by varchar not null,  -- programme, sub_region
    group_name varchar not null,
    numerator decimal(38, 6),
    denominator decimal(38, 6),
    value double,
    noted integer not null,
    n integer not null
);

create table data_version (version integer not null);

insert into data_version values (0);
