"""A received file written anew as .xlsx, without what stands in some of its columns and sheets."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from helgelandlegen.workbook.cells import Raw, RawSheet, RawWorkbook, is_empty
from helgelandlegen.workbook.findings_file import OPTIONS
from helgelandlegen.workbook.layout import table

LONGEST_NAME, LONGEST_TEXT = 31, 32_767  # what Excel takes as a sheet's name and in a cell
CREATED = datetime(2024, 1, 1)  # fixed, so that equal content makes equal bytes
FIRST_YEAR = 1900  # of Excel's dates


def without_columns(workbook: RawWorkbook, gone: Mapping[int, Collection[int]], emptied: Collection[int] = ()) -> bytes:
    """An .xlsx with the workbook's cells, all but those in the columns `gone` (by the sheet's index) of its table.

    The sheets `emptied` (by index) keep their names alone. The headings stay, and what stands above them, so that the
    file is read in the same way again.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        formats: dict[type, Any] = {date: book.add_format({"num_format": "dd.mm.yyyy"})}
        formats[datetime] = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        names: set[str] = set()
        visible = next((i for i, raw in enumerate(workbook.sheets) if not raw.hidden), 0)
        for index, raw in enumerate(workbook.sheets):
            page = book.add_worksheet(_name(raw.name, names))
            if index == visible:
                page.activate()
                page.set_first_sheet()
            elif raw.hidden:
                page.hide()
            if index not in emptied:
                _fill(page, raw, gone.get(index, ()), formats)
    return content.getvalue()


def _fill(page: Any, raw: RawSheet, gone: Collection[int], formats: Mapping[type, Any]) -> None:
    found = table(raw) if gone else None
    below = found.heading_rows[-1] if found else 0
    for number in raw.hidden_rows:
        page.set_row(number - 1, None, None, {"hidden": True})
    for number, cells in raw.rows:
        for column, cell in enumerate(cells):
            if not is_empty(cell) and not (column in gone and number > below):
                _write(page, number - 1, column, cell, formats)


def _write(page: Any, row: int, column: int, cell: Raw, formats: Mapping[type, Any]) -> None:
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif isinstance(cell, date) and cell.year >= FIRST_YEAR:
        page.write_datetime(row, column, cell, formats[type(cell)])
    else:
        page.write_string(row, column, str(cell)[:LONGEST_TEXT])


def _name(name: str, taken: set[str]) -> str:
    """A name that Excel takes for a sheet, different from those before it."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:LONGEST_NAME] or "Ark"
    made, count = plain, 1
    while made.casefold() in taken:
        count += 1
        made = f"{plain[: LONGEST_NAME - 5]} ({count})"
    taken.add(made.casefold())
    return made
