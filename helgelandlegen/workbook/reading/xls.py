"""Workbooks from before 2007 (.xls): xlrd tells all that is wanted, the cells and what is hidden."""

from __future__ import annotations

import encodings.cp1252
import encodings.latin_1
import encodings.mac_roman
import encodings.utf_16_le  # noqa: F401  (names and texts: no file can be opened once the limits are set)
import math
import re
from datetime import date, datetime, time
from io import StringIO
from typing import Any

import xlrd

from helgelandlegen.workbook.reading.grid import Extras, Room, Rows, enough, percentage
from helgelandlegen.workbook.reading.limits import Answer, Refused, Told

# Notes, text boxes and properties are found as runs of digits in the bytes, one byte or two for a character.
_DIGITS = (
    (re.compile(rb"[0-9](?:[ .\-]{0,3}[0-9]){9,40}"), "latin-1"),
    (re.compile(rb"[0-9]\0(?:(?:[ .\-]\0){0,3}[0-9]\0){9,40}"), "utf-16-le"),
)


def read(content: bytes, told: Told) -> Answer:
    """Everything in the workbook."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, on_demand=True,
                                  logfile=StringIO())  # fmt: skip
    except xlrd.XLRDError as error:
        raise Refused("password" if "encrypted" in str(error) else "damaged_file") from None
    enough(book.nsheets)
    percent = {n for n, style in enumerate(book.xf_list) if _is_percent(book, style.format_key)}
    found, room, texts = [], Room(), []
    for index in range(book.nsheets):
        sheet = book.sheet_by_index(index)
        extra = Extras()
        extra.hidden_rows = [row + 1 for row, info in sorted(sheet.rowinfo_map.items()) if info.hidden]
        hidden = [column for column, info in sorted(sheet.colinfo_map.items()) if info.hidden]
        extra.hidden_columns = [column for column in hidden if column < sheet.ncols]
        rows = _rows(book, sheet, percent, extra, told)
        room.take(rows)
        found.append(extra.sheet(sheet.name, sheet.visibility != 0, rows))
        texts += [cell for _, row in rows for cell in row if type(cell) is str and len(cell) > 9]
        book.unload_sheet(index)
    known = "\n".join(texts)
    return {"sheets": found, "elsewhere": [run for run in _runs(content) if run not in known]}


def _is_percent(book: Any, key: int) -> bool:
    style = book.format_map.get(key)
    return style is not None and "%" in re.sub(r'"[^"]*"|\\.', "", style.format_str)


def _rows(book: Any, sheet: Any, percent: set[int], extra: Extras, told: Told) -> Rows:
    rows = []
    for number in range(sheet.nrows):
        told.row()
        row: list[Any] = []
        empty = []
        for column, (kind, value, style) in enumerate(
            zip(sheet.row_types(number), sheet.row_values(number), sheet._cell_xf_indexes[number], strict=True)
        ):
            if kind == xlrd.XL_CELL_NUMBER:
                row.append(percentage(value) if style in percent else value)
            elif kind == xlrd.XL_CELL_DATE:
                row.append(_moment(value, book.datemode))
            elif kind == xlrd.XL_CELL_BOOLEAN:
                row.append(bool(value))
            elif kind == xlrd.XL_CELL_ERROR:
                row.append(xlrd.error_text_from_code.get(value, "#N/A"))
            else:
                row.append(value)
                if kind == xlrd.XL_CELL_TEXT and not value:  # only a formula leaves a text without a letter
                    empty.append((number + 1, column))
        while row and row[-1] == "":
            row.pop()
        if row:
            rows.append((number + 1, row))
            extra.empty_formulas += empty
    return rows


def _moment(value: float, datemode: int) -> date | datetime | time | float:
    """A cell with a date format as Excel shows it; what is no date stays a number."""
    if not math.isfinite(value) or value < 0:
        return value
    try:
        moment: datetime = xlrd.xldate_as_datetime(value, datemode)
    except (OverflowError, ValueError, xlrd.XLDateError):
        return value
    if value < 1:
        return moment.time()
    return moment.date() if value == int(value) else moment


def _runs(content: bytes) -> list[str]:
    return [match[0].decode(code) for pattern, code in _DIGITS for match in pattern.finditer(content)][:10_000]
