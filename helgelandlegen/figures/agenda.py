"""A meeting as a plain structure: its steps with heading, sentences, drawing and table, all as they are shown.

The live meeting and the locked one are this same structure; a lock keeps it as JSON and reads it back whole.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from helgelandlegen.figures import Figure
from helgelandlegen.figures.exhibit import Definition, Exhibit, KeyFigure
from helgelandlegen.figures.kept import kept, read_exhibit, read_key_figure
from helgelandlegen.figures.numbers import counts_text, day, unit_text, value_text
from helgelandlegen.figures.phrases import capital
from helgelandlegen.figures.table import Column, Table, cell

FORMAT = 2
OLD = 1  # kept before documents were made of meetings: without exhibits and what stands around the steps


@dataclass(frozen=True)
class Told:
    """A figure as a meeting told it: its title, the day asked for, what was printed, and the value behind it exactly.

    `exact` and `counts` are empty where the figure was hidden or had no value.
    """

    figure: str
    title: str
    asked: date
    printed: str
    counts: str = ""
    exact: str = ""


@dataclass(frozen=True)
class Step:
    """One step: `key` names it, `name` stands on the buttons, `headline` is its one message.

    `drawing` is HTML made in figures/. The cells of `table` are texts. `dated`: all that it says follows from the
    meeting's dates, so that a difference from what is known now is a correction, not news. A document shows `exhibits`
    and `key_figures` in the place of drawing and table, and explains the figures by `definitions`.
    """

    key: str
    name: str
    headline: str
    sentences: tuple[str, ...] = ()
    drawing: str = ""
    table: Table | None = None
    figures: tuple[Told, ...] = ()
    note: str = ""
    dated: bool = False
    exhibits: tuple[Exhibit, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    definitions: tuple[Definition, ...] = ()


@dataclass(frozen=True)
class Agenda:
    """A meeting: its day, the day that its figures hold for, the day they are compared with, and its steps.

    `paper` are the steps that only a document has. `programme` is the programme's title, `version` that of the data (0:
    not kept), `demo` whether they are demo data.
    """

    meeting_date: date
    as_of: date
    compared_with: date | None
    steps: tuple[Step, ...]
    paper: tuple[Step, ...] = ()
    programme: str = ""
    version: int = 0
    demo: bool = False

    def find(self, key: str) -> Step | None:
        """The step of that key."""
        return next((step for step in (*self.steps, *self.paper) if step.key == key), None)


def told(figure: Figure, name: str, limit: int) -> Told:
    """A figure as it is printed; `limit` is the small-group limit that «under 5» names."""
    unit = unit_text(figure)
    printed = value_text(figure, limit) + (f"\u00a0{unit}" if unit else "")
    exact = "" if figure.hidden or figure.value is None else str(figure.value)
    return Told(name, figure.title, figure.asked, printed, counts_text(figure), exact)


def printed(table: Table) -> Table:
    """The table with every value as its text, so that it is the same whenever it is shown."""
    rows = [[cell(value, column) for column, value in zip(table.columns, row, strict=True)] for row in table.rows]
    return replace(table, columns=list(table.columns), rows=rows)


def dumps(agenda: Agenda) -> str:
    """The agenda as JSON, always the same text for the same agenda."""
    return json.dumps({"format": FORMAT, **kept(agenda)}, ensure_ascii=False, sort_keys=True)


def loads(text: str) -> Agenda:
    """The agenda that `dumps` wrote, also in the format before this one; ValueError for another format."""
    found = json.loads(text)
    form = found.pop("format", None)
    if form not in (FORMAT, OLD):
        raise ValueError("not an agenda of this format")
    days = ("meeting_date", "as_of", "compared_with")
    steps = {name: tuple(map(_step, found.get(name, ()))) for name in ("steps", "paper")}
    return Agenda(**{**found, **{name: _day(found[name]) for name in days}, **steps})


def corrected(locked: Agenda, live: Agenda) -> dict[str, list[str]]:
    """For each step (its key) that later corrections would change: what was said, and what is known now, in sentences.

    «Ledige fastlegehjemler var 11; med det vi vet nå 12.» A dated step whose figures agree and whose words do not says
    what would stand there now.
    """
    found = {}
    for step in locked.steps:
        other = live.find(step.key)
        notes = [] if other is None else _moved(step.figures, other.figures, locked.as_of)
        if other is not None and not notes and step.dated:
            then, now = ((one.headline, *one.sentences) for one in (step, other))
            notes = [f"Med det vi vet nå: «{sentence}»" for sentence in now if sentence not in then][:1]
        if notes:
            found[step.key] = notes
    return found


def _moved(then: Sequence[Told], now: Sequence[Told], as_of: date) -> list[str]:
    newer = {(one.figure, one.asked): one for one in now}
    notes = []
    for one in then:
        other = newer.get((one.figure, one.asked))
        if other is None or (one.exact, one.printed, one.counts) == (other.exact, other.printed, other.counts):
            continue
        when = "" if one.asked == as_of else f" {day(one.asked)}"
        before, after = one.printed, other.printed
        if before == after:
            before, after = (
                f"{each.printed} ({each.counts})" if each.counts else each.printed for each in (one, other)
            )
        if before == after:  # told apart by less than is printed
            before, after = one.exact.replace(".", ","), other.exact.replace(".", ",")
        notes.append(f"{capital(one.title)}{when} var {before}; med det vi vet nå {after}.")
    return notes


def _step(found: dict[str, Any]) -> Step:
    table = found["table"]
    if table is not None:
        table = Table(**{**table, "columns": [Column(**column) for column in table["columns"]]})
    parts = {
        "figures": tuple(Told(**{**one, "asked": _day(one["asked"])}) for one in found["figures"]),
        "exhibits": tuple(map(read_exhibit, found.get("exhibits", ()))),
        "key_figures": tuple(map(read_key_figure, found.get("key_figures", ()))),
        "definitions": tuple(Definition(**one) for one in found.get("definitions", ())),
    }
    return Step(**{**found, **parts, "table": table, "sentences": tuple(found["sentences"])})


def _day(found: Any) -> Any:
    """A day as this format and the one before wrote it; None for none."""
    text = found["day"] if isinstance(found, dict) else found
    return date.fromisoformat(text) if text else None
