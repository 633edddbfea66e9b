create or replace temp table figure_row (
    kpi varchar,
    as_of date,
    municipality varchar,
    numerator decimal(38, 6),
    denominator decimal(38, 6),
    value bigint,
    noted integer
)
