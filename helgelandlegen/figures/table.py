"""A table as plain values, and as small accessible HTML for pages that need no data grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from helgelandlegen.figures.numbers import number, percent, short_day
from helgelandlegen.figures.phrases import one_line


@dataclass(frozen=True)
class Column:
    """One column: its heading, whether it holds numbers (right-aligned, `decimals`), what stands for None.

    The values of a `markup` column are HTML made in this package, such as a status badge, and are not escaped. Those of
    a `share` column are 0-1 and shown as percent; it is a column of numbers too.
    """

    heading: str
    numeric: bool = False
    decimals: int = 0
    missing: str = ""
    markup: bool = False
    share: bool = False


@dataclass(frozen=True)
class Table:
    """A table as the screen shows it and as a file holds it (figures.files), from the same rows.

    `rows` hold the raw values, one a column: int, float, Decimal, date, bool, text or None. A text in a column of
    numbers stands as it is («under 5»). `note` says where the numbers come from; with `total` the last row is a sum.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    note: str = ""
    total: bool = False

    def tells(self, row: Sequence[object]) -> bool:
        """Whether some number of the row is known, «under 5» too; without columns of numbers it tells its words."""
        numbers = [row[n] for n, column in enumerate(self.columns) if column.numeric or column.share]
        return not numbers or any(
            any(map(str.isdigit, value)) if isinstance(value, str) else value is not None for value in numbers
        )

    def html(self) -> str:
        """The table with its name as caption and its note below, for `st.markdown(…, unsafe_allow_html=True)`."""
        note = f'<p class="hl-note" lang="nb">{escape(one_line(self.note))}</p>' if self.note else ""
        return table(self.name, self.columns, self.rows, total=self.total) + note


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    *,
    row_headings: bool = True,
    total: bool = False,
) -> str:
    """HTML of a table for `st.markdown(…, unsafe_allow_html=True)`; every text is escaped.

    A row has one value a column: text, number, date, bool or None. With `row_headings` the first column names its row.
    With `total` the last row is a sum: it stands in the table's foot, with the class `hl-total`.
    """
    head = "".join(f'<th scope="col"{_class(column)}>{escape(column.heading)}</th>' for column in columns)
    lines = [_row(columns, row, row_headings) for row in rows]
    foot = f'<tfoot><tr class="hl-total">{lines.pop()}</tr></tfoot>' if total and lines else ""
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    if not body and not foot:
        body = f'<tr><td colspan="{len(columns)}">Ingen rader.</td></tr>'
    return (
        f'<div class="hl-table-frame" lang="nb" tabindex="0" role="group" aria-label="{escape(caption)}">'
        f'<table class="hl-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table></div>"
    )


def cell(value: object, column: Column) -> str:
    """One value as Norwegian text, not yet escaped."""
    if value is None:
        return column.missing
    if isinstance(value, bool):
        return "Ja" if value else "Nei"
    if isinstance(value, int | float | Decimal):
        return percent(value, decimals=column.decimals) if column.share else number(value, column.decimals)
    if isinstance(value, date):
        return short_day(value)
    return str(value)


def _row(columns: Sequence[Column], row: Sequence[object], row_headings: bool) -> str:
    cells = ""
    for place, (column, value) in enumerate(zip(columns, row, strict=True)):
        text = one_line(cell(value, column))
        text = text if column.markup else escape(text)
        if row_headings and place == 0:
            cells += f'<th scope="row"{_class(column)}>{text}</th>'
        else:
            cells += f"<td{_class(column)}>{text}</td>"
    return cells


def _class(column: Column) -> str:
    return ' class="hl-number"' if column.numeric or column.share else ""
