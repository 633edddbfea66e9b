"""Workbooks that a coordinator receives in these tests, with dates that hold on any day the tests are run."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload

from helgelandlegen import programme
from helgelandlegen.workbook import first
from tests.workbook.making import book

TODAY = programme.load().today()
REPORTED = TODAY - timedelta(days=7)
COUNTED = TODAY - timedelta(days=40)
OPENED = date(2020, 1, 1)

# Two municipalities. Vega: two posts, one vacant with 812 on its list. Dønna: three posts, one of them vacant, with 640
# on its list, one whose doctor leaves in two months; two LIS1, one of them in a fixed pathway.
VACANT, WITHOUT_DOCTOR, ANNOUNCED = 2, 812 + 640, 1
SHEETS: dict[str, list[list[Any]]] = {
    "Rapport": [["Rapportdato", "Kommune"], [REPORTED, "Vega"], [REPORTED, "Dønna"]],
    "Stillinger": [
        ["Stilling-ID", "Kommune", "Stillingstype", "Fast utdanningsløp", "Fra og med"],
        ["VEGA-1", "Vega", "Fastlegehjemmel", None, OPENED],
        ["VEGA-2", "Vega", "Fastlegehjemmel", None, OPENED],
        ["DONNA-1", "Dønna", "Fastlegehjemmel", None, OPENED],
        ["DONNA-2", "Dønna", "Fastlegehjemmel", None, OPENED],
        ["DONNA-3", "Dønna", "Fastlegehjemmel", None, OPENED],
        ["DONNA-4", "Dønna", "LIS1", "Ja", OPENED],
        ["DONNA-5", "Dønna", "LIS1", "Nei", OPENED],
    ],
    "Bemanning": [
        ["Stilling-ID", "Lege-ID", "Bemanning", "Fra og med", "Til og med"],
        ["VEGA-1", "LEGE-1", "Fast", OPENED, None],
        ["VEGA-2", "LEGE-2", "Vikar", TODAY - timedelta(days=90), None],
        ["DONNA-1", "LEGE-3", "Fast", OPENED, None],
        ["DONNA-2", "LEGE-4", "Fast", OPENED, TODAY + timedelta(days=60)],
    ],
    "Listetall": [
        ["Stilling-ID", "Dato", "Listetak", "Listelengde"],
        ["VEGA-2", COUNTED, 900, 812],
        ["DONNA-3", COUNTED, 1000, 640],
    ],
}


def store_without_numbers(folder: Path) -> Path:
    """Makes a store that holds the programme's first targets and nothing else, in that folder."""
    chosen = programme.load()
    with first.opened(folder / f"{chosen.name}.duckdb", chosen):
        return folder


def report() -> bytes:
    """The report as it should be."""
    return book(SHEETS)


def report_with_three_mistakes() -> tuple[bytes, list[tuple[str, str, str, str]]]:
    """The same with three mistakes, and where each is: sheet, row, column, and how its sentence begins."""
    sheets = copy.deepcopy(SHEETS)
    sheets["Stillinger"][2][1] = "Vegga"
    sheets["Bemanning"][1][3] = "31.02.2024"
    sheets["Listetall"][2][3] = "mange"
    return book(sheets), [
        ("Stillinger", "3", "Kommune", "«Vegga» er ikke en av de 18 kommunene. Mente du «Vega»?"),
        ("Bemanning", "2", "Fra og med", "«31.02.2024» er ikke en dato. Skriv den som 01.03.2024."),
        ("Listetall", "3", "Listelengde", "«mange» er ikke et tall. Skriv bare tallet."),
    ]


def posts_of(municipality: str, number: int) -> bytes:
    """A report of a single municipality: so many posts, none with a doctor."""
    code = municipality[:4].upper()
    return book(
        {
            "Rapport": [["Rapportdato", "Kommune"], [REPORTED, municipality]],
            "Stillinger": [
                ["Stilling-ID", "Kommune", "Stillingstype", "Fra og med"],
                *([f"{code}-{n}", municipality, "Fastlegehjemmel", OPENED] for n in range(1, number + 1)),
            ],
            "Bemanning": [["Stilling-ID", "Lege-ID", "Bemanning", "Fra og med"]],
        }
    )


def file(content: bytes, name: str = "rapport.xlsx") -> FilePayload:
    """A file as the browser hands it to the uploader."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FilePayload(name=name, mimeType=kind if name.endswith(".xlsx") else "application/pdf", buffer=content)
