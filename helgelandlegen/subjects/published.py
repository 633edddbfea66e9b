"""The official figures for the place chosen in the header: whose, for which years, and where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from helgelandlegen.figures import Number
from helgelandlegen.figures.heat import NONE
from helgelandlegen.figures.numbers import day, with_unit
from helgelandlegen.figures.official_messages import in_years
from helgelandlegen.observations import FILE, Observations
from helgelandlegen.privacy import PROGRAMME
from helgelandlegen.programme import Municipality, Programme
from helgelandlegen.subjects.seen import Seen

LISTS_WITHOUT = "lists_without_doctor"
SHARE_WITHOUT = "share_of_patients_without_doctor_percent"
INHABITANTS = "inhabitants"


@dataclass(frozen=True)
class Published:
    """What is published of the municipalities that are shown.

    `all_of_them` is what they are called together in a table («Alle 18 kommuner»), `as_subject` in a sentence («De 18
    kommunene»); a sub-region and a municipality are called by their names.
    """

    found: Observations
    members: Sequence[Municipality]
    all_of_them: str
    as_subject: str

    @property
    def numbers(self) -> list[str]:
        """The numbers of the municipalities."""
        return [m.number for m in self.members]

    @property
    def alone(self) -> bool:
        """Whether it is a single municipality."""
        return len(self.members) == 1

    def days(self, indicator: str) -> list[date]:
        """The days for which any municipality of the programme has a value, oldest first."""
        return [when for when, _ in self.found.series(indicator, self.numbers[0])]

    def rows(self, indicator: str) -> list[list[Decimal | None]]:
        """The values of each municipality on those days; None is no value."""
        return [[self.found.value(indicator, number, when) for when in self.days(indicator)] for number in self.numbers]

    def shares(self) -> list[list[Decimal | None]]:
        """The shares (0–1) of patients who are on lists without a doctor, as published."""
        return [[None if percent is None else percent / 100 for percent in row] for row in self.rows(SHARE_WITHOUT)]

    def source(self, indicator: str) -> str:
        """«Kilde: SSB tabell 07459, CC BY 4.0.», with the day on which it was updated where that is known."""
        newest = max((one for one in self.found.all if one.indicator == indicator), key=lambda one: one.as_of)
        updated = f", oppdatert {day(newest.source_date)}" if newest.source_date else ""
        return f"Kilde: {newest.source}{updated}."

    def how_summed(self, what: str, years: Sequence[int], whole: Sequence[Number | None]) -> str:
        """How the row of all of them is worked out from numbers of `what`, and why it has few values."""
        known = in_years([year for year, value in zip(years, whole, strict=True) if value is not None])
        if not known:
            return f"{self.all_of_them}: «{NONE}», for antallet {what} mangler."
        only = f", som bare er med her for {known}" if None in whole else ""
        return f"{self.all_of_them}: regnet ut fra antallet {what}{only}. Et snitt av kommunenes tall ville bli feil."


def stamp(seen: Seen) -> int:
    """When the file of published figures was last written: it may be fetched anew while the app runs."""
    path = seen.publication.programme.folder / FILE
    return path.stat().st_mtime_ns if path.exists() else 0


def published(seen: Seen) -> Published:
    """What is published of the place chosen."""
    programme, group = seen.publication.programme, seen.choice.group
    found = _read(programme, stamp(seen))
    members = programme.members(group)
    if group == PROGRAMME and len(members) > 1:
        many = len(members)
        return Published(
            found, members, f"Alle {with_unit(many, 'kommuner')}", f"De {with_unit(many, 'kommunene')}"
        )  # fmt: skip
    place = members[0].name if len(members) == 1 else seen.place
    return Published(found, members, place, place)


@lru_cache(maxsize=8)
def _read(programme: Programme, changed: int) -> Observations:
    """The file as it was read when it had last `changed`: a new version is read without a restart."""
    return Observations(programme)
