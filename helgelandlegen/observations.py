"""Published figures from outside: the programme's observations.csv, each with its source, as it was published.

What stands there of the GP lists is Statistics Norway's table 12005 (31 December): a list is «with doctor» or «without
doctor», and patients are counted on both. `mean_list_length` covers the lists with a doctor only: for every
municipality in 2025 it is patients_on_lists_with_doctor / lists_with_doctor, rounded half up, and never the quotient
over all lists. Where all patients are on lists without a doctor (share 100 %) there is therefore no mean. People may
be on a list in another municipality than their own, so patients / inhabitants is no share: it goes above 1.

A missing value is None and never 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property

from helgelandlegen.errors import PlainError
from helgelandlegen.programme import Programme

FILE = "observations.csv"
FIELDS = (
    "indicator", "municipality", "as_of", "period", "value", "qualifier", "unit", "source", "source_date", "note",
)  # fmt: skip

Key = tuple[str, str | None, date]

WITH_DOCTOR = "patients_on_lists_with_doctor"
WITHOUT_DOCTOR = "patients_on_lists_without_doctor"
LISTS_WITH_DOCTOR = "lists_with_doctor"
MEAN_LIST_LENGTH = "mean_list_length"


@dataclass(frozen=True)
class Observation:
    """One published value. Without `municipality` it holds for the area that `note` names, else for the programme.

    `qualifier` is the source's own reservation («minst», «opp mot»), `period` its own words for the time.
    """

    indicator: str
    municipality: str | None
    as_of: date
    value: Decimal
    qualifier: str
    unit: str
    source: str
    source_date: date | None
    note: str
    period: str

    @property
    def key(self) -> Key:
        """What there is only one value of: indicator, municipality and day."""
        return self.indicator, self.municipality, self.as_of


class Observations:
    """The published figures of a programme. PlainError where a row of the file cannot be read."""

    def __init__(self, programme: Programme) -> None:
        self._found: dict[Key, Observation] = {}
        for row in programme.read_csv(FILE):
            if one := _observation(row):
                if one.key in self._found:
                    raise PlainError(f"{FILE}: «{one.indicator}» står to ganger for {_whose(row)} {one.as_of}.")
                self._found[one.key] = one

    @cached_property
    def all(self) -> tuple[Observation, ...]:
        """All of them, in the file's order."""
        return tuple(self._found.values())

    def value(self, indicator: str, municipality: str | None, as_of: date) -> Decimal | None:
        """The value published for exactly that day; None where there is none."""
        found = self._found.get((indicator, municipality, as_of))
        return found.value if found else None

    def newest(self, indicator: str) -> date | None:
        """The newest day for which anybody has a value."""
        return max((day for name, _, day in self._found if name == indicator), default=None)

    def series(self, indicator: str, municipality: str | None) -> list[tuple[date, Decimal | None]]:
        """The values over time, oldest first; None on a day for which other municipalities have one and this has not.

        Without `municipality`: the days of the values that hold for no single municipality.
        """
        days = {
            day for name, whose, day in self._found if name == indicator and (whose is None) == (municipality is None)
        }
        return [(day, self.value(indicator, municipality, day)) for day in sorted(days)]

    def source(self, indicator: str) -> str:
        """The source of the newest value; empty where there is none."""
        newest = max((one for one in self.all if one.indicator == indicator), key=lambda one: one.as_of, default=None)
        return newest.source if newest else ""

    def summed(self, indicator: str, members: Iterable[str], as_of: date) -> Decimal | None:
        """The sum over the municipalities with these numbers; None if any of them has no value, or there are none."""
        values = [self.value(indicator, member, as_of) for member in dict.fromkeys(members)]
        known = [value for value in values if value is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(values) else None

    def share_without_doctor(self, members: Iterable[str], as_of: date) -> tuple[Decimal, Decimal] | None:
        """Patients on lists without a doctor, and on all lists; None if any number is missing or nobody is on a list.

        From the sums: a mean of the municipalities' shares would count a small one as much as a large one.
        """
        numbers = tuple(members)
        without, with_doctor = self.summed(WITHOUT_DOCTOR, numbers, as_of), self.summed(WITH_DOCTOR, numbers, as_of)
        if without is None or with_doctor is None or not without + with_doctor:
            return None
        return without, without + with_doctor

    def mean_list_length(self, members: Iterable[str], as_of: date) -> Decimal | None:
        """Patients a list with doctor. For one municipality the published whole number, for several sum by sum.

        None if any number is missing or there is no list with a doctor.
        """
        numbers = tuple(dict.fromkeys(members))
        if len(numbers) == 1:
            return self.value(MEAN_LIST_LENGTH, numbers[0], as_of)
        patients, lists = self.summed(WITH_DOCTOR, numbers, as_of), self.summed(LISTS_WITH_DOCTOR, numbers, as_of)
        return patients / lists if patients is not None and lists else None


def _observation(row: dict[str, str]) -> Observation | None:
    """The row's observation; None for a row whose value is not known."""
    try:
        if not row["value"].strip():
            return None
        value = Decimal(row["value"])
        if not value.is_finite():
            raise ValueError(row["value"])
        return Observation(
            indicator=row["indicator"],
            municipality=row["municipality"] or None,
            as_of=date.fromisoformat(row["as_of"]),
            value=value,
            qualifier=row["qualifier"],
            unit=row["unit"],
            source=row["source"],
            source_date=date.fromisoformat(row["source_date"]) if row["source_date"] else None,
            note=row["note"],
            period=row["period"],
        )
    except (KeyError, ValueError, InvalidOperation, AttributeError, TypeError) as error:
        raise PlainError(
            f"{FILE}: raden med «{row.get('indicator')}» for {_whose(row)} {row.get('as_of')} er ikke riktig fylt ut."
        ) from error


def _whose(row: dict[str, str]) -> str:
    return row.get("municipality") or "programmet"
