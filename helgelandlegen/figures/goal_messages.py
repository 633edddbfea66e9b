"""What «Måloppnåelse» says, in Norwegian, by rule from the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from helgelandlegen.figures.numbers import number, with_unit
from helgelandlegen.figures.phrases import listed, small
from helgelandlegen.figures.status import Status

NOT_MEASURED = "måles ikke"
GOOD_FROM = 4
HIGHEST = 5
NO_GOALS = "Ingen mål er lagt inn for programmet."
_TOLD = {
    Status.ON_TARGET: "på mål",
    Status.NEAR: "nær målet",
    Status.OUTSIDE: "utenfor målet",
    Status.NO_TARGET: "uten tallfestet mål",
    Status.INCONCLUSIVE: "ikke konkluderbart",
}
_SEVERAL = {Status.INCONCLUSIVE: "ikke konkluderbare"}  # the others are the same for one and for several


class Rated(NamedTuple):
    """How many municipalities rate a criterion, how many of them give GOOD_FROM or more, and what part that is."""

    criterion: str
    municipalities: int
    good: int
    share: float | None


def opening(measured: Sequence[bool], statuses: Sequence[str]) -> str:
    """«14 av 18 mål måles. Av 12 nøkkeltall er 4 på mål, 3 nær målet og 5 utenfor målet.»

    `measured` says for each goal whether anything measures it, `statuses` how each of the figures stands.
    """
    if not measured:
        return NO_GOALS
    some = number(sum(measured)) if any(measured) else "Ingen"
    first = f"{some} av {number(len(measured))} mål måles."
    if len(measured) == 1:
        first = "Målet måles." if measured[0] else f"Målet {NOT_MEASURED}."
    stand = told(statuses)
    if not stand:
        return first
    if len(statuses) == 1:
        return f"{first} Nøkkeltallet er {stand.partition(' ')[2]}."
    every = f"{number(len(statuses))} nøkkeltall"
    if len(set(statuses)) > 1:
        return f"{first} Av {every} er {stand}."
    if statuses[0] == Status.INCONCLUSIVE:
        return f"{first} Ingen av de {number(len(statuses))} nøkkeltallene er konkluderbare."
    return f"{first} Alle {every} er {stand.partition(' ')[2]}."


def group(name: str, measured: Sequence[bool], statuses: Sequence[str]) -> str:
    """«Helgelandlegen: 5 av 6 måles. Nøkkeltall: 2 på mål og 3 utenfor målet»"""
    every = len(measured)
    some = f"{number(sum(measured)) if any(measured) else 'ingen'} av {number(every)} måles"
    return f"{name}: {some}. Nøkkeltall: {told(statuses)}" if statuses else f"{name}: {some}"


def told(statuses: Sequence[str]) -> str:
    """«4 på mål, 3 nær målet og 5 utenfor målet»; a status that none has is left out; empty for none at all."""
    counts = [(sum(status == one for status in statuses), one) for one in _TOLD]
    return listed([f"{number(n)} {(_TOLD | _SEVERAL if n > 1 else _TOLD)[one]}" for n, one in counts if n])


def rated(one: Rated) -> str:
    """«11 av 15 kommuner gir 4 eller 5»"""
    if not one.municipalities:
        return "ingen tall"
    some = number(one.good) if one.good else "ingen"
    return f"{some} av {with_unit(one.municipalities, 'kommuner')} gir {GOOD_FROM} eller {HIGHEST}"


def ratings(found: Sequence[Rated]) -> str:
    """«Egen evaluering får færrest gode vurderinger: 5 av 15 kommuner gir 4 eller 5»"""
    some = [one for one in found if one.share is not None]
    if not some:
        return "Ingen kommuner har vurdert seg selv"
    least = min(one.share for one in some if one.share is not None)
    lowest = [one for one in some if one.share == least]
    first, *others = lowest
    if len(some) == 1:
        return f"{first.criterion}: {rated(first)}"
    if len(lowest) == len(some):
        return f"Alle kriteriene får like gode vurderinger: {rated(first)}"
    if not others:
        return f"{first.criterion} får færrest gode vurderinger: {rated(first)}"
    return f"{listed([first.criterion, *(small(other.criterion) for other in others)])} får færrest gode vurderinger"
