"""Counted service and the adjusted due date, by the day (spesialistforskriften § 31 as the programme reads it).

The demo needs them to let doctors complete on time, or late, on purpose. Whole numbers throughout. Synthetic data
(syntetiske data).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.demo.facts import Fact, Values, add_months, days

FREE_ABSENCE = 10  # per cent of the service


@dataclass
class Leave:
    """Time away or part-time, inclusive at both ends; without an end it still runs. A cause is never told."""

    begin: date
    end: date | None
    percent: int
    part_time: bool = False
    known_on: date | None = None

    def percent_on(self, day: date, *, part_time: bool) -> int:
        """How much of the post it takes on that day, if it is of that kind."""
        covers = self.begin <= day and (self.end is None or day <= self.end)
        return self.percent if covers and self.part_time == part_time else 0

    def fact(self, doctor: str) -> Fact:
        """The row of Fravær. The end is known a month ahead."""
        concerns = "Deltid" if self.part_time else "Fravær"
        values: Values = {"doctor_id": doctor, "valid_from": self.begin, "concerns": concerns, "percent": self.percent}
        known_on = self.known_on or self.begin
        ends = [] if self.end is None else [(max(known_on, self.end - days(30)), {"valid_to": self.end})]
        return Fact(known_on, values, [(day, dict(change)) for day, change in ends])


class _Service:
    """Running sums in millionths of a day at full time."""

    def __init__(self) -> None:
        self.gross = self.absent = 0

    def work(self, day: date, percent: int, leaves: list[Leave]) -> None:
        away = min(100, sum(leave.percent_on(day, part_time=False) for leave in leaves))
        reduced = min(100, sum(leave.percent_on(day, part_time=True) for leave in leaves))
        share = percent * (100 - reduced)
        self.gross += share * 100
        self.absent += share * away

    @property
    def counted_hundredfold(self) -> int:
        """Counted service in hundred-millionths: the part of the absence above the free share is deducted."""
        return 100 * self.gross - max(0, 100 * self.absent - FREE_ABSENCE * self.gross)


def _required(start: date, months: int) -> int:
    return (add_months(start, months) - start).days * 10**8


def due_on(start: date, months: int, percent: int, leaves: list[Leave]) -> date:
    """The day after the first day on which the counted service suffices."""
    service, day = _Service(), start
    while service.counted_hundredfold < _required(start, months):
        service.work(day, percent, leaves)
        day += days(1)
    return day


def counted_share(start: date, months: int, percent: int, leaves: list[Leave], until: date) -> float:
    """Counted service to and with `until` as a share of what is required, at most 1."""
    service = _Service()
    for number in range((until - start).days + 1):
        service.work(start + days(number), percent, leaves)
    return min(1.0, service.counted_hundredfold / _required(start, months))
