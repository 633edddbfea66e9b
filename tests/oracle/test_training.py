"""Counted service, the due date and the figures about doctors in training against cases worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from . import figure
from .generate import row_of, state_of
from .training import counted, due_date

PROGRAMME = SimpleNamespace(
    municipalities=[SimpleNamespace(number=n, name=n, sub_region="Nord") for n in "12"], data_from=date(2019, 1, 1)
)
D = date(2024, 2, 29)


def ask(kpi: str, given: dict[str, Any], as_of: date = D, group: str = "programme") -> Any:
    return figure(kpi, given, PROGRAMME, as_of, group)


def doctor(start: date, months: int = 60, percent: str = "100", **more: Any) -> dict[str, Any]:
    values = {"doctor_id": "L", "municipality": "1", "start_date": start, "normal_months": months, "percent": percent}
    return row_of("training", **(values | more))


def away(begin: date, end: date | None, percent: str = "100", concerns: str = "Fravær") -> dict[str, Any]:
    values = {"valid_from": begin, "valid_to": end, "percent": percent, "concerns": concerns}
    return row_of("absence", doctor_id="L", **values)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2019, 1, 1), date(2024, 1, 1)),
        (date(2020, 2, 29), date(2025, 2, 28)),  # no 29 February in 2025
        (date(2019, 8, 31), date(2024, 8, 31)),
    ],
)
def test_full_time_without_absence_is_due_sixty_months_after_the_start_exactly(start: date, due: date) -> None:
    assert due_date(doctor(start), [], D) == due


APRIL = date(2023, 4, 1)  # one month from here asks for 30 days


def day_of_service(number: int) -> date:
    return APRIL + timedelta(days=number - 1)


@pytest.mark.parametrize(
    ("percent", "leaves", "day_number"),
    [
        ("100", [], 30),
        ("50", [], 60),
        ("66.67", [], 45),  # 44 × 0.6667 = 29.33, 45 × 0.6667 = 30.0015
        ("100", [(1, 3, "100", "Fravær")], 30),  # 3 of 30 is just 10 %: nothing is deducted
        ("100", [(1, 3, "100", "Fravær"), (9, 9, "1", "Fravær")], 31),  # 30 − 0.01 falls short; 31 − 0 does not
        ("100", [(1, 4, "100", "Fravær")], 31),  # 30 − 1 = 29; 31 − 0.9 = 30.1
        ("100", [(1, 10, "100", "Fravær")], 37),  # n − (10 − 0.1 n) ≥ 30 from n = 36.4
        ("100", [(1, 10, "60", "Fravær"), (1, 10, "60", "Fravær")], 37),  # 120 % is 100 %
        ("100", [(-5, 3, "100", "Fravær")], 30),  # the days before the start are none of it
        ("80", [(1, 10, "50", "Deltid")], 43),  # 0.8 n − 10 × 0.4 ≥ 30 from n = 42.5
        # Half a post away for 10 days: absent 5; n − 5 gross; 1.1 (n − 5) − 5 ≥ 30 from n = 36.8
        ("100", [(1, 10, "50", "Deltid"), (1, 10, "100", "Fravær")], 37),
        ("100", [(1, 10, "100", "Deltid")], 40),  # ten days without a post
    ],
)
def test_the_due_date_is_the_day_after_enough_service(percent: str, leaves: list[Any], day_number: int) -> None:
    rows = [away(day_of_service(a), day_of_service(b), part, kind) for a, b, part, kind in leaves]
    row = doctor(APRIL, months=1, percent=percent)
    assert due_date(row, rows, D) == APRIL + timedelta(days=day_number)


def test_five_years_bear_182_days_of_leave_and_not_183() -> None:
    start = date(2019, 1, 1)  # 1826 days to the end of 2023, a tenth is 182.6
    for leave, due in ((182, date(2024, 1, 1)), (183, date(2024, 1, 2))):  # 1827 − (183 − 182.7) = 1826.7
        assert due_date(doctor(start), [away(start, start + timedelta(days=leave - 1))], D) == due


def test_open_ended_leave_runs_to_the_day_asked_for_or_to_completion_or_leaving() -> None:
    leave = [away(date(2023, 4, 11), None)]
    assert due_date(doctor(APRIL, 1), leave, date(2023, 4, 20)) == date(2023, 5, 8)  # 10 days: 37 days of service
    assert due_date(doctor(APRIL, 1), leave, date(2023, 4, 10)) == date(2023, 5, 1)  # not begun on that day
    assert due_date(doctor(APRIL, 1), leave, date(2023, 5, 20)) == date(2023, 6, 4)  # 40 days: 1.1 n ≥ 70, n = 64
    for column in ("left_on", "completed_on"):
        row = doctor(APRIL, 1) | {column: date(2023, 4, 13)}
        assert due_date(row, leave, date(2023, 5, 20)) == date(2023, 5, 1)  # 3 days: just 10 %


def test_service_counts_the_day_itself_and_is_nothing_before_the_start() -> None:
    row = doctor(APRIL, percent="50")
    assert [counted(row, [], day, D) for day in (APRIL - timedelta(days=1), APRIL, date(2023, 4, 2))] == [
        0,
        Fraction(1, 2),
        1,
    ]


def test_a_doctor_without_any_share_of_a_post_is_never_due() -> None:
    assert due_date(doctor(APRIL, 1, percent="0"), [away(APRIL, D)], D) is None


def test_completion_counts_on_the_due_date_and_later_only_as_completed() -> None:
    rows = [
        doctor(date(2019, 2, 28), doctor_id="A", completed_on=date(2024, 2, 28)),  # due 28 February 2024
        doctor(date(2019, 2, 28), doctor_id="B", completed_on=D),
        doctor(date(2019, 2, 28), doctor_id="C", left_on=date(2020, 1, 1)),
        doctor(date(2016, 2, 29), doctor_id="D"),  # due 28 February 2021, which is D − 36 months: outside
        doctor(date(2016, 3, 1), doctor_id="E", municipality="2"),  # due 1 March 2021: the first day inside
        doctor(date(2019, 3, 1), doctor_id="F"),  # due tomorrow
    ]
    given = state_of({"1", "2"}, training=rows)
    assert ask("on_time_completion", given) == (1, 4, Fraction(1, 4))
    assert ask("completed_share", given) == (2, 4, Fraction(1, 2))
    assert ask("on_time_completion", given, group="1") == (1, 3, Fraction(1, 3))
    assert ask("active_trainees", given) == (3, None, 3)  # D, E and F


def test_leaving_within_two_years_counts_unless_completed() -> None:
    start = date(2022, 2, 28)  # 24 months later is 28 February 2024
    ends: list[tuple[str, date | None, date | None]] = [
        ("A", D, None),
        ("B", date(2024, 2, 28), None),
        ("C", date(2024, 2, 27), None),
    ]
    ends += [("D", date(2024, 2, 27), date(2024, 2, 27)), ("E", None, None)]
    rows = [doctor(start, doctor_id=who, left_on=left, completed_on=done) for who, left, done in ends]
    given = state_of({"1", "2"}, training=[*rows, doctor(date(2022, 3, 1), doctor_id="F")])
    assert ask("dropout_share", given) == (1, 5, Fraction(1, 5))


def test_on_track_asks_for_ninety_percent_of_what_counted_service_asks() -> None:
    # 12 months from 1 March 2023 are 366 days; to and with 30 August 2023 183 of them: half. 0.9 × 100 × ½ = 45.
    rows = [doctor(date(2023, 3, 1), 12, doctor_id=who, required_goals=100) for who in "ABC"]
    goals = [("A", date(2023, 8, 30), 45), ("B", date(2023, 8, 30), 44), ("C", date(2023, 8, 29), 99)]
    rows.append(doctor(date(2023, 3, 1), 12, doctor_id="D", required_goals=0))
    seen = [{"doctor_id": who, "counted_on": day, "approved_goals": n} for who, day, n in [*goals, ("D", D, 1)]]
    assert ask("on_track", state_of({"1", "2"}, training=rows, learning_goal=seen)) == (1, 2, Fraction(1, 2))


def test_a_supervisor_and_a_plan_of_the_last_twelve_months_are_both_needed() -> None:
    old, edge = date(2023, 2, 28), date(2023, 3, 1)
    rows = [
        doctor(edge, doctor_id="A", supervisor_from=D, plan_made_on=edge),
        doctor(edge, doctor_id="B", supervisor_from=D, plan_made_on=old),
        doctor(edge, doctor_id="C", supervisor_from=D, plan_made_on=old, plan_revised_on=D),
        doctor(edge, doctor_id="D", supervisor_from=date(2024, 3, 1), plan_made_on=D),
        doctor(edge, doctor_id="E", plan_made_on=D),
        doctor(D, doctor_id="F", supervisor_from=D, plan_made_on=D, completed_on=D),  # no longer active
    ]
    assert ask("plan_and_supervisor", state_of({"1"}, training=rows)) == (2, 5, Fraction(2, 5))
    assert ask("plan_and_supervisor", state_of({"1"}, training=rows), group="2") is None
