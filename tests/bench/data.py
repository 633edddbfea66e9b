"""What the data side promises: check, try and import of 5,000 rows, and figures refreshed at two sizes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from helgelandlegen import kpis, programme, tables
from helgelandlegen.database import Store
from helgelandlegen.programme import Programme
from helgelandlegen.queries import Query, Reader
from helgelandlegen.workbook import demo, first
from helgelandlegen.workbook.imports import store_file, try_out
from helgelandlegen.workbook.intake import take_in
from helgelandlegen.workbook.sheets import SHEETS, Kind, Scope
from helgelandlegen.workbook.template import prefilled
from tests.bench.measure import line
from tests.filling import fill

TIMES = 5
ROWS = 5000
MONTHS = 60
ROWS_A_POST = 9  # the post itself, four occupancies, four list counts


def workbook_of(rows: int, plan: Programme) -> bytes:
    """A workbook of about so many rows: posts with their occupancies and list counts, in all municipalities."""
    posts, occupancies, lists = [], [], []
    for number in range(rows // ROWS_A_POST):
        municipality = plan.municipalities[number % len(plan.municipalities)].number
        post = f"{municipality}-{number}"
        posts.append(
            {"position_id": post, "municipality": municipality, "position_type": "Fastlegehjemmel", "office": "Kontor",
             "operating_form": "Fastlønn", "percent": 100, "valid_from": date(2015, 1, 1)}
        )  # fmt: skip
        for year in range(2019, 2023):
            occupancies.append(
                {"position_id": post, "doctor_id": f"L{number}{year}", "occupancy": "Fast",
                 "valid_from": date(year, 1, 1), "valid_to": date(year, 11, 30)}
            )  # fmt: skip
            lists.append({"position_id": post, "counted_on": date(year, 6, 1), "list_cap": 1000, "list_length": 900})
    reports = [{"report_date": date(2023, 1, 1), "municipality": m.number} for m in plan.municipalities]
    state = {"report": reports, "position": posts, "occupancy": occupancies, "list_count": lists}
    blank = {name: dict.fromkeys(c.name for c in SHEETS[name].stored) for name in state}
    return prefilled(plan, {name: [blank[name] | row for row in rows] for name, rows in state.items()},
                     [SHEETS[name] for name in state])  # fmt: skip


def seconds(work: Callable[..., Any], *given: Any) -> tuple[float, Any]:
    """How long a piece of work took, and what it gave."""
    begun = time.perf_counter()
    done = work(*given)
    return time.perf_counter() - begun, done


def imports() -> None:
    """Reading and checking, trying and storing a workbook, each time into a fresh store."""
    plan = programme.load()
    content = workbook_of(ROWS, plan)
    checks, tries, stores = [], [], []
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory() as folder, first.opened(Path(folder) / "x.duckdb", plan) as store:
            took, checked = seconds(take_in, content, "bench.xlsx", plan)
            checks.append(took)
            tries.append(seconds(try_out, store, checked)[0])
            took, outcome = seconds(store_file, store, checked, content)
            stores.append(took)
            assert outcome.import_id
    print(line(f"{ROWS} rows, read and checked", checks, "s", 0.3))
    print(line(f"{ROWS} rows, compared (the preview)", tries, "s"))
    print(line(f"{ROWS} rows, compared and stored, figures refreshed", stores, "s"))
    print(
        line(
            f"{ROWS} rows, checked, compared and stored", [a + b for a, b in zip(checks, stores, strict=True)], "s", 1.5
        )
    )


@contextmanager
def demo_state() -> Iterator[tuple[dict[str, Any], Programme]]:
    """The demo's current state as rows."""
    plan = programme.load()
    with tempfile.TemporaryDirectory() as folder, first.opened(Path(folder) / "x.duckdb", plan) as store:
        demo.load(store)
        with store.cursor() as cursor:
            reader = Reader(cursor)
            state: dict[str, Any] = {s.name: reader.rows(Query(s.name, tables.all_of(s.name))) for s in SHEETS.values()}
        yield state, plan


def enlarged(state: dict[str, Any], plan: Programme, times: int) -> tuple[dict[str, Any], Programme]:
    """The same state so many times over: copies of municipalities, posts, doctors and candidates."""
    municipalities = tuple(
        replace(m, number=f"{m.number}-{copy}", name=f"{m.name} {copy}")
        for copy in range(times)
        for m in plan.municipalities
    )
    large: dict[str, Any] = {}
    for name, rows in state.items():
        own = [
            c.name for c in SHEETS[name].stored
            if c.kind in (Kind.MUNICIPALITY, Kind.IDENTIFIER) or (c.key and c.kind is Kind.TEXT)
        ]  # fmt: skip
        if name in ("meeting", "target"):
            large[name] = rows
        else:
            large[name] = [
                row | {key: f"{row[key]}-{copy}" for key in own if row[key] is not None}
                for copy in range(times) for row in rows
            ]  # fmt: skip
    held = {m.number for m in municipalities}
    large["_held"] = {s.name: {""} if s.scope is Scope.PROGRAMME else held for s in SHEETS.values()}
    return large, replace(plan, municipalities=municipalities)


def refresh() -> None:
    """All figures for sixty month ends, at the programme's size and at a hundred times that."""
    with demo_state() as (state, plan):
        for times, promised in ((1, 1.0), (100, 10.0)):
            large, enlarged_plan = enlarged(state, plan, times)
            with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "x.duckdb", enlarged_plan) as store:
                fill(store, large)
                took = [seconds(_sixty, store)[0] for _ in range(TIMES if times == 1 else 2)]
            print(line(f"{MONTHS} month ends refreshed, size × {times}", took, "s", promised))


def _sixty(store: Store) -> None:
    with store.transaction(keep=lambda: False) as cursor:
        dates = kpis.published_dates(Reader(cursor), store.programme)[-MONTHS:]
        kpis.refresh(cursor, dates)
