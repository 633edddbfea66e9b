"""The one place that decides what an audience may see, for screen, briefing and export alike.

Scope A (posts, lists, the project) is shown as it is. Scope B (persons) is, for everybody but the coordinator, a closed
set: programme and sub-region, at month ends and meetings, where the groups are large enough (release.py). Nobody but
the coordinator sees rows about persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from helgelandlegen import kpis, standing
from helgelandlegen.book import Book
from helgelandlegen.closed_set import ClosedSet, no_value
from helgelandlegen.database import Store
from helgelandlegen.kpis import PROGRAMME, Figure, Kpi, Number
from helgelandlegen.memory import Memory
from helgelandlegen.shown import Shown
from helgelandlegen.standing import Status, Support, Target

__all__ = ["PROGRAMME", "Audience", "Kpi", "Publication", "Shown", "Status", "Support", "Target", "catalogue"]

SUB_REGION, MUNICIPALITY = "sub_region", "municipality"
SHOWN_KEPT = 5000
_Key = tuple[str, date, str, date | None]


class Audience(StrEnum):
    """Who looks. Every call names one."""

    MEETING = "meeting"
    OBSERVER = "observer"
    MUNICIPALITY = "municipality"
    COORDINATOR = "coordinator"


def catalogue() -> dict[str, Kpi]:
    """What the figures say of themselves; no numbers."""
    return kpis.catalogue()


class Publication:
    """All that one audience may see of one version of a store, as known now or on `known_on`.

    Safe to share between threads. A figure is the same object each time it is asked for.
    """

    def __init__(self, store: Store, audience: Audience, known_on: date | None = None) -> None:
        self.store, self.audience = store, audience
        self.programme, self.version = store.programme, store.version
        self._book = Book(store, known_on)
        self._open = [d for d in kpis.catalogue().values() if not self.closed(d)]
        self._closed_set = ClosedSet(self._book, self.programme)
        self._shown: Memory[_Key, Shown] = Memory(SHOWN_KEPT)
        self._brief: Memory[_Key, Shown] = Memory(SHOWN_KEPT)

    def close(self) -> None:
        """Gives the store's cursor back."""
        self._book.close()

    @property
    def dates(self) -> list[date]:
        """The published dates, ascending: month ends and meetings."""
        return self._book.dates

    @property
    def steering_meetings(self) -> list[date]:
        """The days of the steering group's meetings, past and coming, ascending."""
        return self._book.steering_meetings

    def prepare(self, days: Sequence[date], by_municipality: str) -> None:
        """Works out open figures for days that may be asked for: all for the programme, one by municipality."""
        self._book.prepare(days, self._open, (PROGRAMME,))
        self._book.prepare(days, [kpis.kpi(by_municipality)], (MUNICIPALITY,))
        for day in days:
            self._book.standing(day)

    def shown(self, name: str, as_of: date, group: str = PROGRAMME, compared_with: date | None = None) -> Shown:
        """A figure for a group on a date, with its course up to then and its value on the comparison date.

        PlainError for an unknown figure. A figure about persons is given for the newest published date on which it may
        be shown.
        """
        key = (name, as_of, group, compared_with)
        return self._shown.recall(key, lambda: self._with_course(self.shown_briefly(*key), name, group))

    def _with_course(self, figure: Shown, name: str, group: str) -> Shown:
        course = [(day, value) for day, value in self.course(name, group) if day <= figure.as_of]
        if figure.as_of == figure.asked and not figure.hidden and (not course or course[-1][0] < figure.as_of):
            course.append((figure.as_of, figure.value))
        meetings = [day for day in self._book.steering_meetings if day <= figure.asked]
        return replace(figure, series=course, meetings=meetings)

    def _compared(self, figure: Shown, name: str, group: str, compared_with: date | None) -> Shown:
        """The figure with its value on the comparison date, where that is another published value."""
        if compared_with is None:
            return figure
        previous = self._one(name, compared_with, group)
        if previous.as_of == figure.as_of and compared_with != figure.as_of:
            return figure  # both dates fall back to one publication: there is no change to tell of
        return replace(figure, compared_with=previous.as_of, previous=None if previous.hidden else previous.value)

    def course(self, name: str, group: str = PROGRAMME) -> list[tuple[date, Number | None]]:
        """A figure's values at the published dates on which it may be shown; None is no value."""
        figures = self._book.course(name, group)
        open_dates = self._open_dates(name, group)
        return [(f.as_of, f.value) for f in figures if open_dates is None or f.as_of in open_dates]

    def groups(self, name: str, as_of: date, level: str, compared_with: date | None = None) -> list[Shown] | None:
        """The figure for each sub-region or municipality on a date; None where this audience may not see that level."""
        definition = kpis.kpi(name)
        if definition.programme_only or (level == MUNICIPALITY and self.closed(definition)):
            return None
        if level == MUNICIPALITY:
            return [self.shown_briefly(name, as_of, m.number, compared_with) for m in self.programme.municipalities]
        return [self.shown_briefly(name, as_of, group, compared_with) for group in self.programme.sub_regions]

    def shown_briefly(self, name: str, as_of: date, group: str = PROGRAMME, compared_with: date | None = None) -> Shown:
        """Like `shown`, without the course."""
        key = (name, as_of, group, compared_with)
        return self._brief.recall(
            key, lambda: self._compared(self._one(name, as_of, group), name, group, compared_with)
        )

    def rows(self, name: str, as_of: date, group: str = PROGRAMME) -> list[dict[str, Any]] | None:
        """The rows behind a figure; None where they are about persons and this audience may not see them."""
        definition = kpis.kpi(name)
        if self.closed(definition):
            return None
        found = self._book.rows(name, as_of)
        members = {m.number for m in self.programme.members(group)}
        return [row for row in found if group == PROGRAMME or row["municipality"] in members]

    def closed(self, definition: Kpi) -> bool:
        """Whether a figure is about persons and this audience sees only what is published."""
        return definition.scope == "B" and self.audience is not Audience.COORDINATOR

    def _open_dates(self, name: str, group: str) -> set[date] | None:
        """The dates on which the figure may be shown; None means all."""
        return self._closed_set.dates(name, group) if self.closed(kpis.kpi(name)) else None

    def _one(self, name: str, as_of: date, group: str) -> Shown:
        definition = kpis.kpi(name)
        if not self.closed(definition):
            return self._as_shown(definition, self._book.figure(name, as_of, group, self._open), as_of)
        if group in self.programme.by_number:
            return self._as_shown(definition, no_value(name, as_of, group), as_of, hidden=True)
        choice = self._closed_set.newest(name, group, as_of)
        return self._as_shown(definition, choice.figure, as_of, hidden=choice.hidden, held_back=choice.held_back)

    def _as_shown(
        self, definition: Kpi, figure: Figure, asked: date, *, hidden: bool = False, held_back: bool = False
    ) -> Shown:
        day = self._book.standing(figure.as_of)
        goal = standing.target_for(definition, figure.grouped_by, day.targets.get(definition.id))
        support = standing.support(day.reported, self.programme, definition, figure.group)
        noted = figure.noted
        if self.closed(definition) and definition.kind == "count":
            noted = self._closed_set.noted(figure)
        return Shown(
            definition=definition, group=figure.group, asked=asked, as_of=figure.as_of,
            value=None if hidden else figure.value, numerator=None if hidden else figure.numerator,
            denominator=None if hidden else figure.denominator, hidden=hidden, held_back=held_back,
            status=Status.INCONCLUSIVE if hidden else standing.status(definition, figure, goal, support),
            goal=goal, support=support, noted_count=0 if hidden else noted,
        )  # fmt: skip
