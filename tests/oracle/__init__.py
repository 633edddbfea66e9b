"""An independent, naive second implementation of every key figure, to compare the SQL with.

Plain Python that walks day by day, with whole numbers, Decimal and Fraction; slow and meant to be obviously right.
It is written from the definitions alone and shares no line with `queries/` or `helgelandlegen/kpis.py`. Where a
definition leaves a choice, the docstring of the function here says which one was taken.

    figure(kpi, state, programme, as_of, group) -> (numerator, denominator, value) or None

`state` maps a sheet's name to its rows (dicts by column name; dates, int, Decimal, bool, str or None), and "_held" to
`{sheet name: numbers of the municipalities whose reports ever held it}`, with {""} for a programme sheet. `programme`
has `.municipalities` (each with `.number` and `.sub_region`) and `.data_from`. `group` is "programme", a sub-region's
name or a municipality's number. The answers:

    share           (numerator, denominator, Fraction, or None when the denominator is 0)
    count, sum      (n, None, n)
    median          (None, number of rows, Fraction or None)
    survival        (None, number of stays, years as float or None)
    no value        None: no municipality of the group ever held the sheets that the figure rests on

`generate.random_state` makes small, nasty states, and `generate.as_of_dates` the days on which their edges lie.
"""

from .figures import KPIS, Answer, figure

__all__ = ["KPIS", "Answer", "figure"]
