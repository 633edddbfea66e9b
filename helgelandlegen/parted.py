"""A breakdown of persons as an audience may see it: which parts, how many in each, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil

from helgelandlegen.breakdown import Breakdown
from helgelandlegen.coarsen import Run


@dataclass(frozen=True)
class Parted:
    """A breakdown on one date. `runs` holds, for each axis, the places that are joined in each of its parts.

    `persons` counts those in each part, by the part's number along each axis; a part left out may not be shown.
    `as_of` is the date that it holds for, `asked` the one that was asked for, `newest` the last date on which the
    breakdown is looked at: where that is later, what has changed since concerns too few to be shown.
    `pace` holds the median days from one part of the last axis to the next and the number of persons who took them, by
    the same numbers, where the breakdown is of a course.
    """

    definition: Breakdown
    asked: date
    as_of: date
    newest: date
    runs: tuple[tuple[Run, ...], ...]
    persons: Mapping[tuple[int, ...], int]
    pace: Mapping[tuple[int, ...], tuple[float, int]] = field(default_factory=dict)

    @property
    def held_back(self) -> bool:
        """Whether there is something newer that may not be shown."""
        return self.as_of < self.newest

    def along(self, axis: int) -> list[int]:
        """The persons in each part of one axis, the other axis summed up."""
        return [
            sum(n for numbers, n in self.persons.items() if numbers[axis] == number)
            for number in range(len(self.runs[axis]))
        ]

    @property
    def total(self) -> int:
        """The persons in all parts that are shown."""
        return sum(self.persons.values())

    def row(self, number: int) -> list[int]:
        """The persons in each part of the last of two axes, within one part of the first."""
        return [self.persons.get((number, other), 0) for other in range(len(self.runs[1]))]

    def reached(self, number: int) -> list[int]:
        """How many of one part of the first axis have come to each part of the last or beyond it."""
        row = self.row(number)
        return [sum(row[step:]) for step in range(len(row))]


def candidates_needed(posts: int, started: int, finished: int) -> int:
    """How many candidates it takes for so many to start, where `started` of `finished` courses ended so; rounded up."""
    return ceil(Fraction(posts) * finished / started)
