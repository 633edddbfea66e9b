"""The demo programme: dated synthetic workbooks, imported as if on their dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.programme import ROOT
from helgelandlegen.workbook.history import history, withdraw
from helgelandlegen.workbook.imports import DEMO, FIRST_TARGETS, Intent, store_file
from helgelandlegen.workbook.intake import take_in

FOLDER = ROOT / "data" / "demo"
RECEIVED_AT = time(12)


def workbooks() -> list[tuple[date, Path]]:
    """The committed workbooks by the date that their names begin with."""
    return [(date.fromisoformat(path.name[:10]), path) for path in sorted(FOLDER.glob("????-??-??*.xlsx"))]


def load(store: Store) -> None:
    """Imports the demo workbooks; PlainError where the store holds somebody's own imports, or one is refused."""
    if any(row["kind"] != FIRST_TARGETS for row in history(store)):
        raise PlainError("Databasen har importer fra før. Demodataene kan bare legges i en tom database.")
    programme = store.programme
    for day, path in workbooks():
        content = path.read_bytes()
        received = datetime.combine(day, RECEIVED_AT, ZoneInfo(programme.timezone)).astimezone(UTC).replace(tzinfo=None)
        checked = take_in(content, path.name, programme, day)
        outcome = store_file(store, checked, content, Intent(DEMO, accepted_at=received))
        if outcome.stopped:
            stop = next(f.message for f in outcome.findings if f.level == "stopp")
            raise PlainError(f"Demodataene passer ikke til programmet «{programme.title}». {stop}")


def remove(store: Store) -> None:
    """Withdraws all demo imports at once."""
    found = [row["import_id"] for row in history(store) if row["kind"] == DEMO and row["withdrawn_at"] is None]
    withdraw(store, *found)


def is_demo(store: Store) -> bool:
    """Whether what the store shows is demo data: a demo import counts and no other upload does."""
    kinds = {row["kind"] for row in history(store) if row["withdrawn_at"] is None}
    return DEMO in kinds and kinds <= {DEMO, FIRST_TARGETS}
