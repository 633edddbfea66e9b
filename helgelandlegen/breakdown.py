"""Breakdowns of persons along one or two ordered axes: each file of queries/breakdown/ on the dates of its publication.

A file's header says `title`, `axes` (places in order, separated by commas, axes by `|`; `years` and `half_years`
stand for those), `each` (half_year or year: how often it is published), `source`, `caveat`, and where they apply
`least` (runs along each axis), `apart` (places of the last axis that stand alone), `known` (places published elsewhere
on every date), `total: known`, `family` (breakdowns of the same persons, published on the same dates or not at all),
`less` (`place - figure`: the figure counts some of those in the place, of `alle` for the total, and `not figure` those
outside its numerator: what is left of the part with the place must be large enough; `late` is the place LATE), and
`starts` (the step of the workbook's list with which each place of the last axis begins: the median days from one to the
next are then published too). Its statement returns `as_of, first, second, n`: places along the axes, and persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from helgelandlegen import queries
from helgelandlegen.coarsen import Cell, Counts, Rule
from helgelandlegen.errors import PlainError
from helgelandlegen.queries import Query, Reader

YEARS, HALF_YEARS = "years", "half_years"
FAR = 15  # years ahead; who is due later is counted at the end
LATE = 0  # the place before all half-years: what should have been


def half_year_of(day: date) -> int:
    """The half-year of a day: 2 × year, plus 1 for the second half."""
    return 2 * day.year + (day.month > 6)


@dataclass(frozen=True)
class Axis:
    """One axis: years, half-years (2 × year, plus 1 for the second half, after LATE), or named places from 0."""

    kind: str
    names: tuple[str, ...] = ()

    def is_empty(self, place: int, as_of: date) -> bool:
        """Whether nobody can be in the place on a date: a year to come, or a half-year that has passed."""
        if self.kind == YEARS:
            return place > as_of.year
        return self.kind == HALF_YEARS and place != LATE and half_year_of(as_of + timedelta(days=1)) > place

    def clip(self, place: int, as_of: date, axis: Sequence[int]) -> int:
        """The place where somebody is counted: at an end of the axis who is beyond it."""
        last = 2 * (as_of.year + FAR) - 1 if self.kind == HALF_YEARS else axis[-1]
        return min(max(place, axis[0]), last)

    def places(self, first: date, last: date) -> tuple[int, ...]:
        """All places of the axis, in order, for a programme that began in `first` and is read in `last`."""
        if self.kind == YEARS:
            return tuple(range(first.year, last.year + 1))
        if self.kind == HALF_YEARS:
            return (LATE, *range(2 * first.year, 2 * (last.year + FAR)))
        return tuple(range(len(self.names)))


@dataclass(frozen=True)
class Less:
    """A figure that counts some of the persons in a place of the last axis, or of all where it is None.

    With `outside` those whom its denominator counts and its numerator does not are among them.
    """

    place: int | None
    figure: str
    outside: bool


@dataclass(frozen=True)
class Breakdown:
    """What a breakdown's file says of itself."""

    id: str
    title: str
    axes: tuple[Axis, ...]
    each: str
    least: tuple[int, ...]
    apart: tuple[int, ...]
    known: tuple[Cell, ...]
    total_known: bool
    starts: tuple[int, ...]
    family: str
    less: tuple[Less, ...]
    source: str
    caveat: str
    query: Query

    @property
    def of_time(self) -> tuple[int, ...]:
        """The axes of time, by number: they grow as time goes by."""
        return tuple(number for number, axis in enumerate(self.axes) if not axis.names)

    def places(self, first: date, last: date) -> list[tuple[int, ...]]:
        """All places of each axis, in order."""
        return [axis.places(first, last) for axis in self.axes]

    def rule(self, places: Sequence[Sequence[int]], limit: int) -> Rule:
        """How it may be cut. What has happened in a year stays there; when somebody is due may change."""
        return Rule(
            places, limit, grows=self.of_time, least=self.least, apart=self.apart, total_known=self.total_known,
            known=self.known, settled=[number for number, axis in enumerate(self.axes) if axis.kind == YEARS],
        )  # fmt: skip

    def empty(self, as_of: date, places: Sequence[Sequence[int]]) -> list[Cell]:
        """The cells in which nobody can be on a date."""
        return [
            cell
            for cell in product(*places)
            if any(axis.is_empty(place, as_of) for axis, place in zip(self.axes, cell, strict=True))
        ]


@lru_cache
def breakdowns() -> dict[str, Breakdown]:
    """All breakdowns by id."""
    return {name: _breakdown(query) for name, query in queries.folder("breakdown").items()}


def breakdown(name: str) -> Breakdown:
    """The breakdown of that id; PlainError if there is none."""
    try:
        return breakdowns()[name]
    except KeyError:
        raise PlainError(f"Fordelingen «{name}» finnes ikke.") from None


def _breakdown(query: Query) -> Breakdown:
    header = query.header
    axes = tuple(_axis(text.strip()) for text in header["axes"].split("|"))
    names = axes[-1].names
    return Breakdown(
        id=query.name,
        title=header["title"],
        axes=axes,
        each=header["each"],
        least=_numbers(header.get("least")),
        apart=tuple(names.index(name) for name in _listed(header.get("apart"))),
        known=tuple((names.index(name),) for name in _listed(header.get("known"))),
        total_known=header.get("total") == "known",
        starts=_numbers(header.get("starts")),
        family=header.get("family", query.name),
        less=tuple(_less(text, names) for text in _listed(header.get("less"))),
        source=header["source"],
        caveat=header["caveat"],
        query=query,
    )


def _axis(text: str) -> Axis:
    return Axis(text) if text in (YEARS, HALF_YEARS) else Axis("names", tuple(_listed(text)))


def _less(text: str, names: Sequence[str]) -> Less:
    place, _, figure = (part.strip() for part in text.partition(" - "))
    number = {"alle": None, "late": LATE, **{name: n for n, name in enumerate(names)}}[place]
    return Less(number, figure.removeprefix("not "), figure.startswith("not "))


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(int(number) for number in _listed(text))


def _listed(text: str | None) -> list[str]:
    return [part.strip() for part in text.split(",")] if text else []


def dates(each: str, first: date, last: date) -> list[date]:
    """The ends of the years, or of the half-years, within two dates, ascending."""
    ends = [date(year, *end) for year in range(first.year, last.year + 1) for end in ((6, 30), (12, 31))]
    return [end for end in ends if first <= end <= last and (each == "half_year" or end.month == 12)]


def counts(
    reader: Reader, definition: Breakdown, days: Iterable[date], axes: Sequence[Sequence[int]]
) -> dict[date, Counts]:
    """The number of persons in each cell, by date; empty on a date without anybody.

    Who is beyond an end of an axis (contacted before the programme began) is counted at its end.
    """
    found: dict[date, dict[Cell, int]] = {day: {} for day in days}
    for row in reader.rows(definition.query):
        places = [row[name] for name in ("first", "second")[: len(axes)]]
        day = row["as_of"]
        cell = tuple(a.clip(p, day, axis) for a, p, axis in zip(definition.axes, places, axes, strict=True))
        cells = found[day]
        cells[cell] = cells.get(cell, 0) + row["n"]
    return dict(found)
