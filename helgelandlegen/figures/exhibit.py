"""What a document shows beside its sentences, as plain data: drawings, the numbers behind them, tables, key figures.

A table's cells keep their types, so that a page can align decimals and a workbook gets numbers; kept.py makes JSON of
it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import unescape

from helgelandlegen.figures import Figure, Number, marks
from helgelandlegen.figures.drawing import NOTHING
from helgelandlegen.figures.numbers import (
    basis_text,
    change_text,
    counts_text,
    date_text,
    noted_text,
    number,
    target_text,
    unit_text,
    value_text,
)
from helgelandlegen.figures.plan import State
from helgelandlegen.figures.status import Status, status_words
from helgelandlegen.figures.table import Column, Table

_DRAWING = re.compile(r"<svg class=\"hl-(?!shape)[\w-]+\".*?</svg>", re.DOTALL)
# What only pointing brings out: the values of a course, the titles of rows.
_POINTED_AT = re.compile(r'<g class="hl-at".*?</g></g>|<title>.*?</title>', re.DOTALL)
_CAPTION = re.compile(r'<p class="hl-sub">(.*?)</p>')
_LABEL = re.compile(r'aria-label="([^"]*)"')
_BADGE = re.compile(r"\bhl-status-(\w+)")
FEW_EMPTY = 3  # rows without a number that are printed all the same
_TAG = re.compile(r"<svg.*?</svg>|<[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class Mark:
    """A status in a table: its words, and its shape; empty for none.

    A figure's shape is on, near, off, none or open; a milestone's late, unforecast, track or done.
    """

    words: str
    shape: str = ""

    def __str__(self) -> str:
        return self.words


Cell = None | bool | int | float | Decimal | date | str | Mark


@dataclass(frozen=True)
class Drawing:
    """A drawing as SVG, its text alternative, which begins with its message, and a caption where there are several."""

    svg: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Series:
    """One series of a chart: a value for each category, None where there is none; `tone` as in colours.SUBJECT."""

    name: str
    values: tuple[Number | None, ...]
    tone: str = "ours"


@dataclass(frozen=True)
class Chart:
    """The numbers behind a drawing, for a chart that can be edited.

    `kind` is bar (lying), column, stacked (lying, parts of a whole), line or waterfall. A waterfall's values are the
    levels after each step; the first and the last stand on the ground. Shares are 0-1 (`share`). `absent` says why
    values are missing, where some are.
    """

    kind: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    share: bool = False
    absent: str = ""


@dataclass(frozen=True)
class Exhibit:
    """What is shown under one message: `title` says it. Any of drawings, table and chart may be missing.

    The rows of `table` hold plain values and marks. It belongs to the files in any case; it is printed as `tabled`
    says, else (None) where there is no drawing, and of it the columns with the headings `printed`, or all.
    """

    key: str
    title: str
    drawings: tuple[Drawing, ...] = ()
    table: Table | None = None
    chart: Chart | None = None
    note: str = ""
    tabled: bool | None = None
    printed: tuple[str, ...] = ()

    @property
    def printed_table(self) -> Table | None:
        """The table as it is printed, its rows without numbers counted in one; None where it is not or knows none."""
        shown = not self.drawings if self.tabled is None else self.tabled
        if self.table is None or not shown:
            return None
        whole = self.table
        if self.printed:
            kept = [n for n, column in enumerate(whole.columns) if column.heading in self.printed]
            rows = tuple(tuple(row[n] for n in kept) for row in whole.rows)
            whole = replace(whole, columns=tuple(whole.columns[n] for n in kept), rows=rows)
        return _told(whole)


@dataclass(frozen=True)
class KeyFigure:
    """A key figure as it is printed, with its status against its target, its change, and what it means.

    `exact` is the value as a number in digits, empty where there is none or it is hidden; `asked` is the day asked
    for, `as_of` the day that the value holds for.
    """

    figure: str
    title: str
    asked: date
    as_of: date
    printed: str
    unit: str
    counts: str
    exact: str
    kind: str
    status: str
    shape: str
    target: str
    change: str
    basis: str
    hidden: bool
    place: str = ""


@dataclass(frozen=True)
class Definition:
    """What a figure means: how it is counted, where it comes from, what to be careful about."""

    figure: str
    title: str
    definition: str
    source: str
    caveat: str = ""


SHAPES = {
    Status.ON_TARGET: "on", Status.NEAR: "near", Status.OUTSIDE: "off", Status.NO_TARGET: "none",
    Status.INCONCLUSIVE: "open",
}  # fmt: skip


STATES = {State.LATE: "late", State.NO_FORECAST: "unforecast", State.ON_TRACK: "track", State.DONE: "done"}


def tabled_instead(one: Exhibit, others: Sequence[Exhibit]) -> Exhibit:
    """The exhibit with its table in place of drawings too small to read; without either where another's table stands.

    As it is where it has no table and nothing else is printed.
    """
    told = any(other.printed_table is not None for other in others if other is not one)
    return replace(one, drawings=(), tabled=False if told else None) if told or one.table else one


def _told(table: Table) -> Table | None:
    rows, last = (table.rows[:-1], table.rows[-1:]) if table.total else (table.rows, [])
    known = [row for row in rows if table.tells(row)]
    left = len(rows) - len(known)
    if not known:
        return None
    if left < FEW_EMPTY:
        return table
    rest = (f"{number(left)} uten tall", *[""] * (len(table.columns) - 1))
    return replace(table, rows=(*known, rest, *last))


def key_figure(figure: Figure, name: str, limit: int, place: str = "") -> KeyFigure:
    """A figure as its card on screen tells it; `limit` is the small-group limit that «under 5» names."""
    exact = "" if figure.hidden or figure.value is None else str(figure.value)
    details = (counts_text(figure), noted_text(figure), date_text(figure))
    return KeyFigure(
        name, figure.title, figure.asked, figure.as_of, value_text(figure, limit), unit_text(figure),
        " · ".join(part for part in details if part), exact, figure.kind, status_words(figure),
        SHAPES[Status(figure.status)], target_text(figure), change_text(figure), basis_text(figure), figure.hidden,
        place,
    )  # fmt: skip


def drawings(html: str, message: str = "") -> tuple[Drawing, ...]:
    """The drawings in a panel's HTML that show something; each one's text alternative begins with the message."""
    found = [_POINTED_AT.sub("", marks.kept(svg, ())) for svg in _DRAWING.findall(html) if NOTHING not in svg]
    captions = [unescape(text) for text in _CAPTION.findall(html)]
    captions = captions if len(captions) == len(found) else [""] * len(found)
    return tuple(Drawing(svg, _alternative(svg, message), one) for svg, one in zip(found, captions, strict=True))


def _alternative(svg: str, message: str) -> str:
    found = _LABEL.search(svg)
    words = unescape(found[1]) if found else ""
    first = message.rstrip(".")
    if not first or words.startswith(first):
        return words
    return f"{first}. {words}".strip()


def plain_table(table: Table) -> Table:
    """The table with plain cells: markup becomes a mark or its words, and rows that equal themselves when read back."""
    columns = tuple(table.columns)
    rows = tuple(tuple(_plain(value, column) for value, column in zip(row, columns, strict=True)) for row in table.rows)
    return Table(table.name, columns, rows, table.note, table.total)


def _plain(value: object, column: Column) -> Cell:
    if isinstance(value, str) and column.markup:
        found = _BADGE.search(value)
        words = " ".join(unescape(_TAG.sub("", value)).split())
        state = next((shape for state, shape in STATES.items() if words.lower() == state), "")
        return Mark(words, state or found[1]) if found else words
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    if value is None or isinstance(value, bool | int | float | Decimal | date | str | Mark):
        return value
    return str(value)


def text_table(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], note: str = "") -> Table:
    """A table of texts, days and marks."""
    return Table(name, tuple(Column(text, missing="–") for text in headings), tuple(map(tuple, rows)), note)
