"""The one place that decides what an audience may see, for screen, briefing and export alike.

Scope A (posts, lists, the project) is shown as it is. Scope B (persons) is, for everybody but the coordinator, a closed
set: programme and sub-region, at month ends and meetings, where the groups are large enough (release.py). Nobody but
the coordinator sees rows about persons.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from helgelandlegen import kpis, queries, standing
from helgelandlegen.book import Book
from helgelandlegen.breakdown import LATE, breakdowns
from helgelandlegen.change_set import ChangeSet
from helgelandlegen.changes import Change, Moved, Part
from helgelandlegen.closed_set import ClosedSet, no_value
from helgelandlegen.database import Store
from helgelandlegen.kpis import PROGRAMME, Figure, Kpi, Number
from helgelandlegen.memory import Memory
from helgelandlegen.parted import Parted, candidates_needed
from helgelandlegen.queries import GP_POST, POST_TYPES
from helgelandlegen.shown import POSTS, Audience, Shown
from helgelandlegen.standing import Status, Support, Target

__all__ = [
    "GP_POST", "LATE", "POSTS", "POST_TYPES", "PROGRAMME", "Audience", "Change", "Kpi", "Moved", "Part", "Parted",
    "Publication", "Shown", "Status", "Support", "Target", "breakdowns", "candidates_needed", "catalogue",
]  # fmt: skip

SUB_REGION, MUNICIPALITY = "sub_region", "municipality"
SHOWN_KEPT = 5000
_Key = tuple[str, date, str, date | None, str, date | None]


def catalogue() -> dict[str, Kpi]:
    """What the figures say of themselves; no numbers."""
    return kpis.catalogue()


class Publication:
    """All that one audience may see of one version of a store, as known now or on `known_on`: a day, or a moment (UTC).

    Safe to share between threads. A figure is the same object each time it is asked for. `post_type` reads the figures
    that can be read for other posts (Kpi.any_post) for posts of that type; all others stay as they are.
    """

    def __init__(self, store: Store, audience: Audience, known_on: date | None = None) -> None:
        self.store, self.audience = store, audience
        self.programme, self.version = store.programme, store.version
        self._known_on = known_on
        self._books = {GP_POST: Book(store, known_on)}
        self._book = self._books[GP_POST]
        self._lock = threading.Lock()
        self._open = [d for d in kpis.catalogue().values() if not self.closed(d)]
        self._closed_set = ClosedSet(self._book, self.programme)
        self._changes = ChangeSet(self._book_of, self._closed_set, self.shown_briefly, self.closed, known_on)
        self._shown: Memory[_Key, Shown] = Memory(SHOWN_KEPT)
        self._brief: Memory[_Key, Shown] = Memory(SHOWN_KEPT)

    def close(self) -> None:
        """Gives the store's cursors back."""
        for book in self._books.values():
            book.close()

    @property
    def dates(self) -> list[date]:
        """The published dates, ascending: month ends and meetings."""
        return self._book.dates

    @property
    def steering_meetings(self) -> list[date]:
        """The days of the steering group's meetings, past and coming, ascending."""
        return self._book.steering_meetings

    @property
    def unsuppressed(self) -> bool:
        """Whether it shows small groups too."""
        return self.audience is Audience.COORDINATOR

    def prepare(self, days: Sequence[date]) -> None:
        """Works out the open figures for days that may be asked for, for the programme and all its groups."""
        self._book.prepare(days, self._open, (PROGRAMME,))
        by_group = [definition for definition in self._open if not definition.programme_only]
        self._book.prepare(days, by_group, (SUB_REGION, MUNICIPALITY))
        for definition in by_group:
            self._book.course(definition.id, self.programme.municipalities[0].number)
        for day in days:
            self._book.standing(day)

    def shown(
        self, name: str, as_of: date, group: str = PROGRAMME, compared_with: date | None = None,
        post_type: str = GP_POST, since: date | None = None,
    ) -> Shown:  # fmt: skip
        """A figure for a group on a date, with its course (from `since`) and its value on the comparison date.

        PlainError for an unknown figure. A figure about persons is given for the newest published date on which it may
        be shown.
        """
        post_type = post_type if self.follows(name, post_type) else GP_POST
        key = (name, as_of, group, compared_with, post_type, since)
        return self._shown.recall(key, lambda: self._with_course(*key))

    def _with_course(
        self, name: str, as_of: date, group: str, compared_with: date | None, post_type: str, since: date | None
    ) -> Shown:
        figure = self.shown_briefly(name, as_of, group, compared_with, post_type)
        course = [(day, value) for day, value in self.course(name, group, post_type) if day <= figure.as_of]
        if figure.as_of == figure.asked and not figure.hidden and (not course or course[-1][0] < figure.as_of):
            course.append((figure.as_of, figure.value))
        meetings = [day for day in self._book.steering_meetings if day <= figure.asked]
        if since:
            course, meetings = [p for p in course if p[0] >= since], [day for day in meetings if day >= since]
        return replace(figure, series=course, meetings=meetings)

    def _compared(
        self, figure: Shown, name: str, as_of: date, group: str, compared_with: date | None, post_type: str
    ) -> Shown:
        """The figure with its value on the comparison date, where that is another published value."""
        if compared_with is None:
            return figure
        previous = self._one(name, compared_with, group, post_type)
        if previous.as_of == figure.as_of and compared_with != figure.as_of:
            return figure  # both dates fall back to one publication: there is no change to tell of
        return replace(figure, compared_with=previous.as_of, previous=None if previous.hidden else previous.value)

    def course(self, name: str, group: str = PROGRAMME, post_type: str = GP_POST) -> list[tuple[date, Number | None]]:
        """A figure's values at the published dates on which it may be shown; None is no value."""
        figures = self._book_of(post_type, name).course(name, group)
        open_dates = self._open_dates(name, group)
        return [(f.as_of, f.value) for f in figures if open_dates is None or f.as_of in open_dates]

    def groups(
        self, name: str, as_of: date, level: str, compared_with: date | None = None, post_type: str = GP_POST
    ) -> list[Shown] | None:
        """The figure for each sub-region or municipality on a date; None where this audience may not see that level."""
        definition = kpis.kpi(name)
        if definition.programme_only or (level == MUNICIPALITY and self.closed(definition)):
            return None
        found = (
            [m.number for m in self.programme.municipalities] if level == MUNICIPALITY else self.programme.sub_regions
        )
        return [self.shown_briefly(name, as_of, group, compared_with, post_type) for group in found]

    def shown_briefly(
        self, name: str, as_of: date, group: str = PROGRAMME, compared_with: date | None = None,
        post_type: str = GP_POST,
    ) -> Shown:  # fmt: skip
        """Like `shown`, without the course."""
        post_type = post_type if self.follows(name, post_type) else GP_POST
        key = (name, as_of, group, compared_with, post_type)
        return self._brief.recall((*key, None), lambda: self._compared(self._one(name, as_of, group, post_type), *key))

    def rows(
        self, name: str, as_of: date, group: str = PROGRAMME, post_type: str = GP_POST
    ) -> list[dict[str, Any]] | None:
        """The rows behind a figure; None where they are about persons and this audience may not see them."""
        definition = kpis.kpi(name)
        if self.closed(definition):
            return None
        found = self._book_of(post_type, name).rows(name, as_of)
        members = {m.number for m in self.programme.members(group)}
        return [row for row in found if group == PROGRAMME or row["municipality"] in members]

    def listed(
        self, name: str, as_of: date, group: str = PROGRAMME, post_type: str = GP_POST, **parameters: Any
    ) -> list[dict[str, Any]]:
        """The rows of a list about posts and activities (queries/list/); ValueError for one that tells of persons."""
        if queries.folder("list")[name].header.get("scope") != "A":
            raise ValueError(f"{name} is no list of scope A")
        return self._book_of(post_type).listed(name, as_of, group, **parameters)

    def change(self, name: str, as_of: date, since: date, group: str = PROGRAMME, post_type: str = GP_POST) -> Change:
        """A figure's change since an earlier day and the parts that made it, as far as this audience may see them."""
        post_type = post_type if self.follows(name, post_type) else GP_POST
        return self._changes.between(name, as_of, since, self.nearest(name, group), post_type)

    def parted(self, name: str, as_of: date) -> Parted | None:
        """What is published of a breakdown of persons up to a date; None where nothing is yet."""
        return self._closed_set.parted(name, as_of)

    def closed(self, definition: Kpi) -> bool:
        """Whether a figure is about persons and this audience sees only what is published."""
        return definition.scope == "B" and self.audience is not Audience.COORDINATOR

    def nearest(self, name: str, group: str) -> str:
        """The group for which this audience gets the figure where a group is asked for: itself, or the programme."""
        definition = kpis.kpi(name)
        municipal = group in self.programme.by_number
        return PROGRAMME if definition.programme_only or (municipal and self.closed(definition)) else group

    @staticmethod
    def follows(name: str, post_type: str) -> bool:
        """Whether the figure can be read for posts of that type."""
        return post_type == GP_POST or kpis.kpi(name).any_post is not None

    def _followers(self, post_type: str) -> list[Kpi]:
        return [definition for definition in self._open if self.follows(definition.id, post_type)]

    def _book_of(self, post_type: str, name: str | None = None) -> Book:
        post_type = post_type if name is None or self.follows(name, post_type) else GP_POST
        with self._lock:
            if post_type not in self._books:
                self._books[post_type] = Book(self.store, self._known_on, post_type)
            return self._books[post_type]

    def _open_dates(self, name: str, group: str) -> set[date] | None:
        """The dates on which the figure may be shown; None means all."""
        return self._closed_set.dates(name, group) if self.closed(kpis.kpi(name)) else None

    def _one(self, name: str, as_of: date, group: str, post_type: str) -> Shown:
        definition = kpis.kpi(name)
        if not self.closed(definition):
            found = self._book_of(post_type).figure(name, as_of, group, self._followers(post_type))
            return self._as_shown(definition, found, as_of, post_type=post_type)
        if group in self.programme.by_number:
            return self._as_shown(definition, no_value(name, as_of, group), as_of, hidden=True)
        choice = self._closed_set.newest(name, group, as_of)
        return self._as_shown(definition, choice.figure, as_of, hidden=choice.hidden, held_back=choice.held_back)

    def _as_shown(
        self,
        definition: Kpi,
        figure: Figure,
        asked: date,
        *,
        hidden: bool = False,
        held_back: bool = False,
        post_type: str = GP_POST,
    ) -> Shown:
        day = self._book.standing(figure.as_of)
        decided = day.targets.get(definition.id) if post_type == GP_POST else None  # targets are those of GP posts
        goal = standing.target_for(definition, figure.grouped_by, decided)
        support = standing.support(day.reported, self.programme, definition, figure.group)
        noted = figure.noted
        if self.closed(definition) and definition.kind == "count":
            noted = self._closed_set.noted(figure)
        return Shown(
            definition=definition, group=figure.group, asked=asked, as_of=figure.as_of, post_type=post_type,
            value=None if hidden else figure.value, numerator=None if hidden else figure.numerator,
            denominator=None if hidden else figure.denominator, hidden=hidden, held_back=held_back,
            status=Status.INCONCLUSIVE if hidden else standing.status(definition, figure, goal, support),
            goal=goal, support=support, noted_count=0 if hidden else noted,
        )  # fmt: skip
