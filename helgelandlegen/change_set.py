"""What an audience may see of the changes between two days.

Figures about posts and the project are split into rows. Of figures about persons everybody but the coordinator gets a
change between two published values only, and parts only where they follow from what is published anyway: the growth of
a breakdown's parts between two of its dates, or a share's persons with and without. Dates of a breakdown are used only
where every part of it is 0 or large enough and differs so from every other date used; what lies before, after and
beside them is one part, «øvrige endringer». So nobody learns from a change what could not be worked out already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from helgelandlegen import change_events, change_parts, kpis, queries, release
from helgelandlegen.book import Book
from helgelandlegen.breakdown import breakdown
from helgelandlegen.change_events import PublishedKind
from helgelandlegen.change_parts import Rows
from helgelandlegen.changes import OTHERS, Change, Kind, Part
from helgelandlegen.closed_set import ClosedSet
from helgelandlegen.kpis import PROGRAMME, Kpi
from helgelandlegen.memory import Memory
from helgelandlegen.queries import GP_POST, Reader
from helgelandlegen.shown import Shown

CHANGES_KEPT, DAYS_KEPT = 3000, 24
NO_VALUE = "Det er ingen tall å sammenligne med."
TOO_FEW = "Hva som ligger bak endringen, gjelder for få personer til å vises."
ONE_PUBLICATION = "Det er ikke publisert noe nytt om personer mellom disse datoene."

_Ends = Mapping[str, Rows]


class ChangeSet:
    """The changes that one audience may see. `books` gives the book for a type of posts, `shown` a published figure."""

    def __init__(
        self,
        books: Callable[[str], Book],
        closed_set: ClosedSet,
        shown: Callable[[str, date, str, date], Shown],
        closed: Callable[[Kpi], bool],
        known_on: date | None,
    ) -> None:
        self._books, self._closed_set, self._shown, self._closed = books, closed_set, shown, closed
        self._known_on = known_on
        self._kept: Memory[tuple[str, date, date, str, str], Change] = Memory(CHANGES_KEPT)
        self._now: Memory[tuple[date, date, str], _Ends] = Memory(DAYS_KEPT)
        self._then: Memory[tuple[date, str], _Ends | None] = Memory(DAYS_KEPT)
        self._told: Memory[str, dict[date, release.Parts]] = Memory(DAYS_KEPT)

    def between(self, name: str, as_of: date, since: date, group: str, post_type: str) -> Change:
        """The change of a figure; PlainError for an unknown one, ValueError unless `since` is the earlier day."""
        if since >= as_of:
            raise ValueError(f"{since} is not before {as_of}")
        definition = kpis.kpi(name)
        make = self._of_persons if self._closed(definition) else self._of_rows
        key = (name, as_of, since, group, post_type)
        return self._kept.recall(key, lambda: make(definition, as_of, since, group, post_type))

    def _of_rows(self, definition: Kpi, as_of: date, since: date, group: str, post_type: str) -> Change:
        book = self._books(post_type)
        wanted = [d for d in book.held if not self._closed(d)]
        now = self._now.recall((since, as_of, post_type), lambda: book.between(wanted, since, as_of))
        then = self._then.recall((since, post_type), lambda: self._known_then(wanted, since, post_type))
        members = {m.number for m in book.programme.members(group)} if group != PROGRAMME else None
        rows = _within(now[definition.id], members)
        has_value = group in rows.has_value
        before, after = (
            change_parts.value(definition.kind, side) if has_value else None for side in (rows.before, rows.after)
        )
        change = Change(definition, group, post_type, since, as_of, before, before, after)
        if before is None or after is None:
            return replace(change, untold=NO_VALUE)
        parts = change_parts.split(definition.kind, rows)
        earlier = _within(then[definition.id], members) if then else None
        if earlier is not None:
            known = change_parts.value(definition.kind, earlier.before) if group in earlier.has_value else None
            change = replace(change, then=known)
            if known is not None and (learnt := change_parts.learnt(definition.kind, earlier, rows)):
                parts = [learnt, *parts]
        return replace(change, parts=tuple(parts))

    def _known_then(self, wanted: list[Kpi], since: date, post_type: str) -> _Ends | None:
        """The rows of the day as they were known on it; None where nothing has been learnt since."""
        now = self._books(post_type)
        days = (since, self._known_on or since)
        known_on = min(days, key=lambda day: queries.known_at(now.programme, day))
        with now.store.cursor() as cursor:
            moment = queries.known_at(now.programme, known_on)
            if not Reader(cursor).rows(queries.folder("list")["changes_since"], since=moment):
                return None
        earlier = Book(now.store, known_on, post_type)
        try:
            return earlier.between(wanted, since, since)
        finally:
            earlier.close()

    def _of_persons(self, definition: Kpi, as_of: date, since: date, group: str, post_type: str) -> Change:
        shown = self._shown(definition.id, as_of, group, since)
        change = Change(
            definition, shown.group, shown.post_type, shown.compared_with or since, shown.as_of, None, None, None,
            persons=True,
        )  # fmt: skip
        if shown.value is None or shown.previous is None or shown.compared_with is None:
            why = ONE_PUBLICATION if shown.value is not None and shown.compared_with is None else NO_VALUE
            return replace(change, untold=why)
        earlier = self._shown(definition.id, shown.compared_with, group, shown.compared_with)
        before, after = _exact(earlier), _exact(shown)
        change = replace(change, then=before, before=before, after=after)
        if definition.kind == "share":
            return replace(change, parts=_with_and_without(definition, earlier, shown))
        parts = self._read_off(definition.id, change) if group == PROGRAMME else []
        rest = after - before - sum((part.amount for part in parts), Fraction(0))
        if rest:
            parts = [*parts, Part(OTHERS, rest, 0)]
        told = before == after or any(part.kind != OTHERS for part in parts)
        return replace(change, parts=tuple(parts), untold="" if told else TOO_FEW)

    def _read_off(self, name: str, change: Change) -> list[Part]:
        """The parts that a published breakdown tells between its first and last date within the change."""
        found = change_events.published(name)
        if found is None:
            return []
        told = self._told.recall(name, lambda: self._growing(*found))
        days = [day for day in sorted(told) if change.since <= day <= change.as_of]
        if len(days) < 2:
            return []
        parts = [
            Part(one.kind, Fraction(one.sign * (b - a)), abs(b - a))
            for one, a, b in zip(found[1], told[days[0]], told[days[-1]], strict=True)
        ]
        return [part for part in parts if part.count]

    def _growing(self, name: str, kinds: tuple[PublishedKind, ...]) -> dict[date, release.Parts]:
        """How many persons each kind has had on the breakdown's dates that may be used, each far from the others."""
        axis = breakdown(name).axes[-1].names
        course = [
            (day, tuple(sum(persons[axis.index(place)] for place in one.places) for one in kinds))
            for day, persons in sorted(self._closed_set.places(name).items())
        ]
        limit = self._books(GP_POST).programme.small_group_limit
        open_dates = release.releases(course, limit)
        return {day: told for day, told in course if day in open_dates}


def _within(rows: Rows, members: set[str] | None) -> Rows:
    """The rows of a group's municipalities; all of them for the programme."""
    if members is None:
        return rows
    before, after = ([row for row in side if row["municipality"] in members] for side in (rows.before, rows.after))
    return replace(rows, before=before, after=after)


def _exact(shown: Shown) -> Fraction:
    if shown.kind == "share":
        return Fraction(shown.numerator or 0) / Fraction(shown.denominator or 1)
    return Fraction(shown.value or 0)


def _with_and_without(definition: Kpi, earlier: Shown, now: Shown) -> tuple[Part, ...]:
    """A share's change by those whom it counts and those whom it does not, from the numbers that stand beside it."""
    before, after = _persons(earlier), _persons(now)
    middle = (_exact(earlier) + _exact(now)) / 2
    whole = Fraction(sum(before) + sum(after)) / 2
    heading = next((text for name, text, _ in definition.columns if name == "numerator"), definition.title)
    inside = f"{heading[:1].lower()}{heading[1:]}"
    parts = []
    for place, (name, text, weight) in enumerate(
        (("with", inside, 1 - middle), ("without", f"ikke {inside}", -middle))
    ):
        if n := after[place] - before[place]:
            words = f"{'flere' if n > 0 else 'færre'} {text}"
            kind = Kind(name, f"{text[:1].upper()}{text[1:]}", words, words)
            parts.append(Part(kind, n * weight / whole, abs(n)))
    return tuple(parts)


def _persons(shown: Shown) -> tuple[int, int]:
    """Those whom a share counts, and those whom it does not."""
    counted = int(shown.numerator or 0)
    return counted, int(shown.denominator or 0) - counted
