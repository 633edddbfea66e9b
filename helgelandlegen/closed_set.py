"""Which figures about persons are published on which dates: the rule of release.py, applied to the stored courses."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from helgelandlegen import kpis, release
from helgelandlegen.book import Book
from helgelandlegen.kpis import PROGRAMME, Figure, Kpi
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
