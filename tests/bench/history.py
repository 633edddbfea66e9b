"""The coordinator's pages over a store with two hundred imports: the script runs of one visitor, without a browser."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from helgelandlegen import access, programme, queries
from helgelandlegen.database import Store
from helgelandlegen.workbook import demo, first
from helgelandlegen.workbook.reporting import MUNICIPAL
from tests.bench.measure import line, script_runs
from tests.running import running_server

IMPORTS = 200
TIMES = 9
REMARKS, CORRECTED = 20, 3  # of each import


def fill(store: Store) -> None:
    """The demo, and so many imports more that the history has two hundred; each is of one municipality."""
    demo.load(store)
    members, begin = store.programme.municipalities, datetime(2026, 11, 3, 8)
    with store.transaction() as cursor:
        for number in range(5, IMPORTS + 1):
            of, at, sheets = members[number % len(members)].number, begin + timedelta(hours=number), len(MUNICIPAL)
            queries.change(
                cursor, "add_import", import_id=number, kind="rettelse" if number % 9 == 0 else "opplasting",
                file_name=f"rapport {of} nr. {number}.xlsx", sha256=f"{number:064}", accepted_at=at,
                done_by="Koordinator",
            )  # fmt: skip
            for sheet in MUNICIPAL:
                # Without a scope they replace nothing: what is measured is the history, not the figures.
                queries.change(cursor, "add_scopes", import_id=number, sheet=sheet.name, scopes=[None],
                               municipalities=[of], dates=[at.date()])  # fmt: skip
            queries.change(
                cursor, "add_changes", import_id=number, sheets=[s.name for s in MUNICIPAL],
                municipalities=[of] * sheets, added=[1] * sheets, changed=[2] * sheets, gone=[0] * sheets,
            )  # fmt: skip
            queries.change(
                cursor, "add_findings", import_id=number, levels=["varsel"] * REMARKS, codes=["hpr_missing"] * REMARKS,
                sheets=["Utdanningsløp"] * REMARKS, excel_rows=list(range(2, REMARKS + 2)),
                headings=["HPR-nummer"] * REMARKS, messages=["HPR-nummeret mangler."] * REMARKS,
            )  # fmt: skip
            queries.change(
                cursor, "add_corrections", import_id=number, sheets=["Stillinger"] * CORRECTED,
                excel_rows=list(range(2, CORRECTED + 2)), headings=["Kommune"] * CORRECTED,
                originals=["Vegga"] * CORRECTED, corrected=["Vega"] * CORRECTED, dates=[at] * CORRECTED,
                done_by="Koordinator",
            )  # fmt: skip
            if number % 20 == 0:
                queries.change(cursor, "withdraw", import_id=number, at=at, by="Koordinator")


def measure() -> None:
    """The list, one import, who has reported, and what was known on an earlier day."""
    plan = programme.load()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with first.opened(folder / f"{plan.name}.duckdb", plan) as store:
            fill(store)
        with running_server(folder) as app:
            cookie = "=".join(access.coordinator_cookie(folder))
            for what, page, query, limit in (
                (f"history of {IMPORTS} imports, script run", "historikk", "", 300),
                ("one import of them, script run", "historikk", "import=100", 300),
                ("who has reported, script run", "rapportering", "", None),
                ("one municipality's reports, script run", "rapportering", "kommune=1815", None),
                ("known on an earlier day, script run", "slik-det-var-kjent", "kjent=2026-09-17", None),
            ):
                runs = script_runs(app, [query] * (TIMES + 1), page=page, cookie=cookie)
                print(line(what, [1000 * seconds for seconds in runs[1:]], "ms", limit), flush=True)
