"""What the tests of the workbook room share: a small programme, real workbooks, and personal numbers of nobody."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from helgelandlegen.programme import Municipality, Programme
from helgelandlegen.workbook.check import CheckedFile, Rules, check
from helgelandlegen.workbook.findings import CODES
from helgelandlegen.workbook.receive import receive
from helgelandlegen.workbook.sheets import SHEETS

TODAY = date(2026, 11, 22)
NAMES = {"0301": "Nordvik", "1813": "Brønnøy", "1815": "Vega", "1820": "Austhaug", "1824": "Vefsn"}
PROGRAMME = Programme(
    name="prove",
    title="Prøveprogrammet",
    data_from=date(2019, 1, 1),
    timezone="Europe/Oslo",
    small_group_limit=5,
    free_absence_percent=10,
    freshness_days=95,
    municipalities=tuple(
        Municipality(number, name, "Sør", name, 65.0, 12.0, 1000, 0, 0) for number, name in NAMES.items()
    ),
    folder=Path("."),
)
FIGURES = frozenset({"vacant_posts", "vacancy_rate", "budget_use"})
SHARES = frozenset({"vacancy_rate", "budget_use"})

Table = Sequence[Sequence[Any]]

POSITIONS = ["Stilling-ID*", "Kommune*", "Stillingstype*", "Stillingsprosent", "Fra og med*", "Til og med"]
POSITION: list[Any] = ["S-1", "Vega", "Fastlegehjemmel", 100, date(2024, 3, 1), None]


def book(tables: Mapping[str, Table], hidden: Sequence[str] = (), options: Mapping[str, Any] | None = None) -> bytes:
    """A real .xlsx: sheet name → rows of cells, the first being the headings."""
    content = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, **(options or {})}
    with xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd.mm.yyyy", **plain}) as made:
        for name, rows in tables.items():
            sheet = made.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                for index, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, index, value)
    return content.getvalue()


def checked(tables: Mapping[str, Table], file_name: str = "rapport.xlsx", **more: Any) -> CheckedFile:
    """The check of a workbook made of these tables."""
    return checked_bytes(book(tables, **more), file_name)


def checked_bytes(content: bytes, file_name: str = "rapport.xlsx") -> CheckedFile:
    """The check of these bytes."""
    return check(receive(content, file_name), Rules(PROGRAMME, TODAY, FIGURES, SHARES))


def codes(result: CheckedFile) -> list[str]:
    """The codes of all findings in their order."""
    return [found.code for found in result.findings]


def one(result: CheckedFile, code: str) -> str:
    """The sentence of the only finding of that code."""
    (found,) = [f for f in result.findings if f.code == code]
    assert found.level is CODES[code].level
    return found.message


def positions(*rows: Sequence[Any], **sheets: Table) -> CheckedFile:
    """The check of a workbook with these rows in Stillinger."""
    return checked({"Stillinger": [POSITIONS, *rows], **sheets})


def of_sheet(name: str, **cells: object) -> CheckedFile:
    """The check of one row in a sheet: column name → cell."""
    sheet = SHEETS[name]
    return checked({sheet.heading: [[sheet.column(c).heading for c in cells], list(cells.values())]})


def headings(name: str) -> list[str]:
    """A sheet's headings, as the template writes them."""
    return [f"{c.heading}*" if c.required else c.heading for c in SHEETS[name].columns if not c.refused]


def position(**changed: object) -> list[Any]:
    """A row of Stillinger that is in order, with some cells changed by the heading's first word."""
    row = dict(zip((h.split()[0].rstrip("*") for h in POSITIONS), POSITION, strict=True))
    return list((row | {key.replace("_", "-"): value for key, value in changed.items()}).values())


def personal_number(day: str, month: str, year: str = "39") -> str:
    """A valid number of nobody: 999 with the year 39 means born in 2039. Found by trying, not by computing."""
    for individual, last in itertools.product(range(999, 900, -1), range(100)):
        digits = f"{day}{month}{year}{individual}{last:02}"
        sums = [
            sum(int(d) * w for d, w in zip(digits, weights, strict=False))
            for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
        ]
        if all(total % 11 == 0 for total in sums):
            return digits
    raise AssertionError("no such number")


def saved(made: openpyxl.Workbook) -> bytes:
    """The bytes of an openpyxl workbook, which can do what XlsxWriter cannot: change, and formulas without values."""
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def opened(content: bytes) -> openpyxl.Workbook:
    """The workbook as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The workbook with some of its parts replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()} | dict(changed)
        for name, data in parts.items():
            new.writestr(name, data)
    return target.getvalue()


def part(content: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name)
