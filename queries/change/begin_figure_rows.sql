create or replace temp table figure_row (
    kpi varchar,
    as_of date,
    municipality varchar,
    numerator decimal(18, 4),
    denominator decimal(18, 4),
    value bigint,
    noted integer
)
