"""All figures of one version of a store, unsuppressed. Only privacy.py opens it."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from helgelandlegen import breakdown, change_events, kpis, queries, standing
from helgelandlegen.breakdown import Breakdown
from helgelandlegen.change_parts import Rows
from helgelandlegen.coarsen import Counts, Partition
from helgelandlegen.database import Cursor, Store
from helgelandlegen.kpis import LEVELS, PROGRAMME, STORED_LEVELS, Figure, Kpi
from helgelandlegen.memory import Memory
from helgelandlegen.queries import GP_POST, Reader

STEERING_GROUP = "Styringsgruppe"  # as the sheet Møter names it
DAYS_KEPT = 1000
FIGURES_KEPT = 100_000

Courses = dict[tuple[str, str], list[Figure]]


class Book:
    """The figures of a store's data version, as known now or on `known_on`. Safe to share between threads.

    Published dates come from the table that the last import filled; other days are computed when asked for and kept.
    With another type of posts it holds only the figures that can be read for it.
    """

    def __init__(self, store: Store, known_on: date | None = None, post_type: str = GP_POST) -> None:
        self.store, self.programme, self.version = store, store.programme, store.version
        self._known = queries.known_at(store.programme, known_on)
        self._post_type = post_type
        self._in_table = known_on is None and post_type == GP_POST  # the table holds what is known now of GP posts
        self.held = [d for d in kpis.catalogue().values() if post_type == GP_POST or d.any_post]
        self._days: Memory[date, standing.OneDay] = Memory(DAYS_KEPT)
        self._figures: dict[tuple[str, str, date], Figure] = {}
        self._municipal: Memory[str, Courses] = Memory(DAYS_KEPT)
        self._lists: Memory[tuple[object, ...], list[dict[str, Any]]] = Memory(DAYS_KEPT)
        self._counts: Memory[str, dict[date, Counts]] = Memory(DAYS_KEPT)
        self._lock = threading.RLock()
        self._cursor = store.new_cursor()
        self._reader = self._new_reader(self._cursor)
        self._closed = False

    def _new_reader(self, cursor: Cursor, dates: Iterable[date] = ()) -> Reader:
        return Reader(cursor, self._known, dates, self._post_type)

    def close(self) -> None:
        """Gives the cursor back."""
        with self._lock:
            self._closed = True
            self._cursor.close()

    @cached_property
    def dates(self) -> list[date]:
        """The published dates, ascending."""
        with self.store.cursor() as cursor:
            return kpis.published_dates(Reader(cursor, self._known), self.programme)

    @cached_property
    def _published(self) -> frozenset[date]:
        return frozenset(self.dates)

    @cached_property
    def steering_meetings(self) -> list[date]:
        """The days of the steering group's meetings, past and coming, ascending."""
        with self.store.cursor() as cursor:
            found = Reader(cursor, self._known).rows(queries.folder("list")["meetings"], forum=STEERING_GROUP)
        return [row["meeting_date"] for row in found]

    @cached_property
    def courses(self) -> Courses:
        """Every figure's course over the published dates, for the programme and the sub-regions."""
        with self.store.cursor() as cursor:
            if self._in_table:
                return _by_group(kpis.stored(Reader(cursor), kpis.catalogue()))
            return _by_group(kpis.compute(self._new_reader(cursor, self.dates), self.held, STORED_LEVELS))

    def standing(self, as_of: date) -> standing.OneDay:
        """Targets and reports on one date."""

        def read() -> standing.OneDay:
            self._reader.turn_to([as_of])
            return standing.one_day(self._reader)

        with self._lock:
            return self._days.recall(as_of, read)

    def course(self, name: str, group: str) -> list[Figure]:
        """A figure's values for a group over the published dates, ascending; empty for an unknown group."""
        if group not in self.programme.by_number:
            return self.courses.get((name, group), [])

        def compute() -> Courses:
            self._reader.turn_to(self.dates)
            return _by_group(kpis.compute(self._reader, [kpis.kpi(name)], LEVELS[2:]))

        with self._lock:
            return self._municipal.recall(name, compute).get((name, group), [])

    def figure(self, name: str, as_of: date, group: str, together: Sequence[Kpi]) -> Figure:
        """A figure for a group on a day.

        On a day that is not published, the programme's figures of `together` are computed at once, since a screen shows
        many of them; for other groups, the one figure for all groups of that level.
        """
        if as_of in self._published:
            course = self.course(name, group)
            index = bisect_left(course, as_of, key=lambda f: f.as_of)
            if index < len(course) and course[index].as_of == as_of:
                return course[index]
        if (name, group, as_of) not in self._figures:
            if group == PROGRAMME:
                self.prepare([as_of], together, (PROGRAMME,))
            else:
                self.prepare(
                    [as_of], [kpis.kpi(name)], (LEVELS[2] if group in self.programme.by_number else LEVELS[1],)
                )
        return self._figures[name, group, as_of]

    def prepare(self, days: Sequence[date], wanted: Iterable[Kpi], levels: Iterable[str]) -> None:
        """Computes figures for days that may be asked for; nothing once the book is closed."""
        with self._lock:
            if self._closed:
                return
            self._reader.turn_to(days)
            found = kpis.compute(self._reader, wanted, levels)
            if len(self._figures) > FIGURES_KEPT:
                self._figures.clear()
            self._figures.update({(f.kpi, f.group, f.as_of): f for f in found})

    def rows(self, name: str, as_of: date) -> list[dict[str, Any]]:
        """The rows behind a figure on a day."""

        def read() -> list[dict[str, Any]]:
            self._reader.turn_to([as_of])
            return kpis.rows_behind(self._reader, kpis.kpi(name))

        with self._lock:
            return self._lists.recall(("rows", name, as_of), read)

    def between(self, wanted: Sequence[Kpi], since: date, as_of: date) -> dict[str, Rows]:
        """The rows behind figures on two days, and what happened in between; nothing once the book is closed."""
        with self._lock:
            if self._closed:
                return {}
            self._reader.turn_to([since, as_of])
            return change_events.read(self._reader, wanted, since, as_of, self._post_type)

    def listed(self, name: str, as_of: date, group: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a list (queries/list/) for a group's municipalities, as far as they have held the sheets."""
        query = queries.folder("list")[name]
        sheets = {sheet.strip() for sheet in query.header["rests_on"].split(",")} - {"report"}  # every file has one
        reported = {row["municipality"]: set(row["sheets"] or ()) for row in self.standing(as_of).reported}
        members = [m.number for m in self.programme.members(group) if sheets <= reported[m.number]]

        def read() -> list[dict[str, Any]]:
            self._reader.turn_to([as_of])
            return self._reader.rows(query, members=members, **parameters)

        key = (name, as_of, group, *(f"{k}={v}" for k, v in sorted(parameters.items())))
        with self._lock:
            return self._lists.recall(key, read)

    def counts(self, definition: Breakdown) -> dict[date, Counts]:
        """A breakdown's number of persons in each cell on the dates on which it is looked at, ascending."""

        def read() -> dict[date, Counts]:
            first, last = self.programme.data_from, self.programme.today()
            days = breakdown.dates(definition.each, first, last)
            self._reader.turn_to(days)
            return breakdown.counts(self._reader, definition, days, definition.places(first, last))

        with self._lock:
            return self._counts.recall(definition.id, read)

    def pace(
        self, definition: Breakdown, as_of: date, partition: Partition
    ) -> dict[tuple[int, ...], tuple[float, int]]:
        """The median days from each part of a course to the next, and how many took them, by the parts' numbers."""
        years = [run[0] for run in partition[0]]
        starts = [definition.starts[run[0]] for run in partition[1]]

        def read() -> list[dict[str, Any]]:
            self._reader.turn_to([as_of])
            return self._reader.rows(queries.folder("list")["funnel_pace"], years=years, starts=starts)

        with self._lock:
            found = self._lists.recall(("funnel_pace", as_of, *years, *starts), read)
        return {(years.index(row["cohort"]), row["stage"] - 1): (row["days"], row["n"]) for row in found}


def _by_group(found: Iterable[Figure]) -> Courses:
    courses: Courses = {}
    for figure in sorted(found, key=lambda f: f.as_of):
        courses.setdefault((figure.kpi, figure.group), []).append(figure)
    return courses
