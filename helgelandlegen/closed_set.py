"""Which figures about persons are published on which dates: the rule of release.py, applied to the stored courses."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from helgelandlegen import coarsen, kpis, release
from helgelandlegen.book import Book
from helgelandlegen.breakdown import Breakdown, Less, breakdown, breakdowns
from helgelandlegen.coarsen import Counts, Partition, Publisher
from helgelandlegen.kpis import PROGRAMME, Figure, Kpi
from helgelandlegen.memory import Memory
from helgelandlegen.parted import Parted
from helgelandlegen.programme import Programme


@dataclass(frozen=True)
class Choice:
    """What may be shown on a date: a figure, that it is too small, or an earlier one since the change is too small."""

    figure: Figure
    hidden: bool = False
    held_back: bool = False


def no_value(name: str, as_of: date, group: str) -> Figure:
    """A figure that nothing is known of."""
    return Figure(name, as_of, PROGRAMME, group, None, None, None)


class ClosedSet:
    """The published figures of scope B, from a book's courses over the published dates."""

    def __init__(self, book: Book, programme: Programme) -> None:
        self._book, self._programme = book, programme
        self._partitions: Memory[str, dict[str, dict[date, Partition]]] = Memory(100)

    def dates(self, name: str, group: str) -> set[date] | None:
        """The dates on which the figure may be shown for the group; None means all."""
        if group == PROGRAMME:
            return None if kpis.kpi(name).always_shown else self._programme_releases[name]
        return {day for day, shown in self._group_releases.get(name, {}).items() if group in shown}

    def newest(self, name: str, group: str, as_of: date) -> Choice:
        """What is published of the figure up to a date."""
        course = [f for f in self._book.course(name, group) if f.as_of <= as_of]
        if not course:
            return Choice(no_value(name, as_of, group))
        open_dates = self.dates(name, group)
        if open_dates is None or course[-1].as_of in open_dates:
            return Choice(course[-1])
        released = [f for f in course if f.as_of in open_dates]
        large = all(release.allowed(part, self._programme.small_group_limit) for part in self.parts(course[-1]))
        return Choice(released[-1], held_back=True) if released and large else Choice(course[-1], hidden=True)

    def parted(self, name: str, as_of: date) -> Parted | None:
        """What is published of a breakdown up to a date; None where nothing is.

        A breakdown with parts that are always shown is given for the newest date, the other parts where they may be.
        """
        definition = breakdown(name)
        counts = {day: found for day, found in self._book.counts(definition).items() if day <= as_of}
        if not counts:
            return None
        newest = max(counts)
        released = self._released(name)
        if definition.known:
            finest = tuple(tuple((place,) for place in axis) for axis in self._axes(name))
            shown = coarsen.counted(counts[newest], finest)
            if newest not in released:
                shown = {cell: persons for cell, persons in shown.items() if cell in definition.known}
            return Parted(definition, as_of, newest, newest, finest, shown)
        days = [day for day in counts if day in released]
        if not days:
            return None
        day, partition = days[-1], released[days[-1]]
        pace = self._book.pace(definition, day, partition) if definition.starts else {}
        return Parted(definition, as_of, day, newest, partition, coarsen.counted(counts[day], partition), pace)

    def places(self, name: str) -> dict[date, list[int]]:
        """The persons in each place of a breakdown's last axis, on the dates on which each place is told by itself."""
        definition, last = breakdown(name), self._axes(name)[-1]
        counts = self._book.counts(definition)
        return {
            day: [sum(n for cell, n in counts[day].items() if cell[-1] == place) for place in last]
            for day, partition in self._released(name).items()
            if len(partition[-1]) == len(last)
        }

    def _axes(self, name: str) -> list[tuple[int, ...]]:
        return breakdown(name).places(self._programme.data_from, self._programme.today())

    def _released(self, name: str) -> dict[date, Partition]:
        """The dates on which a breakdown is published, and its partition on each."""
        family = breakdown(name).family
        return self._partitions.recall(family, lambda: self._published_together(family))[name]

    def _published_together(self, family: str) -> dict[str, dict[date, Partition]]:
        """The publications of the breakdowns of a family, by breakdown and date: on one date all of them, or none."""
        members = {one.id: one for one in breakdowns().values() if one.family == family}
        axes = {name: self._axes(name) for name in members}
        counts = {name: self._book.counts(one) for name, one in members.items()}
        publishers = {name: Publisher(one.rule(axes[name], self._limit)) for name, one in members.items()}
        left_before: dict[tuple[str, Less], list[release.Parts]] = {}
        found: dict[str, dict[date, Partition]] = {name: {} for name in members}
        for day in sorted(set.intersection(*map(set, counts.values()))):
            told = {
                name: publisher.finest(counts[name][day], members[name].empty(day, axes[name]))
                for name, publisher in publishers.items()
            }
            new = {name: publication for name, publication in told.items() if publication}
            if len(new) < len(members):
                continue
            left = {
                (name, less): n for name, (cut, _) in new.items()
                for less, n in self._left(members[name], day, counts[name][day], cut).items()
            }  # fmt: skip
            if all(release.may_follow((n,), left_before.get(key, ()), self._limit) for key, n in left.items()):
                for key, n in left.items():
                    left_before.setdefault(key, []).append((n,))
                for name, (cut, news) in new.items():
                    found[name][day] = cut
                    publishers[name].tell(news)
        return found

    def _left(self, definition: Breakdown, day: date, counts: Counts, partition: Partition) -> dict[Less, int]:
        """What is left of a breakdown's parts when a figure that is shown on that day counts some of their persons."""
        found = {}
        for less in definition.less:
            open_dates = self.dates(less.figure, PROGRAMME)
            figure = next((f for f in self._book.course(less.figure, PROGRAMME) if f.as_of == day), None)
            if figure is None or figure.numerator is None or (open_dates is not None and day not in open_dates):
                continue
            run = next((run for run in partition[-1] if less.place in run), None)  # None: everybody
            inside = sum(n for cell, n in counts.items() if run is None or cell[-1] in run)
            counted = int(figure.numerator)
            found[less] = inside - (int(figure.denominator or 0) - counted if less.outside else counted)
        return found

    @property
    def _limit(self) -> int:
        return self._programme.small_group_limit

    def noted(self, figure: Figure) -> int:
        """What may be told of the noted rows of a total that is always shown itself: their number, or 0 for nothing."""
        return figure.noted if figure.as_of in self._noted_releases.get(figure.kpi, ()) else 0

    @cached_property
    def _noted_releases(self) -> dict[str, set[date]]:
        limit = self._programme.small_group_limit
        return {
            name: release.releases(
                [(f.as_of, (f.noted, f.n - f.noted)) for f in self._book.course(name, PROGRAMME)], limit
            )
            for name, definition in kpis.catalogue().items()
            if definition.always_shown and definition.noted
        }

    def parts(self, figure: Figure) -> release.Parts:
        """The groups of persons that a figure gives away, together with the figures that share its denominator."""
        definition = kpis.kpi(figure.kpi)
        noted = (figure.noted,) if definition.noted else ()
        if definition.kind != "share":
            return (figure.n, *noted)
        family = [d.id for d in kpis.catalogue().values() if d.family and d.family == definition.family]
        numerators = sorted(self._numerator(name, figure) for name in family or [figure.kpi])
        steps = [b - a for a, b in zip([0, *numerators], [*numerators, int(figure.denominator or 0)], strict=True)]
        return (*steps, *noted)

    @cached_property
    def _programme_releases(self) -> dict[str, set[date]]:
        limit = self._programme.small_group_limit
        return {
            name: release.releases([(f.as_of, self.parts(f)) for f in self._book.course(name, PROGRAMME)], limit)
            for name, definition in kpis.catalogue().items()
            if definition.scope == "B"
        }

    @cached_property
    def _group_releases(self) -> dict[str, dict[date, set[str]]]:
        found = {
            name: self._releases_of_groups(name, definition)
            for name, definition in kpis.catalogue().items()
            if definition.scope == "B" and not definition.programme_only
        }
        # A share of a group tells how many are in it: it is shown only where that number is.
        for name in found:
            if whole := kpis.kpi(name).within:
                found[name] = {day: shown & found[whole].get(day, set()) for day, shown in found[name].items()}
        return found

    def _releases_of_groups(self, name: str, definition: Kpi) -> dict[date, set[str]]:
        by_day: dict[date, dict[str, release.Parts]] = {}
        for group in self._programme.sub_regions:
            for figure in self._book.course(name, group):
                by_day.setdefault(figure.as_of, {})[group] = self.parts(figure)
        totals = {day: definition.always_shown or day in self._programme_releases[name] for day in by_day}
        return release.group_releases(sorted(by_day.items()), totals, self._programme.small_group_limit)

    def _numerator(self, name: str, figure: Figure) -> int:
        if name == figure.kpi:
            return int(figure.numerator or 0)
        course = self._book.course(name, figure.group)
        index = bisect_right(course, figure.as_of, key=lambda f: f.as_of) - 1
        return int(course[index].numerator or 0) if index >= 0 else 0
