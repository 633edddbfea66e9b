"""All figures of one version of a store, unsuppressed. Only privacy.py opens it."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from helgelandlegen import kpis, queries, standing
from helgelandlegen.database import Store
from helgelandlegen.kpis import LEVELS, PROGRAMME, STORED_LEVELS, Figure, Kpi
from helgelandlegen.memory import Memory
from helgelandlegen.queries import Reader

STEERING_GROUP = "Styringsgruppe"  # as the sheet Møter names it
DAYS_KEPT = 1000
FIGURES_KEPT = 100_000

Courses = dict[tuple[str, str], list[Figure]]


class Book:
    """The figures of a store's data version, as known now or on `known_on`. Safe to share between threads.

    Published dates come from the table that the last import filled; other days are computed when asked for and kept.
    """

    def __init__(self, store: Store, known_on: date | None = None) -> None:
        self.store, self.programme, self.version = store, store.programme, store.version
        self._known = queries.known_at(store.programme, known_on)
        self._as_now = known_on is None  # the table holds what is known now
        self._days: Memory[date, standing.OneDay] = Memory(DAYS_KEPT)
        self._figures: dict[tuple[str, str, date], Figure] = {}
        self._municipal: Memory[str, Courses] = Memory(DAYS_KEPT)
        self._lock = threading.RLock()
        self._cursor = store.new_cursor()
        self._reader = Reader(self._cursor, self._known)
        self._closed = False

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
            if self._as_now:
                return _by_group(kpis.stored(Reader(cursor), kpis.catalogue()))
            reader = Reader(cursor, self._known, self.dates)
            return _by_group(kpis.compute(reader, kpis.catalogue().values(), STORED_LEVELS))

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
        with self.store.cursor() as cursor:
            return kpis.rows_behind(Reader(cursor, self._known, [as_of]), kpis.kpi(name))


def _by_group(found: Iterable[Figure]) -> Courses:
    courses: Courses = {}
    for figure in sorted(found, key=lambda f: f.as_of):
        courses.setdefault((figure.kpi, figure.group), []).append(figure)
    return courses
