"""A made-up programme of four municipalities in two sub-regions, real workbooks for it, and real stores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from helgelandlegen import database, queries, tables
from helgelandlegen.database import Store
from helgelandlegen.programme import Municipality, Programme
from helgelandlegen.queries import CURRENT, Query, Reader
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.imports import Intent, Outcome, store_file, try_out
from helgelandlegen.workbook.intake import take_in
from helgelandlegen.workbook.sheets import SHEETS, Scope
from tests.workbook.making import book

# The stores of the tests are tiny, and several tests run at once: a second thread costs more than it gives.
database.SETTINGS["threads"] = 1

TODAY = date(2024, 6, 30)
MARCH, MAY, JUNE = date(2024, 3, 31), date(2024, 5, 31), date(2024, 6, 30)

# Two sub-regions of two: Kyst has Nordby and Vika, Innland has Dalen and Fjell.
NORDBY, VIKA, DALEN, FJELL = "9001", "9002", "9003", "9004"
MUNICIPALITIES = (
    Municipality(NORDBY, "Nordby", "Kyst", "Nordby", 65.0, 12.0, 4000, 0, 0),
    Municipality(VIKA, "Vika", "Kyst", "Vika", 65.1, 12.1, 3000, 1, 0),
    Municipality(DALEN, "Dalen", "Innland", "Dalen", 65.2, 12.2, 2000, 0, 1),
    Municipality(FJELL, "Fjell", "Innland", "Fjell", 65.3, 12.3, 1000, 1, 1),
)


class TestProgramme(Programme):
    """A programme whose clock stands still, so that a test gives the same figures on every day."""

    __test__ = False

    def now(self) -> datetime:
        """Noon on TODAY."""
        return datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=ZoneInfo(self.timezone))


PROGRAMME = TestProgramme(
    "prove", "Prøveprogrammet", date(2024, 1, 1), "Europe/Oslo", 5, 10, 95, MUNICIPALITIES, Path("/nonexistent")
)

Rows = Iterable[Mapping[str, Any]]


def workbook(**sheets: Rows) -> bytes:
    """A real .xlsx: sheet name (as SQL calls it) → rows by column name. A sheet without rows has its headings only."""
    made: dict[str, list[list[Any]]] = {}
    for name, rows in sheets.items():
        columns = [c for c in SHEETS[name].columns if not c.refused]
        lines = [[row.get(c.name) for c in columns] for row in rows]
        made[SHEETS[name].heading] = [[c.heading for c in columns], *lines]
    return book(made)


def report(*municipalities: str, day: date = MAY) -> list[dict[str, Any]]:
    """The rows of a report for some municipalities, by default for all."""
    return [{"report_date": day, "municipality": m} for m in municipalities or ("Alle",)]


def post(position_id: str, municipality: str, **more: Any) -> dict[str, Any]:
    """An open GP post."""
    return {
        "position_id": position_id, "municipality": municipality, "position_type": "Fastlegehjemmel",
        "valid_from": date(2020, 1, 1), **more,
    }  # fmt: skip


def held(position_id: str, doctor_id: str, valid_from: date = date(2020, 1, 1), **more: Any) -> dict[str, Any]:
    """A permanent doctor in a post."""
    return {
        "position_id": position_id, "doctor_id": doctor_id, "occupancy": "Fast", "valid_from": valid_from, **more
    }  # fmt: skip


def listed(position_id: str, counted_on: date = MARCH, length: int = 900, cap: int = 1000) -> dict[str, Any]:
    """A post's list on a day."""
    return {"position_id": position_id, "counted_on": counted_on, "list_cap": cap, "list_length": length}


def trainee(doctor_id: str, municipality: str, start_date: date = date(2022, 9, 1), **more: Any) -> dict[str, Any]:
    """A doctor in training, with a HPR number so that nothing is remarked."""
    return {
        "doctor_id": doctor_id, "municipality": municipality, "start_date": start_date, "hpr_number": "1234567", **more
    }  # fmt: skip


def leave(
    doctor_id: str, valid_from: date = date(2023, 1, 1), valid_to: date | None = date(2023, 6, 30)
) -> dict[str, Any]:
    """Full leave."""
    return {"doctor_id": doctor_id, "valid_from": valid_from, "valid_to": valid_to, "percent": 100}


def goals(doctor_id: str, counted_on: date = MARCH, approved_goals: int = 10) -> dict[str, Any]:
    """A count of learning goals."""
    return {"doctor_id": doctor_id, "counted_on": counted_on, "approved_goals": approved_goals}


def step(candidate_id: str, step: str, step_date: date = MARCH, **more: Any) -> dict[str, Any]:
    """A candidate's step."""
    return {"candidate_id": candidate_id, "step_date": step_date, "step": step, **more}


def send(
    store: Store, *, file_name: str = "rapport.xlsx", expected: int | None = None, accepted_at: datetime | None = None,
    **sheets: Any,
) -> Outcome:  # fmt: skip
    """Imports a workbook with these sheets, read and checked as every upload is."""
    return send_bytes(store, workbook(**sheets), file_name, expected=expected, accepted_at=accepted_at)


def send_bytes(
    store: Store, content: bytes, file_name: str = "rapport.xlsx", *, expected: int | None = None,
    accepted_at: datetime | None = None,
) -> Outcome:  # fmt: skip
    """Imports these bytes."""
    checked = take_in(content, file_name, store.programme)
    return store_file(store, checked, content, Intent(expected=expected, accepted_at=accepted_at))


def stored(store: Store, **sheets: Any) -> Outcome:
    """The same, where the import is only the setting of a test: it must be let in."""
    outcome = send(store, **sheets)
    assert outcome.import_id is not None, outcome.findings
    return outcome


def trial(store: Store, **sheets: Any) -> Outcome:
    """What importing such a workbook would do."""
    return try_out(store, take_in(workbook(**sheets), "rapport.xlsx", store.programme))


def codes(outcome: Outcome, level: Level | None = None) -> list[str]:
    """The codes of the findings in their order."""
    return [f.code for f in outcome.findings if level in (None, f.level)]


def sentence(outcome: Outcome, code: str) -> str:
    """The sentence of the only finding of that code."""
    (found,) = [f for f in outcome.findings if f.code == code]
    return found.message


def rows(store: Store, sheet: str, known: datetime = CURRENT) -> list[dict[str, Any]]:
    """A sheet's current rows by column name, in the order of their keys."""
    with store.cursor() as cursor:
        return _rows(Reader(cursor, known), sheet)


def _rows(reader: Reader, sheet: str) -> list[dict[str, Any]]:
    columns = [c.name for c in SHEETS[sheet].stored]
    return sorted(
        ({name: row[name] for name in columns} for row in reader.rows(Query(sheet, tables.all_of(sheet)))),
        key=lambda row: [str(row[c.name]) for c in SHEETS[sheet].keys],
    )


def keys(store: Store, sheet: str) -> list[Any]:
    """The keys of a sheet's current rows; a single key column's values as they are."""
    names = [c.name for c in SHEETS[sheet].keys]
    return [row[names[0]] if len(names) == 1 else tuple(row[n] for n in names) for row in rows(store, sheet)]


def figures(store: Store) -> list[tuple[Any, ...]]:
    """The whole table of figures, as the last change left it."""
    with store.cursor() as cursor:
        query = queries.folder("list")["stored_figures"]
        found = Reader(cursor).rows(query, kpis=list(queries.folder("kpi")))
    return [tuple(row.values()) for row in found]


def state(store: Store) -> dict[str, Any]:
    """All that a reader can see: every sheet's rows but the reports', and every figure."""
    with store.cursor() as cursor:
        reader = Reader(cursor)
        reader.keep("current_scope")
        found = {name: _rows(reader, name) for name, sheet in SHEETS.items() if sheet.scope is not Scope.REPORT}
    return {**found, "figures": figures(store)}
