"""Cells as they come out of the fast parser, and what a second reading adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from helgelandlegen.workbook.reading.limits import MAX_CELLS, MAX_COLUMN, MAX_ROW, MAX_SHEETS, Refused, Told

Rows = list[tuple[int, list[Any]]]


class Extras:
    """What the fast parser does not tell of a sheet; rows are Excel's, columns start with 0.

    `shown` maps a row to (column, error text, or None for a percentage).
    """

    def __init__(self) -> None:
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.empty_formulas: list[tuple[int, int]] = []
        self.shown: dict[int, list[tuple[int, str | None]]] = {}

    def sheet(self, name: str | None, hidden: bool, rows: Rows) -> dict[str, Any]:
        """The sheet as it travels: rows with content only, each from column A; "" is an empty cell."""
        return {
            "name": name, "hidden": hidden, "rows": rows, "hidden_rows": self.hidden_rows,
            "hidden_columns": self.hidden_columns, "empty_formulas": self.empty_formulas,
        }  # fmt: skip


class Room:
    """How many cells a file may still have."""

    def __init__(self) -> None:
        self.cells = MAX_CELLS

    def take(self, rows: Rows) -> None:
        """Refused where the file as a whole holds too much."""
        self.cells -= sum(len(row) for _, row in rows)
        if self.cells < 0:
            raise Refused("too_much_content")


def sheets(content: bytes, extras: Mapping[int, Extras], told: Told) -> list[dict[str, Any]]:
    """The worksheets of an .xlsx or .ods in their order; `extras` by the place in the list of all its sheets."""
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    listed = [(n, m) for n, m in enumerate(workbook.sheets_metadata) if m.typ == SheetTypeEnum.WorkSheet]
    enough(len(listed))
    found, room = [], Room()
    for index, meta in listed:
        extra = extras.get(index) or Extras()
        rows = sheet_rows(workbook.get_sheet_by_index(index), meta.name, extra, told)
        room.take(rows)
        found.append(extra.sheet(meta.name, meta.visible != SheetVisibleEnum.Visible, rows))
    return found


def enough(count: int) -> None:
    """Refused where there are too many sheets."""
    if count > MAX_SHEETS:
        raise Refused("too_many_sheets", None, count=count, limit=MAX_SHEETS)


def within(name: str | None, rows: int, columns: int) -> None:
    """Refused where a sheet reaches too far down or to the right."""
    for code, last, limit in (("too_many_rows", rows, MAX_ROW), ("too_many_columns", columns, MAX_COLUMN)):
        if last > limit:
            raise Refused(code, name, count=last, limit=limit)


def sheet_rows(sheet: CalamineSheet, name: str, extra: Extras, told: Told) -> Rows:
    """The rows with content, each from column A to its last cell with content; "" is an empty cell."""
    if sheet.start is None or sheet.end is None:
        return []
    (top, left), (bottom, right) = sheet.start, sheet.end
    within(name, bottom + 1, right + 1)
    before = [""] * left
    rows = []
    for number, cells in enumerate(sheet.to_python(), start=top + 1):
        told.row()
        row: list[Any] = before + cells if left else cells
        if number in extra.shown:
            as_seen(row, extra.shown[number])
        while row and row[-1] == "":
            row.pop()
        if row:
            rows.append((number, row))
    return rows


def as_seen(row: list[Any], shown: Iterable[tuple[int, str | None]]) -> None:
    """Puts percentages and errors into a row: 0.8 in a cell with a percent format is seen, and meant, as 80 %."""
    for column, error in shown:
        if error is None and column < len(row) and type(row[column]) is float:
            row[column] = percentage(row[column])
        elif error is not None:
            row += [""] * (column + 1 - len(row))
            row[column] = error


def percentage(number: float) -> str:
    """A share as a percent format shows it, with all its digits."""
    return f"{number * 100:.13g} %"
