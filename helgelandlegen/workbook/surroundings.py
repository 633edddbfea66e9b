"""What stands around a table and may hold for all its rows: a municipality in its title, the day in the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helgelandlegen.workbook.cells import RawSheet, Wrong, text_of
from helgelandlegen.workbook.shape import Shape
from helgelandlegen.workbook.sheets import Column, Kind
from helgelandlegen.workbook.values import Context, convert

DAY = re.compile(r"(?<![0-9])([0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")


def texts(raw: RawSheet, found: Shape | None, file_name: str) -> list[str]:
    """The titles above a table, the sheet's name and the file's, in that order."""
    first = found.heading_rows[0] if found else 0
    above = [text_of(cell) for number, cells in raw.rows if number < first for cell in cells if cell is not None]
    return [text for text in (*above, raw.name, file_name.replace("_", " ")) if text]


def can_tell(column: Column) -> bool:
    """Whether such a column may be said once for a whole file: its municipality, or the day of a count."""
    return column.kind is Kind.MUNICIPALITY or (column.kind is Kind.DATE and column.event)


def said(column: Column, around: Iterable[str], context: Context) -> str | None:
    """What the texts around a table say of such a column: a day, or the only municipality that the first one names."""
    if column.kind is Kind.MUNICIPALITY:
        named = (_named(text, context) for text in around)
        return next((names[0] for names in named if len(names) == 1), None)
    days = [day for text in around for day in DAY.findall(text)] if can_tell(column) else []
    return next((day for day in days if not isinstance(convert(day, column, context), Wrong)), None)


def _named(text: str, context: Context) -> list[str]:
    """The programme's municipalities that a text names."""
    return [name for name in context.names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)]


def name_of(raw: RawSheet, file_name: str, ours: Iterable[str]) -> str:
    """A name for how a table is read: the sheet's, unless a program or we gave it, without days and years."""
    stem = re.sub(r"\.[^.]{1,5}$", "", file_name.replace("_", " "))
    given = re.fullmatch(r"(ark|sheet|tabell|table)\s*\d*", raw.name.strip(), re.IGNORECASE)
    text = stem if given or raw.name in set(ours) else raw.name
    short = re.sub(r"(?<![0-9])(19|20)[0-9]{2}(?![0-9])", " ", DAY.sub(" ", text))
    return " ".join(short.split()).strip(" -–.,") or text
