"""A fact of the demo, and what was known of it on a day; and the few date sums that the demo needs.

Synthetic data (syntetiske data): nothing that is told with these facts happened to a real person.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

Values = dict[str, object]


@dataclass
class Fact:
    """One row of a sheet: its values by column name, the day it became known, and what was learnt later."""

    known_on: date
    values: Values
    changes: list[tuple[date, Values]] = field(default_factory=list)

    def as_known(self, day: date) -> Values | None:
        """The row as a workbook of that day holds it; None if nobody knew of it yet."""
        if self.known_on > day:
            return None
        row = dict(self.values)
        for learnt_on, values in sorted(self.changes, key=lambda change: change[0]):
            if learnt_on <= day:
                row |= values
        return row


Truth = dict[str, list[Fact]]  # sheet name → its rows


def days(number: int) -> timedelta:
    """That many days."""
    return timedelta(days=number)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or that month's last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_starts(after: date, until: date) -> list[date]:
    """First days of months in (after, until]; `until` itself if there is none."""
    first = add_months(after.replace(day=1), 1)
    found = [add_months(first, n) for n in range(400) if add_months(first, n) <= until]
    return found or [until]


def month_ends(since: date, before: date) -> list[date]:
    """Last days of months in [since, before); `since` itself if there is none."""
    first = since.replace(day=1)
    found = [month_end(add_months(first, n)) for n in range(400) if month_end(add_months(first, n)) < before]
    return [day for day in found if day >= since] or [since]


def thursday(year: int, month: int, number: int) -> date:
    """The first, second, … Thursday of a month."""
    first = date(year, month, 1)
    return first + days((3 - first.weekday()) % 7 + 7 * (number - 1))
