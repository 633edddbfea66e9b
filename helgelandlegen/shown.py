"""A figure as an audience may see it: what privacy.py hands over, and all that screen and briefing know of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from helgelandlegen.kpis import Kpi, Number
from helgelandlegen.queries import GP_POST
from helgelandlegen.standing import Status, Support, Target

# What posts of each type are called where they are counted.
POSTS = {
    GP_POST: "fastlegehjemler",
    "LIS1": "LIS1-stillinger",
    "ALIS-stilling": "ALIS-stillinger",
    "Annen legestilling": "øvrige legestillinger",
}


class Audience(StrEnum):
    """Who looks. Every call names one."""

    MEETING = "meeting"
    OBSERVER = "observer"
    MUNICIPALITY = "municipality"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, eq=False)
class Shown:
    """A figure as an audience may see it: what a card, a sentence and a chart need (figures.Figure).

    Equal only to itself, so that what is drawn of it can be kept: a publication gives the same object each time.

    `as_of` is the date that the value holds for; `asked` the date that was asked for. `hidden`: a small group, no
    number is given. `held_back`: a newer value exists, but the change since `as_of` concerns too few to be shown.
    """

    definition: Kpi
    group: str
    asked: date
    as_of: date
    value: Number | None
    numerator: Number | None
    denominator: Number | None
    hidden: bool
    held_back: bool
    status: Status
    goal: Target | None
    support: Support
    noted_count: int
    post_type: str = GP_POST
    compared_with: date | None = None
    previous: Number | None = None
    series: Sequence[tuple[date, Number | None]] = ()
    meetings: Sequence[date] = ()

    @property
    def id(self) -> str:
        """The figure's id."""
        return self.definition.id

    @property
    def title(self) -> str:
        """Norwegian title."""
        if self.post_type == GP_POST or self.definition.any_post is None:
            return self.definition.title
        return self.definition.any_post.format(posts=POSTS.get(self.post_type, self.post_type))

    @property
    def unit(self) -> str:
        """Norwegian unit in the plural."""
        return self.definition.unit[1] if self.post_type == GP_POST else "stillinger"

    @property
    def kind(self) -> str:
        """count, share, sum, median or survival."""
        return self.definition.kind

    @property
    def better(self) -> str:
        """lower, higher, band or none."""
        return self.definition.better

    @property
    def target(self) -> tuple[Number, Number | None] | None:
        """The target and, for a band, its upper end."""
        return (self.goal.target, self.goal.upper) if self.goal else None

    @property
    def decided_in(self) -> str | None:
        """Where the target was decided."""
        return self.goal.decided_in if self.goal else None

    @property
    def rests_on(self) -> tuple[int, int] | None:
        """Municipalities with fresh numbers, of all municipalities; None where municipalities play no part."""
        return None if self.definition.programme_only else (self.support.fresh, self.support.of)

    @property
    def noted(self) -> tuple[int, str] | None:
        """How many rows are noted, and what they are."""
        return (self.noted_count, self.definition.noted) if self.definition.noted and self.noted_count else None
