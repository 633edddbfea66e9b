"""Breakdowns of persons that may be published: small parts are joined with their neighbours until each is large enough.

A breakdown counts persons in cells along one or two ordered axes (year of first contact × furthest step). A partition
cuts each axis into runs of neighbours. The finest partition is published in which every part is 0 or at least the
limit, and whatever can be added up from the parts differs by 0 or at least the limit from the same sum in every earlier
publication. Two sums are the same where they cover the same cells, but for cells known to be empty on either date: a
sum holds for any of its date's empty cells too. Plain numbers only, so that it can be read and tested on its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise, product
from math import prod

from helgelandlegen.release import allowed

Cell = tuple[int, ...]  # one place along each axis
Run = tuple[int, ...]  # neighbours along an axis
Partition = tuple[tuple[Run, ...], ...]  # for each axis its runs
Counts = Mapping[Cell, int]
_Sums = dict[int, int]  # persons by the set of cells, as bits
_Alike = dict[int, list[tuple[int, int]]]  # an earlier date's sums by the cells that are empty on neither date

MOST_PARTS = 16  # of more, all sums are too many to compare, and the parts too many to read
SHORT = 8  # an axis of so many places is cut in every possible way


@dataclass(frozen=True)
class Rule:
    """How one breakdown may be cut, and what of it is known anyway.

    `axes` lists all places of each axis in order. Those numbered in `grows` are of time: they may grow at their end
    without changing what earlier dates say, and are cut only where somebody is on both sides. Those in `settled` are of
    what has happened: once a place's time is over, those in it stay there, whatever the date. `least` says how many
    runs along each axis a partition must have to be worth publishing, and `apart` which places of the last axis must
    stand alone: what is too coarse to be read would only stand in the way of what comes later.
    `known` are cells whose numbers are published elsewhere on every date, `total_known` says the same of the total:
    what they give away is no news, and what is left when they are taken away must be large enough.
    """

    axes: Sequence[Sequence[int]]
    limit: int
    grows: Collection[int] = ()
    settled: Collection[int] = ()
    least: Sequence[int] = ()
    apart: Collection[int] = ()
    total_known: bool = False
    known: Collection[Cell] = ()


@dataclass(frozen=True)
class News:
    """What one publication tells: each sum of parts by the cells that it covers, and which cells are empty.

    Sets of cells are bits of whole numbers; `sums` leaves out the empty ones. `heads` holds, for each settled axis,
    how many are before each cut, and in all.
    """

    sums: Mapping[int, int]
    empty: int
    heads: Sequence[Collection[int]]


class Publisher:
    """Publishes one breakdown date by date, each as fine as what has been published before allows."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._bits = {cell: 1 << number for number, cell in enumerate(product(*rule.axes))}
        self._free = sum(self._bits[cell] for cell in rule.known)
        self._everyone = ((1 << len(self._bits)) - 1) & ~self._free
        self._told: list[News] = []

    def finest(self, counts: Counts, empty: Collection[Cell] = ()) -> tuple[Partition, News] | None:
        """The finest partition that may be published now, and its news; `empty` are cells where nobody can be yet."""
        nobody = sum(self._bits[cell] for cell in empty)
        before: dict[int, list[_Alike]] = {}
        for partition in _from_the_finest(counts, self._ways(counts), self._rule):
            heads = [_heads(counts, partition[axis], axis) for axis in self._rule.settled]
            if not self._may_be_settled(heads):
                continue
            parts = [(cells & ~self._free, persons) for cells, persons in self._parts(counts, partition)]
            none = nobody | sum(cells for cells, persons in parts if not persons)
            if none not in before:
                before[none] = [_alike(news, none) for news in self._told]
            some = [(cells & ~none, persons) for cells, persons in parts if persons]
            if (sums := self._sums(some, none, before[none])) is not None:
                return partition, News(sums, none, heads)
        return None

    def tell(self, news: News) -> None:
        """Makes it part of what has been published."""
        self._told.append(news)

    def _may_be_settled(self, heads: Sequence[Collection[int]]) -> bool:
        """Whether nothing about few follows from the cuts of all dates: between two of them the same persons stand."""
        return all(
            allowed(number - before, self._rule.limit)
            for news in self._told
            for now, then in zip(heads, news.heads, strict=True)
            for number, before in product(now, then)
        )

    def _sums(self, parts: Sequence[tuple[int, int]], none: int, before: Sequence[_Alike]) -> _Sums | None:
        """Every sum of parts by its cells; None as soon as one of them may not be told."""
        sums: _Sums = {}
        for cells, persons in parts:
            more = {cells | known: persons + total for known, total in [(0, 0), *sums.items()]}
            if not all(self._may_be_told(covered, total, none, before) for covered, total in more.items()):
                return None
            sums |= more
        return sums

    def _may_be_told(self, covered: int, total: int, none: int, before: Sequence[_Alike]) -> bool:
        """Whether a sum is large enough, and far enough from what was told of the same cells, or known anyway."""
        limit = self._rule.limit
        if not (allowed(total, limit) or self._is_the_total(covered | none)):
            return False
        return all(
            allowed(total - then, limit) or self._is_the_total(covered | cells | (none & news.empty))
            for news, alike in zip(self._told, before, strict=True)
            for cells, then in alike.get(covered & ~news.empty, ())
        )

    def _is_the_total(self, cells: int) -> bool:
        """Whether these are all the cells, and the total is known."""
        return self._rule.total_known and not self._everyone & ~cells

    def _parts(self, counts: Counts, partition: Partition) -> list[tuple[int, int]]:
        """Each part as the set of its cells and the number of persons in those that are not known anyway."""
        found = []
        for runs in product(*partition):
            cells = list(product(*runs))
            persons = sum(counts.get(cell, 0) for cell in cells if cell not in self._rule.known)
            found.append((sum(self._bits[cell] for cell in cells), persons))
        return found

    def _ways(self, counts: Counts) -> list[list[tuple[Run, ...]]]:
        rule = self._rule
        ways = [_ways(counts, rule, number) for number in range(len(rule.axes))]
        return [*ways[:-1], [runs for runs in ways[-1] if all((place,) in runs for place in rule.apart)]]


def _alike(news: News, none: int) -> _Alike:
    """An earlier publication's sums by the cells that are left when those are taken away where nobody is now."""
    found: _Alike = {}
    for cells, persons in news.sums.items():
        found.setdefault(cells & ~none, []).append((cells, persons))
    return found


def _heads(counts: Counts, runs: Sequence[Run], number: int) -> set[int]:
    """How many persons there are along an axis before each of its cuts, and in all."""
    return set(accumulate(sum(n for cell, n in counts.items() if cell[number] in run) for run in runs))


def counted(counts: Counts, partition: Partition) -> dict[tuple[int, ...], int]:
    """The number of persons in each part, by the part's number along each axis."""
    found = {}
    for numbers in product(*(range(len(axis)) for axis in partition)):
        runs = (axis[number] for axis, number in zip(partition, numbers, strict=True))
        found[numbers] = sum(counts.get(cell, 0) for cell in product(*runs))
    return found


def _from_the_finest(counts: Counts, ways: Sequence[Sequence[tuple[Run, ...]]], rule: Rule) -> list[Partition]:
    """The partitions whose parts may all be shown: most runs along the last axis first; then those cut the latest."""
    few = (partition for partition in product(*ways) if prod(map(len, partition)) <= MOST_PARTS)
    return sorted((p for p in few if _may_be_shown(counts, p, rule)), key=_fineness, reverse=True)


def _may_be_shown(counts: Counts, partition: Partition, rule: Rule) -> bool:
    for runs in product(*partition):
        cells = list(product(*runs))
        if not allowed(sum(counts.get(cell, 0) for cell in cells), rule.limit) and not all(
            cell in rule.known for cell in cells
        ):
            return False
    return True


def _fineness(partition: Partition) -> tuple[tuple[int, int], ...]:
    return tuple((len(runs), sum(run[0] for run in runs)) for runs in reversed(partition))


def _ways(counts: Counts, rule: Rule, number: int) -> list[tuple[Run, ...]]:
    """The ways to cut an axis into runs whose persons may be shown; at least the whole axis.

    Along an axis of time nobody is only told of before the first with somebody, and such a run is none of `least`.
    """
    axis, grows = rule.axes[number], number in rule.grows
    enough = rule.least[number] if rule.least else 1
    along = [sum(n for cell, n in counts.items() if cell[number] == place) for place in axis]
    found = []
    for chosen in _cuts(along, rule.limit, grows):
        edges = list(pairwise([0, *chosen, len(axis)]))
        runs = tuple(tuple(axis[begin:end]) for begin, end in edges)
        persons = [sum(along[begin:end]) for begin, end in edges]
        sound = not chosen or all(
            allowed(n, rule.limit) or all((place,) in rule.known for place in run)
            for n, run in zip(persons, runs, strict=True)
        )
        if grows and chosen:
            sound = sound and all(persons[1:])
        if sound and (sum(map(bool, persons)) if grows else len(runs)) >= enough:
            found.append(runs)
    return found


def _cuts(along: Sequence[int], limit: int, grows: bool) -> list[tuple[int, ...]]:
    """Where to cut, as places to cut before: in every way where there are few, else from the beginning, as soon as a
    run has so many persons, for each such number."""
    last = max((place for place, persons in enumerate(along) if persons), default=0)
    end = last + 1 if grows else len(along)
    if end <= SHORT:
        return [chosen for size in range(end) for chosen in combinations(range(1, end), size)]
    begin = next((place for place, persons in enumerate(along) if persons), 0)
    found: list[tuple[int, ...]] = [()]
    for least in range(limit, sum(along) + 1):
        cuts = _cut_at(along, least)
        found += [cuts, (begin, *cuts)] if begin and begin not in cuts else [cuts]
    return list(dict.fromkeys(found))


def _cut_at(along: Sequence[int], least: int) -> tuple[int, ...]:
    cuts, run = [], 0
    for place, persons in enumerate(along):
        if run >= least and sum(along[place:]) >= least:
            cuts.append(place)
            run = 0
        run += persons
    return tuple(cuts)
