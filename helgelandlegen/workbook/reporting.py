"""Who has reported what, and how much of what the figures need is there: for the coordinator's first look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from helgelandlegen import queries
from helgelandlegen.age import Age
from helgelandlegen.database import Store
from helgelandlegen.queries import CURRENT, Reader, known_at
from helgelandlegen.workbook.sheets import SHEETS, Scope, Sheet

MUNICIPAL: tuple[Sheet, ...] = tuple(s for s in SHEETS.values() if s.scope in (Scope.MUNICIPALITY, Scope.PARENT))
QUALITY_MONTHS = 24


@dataclass(frozen=True)
class Held:
    """The newest report of a municipality that held a sheet, its import, and what was remarked on its own rows."""

    reported_on: date
    import_id: int
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One municipality: its newest report and what it has sent, by sheet (as SQL calls it). `contact` is a role.

    `fresh` and `ever` are what figures rest on: is there a report after the limit, and which sheets were ever held.
    """

    number: str
    name: str
    newest: date | None
    held: Mapping[str, Held]
    contact: str | None
    fresh: bool
    ever: frozenset[str]


@dataclass(frozen=True)
class Reporting:
    """What all municipalities have sent up to a day. A report counts as fresh for `days` days."""

    as_of: date
    days: int
    lines: tuple[Line, ...]

    def age(self, day: date | None) -> Age:
        """How old a report of that day is."""
        if day is None:
            return Age.NEVER
        return Age.FRESH if day > self.as_of - timedelta(days=self.days) else Age.OLD

    @cached_property
    def late(self) -> tuple[Line, ...]:
        """Those without a fresh report, the oldest first."""
        return tuple(line for line in self.oldest_first if self.age(line.newest) is not Age.FRESH)

    @cached_property
    def oldest_first(self) -> tuple[Line, ...]:
        """All, those that never reported first, then by the age of the newest report."""
        return tuple(sorted(self.lines, key=lambda line: line.newest or date.min))

    def line(self, number: str) -> Line | None:
        """The municipality of that number; None for an unknown one."""
        return next((line for line in self.lines if line.number == number), None)

    def never_sent(self, line: Line) -> list[Sheet]:
        """The sheets that the municipality has never sent."""
        return [sheet for sheet in MUNICIPAL if sheet.name not in line.held]

    def outdated(self, line: Line) -> list[tuple[Sheet, date]]:
        """The sheets whose newest report is older than the limit, with its day."""
        found = [(sheet, line.held[sheet.name].reported_on) for sheet in MUNICIPAL if sheet.name in line.held]
        return [(sheet, day) for sheet, day in found if self.age(day) is Age.OLD]

    def missing(self, rests_on: Iterable[str]) -> list[Line]:
        """The municipalities that a figure which rests on these sheets cannot count on."""
        needed = set(rests_on)
        return [line for line in self.lines if not (line.fresh and needed <= line.ever)]


def reporting(store: Store, as_of: date) -> Reporting:
    """What every municipality of the programme has sent up to a day, as known now."""
    programme, lists = store.programme, queries.folder("list")
    with store.cursor() as cursor:
        reader = Reader(cursor, CURRENT, [as_of])
        grid = reader.rows(lists["reporting_grid"], sheets=list(SHEETS), headings=[s.heading for s in SHEETS.values()])
        support = {row["municipality"]: row for row in reader.rows(lists["support"])}
        contacts = {row["municipality"]: row["contact"] for row in reader.rows(lists["contacts"])}
    newest = {row["municipality"]: row["reported_on"] for row in grid if row["sheet"] == "report"}
    held: dict[str, dict[str, Held]] = {}
    for row in grid:
        if row["sheet"] != "report":
            found = Held(row["reported_on"], row["import_id"], tuple(row["remarks"]))
            held.setdefault(row["municipality"], {})[row["sheet"]] = found
    lines = tuple(
        Line(
            m.number, m.name, newest.get(m.number), held.get(m.number, {}), contacts.get(m.number),
            bool(support[m.number]["fresh"]), frozenset(support[m.number]["sheets"] or ()),
        )
        for m in programme.municipalities
    )  # fmt: skip
    return Reporting(as_of, programme.freshness_days, lines)


def quality(store: Store, as_of: date) -> dict[str, list[tuple[date, int, int]]]:
    """How complete the data was: by measure (hpr_number, plan, list_count) the date, the part and the whole.

    At the month ends of the last 24 months and on `as_of`, each time as the store knew it then; ascending.
    """
    found: dict[str, list[tuple[date, int, int]]] = {}
    with store.cursor() as cursor:
        for day in [*month_ends(as_of, QUALITY_MONTHS), as_of]:
            for row in _quality_on(Reader(cursor, known_at(store.programme, day), [day])):
                found.setdefault(row["measure"], []).append((day, row["numerator"], row["denominator"]))
    return found


def _quality_on(reader: Reader) -> list[dict[str, Any]]:
    return reader.rows(queries.folder("list")["data_quality"])


def month_ends(before: date, months: int) -> list[date]:
    """The last days of so many months before a day, ascending; the day itself is left out."""
    found: list[date] = []
    day = before
    while len(found) < months:
        day = day.replace(day=1) - timedelta(days=1)
        found.append(day)
    return found[::-1]
