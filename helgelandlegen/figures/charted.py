"""The numbers behind a drawing, read from the table beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from helgelandlegen.figures.exhibit import Chart, Series
from helgelandlegen.figures.table import Column, Table


def charted(
    table: Table, kind: str, series: Mapping[str, str], *, title: str = "", unit: str = "", upwards: bool = False,
    named: int = 1,
) -> Chart:  # fmt: skip
    """A chart of a table's columns (heading → tone); its first `named` columns name the categories.

    A sum is left out. What is no number is missing from the chart, and `absent` says what stood there. `upwards` turns
    the rows around: a course whose table begins with the newest day.
    """
    rows = list(table.rows[: len(table.rows) - table.total])
    rows = rows[::-1] if upwards else rows
    headings = [column.heading for column in table.columns]
    found, missing = [], set()
    for heading, tone in series.items():
        place = headings.index(heading)
        values = [row[place] for row in rows]
        missing |= {_why(value, table.columns[place]) for value in values if not _is_number(value)}
        found.append(Series(heading, tuple(v if _is_number(v) else None for v in values), tone))  # type: ignore[misc]
    share = any(table.columns[headings.index(heading)].share for heading in series)
    names = tuple(": ".join(map(_text, row[:named])) for row in rows)
    absent = f"Mangler: {', '.join(sorted(missing))}." if missing else ""
    return Chart(kind, title or table.name, names, tuple(found), unit, share, absent)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _why(value: object, column: Column) -> str:
    return str(value) if value else column.missing or "ingen tall"


def _text(value: object) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
