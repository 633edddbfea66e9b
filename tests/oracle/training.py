"""Months, counted service and the adjusted due date, day by day in fractions, and the figures about doctors."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

Row = dict[str, Any]
State = dict[str, Any]
Period = tuple[date, date, str, Decimal]  # first day, last day, Fravær or Deltid, percent
ONE_DAY = timedelta(days=1)
FREE_ABSENCE = Fraction(10, 100)


def add_months(day: date, months: int) -> date:
    """The same day `months` later (earlier if negative), or that month's last day if it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def in_last_months(day: date | None, months: int, as_of: date) -> bool:
    """Whether `day` lies in (as_of − months, as_of]."""
    return day is not None and add_months(as_of, -months) < day <= as_of


def happened(day: date | None, as_of: date) -> bool:
    """Whether `day` is known and not after `as_of`."""
    return day is not None and day <= as_of


def required_days(row: Row) -> int:
    """Days from Startdato to Startdato + Normert tid, the latter not included."""
    start: date = row["start_date"]
    return (add_months(start, row["normal_months"]) - start).days


def counted(row: Row, absences: list[Row], t: date, as_of: date) -> Fraction:
    """Days of service counted from Startdato to `t`, both included; 0 for a `t` before Startdato."""
    return _counted_to(t, row["start_date"], row["percent"], _periods(row, absences, as_of))


def due_date(row: Row, absences: list[Row], as_of: date) -> date | None:
    """The day after the first day on which counted service reaches the required; None if it never does."""
    return _due(required_days(row), row["start_date"], row["percent"], _periods(row, absences, as_of))


def _periods(row: Row, absences: list[Row], as_of: date) -> tuple[Period, ...]:
    """The doctor's own absences with an end each: an open one runs to D, or to completion or leaving if earlier."""
    stops = [day for day in (as_of, row["completed_on"], row["left_on"]) if day is not None]
    return tuple(
        (a["valid_from"], min(stops) if a["valid_to"] is None else a["valid_to"], a["concerns"], a["percent"])
        for a in absences
        if a["doctor_id"] == row["doctor_id"]
    )


@lru_cache(maxsize=10_000)  # thousands of days have the same rows
def _one_day(percent: Decimal, covering: tuple[tuple[str, Decimal], ...]) -> tuple[Fraction, Fraction]:
    """The share of a post on a day with these (Fravær or Deltid, percent), and how much of it is absent."""
    total = {"Deltid": Fraction(0), "Fravær": Fraction(0)}
    for kind, part in covering:
        total[kind] = min(Fraction(100), total[kind] + Fraction(part))
    share = Fraction(percent) * (100 - total["Deltid"]) / 100**2
    return share, share * total["Fravær"] / 100


def _walk(start: date, percent: Decimal, periods: tuple[Period, ...]) -> Iterator[tuple[date, Fraction, Fraction]]:
    """Each day from the start until the calendar ends: the day, its share of a post, the service counted so far."""
    gross = absent = Fraction(0)
    day = start
    while day < date.max:
        covering = tuple((kind, part) for first, last, kind, part in periods if first <= day <= last)
        share, away = _one_day(percent, covering)
        gross += share
        absent += away
        yield day, share, gross - max(Fraction(0), absent - FREE_ABSENCE * gross)
        day += ONE_DAY


@lru_cache(maxsize=10_000)  # the same doctor is asked for once for each figure and group
def _counted_to(t: date, start: date, percent: Decimal, periods: tuple[Period, ...]) -> Fraction:
    total = Fraction(0)
    if t < start:
        return total
    for day, _share, so_far in _walk(start, percent, periods):
        total = so_far
        if day == t:
            break
    return total


@lru_cache(maxsize=10_000)
def _due(required: int, start: date, percent: Decimal, periods: tuple[Period, ...]) -> date | None:
    last_change = max((last for _first, last, _kind, _percent in periods), default=start)
    for day, share, so_far in _walk(start, percent, periods):
        if so_far >= required:
            return day + ONE_DAY
        if share == 0 and day > last_change:
            return None  # nothing will ever be added again
    return None


# The figures: a count, or numerator and denominator, over the rows of the municipalities `here` ----------------------


def _doctors(state: State, here: set[str]) -> list[Row]:
    return [row for row in state["training"] if row["municipality"] in here]


def _active(state: State, as_of: date, here: set[str]) -> list[Row]:
    """Those who have begun and have neither completed nor left on or before D."""
    begun = [row for row in _doctors(state, here) if row["start_date"] <= as_of]
    return [row for row in begun if not happened(row["completed_on"], as_of) and not happened(row["left_on"], as_of)]


def _recently_due(state: State, as_of: date, here: set[str]) -> list[tuple[Row, date]]:
    """Those whose due date lies in the last 36 months, each with it."""
    dues = [(row, due_date(row, state["absence"], as_of)) for row in _doctors(state, here)]
    return [(row, due) for row, due in dues if due is not None and in_last_months(due, 36, as_of)]


def active_trainees(state: State, as_of: date, here: set[str]) -> int:
    return len(_active(state, as_of, here))


def on_time(state: State, as_of: date, here: set[str]) -> tuple[int, int]:
    due = _recently_due(state, as_of, here)
    return sum(1 for row, day in due if happened(row["completed_on"], day)), len(due)


def completed(state: State, as_of: date, here: set[str]) -> tuple[int, int]:
    due = _recently_due(state, as_of, here)
    return sum(1 for row, _day in due if happened(row["completed_on"], as_of)), len(due)


def dropped_out(state: State, as_of: date, here: set[str]) -> tuple[int, int]:
    """One who had completed on the day of leaving, or before, did not drop out; a later completion changes nothing."""
    old = [row for row in _doctors(state, here) if add_months(row["start_date"], 24) <= as_of]
    left = [row for row in old if row["left_on"] is not None and row["left_on"] < add_months(row["start_date"], 24)]
    return sum(1 for row in left if not happened(row["completed_on"], row["left_on"])), len(old)


def on_track(state: State, as_of: date, here: set[str]) -> tuple[int, int]:
    good = asked = 0
    for row in _active(state, as_of, here):
        own = [goal for goal in state["learning_goal"] if goal["doctor_id"] == row["doctor_id"]]
        recent = [goal for goal in own if in_last_months(goal["counted_on"], 6, as_of)]
        if not recent or not row["required_goals"]:
            continue
        newest = max(recent, key=lambda goal: goal["counted_on"])
        served = counted(row, state["absence"], newest["counted_on"], as_of) / required_days(row)
        asked += 1
        good += newest["approved_goals"] >= Fraction(90, 100) * row["required_goals"] * min(Fraction(1), served)
    return good, asked


def plan_and_supervisor(state: State, as_of: date, here: set[str]) -> tuple[int, int]:
    active = _active(state, as_of, here)
    supervised = [row for row in active if happened(row["supervisor_from"], as_of)]
    plans = ("plan_made_on", "plan_revised_on")
    return sum(1 for row in supervised if any(in_last_months(row[plan], 12, as_of) for plan in plans)), len(active)
