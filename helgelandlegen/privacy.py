"""The one place that decides what an audience may see, for screen, briefing and export alike.

Scope A (posts, lists, the project) is shown as it is. Scope B (persons) is, for everybody but the coordinator, a closed
set: programme and sub-region, at month ends and meetings, where the groups are large enough (release.py). Nobody but
the coordinator sees rows about persons.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from helgelandlegen import kpis, queries, release, standing
from helgelandlegen.closed_set import ClosedSet
from helgelandlegen.database import Store
from helgelandlegen.kpis import PROGRAMME, Figure, Kpi, Number
from helgelandlegen.queries import Reader
from helgelandlegen.shown import Shown
from helgelandlegen.standing import Status, Support, Target

__all__ = ["PROGRAMME", "Audience", "Kpi", "Publication", "Shown", "Status", "Support", "Target", "catalogue"]

SUB_REGION, MUNICIPALITY = "sub_region", "municipality"
STEERING_GROUP = "Styringsgruppe"  # as the sheet Møter names it
DAYS_KEPT = 200


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

    Safe to share between threads. Published dates come from the table that the last import filled; other dates are
    computed when asked for and kept.
    """

    def __init__(self, store: Store, audience: Audience, known_on: date | None = None) -> None:
        self.store, self.audience, self.programme = store, audience, store.programme
        self.version = store.version
        self._known = queries.known_at(store.programme, known_on)
        self._live = known_on is not None  # the table holds what is known now
        self._days: dict[date, _Day] = {}
        self._municipal_courses: dict[str, dict[tuple[str, str], list[Figure]]] = {}
        self._lock = threading.RLock()
        self._reading = store.new_cursor()
        self._reader = Reader(self._reading, self._known)

    @cached_property
    def dates(self) -> list[date]:
        """The published dates, ascending."""
        with self.store.cursor() as cursor:
            return kpis.published_dates(Reader(cursor, self._known), self.programme)

    @cached_property
    def steering_meetings(self) -> list[date]:
        """The days of the steering group's meetings, past and coming, ascending."""
        with self.store.cursor() as cursor:
            found = Reader(cursor, self._known).rows(queries.folder("list")["meetings"], forum=STEERING_GROUP)
        return [row["meeting_date"] for row in found]

    @cached_property
    def _courses(self) -> dict[tuple[str, str], list[Figure]]:
        """Every figure's course over the published dates, for the programme and the sub-regions."""
        with self.store.cursor() as cursor:
            if not self._live:
                return self._by_group(kpis.stored(Reader(cursor), kpis.catalogue()))
            reader = Reader(cursor, self._known, self.dates)
            return self._by_group(kpis.compute(reader, kpis.catalogue().values(), (PROGRAMME, SUB_REGION)))

    @staticmethod
    def _by_group(found: Iterable[Figure]) -> dict[tuple[str, str], list[Figure]]:
        courses: dict[tuple[str, str], list[Figure]] = {}
        for figure in sorted(found, key=lambda f: f.as_of):
            courses.setdefault((figure.kpi, figure.group), []).append(figure)
        return courses

    def close(self) -> None:
        """Gives the cursor back."""
        with self._lock:
            self._reading.close()

    def day(self, as_of: date) -> _Day:
        """Targets and reports on one date, fetched when first asked for."""
        with self._lock:
            if as_of not in self._days:
                if len(self._days) >= DAYS_KEPT:
                    self._days.pop(next(iter(self._days)))
                self._reader.turn_to([as_of])
                self._days[as_of] = _Day(self._reader)
            return self._days[as_of]

    def _figure(self, name: str, as_of: date, group: str) -> Figure:
        """An unsuppressed figure: from the table for a published date, else computed when first asked for."""
        course = self._courses.get((name, group), [])
        index = bisect_left(course, as_of, key=lambda f: f.as_of)
        if index < len(course) and course[index].as_of == as_of:
            return course[index]
        day = self.day(as_of)
        with self._lock:
            if not day.figures:
                self._reader.turn_to([as_of])
                wanted = [d for d in kpis.catalogue().values() if not self.closed(d)]
                day.figures = {(f.kpi, f.group): f for f in kpis.compute(self._reader, wanted)}
            return day.figures[name, group]

    def may_see_persons(self) -> bool:
        """Whether rows and small groups of scope B are open to this audience."""
        return self.audience is Audience.COORDINATOR

    def shown(self, name: str, as_of: date, group: str = PROGRAMME, compared_with: date | None = None) -> Shown:
        """A figure for a group on a date, with its course up to then and its value on the comparison date.

        PlainError for an unknown figure. A figure about persons is given for the newest published date on which it may
        be shown.
        """
        figure = self._one(name, as_of, group)
        course = [(day, value) for day, value in self.course(name, group) if day <= figure.as_of]
        if figure.as_of == as_of and not figure.hidden and (not course or course[-1][0] < as_of):
            course.append((as_of, figure.value))
        meetings = [day for day in self.steering_meetings if day <= as_of]
        return replace(self._compared(figure, name, group, compared_with), series=course, meetings=meetings)

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
        figures = self._course(name, group)
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
        return self._compared(self._one(name, as_of, group), name, group, compared_with)

    def rows(self, name: str, as_of: date, group: str = PROGRAMME) -> list[dict[str, Any]] | None:
        """The rows behind a figure; None where they are about persons and this audience may not see them."""
        definition = kpis.kpi(name)
        if self.closed(definition):
            return None
        with self.store.cursor() as cursor:
            found = kpis.rows_behind(Reader(cursor, self._known, [as_of]), definition)
        members = {m.number for m in self.programme.members(group)}
        return [row for row in found if group == PROGRAMME or row["municipality"] in members]

    def closed(self, definition: Kpi) -> bool:
        """Whether a figure is about persons and this audience sees only what is published."""
        return definition.scope == "B" and not self.may_see_persons()

    def _course(self, name: str, group: str) -> list[Figure]:
        if group in self.programme.by_number:
            return self._municipal(name).get((name, group), [])
        return self._courses.get((name, group), [])

    def _municipal(self, name: str) -> dict[tuple[str, str], list[Figure]]:
        with self._lock:
            if name not in self._municipal_courses:
                self._reader.turn_to(self.dates)
                found = kpis.compute(self._reader, [kpis.kpi(name)], (MUNICIPALITY,))
                self._municipal_courses[name] = self._by_group(found)
            return self._municipal_courses[name]

    @cached_property
    def _closed_set(self) -> ClosedSet:
        return ClosedSet(self._courses, self.programme)

    def _open_dates(self, name: str, group: str) -> set[date] | None:
        """The dates on which the figure may be shown; None means all."""
        return self._closed_set.dates(name, group) if self.closed(kpis.kpi(name)) else None

    def _one(self, name: str, as_of: date, group: str) -> Shown:
        definition = kpis.kpi(name)
        if not self.closed(definition):
            return self._as_shown(definition, self._figure(name, as_of, group), as_of)
        published = [f for f in self._course(name, group) if f.as_of <= as_of]
        if not published or group in self.programme.by_number:
            blank = Figure(name, as_of, PROGRAMME, group, None, None, None)
            return self._as_shown(definition, blank, as_of, hidden=bool(published))
        newest = published[-1]
        open_dates = self._open_dates(name, group)
        if open_dates is None or newest.as_of in open_dates:
            return self._as_shown(definition, newest, as_of)
        earlier = [f for f in published if f.as_of in open_dates]
        small = not all(release.allowed(p, self.programme.small_group_limit) for p in self._closed_set.parts(newest))
        if small or not earlier:
            return self._as_shown(definition, newest, as_of, hidden=True)
        return self._as_shown(definition, earlier[-1], as_of, held_back=True)

    def _as_shown(
        self, definition: Kpi, figure: Figure, asked: date, *, hidden: bool = False, held_back: bool = False
    ) -> Shown:
        day = self.day(figure.as_of)
        goal = standing.target_for(definition, figure.grouped_by, day.targets.get(definition.id))
        support = standing.support(day.reported, self.programme, definition, figure.group)
        noted = figure.noted
        if self.closed(definition) and definition.kind == "count":
            # The total is always shown; what is noted about it is an attribute and has to be large enough.
            limit = self.programme.small_group_limit
            noted = noted if release.allowed(noted, limit) and release.allowed(figure.n - noted, limit) else 0
        return Shown(
            definition=definition, group=figure.group, asked=asked, as_of=figure.as_of,
            value=None if hidden else figure.value, numerator=None if hidden else figure.numerator,
            denominator=None if hidden else figure.denominator, hidden=hidden, held_back=held_back,
            status=Status.INCONCLUSIVE if hidden else standing.status(definition, figure, goal, support),
            goal=goal, support=support, noted_count=0 if hidden else noted,
        )  # fmt: skip


class _Day:
    """Targets and reports on one date, and the figures once they are asked for."""

    def __init__(self, reader: Reader) -> None:
        self.targets = standing.targets(reader)
        self.reported = standing.support_rows(reader)
        self.figures: dict[tuple[str, str], Figure] = {}
