"""How complete the data is, and whether it gets better: one course, one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from helgelandlegen.figures import Number, Series
from helgelandlegen.figures.numbers import NO_VALUE, month, percent

TITLES = {
    "hpr_number": ("HPR-nummer", "av legene i utdanning har HPR-nummer", "Leger i utdanning"),
    "plan": ("Datert plan", "av legene i utdanning har en datert utdanningsplan", "Leger i utdanning"),
    "list_count": ("Telte lister", "av fastlegehjemlene har en liste talt siste år", "Fastlegehjemler"),
}
"""By measure: its name, the end of its sentence, and what the whole is."""


@dataclass(frozen=True)
class Completeness:
    """One measure over time, in the form of a figure (figures.Figure). Points: date, the part, the whole; ascending."""

    measure: str
    points: Sequence[tuple[date, int, int]]
    unit: str = "%"
    kind: str = "share"
    better: str = "higher"
    hidden: bool = False
    status: str = "uten mål"
    target: tuple[Number, Number | None] | None = None
    rests_on: tuple[int, int] | None = None
    decided_in: str | None = None
    noted: tuple[int, str] | None = None
    meetings: Sequence[date] = field(default=())

    @property
    def title(self) -> str:
        """«HPR-nummer»"""
        return TITLES[self.measure][0]

    @property
    def whole(self) -> str:
        """What the whole counts: «Leger i utdanning»."""
        return TITLES[self.measure][2]

    @property
    def series(self) -> Series:
        """The shares (0-1); no value where there was nothing to count."""
        return [(when, Decimal(part) / whole if whole else None) for when, part, whole in self.points]

    @property
    def as_of(self) -> date:
        """The newest date."""
        return self.points[-1][0]

    @property
    def asked(self) -> date:
        """The same."""
        return self.as_of

    @property
    def value(self) -> Number | None:
        """The newest share."""
        return self.series[-1][1]

    @property
    def numerator(self) -> Number | None:
        """The newest part."""
        return self.points[-1][1]

    @property
    def denominator(self) -> Number | None:
        """The newest whole."""
        return self.points[-1][2]

    @property
    def compared_with(self) -> date | None:
        """The first date with a value."""
        return next((when for when, value in self.series if value is not None), None)

    @property
    def previous(self) -> Number | None:
        """The value on that date."""
        return next((value for _, value in self.series if value is not None), None)


def sentence(found: Completeness) -> str:
    """«88 % av legene i utdanning har HPR-nummer, opp fra 77 % i november 2024.»"""
    ending = TITLES[found.measure][1]
    if found.value is None or found.compared_with is None:
        return f"{found.title}: {NO_VALUE} ennå."
    now, before = percent(found.value, found.denominator), percent(found.previous, found.denominator)
    if found.compared_with == found.as_of:
        return f"{now} {ending}."
    when = f"i {month(found.compared_with)}"
    if now == before:
        return f"{now} {ending}, som {when}."
    way = "opp" if (found.value or 0) > (found.previous or 0) else "ned"
    return f"{now} {ending}, {way} fra {before} {when}."
