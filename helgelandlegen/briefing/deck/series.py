"""What a chart draws, as series, and the workbook behind it, which holds these and no more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import Any

import xlsxwriter

from helgelandlegen.briefing.deck.fitting import clean
from helgelandlegen.figures import Number
from helgelandlegen.figures.exhibit import Chart
from helgelandlegen.figures.files import CREATED, OPTIONS

SHEET = "Tall"
WHOLE = r"[>=1000000]#\ ###\ ##0;[>=1000]#\ ##0;0"  # a space between thousands, whatever the reader's settings
BROKEN, SHARE, SIGNED = "0.0", r"0\ %", r"+#\ ##0;−#\ ##0;0"
STOOD, GROWN, SHRUNK, BELOW = "Nivå", "Økning", "Nedgang", "Sokkel"
_DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


@dataclass(frozen=True)
class Drawn:
    """A series as it is drawn: its colour is a name in colours.SUBJECT, empty for none."""

    name: str
    values: tuple[Number | None, ...]
    tone: str
    form: str


def levels(values: tuple[Number | None, ...]) -> list[tuple[Number, Number, Number, Number]]:
    """Of the levels of a waterfall the plinth, what stands on the ground, what grew and what shrank, at each step."""
    known = [value or 0 for value in values]
    found: list[tuple[Number, Number, Number, Number]] = [(0, known[0], 0, 0)]
    for before, after in pairwise(known[:-1]):
        moved: Any = after - before  # type: ignore[operator]
        grown, shrunk = max(moved, 0), max(-moved, 0)
        found.append((min(before, after), 0, grown, shrunk))
    return [*found, (0, known[-1], 0, 0)]


def series(chart: Chart) -> list[Drawn]:
    if chart.kind != "waterfall":
        return [Drawn(one.name, one.values, one.tone, form(chart, one.values)) for one in chart.series]
    (one,) = chart.series
    parts = list(zip(*levels(one.values), strict=True))
    looks = ((BELOW, "", WHOLE), (STOOD, one.tone, WHOLE), (GROWN, "vacant", SIGNED), (SHRUNK, "completed", WHOLE))
    return [Drawn(name, tuple(values), tone, form) for (name, tone, form), values in zip(looks, parts, strict=True)]


def form(chart: Chart, values: tuple[Number | None, ...]) -> str:
    if chart.share:
        return SHARE
    return WHOLE if all(value is None or value == int(value) for value in values) else BROKEN


def days(chart: Chart) -> list[date]:
    """The categories of a course as days; empty where they are none."""
    found = [_DAY.fullmatch(one) for one in chart.categories]
    if chart.kind != "line" or not all(found):
        return []
    return [date(int(one[3]), int(one[2]), int(one[1])) for one in found if one]


def plain(value: Number | None) -> int | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def workbook(names: list[Any], drawn: list[Drawn]) -> bytes:
    """What opens behind «Rediger data»: the same cells that the chart points to, none of them a formula."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet(SHEET)
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.set_column(0, 0, 36)
        for row, name in enumerate(names, 1):
            if isinstance(name, date):
                sheet.write_datetime(row, 0, datetime(name.year, name.month, name.day), day)
            else:
                sheet.write_string(row, 0, name)
        for column, one in enumerate(drawn, 1):
            sheet.write_string(0, column, clean(one.name))
            look = book.add_format({"num_format": one.form})
            for row, value in enumerate(one.values, 1):
                if value is not None:
                    sheet.write_number(row, column, value, look)
    return content.getvalue()
