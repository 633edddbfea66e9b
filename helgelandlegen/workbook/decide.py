"""What a meeting decides: matters, who follows them up, and targets; each an import of its own like any other.

The sheet with the change is made into a workbook, checked, and stored against the state that it was read from; where
somebody wrote in between, the change is made again on the new state. So nobody's words are lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from helgelandlegen.case_number import next_number
from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.workbook import demo, edit
from helgelandlegen.workbook.edit import Edited, Row
from helgelandlegen.workbook.findings import Level, shown
from helgelandlegen.workbook.imports import DECISION, DEMO, Intent, store_file
from helgelandlegen.workbook.sheets import SHEETS

TRIES = 8  # so often somebody else may come first
NEW = "ny-1"
LONGEST = 200  # characters of a matter's title


@dataclass(frozen=True)
class Matter:
    """What is written of a matter: its title, what is decided, the role that follows it up, and until when."""

    title: str
    decision: str = ""
    responsible: str = ""
    due_on: date | None = None

    @property
    def texts(self) -> dict[str, str]:
        """What the sheet holds of it besides its title, by column."""
        due = shown(self.due_on) if self.due_on else ""
        return {"decision": self.decision.strip(), "responsible": self.responsible.strip(), "due_on": due}


@dataclass(frozen=True)
class Goal:
    """A figure's target as it is typed («5», «80 %»), from what day it holds, and the number of the decision."""

    figure: str
    applies_from: date
    target: str
    upper: str = ""
    warning: str = ""
    decided_in: str = ""


def add(store: Store, meeting_date: date, matter: Matter, by: str) -> str:
    """Writes a new matter of a meeting, and gives its number; PlainError says what is wrong with it."""
    title = " ".join(matter.title.split())[:LONGEST]
    if not title:
        raise PlainError("Skriv hva saken gjelder.")
    given = ""

    def change(rows: Sequence[Row]) -> Edited:
        nonlocal given
        given = next_number([row.texts["case_title"] for row in rows], meeting_date.year)
        texts = {"case_title": f"Sak {given} {title}", "meeting_date": shown(meeting_date), **matter.texts}
        return Edited({NEW: texts}, added=[NEW])

    _store(store, "decision", change, by)
    return given


def decide(store: Store, title: str, matter: Matter, known: Mapping[str, str], by: str) -> None:
    """Writes what is decided in a matter on the list. `known` is what the person saw; PlainError if it changed."""
    _change(store, title, known, matter.texts, by)


def done(store: Store, title: str, day: date, known: Mapping[str, str], by: str) -> None:
    """Marks a matter as followed up."""
    _change(store, title, known, {"done_on": shown(day)}, by)


def set_target(store: Store, goal: Goal, by: str) -> None:
    """Sets a figure's target from a day on, in the place of one from that very day; PlainError where it is wrong."""
    if not goal.target.strip():
        raise PlainError("Skriv målet.")
    texts = {
        "kpi": goal.figure, "applies_from": shown(goal.applies_from), "target": goal.target.strip(),
        "target_to": goal.upper.strip(), "warning_limit": goal.warning.strip(), "decided_in": goal.decided_in.strip(),
    }  # fmt: skip

    def change(rows: Sequence[Row]) -> Edited:
        same = [r for r in rows if all(r.texts[name] == texts[name] for name in ("kpi", "applies_from"))]
        return Edited({same[0].key: texts}) if same else Edited({NEW: texts}, added=[NEW])

    _store(store, "target", change, by)


def matters(store: Store) -> list[Row]:
    """The matters as they stand, each with its texts by column."""
    return edit.rows(store, SHEETS["decision"], None)


def _change(store: Store, title: str, known: Mapping[str, str], texts: Mapping[str, str], by: str) -> None:
    def change(rows: Sequence[Row]) -> Edited:
        found = next((row for row in rows if row.texts["case_title"] == title), None)
        if found is None:
            raise PlainError(f"«{title}» finnes ikke lenger. Noen andre har tatt den bort.")
        now = {name: found.texts[name] for name in known}
        if now != dict(known):
            stands = ", ".join(text for text in now.values() if text) or "ingenting"
            raise PlainError(f"Noen andre har skrevet i «{title}» i mellomtiden. Nå står det: {stands}.")
        return Edited({found.key: texts})

    _store(store, "decision", change, by)


def _store(store: Store, sheet: str, change: Callable[[Sequence[Row]], Edited], by: str) -> None:
    """Makes the change on the newest state and stores it; PlainError where the check refuses it."""
    heading = SHEETS[sheet].heading
    for _ in range(TRIES):
        version = store.version
        edited = change(edit.rows(store, SHEETS[sheet], None))
        checked, content = edit.check(store, None, {sheet: edited})
        # What is written in a demo goes with the demo.
        kind = DEMO if demo.is_demo(store) else DECISION
        intent = Intent(kind, by, version)
        outcome = store_file(store, replace(checked, file_name=f"{heading} fra møtet.xlsx"), content, intent)
        if outcome.stopped:
            stop = next(found for found in outcome.findings if found.level is Level.STOP)
            raise PlainError(stop.message)
        if outcome.import_id is not None or outcome.unchanged:
            return
    raise PlainError("Andre skriver hele tiden. Ingenting er lagret. Prøv igjen om et øyeblikk.")
