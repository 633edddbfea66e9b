"""What the parts of a published breakdown are called, and what has to be said beside them."""

from __future__ import annotations

from datetime import date, timedelta

from helgelandlegen.figures.numbers import day
from helgelandlegen.figures.phrases import listed, small
from helgelandlegen.privacy import LATE, Parted

KEPT_SMALL = (
    "Grupper på 1 til {most} personer er slått sammen med nabogruppen eller utelatt der tallet kunne ha røpet hvem det "
    "gjelder."
)


def names(parted: Parted, axis: int) -> list[str]:
    """The parts along an axis of named places: «Stand og forelesning»."""
    places = parted.definition.axes[axis].names
    return [listed([places[run[0]], *(small(places[place]) for place in run[1:])]) for run in parted.runs[axis]]


def years(parted: Parted, axis: int = 0) -> list[str]:
    """The parts along an axis of years: «2019–2021», «2024»; the last one ends with the year of the breakdown."""
    found = []
    for run in parted.runs[axis]:
        last = min(run[-1], max(run[0], parted.as_of.year))
        found.append(str(run[0]) if last == run[0] else f"{run[0]}–{last}")
    return found


def stretches(parted: Parted, axis: int = 0) -> list[tuple[date, date | None] | None]:
    """The parts along an axis of half-years: first and last day; no last day for the last part, which has no end.

    None stands for a part that is all in the past: those who are late.
    """
    found: list[tuple[date, date | None] | None] = []
    for run in parted.runs[axis]:
        last = None if run is parted.runs[axis][-1] else _end(run[-1])
        past = last is not None and last <= parted.as_of
        begin = max([parted.as_of + timedelta(days=1), *(half_year(place)[0] for place in run[:1] if place != LATE)])
        found.append(None if past else (begin, last))
    return found


def late(parted: Parted) -> int | None:
    """How many are late, where the parts tell of them alone or that there is nobody."""
    first = parted.runs[0][0]
    alone = _end(first[-1]) <= parted.as_of or parted.along(0)[0] == 0
    return parted.along(0)[0] if alone else None


def _end(place: int) -> date:
    return date.min if place == LATE else half_year(place)[1]


def half_year(number: int) -> tuple[date, date]:
    """The first and the last day of a half-year: 2 × year, plus 1 for the second half."""
    year, second = divmod(number, 2)
    return (date(year, 7, 1), date(year, 12, 31)) if second else (date(year, 1, 1), date(year, 6, 30))


def note(parted: Parted, limit: int) -> str:
    """For which date the parts hold and why, how persons are kept from being recognised, and the source."""
    later = (
        " Det har endret seg siden, men noen av endringene gjelder for få til å kunne vises."
        if parted.held_back
        else ""
    )
    kept = KEPT_SMALL.format(most=limit - 1)
    return (
        f"Gjelder hele programmet per {day(parted.as_of)}.{later} {kept} {parted.definition.caveat} "
        f"Kilde: {small(parted.definition.source)}"
    )


def not_yet(limit: int) -> str:
    """What stands where nothing may be published yet."""
    return (
        "Det er for få personer til at fordelingen kan vises. En gruppe vises bare når den er tom eller har minst "
        f"{limit} personer, og det samme gjelder hver endring siden sist."
    )


def nothing(parted: Parted | None, limit: int) -> str:
    """What stands in the place of a breakdown that may not be published yet, or of nobody."""
    return not_yet(limit) if parted is None else f"Ingen tall per {day(parted.as_of)}."
