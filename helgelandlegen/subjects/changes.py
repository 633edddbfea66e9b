"""What has changed between two dates, and why, for every figure an audience may see: also for the meeting's steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from weakref import WeakKeyDictionary

from helgelandlegen.figures import change_messages as messages
from helgelandlegen.figures import marks, words
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.numbers import day_near
from helgelandlegen.figures.phrases import capital
from helgelandlegen.figures.waterfall import Step, waterfall
from helgelandlegen.memory import Memory
from helgelandlegen.privacy import GP_POST, PROGRAMME, Change, Moved, Part, Publication, Shown, catalogue

HEADLINE = "vacant_posts"
LISTS_KEPT = 40
MOST_ROWS = 300  # of the events that are listed
LEGEND = {
    "completed": "bedre",
    "vacant": "dårligere",
    "candidate": "verken bedre eller dårligere",
    "official": "nye og rettede rapporter",
    "announced": "øvrige endringer",
}

_lists: WeakKeyDictionary[Publication, Memory[tuple[object, ...], list[Told]]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Told:
    """What is told of one figure's change: the figure as shown, the change with its parts, and one sentence."""

    figure: Shown
    change: Change

    @property
    def name(self) -> str:
        """The figure's id."""
        return self.figure.id

    @property
    def title(self) -> str:
        """The figure's title."""
        return self.figure.title

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the change; they add up to `change.total`."""
        return self.change.parts

    @cached_property
    def sentence(self) -> str:
        """«Ledige fastlegehjemler: 12 → 11. To hjemler besatt og én ny ledig hjemmel.»"""
        return messages.sentence(self.change)

    @cached_property
    def moved(self) -> list[tuple[Part, Moved]]:
        """The events one by one with their parts, those that moved the figure most first within each part.

        What was corrected comes last, and only as far as it moved the figure.
        """
        parts = sorted(self.change.parts, key=lambda part: part.kind.id == "corrected")
        return [
            (part, m) for part in parts for m in sorted(part.rows, key=lambda m: -abs(float(m.amount or 0)))
            if part.kind.id != "corrected" or m.amount is None or m.amount
        ]  # fmt: skip

    @cached_property
    def marks(self) -> list[To]:
        """For each part the events behind it, on the page «Endringer»; its line in the table where there are none."""
        shown = [part for part, _ in self.moved[:MOST_ROWS]]
        events = [[n for n, one in enumerate(shown) if one is part] for part in self.change.parts]
        return [
            marks.rows("events", numbers, "Vis hendelsene") if numbers else marks.rows("reasons", [n], "Vis tallet")
            for n, numbers in enumerate(events)
        ]

    def drawn(self, width: int = 600) -> str:
        """The change as a waterfall (SVG) with its marks; empty where there is nothing to draw."""
        return _drawn(self, width)


def told(
    publication: Publication, as_of: date, since: date, group: str = PROGRAMME, post_type: str = GP_POST
) -> list[Told]:
    """Every figure's change between two days, the biggest first, then what stands still, then what has no values."""
    kept = _lists.setdefault(publication, Memory(LISTS_KEPT))

    def make() -> list[Told]:
        found = [one(publication, name, as_of, since, group, post_type) for name in catalogue()]
        return sorted(found, key=_importance)

    return kept.recall((as_of, since, group, post_type), make)


def one(
    publication: Publication, name: str, as_of: date, since: date, group: str = PROGRAMME, post_type: str = GP_POST
) -> Told:
    """One figure's change between two days; PlainError for an unknown figure."""
    nearest = publication.nearest(name, group)
    return Told(
        publication.shown_briefly(name, as_of, nearest, since, post_type),
        publication.change(name, as_of, since, nearest, post_type),
    )


def _importance(found: Told) -> tuple[bool, bool, float]:
    """The headline first, then by how far the figure has moved beside what chance alone moves such a figure by."""
    change = found.change
    moved = bool(change.real) or bool(change.total)
    weight = words.weight(found.figure) if change.real and found.figure.previous is not None else 0.0
    return (change.total is None, not moved and found.name != HEADLINE, -1e9 if found.name == HEADLINE else -weight)


def _drawn(found: Told, width: int) -> str:
    change = found.change
    if change.total is None:
        return ""
    levels = [float(level) for level in messages.levels(change)]
    corrected = any(part.kind.id == "corrected" for part in change.parts)
    first = f"{capital(day_near(change.since, change.as_of))}{', som kjent da' if corrected else ''}"
    start = change.after - change.total if change.after is not None else None
    steps = [Step(first, levels[0], levels[0], messages.printed(change, start), "filled", whole=True,
                  to=marks.figure(found.name, "Vis nøkkeltallet den dagen", as_of=change.since))]  # fmt: skip
    used: list[str] = []
    for n, (part, amount) in enumerate(zip(change.parts, messages.amounts(change), strict=True)):
        tone = _tone(part, change)
        used.append(tone)
        steps.append(Step(messages.label(part), levels[n], levels[n + 1], amount, tone, to=found.marks[n]))
    last = capital(day_near(change.as_of, change.as_of))
    steps.append(Step(last, levels[-1], levels[-1], messages.printed(change, change.after), "filled", whole=True,
                      to=marks.figure(found.name, as_of=change.as_of)))  # fmt: skip
    legend = [(tone, text) for tone, text in LEGEND.items() if tone in used]
    return waterfall(steps, label=messages.heading(change), width=width, legend=legend)


def _tone(part: Part, change: Change) -> str:
    if part.kind.id in ("corrected", "rest"):
        return {"corrected": "official", "rest": "announced"}[part.kind.id]
    if set(part.kind.sides) & {"*", "!"}:
        return "completed" if "*" in part.kind.sides else "vacant"
    sign = {"higher": 1, "lower": -1}.get(change.definition.better, 0) * part.amount
    return "completed" if sign > 0 else "vacant" if sign < 0 else "candidate"
