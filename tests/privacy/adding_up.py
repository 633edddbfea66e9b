"""What somebody works out who keeps every published breakdown: by adding parts up, and by subtracting dates.

Written from the rule in words, with sets of cells as Python sets; it shares nothing with coarsen.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

Place = tuple[int, ...]
Cells = frozenset[Place]
Numbers = Mapping[Place, int]
Runs = tuple[tuple[tuple[int, ...], ...], ...]


@dataclass(frozen=True)
class Find:
    """Something about too few persons: which cells, on which date or between which two, and the number."""

    days: tuple[date, ...]
    cells: Cells
    number: int


def parts_of(partition: Runs) -> list[Cells]:
    """The sets of cells that a partition makes."""
    return [frozenset(product(*runs)) for runs in product(*partition)]


def finds(
    course: Sequence[tuple[date, Numbers]],
    published: Mapping[date, Runs],
    limit: int,
    *,
    known: Collection[Place] = (),
    total_known: bool = False,
    never: Mapping[date, Collection[Place]] | None = None,
    settled: Collection[int] = (),
) -> list[Find]:
    """Everything that can be worked out about one to `limit` − 1 persons.

    A part of nobody says so of each of its cells, and some cells are empty by their nature (`never`): nobody is
    contacted in a year that has not begun. What a date says of some cells it says of them with empty ones as well.
    What is known anyway is no find: the cells `known`, and where the total is known what it leaves beside them. Along
    an axis that is `settled`, those in a place that is over stay there: what is told of them holds on every date.
    """
    told = [
        _told(day, counts, published[day], frozenset(known), frozenset((never or {}).get(day, ())))
        for day, counts in course if day in published
    ]  # fmt: skip
    found = [
        Find((one.day,), cells, number) for one in told for cells, number in one.unions.items()
        if 0 < abs(number) < limit and not (total_known and cells | one.empty == one.everywhere)
    ]  # fmt: skip
    for one, other in combinations(told, 2):
        found += [
            Find((one.day, other.day), cells, change) for cells, change in _changes(one, other)
            if 0 < abs(change) < limit
            and not (total_known and cells | (one.empty & other.empty) == one.everywhere)
        ]  # fmt: skip
    counts_of = [(day, counts, published[day]) for day, counts in course if day in published]
    return found + [find for axis in settled for find in _finds_among_the_settled(counts_of, axis, limit)]


@dataclass(frozen=True)
class _Told:
    """What a date tells: the number in each union of parts, and in which of all cells there is nobody."""

    day: date
    everywhere: Cells
    empty: Cells
    unions: Mapping[Cells, int]


def _told(day: date, counts: Numbers, partition: Runs, known: Cells, never: Cells) -> _Told:
    parts = [part - known for part in parts_of(partition)]
    pieces = [(part, sum(counts.get(cell, 0) for cell in part)) for part in parts if part]
    empty = (never - known).union(*(part for part, number in pieces if not number))
    everywhere = Cells().union(*parts)
    return _Told(day, everywhere, empty, _unions([(part - empty, number) for part, number in pieces if number]))


def _changes(one: _Told, other: _Told) -> Iterator[tuple[Cells, int]]:
    """The cells whose number both dates tell, empty ones of either added, and how it has changed."""
    alike: dict[Cells, list[Cells]] = {}
    for cells in one.unions:
        alike.setdefault(cells - other.empty, []).append(cells)
    for cells, number in other.unions.items():
        for before in alike.get(cells - one.empty, []):
            yield before | cells, number - one.unions[before]


def _finds_among_the_settled(told: Sequence[tuple[date, Numbers, Runs]], axis: int, limit: int) -> Iterator[Find]:
    """Those between two cuts, of whatever dates, or between a cut and all there were: a cut lies before its date."""
    until = []
    for day, counts, partition in told:
        for run in partition[axis]:
            cells = frozenset(cell for cell in counts if cell[axis] <= run[-1])
            until.append((day, cells, sum(counts[cell] for cell in cells)))
    for (first, cells, one), (second, others, other) in combinations(until, 2):
        if 0 < abs(other - one) < limit:
            yield Find((first, second), cells ^ others, other - one)


def _unions(pieces: Sequence[tuple[Cells, int]]) -> dict[Cells, int]:
    """The number in each union of some of the pieces."""
    return {
        frozenset().union(*(cells for cells, _ in chosen)): sum(number for _, number in chosen)
        for chosen in _some(pieces)
    }


def _some(pieces: Sequence[tuple[Cells, int]]) -> Iterator[tuple[tuple[Cells, int], ...]]:
    for size in range(1, len(pieces) + 1):
        yield from combinations(pieces, size)
