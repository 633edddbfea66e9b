"""Cells that the coordinator changes, and rows left out, between the file as received and what is checked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter

from helgelandlegen.workbook.cells import Cell, Raw, RawSheet, RawWorkbook, clean, text_of
from helgelandlegen.workbook.personal import MASK, Hit, masked


@dataclass(frozen=True)
class Correction:
    """What shall stand in a cell instead, None to empty it; a cell without column: the row is left out.

    `original` is the cell's text as it was, `sheet` and `heading` what people call the place, `at` is UTC.
    """

    cell: Cell
    corrected: str | None
    original: str | None
    sheet: str
    heading: str | None
    at: datetime


def correction(workbook: RawWorkbook, cell: Cell, text: str | None, heading: str | None, at: datetime) -> Correction:
    """The correction of a cell of a workbook as received; a personal number typed in is masked, so it is a stopp."""
    sheet = workbook.sheets[cell.sheet]
    row = cells_of(sheet, cell.row)
    was = row[cell.column] if cell.column is not None and cell.column < len(row) else None
    now = masked(clean(text)) if text is not None and clean(text) else None
    return Correction(cell, now, None if was is None else text_of(was), sheet.name, heading, at)


def corrected(workbook: RawWorkbook, corrections: Iterable[Correction]) -> RawWorkbook:
    """The workbook with the corrections in place; the last of a cell holds."""
    by_sheet: dict[int, list[Correction]] = {}
    for one in corrections:
        by_sheet.setdefault(one.cell.sheet, []).append(one)
    if not by_sheet:
        return workbook
    sheets = [_applied(sheet, by_sheet.get(index, [])) for index, sheet in enumerate(workbook.sheets)]
    return replace(workbook, sheets=sheets)


def typed(corrections: Iterable[Correction]) -> list[Hit]:
    """Where a personal number was typed in: these cells are no better than those that came with one."""
    return [Hit(*one.cell) for one in corrections if one.corrected == MASK]


def _applied(sheet: RawSheet, corrections: list[Correction]) -> RawSheet:
    if not corrections:
        return sheet
    rows = {number: list(cells) for number, cells in sheet.rows}
    gone: set[int] = set()
    for one in corrections:
        if one.cell.column is None:
            gone.add(one.cell.row)
            continue
        cells = rows.setdefault(one.cell.row, [])
        cells += [None] * (one.cell.column + 1 - len(cells))
        cells[one.cell.column] = one.corrected
    written = {(one.cell.row, one.cell.column) for one in corrections}
    return replace(
        sheet,
        rows=[(number, rows[number]) for number in sorted(rows) if number not in gone],
        empty_formulas=tuple(p for p in sheet.empty_formulas if p not in written and p[0] not in gone),
    )


def cells_of(sheet: RawSheet, row: int) -> list[Raw]:
    """The cells of Excel's row, none where it has no content."""
    place = bisect_left(sheet.rows, row, key=itemgetter(0))
    return sheet.rows[place][1] if place < len(sheet.rows) and sheet.rows[place][0] == row else []
