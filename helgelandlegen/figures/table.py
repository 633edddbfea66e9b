"""A small accessible HTML table for pages that need no data grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from helgelandlegen.figures.numbers import number, short_day


@dataclass(frozen=True)
class Column:
    """One column: its heading, whether it holds numbers (right-aligned, `decimals`), what stands for None.

    The values of a `markup` column are HTML made in this package, such as a status badge, and are not escaped.
    """

    heading: str
    numeric: bool = False
    decimals: int = 0
    missing: str = ""
    markup: bool = False


def table(
    caption: str, columns: Sequence[Column], rows: Iterable[Sequence[object]], *, row_headings: bool = True
) -> str:
    """HTML of a table for `st.markdown(…, unsafe_allow_html=True)`; every text is escaped.

    A row has one value a column: text, number, date, bool or None. With `row_headings` the first column names its row.
    """
    head = "".join(f'<th scope="col"{_class(column)}>{escape(column.heading)}</th>' for column in columns)
    body = "".join(f"<tr>{_row(columns, row, row_headings)}</tr>" for row in rows)
    if not body:
        body = f'<tr><td colspan="{len(columns)}">Ingen rader.</td></tr>'
    return (
        f'<div class="hl-table-frame" lang="nb" tabindex="0" role="group" aria-label="{escape(caption)}">'
        f'<table class="hl-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def cell(value: object, column: Column) -> str:
    """One value as Norwegian text, not yet escaped."""
    if value is None:
        return column.missing
    if isinstance(value, bool):
        return "Ja" if value else "Nei"
    if isinstance(value, int | float | Decimal):
        return number(value, column.decimals)
    if isinstance(value, date):
        return short_day(value)
    return str(value)


def _row(columns: Sequence[Column], row: Sequence[object], row_headings: bool) -> str:
    cells = ""
    for place, (column, value) in enumerate(zip(columns, row, strict=True)):
        # A blank line would end the HTML block in Markdown, and what follows it would be read as Markdown.
        text = " ".join(cell(value, column).split("\n"))
        text = text if column.markup else escape(text)
        if row_headings and place == 0:
            cells += f'<th scope="row"{_class(column)}>{text}</th>'
        else:
            cells += f"<td{_class(column)}>{text}</td>"
    return cells


def _class(column: Column) -> str:
    return ' class="hl-number"' if column.numeric else ""
