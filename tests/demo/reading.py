"""The committed demo workbooks, read with openpyxl alone, and who held which post on a day."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
DEMO, PROGRAMME = ROOT / "data" / "demo", ROOT / "data" / "programmes" / "helgelandlegen"
FILES = sorted(DEMO.glob("*.xlsx"))
BY_MUNICIPALITY = ("Stillinger", "Utdanningsløp", "Kommunestatus", "Egenvurdering")
END_STEPS = {"Startet", "Takket nei", "Trukket seg", "Avslag"}

Row = dict[str, Any]
Book = dict[str, list[Row]]


def read(path: Path) -> Book:
    book: Book = {}
    for page in openpyxl.load_workbook(path).worksheets:
        lines = list(page.iter_rows(values_only=True))
        cells = [[c.date() if isinstance(c, datetime) else c for c in line] for line in lines[1:]]
        book[page.title] = [dict(zip(map(str, lines[0]), line, strict=True)) for line in cells]
    return book


def state_after(books: list[Book]) -> Book:
    """What is known after all uploads: each municipality's rows from the newest workbook that reports for it."""
    newest, before = books[-1], books[-2]
    reported = {row["Kommune"] for row in newest["Rapport"]}
    state = dict(newest)
    for sheet in BY_MUNICIPALITY:
        state[sheet] = newest[sheet] + [row for row in before[sheet] if row["Kommune"] not in reported]
    for sheet, key, parent in (
        ("Bemanning", "Stilling-ID", "Stillinger"),
        ("Listetall", "Stilling-ID", "Stillinger"),
        ("Fravær", "Lege-ID", "Utdanningsløp"),
        ("Læringsmål", "Lege-ID", "Utdanningsløp"),
    ):
        kept = {row[key] for row in state[parent]} - {row[key] for row in newest[parent]}
        state[sheet] = newest[sheet] + [row for row in before[sheet] if row[key] in kept]
    return state


def numbers() -> dict[str, str]:
    with (PROGRAMME / "municipalities.csv").open(encoding="utf-8") as file:
        return {row["name"]: row["number"] for row in csv.DictReader(file)}


def published(indicator: str, day: date) -> dict[str, int]:
    with (PROGRAMME / "observations.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["indicator"] == indicator and r["as_of"] == day.isoformat()]
    return {row["municipality"]: int(row["value"]) for row in rows if not row["qualifier"]}


def runs(row: Row, day: date) -> bool:
    return bool(row["Fra og med"] <= day) and (row["Til og med"] is None or bool(day <= row["Til og med"]))


def posts_on(book: Book, day: date) -> tuple[list[Row], list[Row]]:
    """The fastlege posts open on a day: those with a permanent doctor, and the vacant ones."""
    held = {row["Stilling-ID"] for row in book["Bemanning"] if row["Bemanning"] == "Fast" and runs(row, day)}
    there = [row for row in book["Stillinger"] if row["Stillingstype"] == "Fastlegehjemmel" and runs(row, day)]
    return [r for r in there if r["Stilling-ID"] in held], [r for r in there if r["Stilling-ID"] not in held]


def per_municipality(rows: list[Row]) -> dict[str, int]:
    count = Counter(row["Kommune"] for row in rows)
    return {number: count[name] for name, number in numbers().items()}
