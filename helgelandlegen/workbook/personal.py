"""Finds and masks fødselsnummer, D-numbers and H-numbers, before anything else looks at a workbook.

Eleven digits: day, month, year, three digits and two control digits (mod 11). A D-number has 40 added to the day, an
H-number and a synthetic test number 40, 65 or 80 added to the month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace

from helgelandlegen.workbook.cells import Raw, RawSheet, RawWorkbook

MASK = "***********"

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_MONTH_ADDITIONS = (0, 40, 65, 80)
_LEAP_YEAR = 2000

# Digits with at most three separators between them; what nobody sees counts as a separator too.
_SEPARATED = r"[\s.\-\u2010-\u2015\u2212/_\u00ad\u200b-\u200d\u2060\ufeff]{0,3}"
_LONG_RUN = re.compile(rf"\d(?:{_SEPARATED}\d){{9,}}")


@dataclass(frozen=True)
class Hit:
    """Where a personal number stood. Without a row: in the sheet's name; without a sheet: outside the cells."""

    sheet: int | None
    row: int | None = None
    column: int | None = None


def is_personal_number(digits: str) -> bool:
    """Whether eleven digits are a valid fødselsnummer, D-number or H-number, real or synthetic."""
    numbers = [int(d) for d in digits]
    day, month = int(digits[:2]), int(digits[2:4])
    day -= 40 if day > 40 else 0
    months = [month - addition for addition in _MONTH_ADDITIONS if 1 <= month - addition <= 12]
    if not any(1 <= day <= monthrange(_LEAP_YEAR, m)[1] for m in months):
        return False
    return _control(numbers, _FIRST_WEIGHTS) == numbers[9] and _control(numbers, _SECOND_WEIGHTS) == numbers[10]


def _control(numbers: list[int], weights: tuple[int, ...]) -> int:
    remainder = sum(n * w for n, w in zip(numbers, weights, strict=False)) % 11
    return 0 if remainder == 0 else 11 - remainder


def in_text(text: str) -> bool:
    """Whether a personal number stands anywhere in a text, with or without separators between its digits."""
    if len(text) < 10:
        return False
    whole = text.strip()
    if len(whole) == 10 and whole.isdecimal():  # a leading zero may have been lost on the way
        return is_personal_number(f"0{whole}")
    return any(_in_run(match[0]) for match in _LONG_RUN.finditer(text))


def _in_run(run: str) -> bool:
    groups = re.findall(r"\d+", run)
    if any(is_personal_number(g[i : i + 11]) for g in groups if len(g) > 11 for i in range(len(g) - 10)):
        return True
    for first in range(len(groups)):
        digits = ""
        for group in groups[first:]:
            digits += group
            if len(digits) >= 11:
                break
        if len(digits) == 11 and is_personal_number(digits):
            return True
    return False


def in_cell(raw: Raw) -> bool:
    """Whether a cell of any type holds a personal number."""
    if isinstance(raw, str):
        return in_text(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return False
    return 1e9 <= raw < 1e11 and raw == int(raw) and is_personal_number(f"{int(raw):011}")


def masked(text: str) -> str:
    """The text, or the mask where it holds a personal number."""
    return MASK if in_text(text) else text


def mask(workbook: RawWorkbook) -> tuple[RawWorkbook, list[Hit]]:
    """The workbook with every cell and sheet name that holds a personal number masked, and where they stood."""
    hits = [Hit(None)] if any(map(in_text, workbook.elsewhere)) else []
    sheets = []
    for index, sheet in enumerate(workbook.sheets):
        if in_text(sheet.name):
            hits.append(Hit(index))
        cells = _cells(sheet)
        hits += [Hit(index, sheet.rows[n][0], column) for n, column in cells]
        sheets.append(_masked_sheet(sheet, cells))
    return RawWorkbook(sheets), hits


def _cells(sheet: RawSheet) -> list[tuple[int, int]]:
    """The places, as index of the row in `rows` and of the column, of cells that hold a personal number."""
    kinds = {raw for _, row in sheet.rows for raw in row if raw.__class__ is not str or len(raw) > 9}
    found = {raw for raw in kinds if in_cell(raw)}  # a value is looked at only once
    if not found:  # the usual case
        return []
    return [(n, column) for n, (_, row) in enumerate(sheet.rows) for column, raw in enumerate(row) if raw in found]


def _masked_sheet(sheet: RawSheet, cells: list[tuple[int, int]]) -> RawSheet:
    rows = list(sheet.rows)
    for n, column in cells:
        row = list(rows[n][1])
        row[column] = MASK
        rows[n] = (rows[n][0], row)
    return replace(sheet, name=masked(sheet.name), rows=rows)
