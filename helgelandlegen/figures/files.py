"""Tables as files to take away: an Excel workbook, and CSV as a Norwegian Excel opens it.

What a cell holds is never run: a text is written as text, whatever it begins with.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from helgelandlegen.figures.table import Column, Table, cell

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # what a browser calls an .xlsx
# No text becomes a formula, a link or a number.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED = datetime(2024, 1, 1)  # fixed, so that equal content makes equal bytes
FIRST_EXCEL_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was
LONGEST_SHEET_NAME = 31
LONGEST_TEXT = 32_767
NARROWEST, WIDEST = 9, 60
NO_ROWS = "Ingen rader."
PLAIN_LETTERS = {ord("æ"): "ae", ord("ø"): "o", ord("å"): "a", ord("đ"): "d", ord("ŋ"): "n", ord("ŧ"): "t"}
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")

Plain = None | str | date | int | float | Decimal


def xlsx(tables: Sequence[Table], *, title: str, about: str = "") -> bytes:
    """A workbook with one sheet a table; below the table its note, and `about`, which says the same on every sheet.

    Dates and numbers are real ones. Equal input makes equal bytes.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        book.set_properties({"title": title, "created": CREATED})
        taken: set[str] = set()
        looks: dict[str, Any] = {}
        for table in tables:
            _Sheet(book, _sheet_name(table.name, taken), looks).write(table, about)
    return content.getvalue()


def csv_text(table: Table, about: str = "") -> bytes:
    """The table as UTF-8 with a byte order mark, `;` between cells, decimal comma and dates as 2026-03-01.

    Shares are 0-1. A text that a spreadsheet would run as a formula gets an apostrophe before it. Note and `about`
    stand below the rows, after an empty one.
    """
    lines = StringIO(newline="")
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(column.heading) for column in table.columns])
    for row in table.rows or [[NO_ROWS]]:
        writer.writerow([_written(value) for value in _plain_row(table, row)])
    for text in _below(table, about):
        writer.writerow([_harmless(text)] if text else [])
    return lines.getvalue().encode("utf-8-sig")


def file_name(name: str, as_of: date, ending: str) -> str:
    """A name for every file system: «Ledige hjemler per kommune» → `ledige-hjemler-per-kommune-2026-11-22.xlsx`."""
    letters = name.lower().translate(PLAIN_LETTERS)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:80].strip("-")
    return f"{words or 'tabell'}-{as_of:%Y-%m-%d}.{ending.lstrip('.')}"


class _Sheet:
    """One sheet of a workbook that is being written."""

    def __init__(self, book: Any, name: str, looks: dict[str, Any]) -> None:
        self.book, self.page, self.looks = book, book.add_worksheet(name), looks
        self.page.set_landscape()
        self.page.fit_to_pages(1, 0)

    def write(self, table: Table, about: str) -> None:
        """Heading row, rows, and what stands below them."""
        rows = [_plain_row(table, row) for row in table.rows]
        self._headings(table, rows)
        for line, row in enumerate(rows, 1):
            is_sum = table.total and line == len(rows)
            for index, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                self._cell(line, index, column, value, is_sum)
        if not rows:
            self.page.write_string(1, 0, NO_ROWS)
        # A sum that is sorted or filtered along with its parts is no sum.
        self.page.autofilter(0, 0, max(1, len(rows) - table.total), len(table.columns) - 1)
        for line, text in enumerate(_below(table, about), max(1, len(rows)) + 1):
            if text:
                self.page.write_string(line, 0, text[:LONGEST_TEXT])

    def _format(self, look: dict[str, object]) -> Any:
        """A cell format of the workbook; equal looks share one."""
        key = repr(look)
        if key not in self.looks:
            self.looks[key] = self.book.add_format(look)
        return self.looks[key]

    def _headings(self, table: Table, rows: Sequence[Sequence[Plain]]) -> None:
        for index, column in enumerate(table.columns):
            longest = max([len(column.heading) + 4, *(len(_shown(row[index], column)) + 2 for row in rows)])
            self.page.set_column(index, index, min(WIDEST, max(NARROWEST, longest)))
            look = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", **_side(column)}
            self.page.write_string(0, index, column.heading, self._format(look))
        self.page.freeze_panes(1, 0)
        self.page.repeat_rows(0)

    def _cell(self, line: int, index: int, column: Column, value: Plain, is_sum: bool) -> None:
        look: dict[str, object] = {"bold": True, "top": 1} if is_sum else {}
        if value is None:
            self.page.write_blank(line, index, None, self._format(look))
        elif isinstance(value, str):
            self.page.write_string(line, index, value[:LONGEST_TEXT], self._format({**look, **_side(column)}))
        elif isinstance(value, date):
            look = {**look, "num_format": "dd.mm.yyyy", "align": "left"}
            self.page.write_datetime(line, index, value, self._format(look))
        else:
            look = {**look, "num_format": _number_format(column)}
            self.page.write_number(line, index, value, self._format(look))


class _Words(HTMLParser):
    """The text of our own markup; drawings and what is not shown are left out."""

    SILENT = frozenset({"svg", "style", "script"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside += tag in self.SILENT

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in self.SILENT

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """A tag that closes itself holds no text."""

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append(data)


def _without_markup(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    return " ".join("".join(words.found).split())


def _plain_row(table: Table, row: Sequence[object]) -> list[Plain]:
    """The row as a file holds it: numbers and dates as they are, everything else as the screen's own text."""
    if table.rows and len(row) != len(table.columns):
        raise ValueError(f"«{table.name}»: a row has {len(row)} values and there are {len(table.columns)} columns")
    return [_plain(value, column) for value, column in zip(row, table.columns, strict=False)]


def _plain(value: object, column: Column) -> Plain:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date) and value >= FIRST_EXCEL_DAY:
        return value
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite():
        return value
    if isinstance(value, float | Decimal):
        value = None  # neither Excel nor a reader knows such a number
    if column.markup and isinstance(value, str):
        return _without_markup(value) or None
    return cell(value, column) or None


def _below(table: Table, about: str) -> Iterator[str]:
    """The rows under the table: an empty one, the note, what the whole file is about."""
    texts = [text for text in (table.note, about) if text]
    yield from ["", *texts] if texts else []


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: no `[]:*?/\\`, no apostrophe at an end, at most 31 characters, and only once."""
    clean = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).split())
    clean = "Tabell" if clean.casefold() in ("", "history") else clean
    number = 1
    while True:
        ending = f" {number}" if number > 1 else ""
        # Excel counts a letter outside the Basic Multilingual Plane as two.
        short = clean.encode("utf-16-le")[: 2 * (LONGEST_SHEET_NAME - len(ending))].decode("utf-16-le", "ignore")
        found = (short.strip("' ") or "Tabell") + ending
        if found.casefold() not in taken:
            taken.add(found.casefold())
            return found
        number += 1


def _side(column: Column) -> dict[str, object]:
    return {"align": "right"} if column.numeric or column.share else {}


def _number_format(column: Column) -> str:
    places = "." + "0" * column.decimals if column.decimals else ""
    return f"0{places}%" if column.share else f"#,##0{places}"


def _shown(value: Plain, column: Column) -> str:
    return value if isinstance(value, str) else cell(value, column)


def _written(value: Plain) -> str:
    """A cell of the CSV file."""
    if isinstance(value, str):
        return _harmless(value)
    if value is None or isinstance(value, date):
        return "" if value is None else value.isoformat()
    digits = format(Decimal(str(value)), "f")
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits).replace(".", ",")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(RUN_BY_SPREADSHEETS) else text
