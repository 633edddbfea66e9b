"""The project's plan in plain values: milestones and risks as they stand, and as they were known to stand earlier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from html import escape
from typing import Any

from helgelandlegen.figures.colours import CARD, STATUS


class State(StrEnum):
    """How a milestone stands, the most urgent first."""

    LATE = "forsinket"
    NO_FORECAST = "uten prognose"
    ON_TRACK = "i rute"
    DONE = "ferdig"


class Level(StrEnum):
    """How grave a risk is: by likelihood times consequence."""

    LOW = "lav"
    MIDDLE = "middels"
    HIGH = "høy"


MIDDLE_FROM, HIGH_FROM = 5, 10
TONES = {State.LATE: "off", State.NO_FORECAST: "open", State.ON_TRACK: "on", State.DONE: "on"}
# Drawn in a 16 × 16 box, each with an outline of its own: square on its corner, broken ring, ring with an arrow, disc.
_SHAPES = {
    State.LATE: (
        '<path d="M8 .6 15.4 8 8 15.4.6 8Z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/>'
        '<path class="hl-cut" d="M8 4.6V8.6M8 11v.1" stroke="{cut}" stroke-width="2" stroke-linecap="round"/>'
    ),
    State.NO_FORECAST: (
        '<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.6"'
        ' stroke-dasharray="2.6 2.58"/>'
        '<path d="M6.2 6.5A1.9 1.9 0 1 1 8.7 8.2Q8 8.6 8 9.3M8 11.6v.1" fill="none" stroke="currentColor"'
        ' stroke-width="1.6" stroke-linecap="round"/>'
    ),
    State.ON_TRACK: (
        '<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<path d="M4.8 8H11M8.4 5.2 11.2 8 8.4 10.8" fill="none" stroke="currentColor" stroke-width="1.6"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    State.DONE: (
        '<circle cx="8" cy="8" r="7.5" fill="currentColor"/>'
        '<path class="hl-cut" d="M4.4 8.3 7 10.9 11.8 5.6" fill="none" stroke="{cut}" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
}


@dataclass(frozen=True)
class Known:
    """What was known of a milestone: its deadline, the forecast, and the day it was completed."""

    due: date
    forecast: date | None = None
    completed: date | None = None

    @property
    def expected(self) -> date:
        """The day on which it was, or is expected to be, completed: else the forecast, else the deadline."""
        return self.completed or self.forecast or self.due


@dataclass(frozen=True)
class Milestone:
    """A milestone on the day `as_of`, and as it was known on the day that is compared with (None: not known then)."""

    name: str
    as_of: date
    now: Known
    then: Known | None = None
    responsible: str | None = None
    comment: str | None = None

    @property
    def forecast(self) -> date | None:
        """The forecast; one that has passed without the milestone being completed is none."""
        found = self.now.forecast
        return found if found and (self.now.completed or found >= self.as_of) else None

    @property
    def state(self) -> State:
        """Late where the deadline has passed or the forecast lies after it; without a forecast nothing is on track."""
        if self.now.completed:
            return State.DONE
        if self.now.due < self.as_of or (self.forecast and self.forecast > self.now.due):
            return State.LATE
        return State.ON_TRACK if self.forecast else State.NO_FORECAST

    @property
    def days_late(self) -> int:
        """Days from the deadline to the forecast, to the day it was completed, or so far; below 0: before it."""
        if self.now.completed:
            return (self.now.completed - self.now.due).days
        return (max(self.now.expected, self.as_of) - self.now.due).days if self.state is State.LATE else 0

    @property
    def slip(self) -> int | None:
        """Days by which the expected day has moved since then; None where nothing was known, or all was done then."""
        if self.then is None or self.then.completed:
            return None
        return (self.now.expected - self.then.expected).days

    @property
    def deadline_moved(self) -> int:
        """Days by which the deadline itself was moved since then."""
        return (self.now.due - self.then.due).days if self.then else 0

    @property
    def done_since(self) -> bool:
        """Whether it was completed since then."""
        return bool(self.now.completed and not (self.then and self.then.completed))


def milestones(now: Sequence[Mapping[str, Any]], then: Sequence[Mapping[str, Any]], as_of: date) -> list[Milestone]:
    """The rows of queries/list/milestones.sql now and then, by name: the late first, by how late; the done last."""
    earlier = {row["milestone"]: _known(row) for row in then}
    found = [
        Milestone(
            row["milestone"], as_of, _known(row), earlier.get(row["milestone"]), row["responsible"], row["comment"]
        )
        for row in now
    ]
    order = list(State)

    def urgency(milestone: Milestone) -> tuple[int, int, str]:
        state = milestone.state
        when = -milestone.days_late if state is State.LATE else milestone.now.expected.toordinal()
        return (order.index(state), -when if state is State.DONE else when, milestone.name)

    return sorted(found, key=urgency)


def _known(row: Mapping[str, Any]) -> Known:
    return Known(row["due_on"], row["forecast_on"], row["completed_on"])


@dataclass(frozen=True)
class Risk:
    """A risk: likelihood and consequence from 1 to 5, and the two as they were known then (None: not known then)."""

    number: int
    name: str
    likelihood: int
    consequence: int
    then: tuple[int, int] | None = None
    measure: str | None = None
    responsible: str | None = None

    @property
    def size(self) -> int:
        """Likelihood times consequence, 1 to 25."""
        return self.likelihood * self.consequence

    @property
    def level(self) -> Level:
        """Low, middle or high."""
        return level(self.size)

    @property
    def moved(self) -> int | None:
        """By how much the size has changed since then; None where it was not known then."""
        return self.size - self.then[0] * self.then[1] if self.then else None

    @property
    def has_moved(self) -> bool:
        """Whether it stood in another place then, be it as grave."""
        return self.then is not None and self.then != (self.likelihood, self.consequence)


def level(size: int) -> Level:
    """The level of a likelihood times a consequence."""
    return Level.HIGH if size >= HIGH_FROM else Level.MIDDLE if size >= MIDDLE_FROM else Level.LOW


def risks(now: Sequence[Mapping[str, Any]], then: Sequence[Mapping[str, Any]]) -> list[Risk]:
    """The rows of queries/list/risks.sql now and then, by name, numbered from 1 as they come."""
    earlier = {row["risk"]: (row["likelihood"], row["consequence"]) for row in then}
    return [
        Risk(
            number, row["risk"], row["likelihood"], row["consequence"], earlier.get(row["risk"]), row["measure"],
            row["responsible"],
        )
        for number, row in enumerate(now, 1)
    ]  # fmt: skip


def shape(state: State, x: float = 0, y: float = 0, size: float = 16) -> str:
    """The state's shape for a drawing, its top left corner at `x`, `y`."""
    tone = TONES[state]
    drawn = _SHAPES[state].replace("{cut}", CARD.light)
    place = f"translate({x:g} {y:g}) scale({size / 16:g})"
    return f'<g transform="{place}" class="hl-status-{tone}" color="{STATUS[tone].light}">{drawn}</g>'


def badge(state: State) -> str:
    """Shape and word in the state's colour as HTML."""
    drawn = _SHAPES[state].replace("{cut}", CARD.light)
    svg = f'<svg class="hl-shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{drawn}</svg>'
    return f'<span class="hl-status hl-status-{TONES[state]}">{svg}<span>{escape(state.capitalize())}</span></span>'
