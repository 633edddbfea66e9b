from __future__ import annotations

from datetime import date

import pytest

from helgelandlegen.figures.plan import Known, Level, Milestone, State, badge, level, milestones, risks

TODAY = date(2026, 11, 22)
DUE = date(2026, 12, 31)


def milestone(due=DUE, forecast=None, completed=None, then=None) -> Milestone:
    return Milestone("Avtalen", TODAY, Known(due, forecast, completed), then)


@pytest.mark.parametrize(
    ("one", "state", "days"),
    [
        (milestone(), State.NO_FORECAST, 0),
        (milestone(forecast=DUE), State.ON_TRACK, 0),
        (milestone(forecast=date(2026, 12, 1)), State.ON_TRACK, 0),
        (milestone(forecast=date(2027, 1, 1)), State.LATE, 1),
        (milestone(due=TODAY), State.NO_FORECAST, 0),  # due on the day itself is not late
        (milestone(due=date(2026, 11, 21)), State.LATE, 1),  # so far
        (milestone(due=date(2026, 11, 2), forecast=date(2026, 12, 2)), State.LATE, 30),
        # A forecast that has passed is none: neither on track, nor the end of the delay.
        (milestone(forecast=date(2026, 11, 21)), State.NO_FORECAST, 0),
        (milestone(due=date(2026, 11, 1), forecast=date(2026, 11, 10)), State.LATE, 21),
        (milestone(completed=date(2026, 11, 1)), State.DONE, -60),
        (milestone(due=date(2026, 10, 1), completed=date(2026, 11, 1)), State.DONE, 31),
    ],
)
def test_a_milestone_is_late_by_its_deadline_and_on_track_only_with_a_forecast(one, state, days):
    assert (one.state, one.days_late) == (state, days)


def test_the_slip_is_the_expected_day_now_against_the_one_known_then():
    then = Known(DUE, date(2027, 1, 31))
    assert milestone(forecast=date(2027, 3, 2), then=then).slip == 30
    assert milestone(forecast=date(2027, 1, 1), then=then).slip == -30
    assert milestone(forecast=date(2027, 1, 31), then=then).slip == 0
    assert milestone(then=then).slip == -31  # without a forecast the deadline is what is expected
    assert milestone(completed=date(2026, 11, 2), then=then).slip == -90
    assert milestone(forecast=DUE).slip is None
    assert milestone(completed=DUE, then=Known(DUE, None, DUE)).slip is None


def test_a_moved_deadline_is_told_apart_from_a_moved_forecast():
    one = milestone(due=date(2027, 1, 30), forecast=date(2027, 1, 30), then=Known(DUE, date(2027, 1, 30)))
    assert (one.slip, one.deadline_moved, one.state) == (0, 30, State.ON_TRACK)


def row(name, due, forecast=None, completed=None):
    return {
        "milestone": name, "due_on": due, "forecast_on": forecast, "completed_on": completed, "responsible": "Leder",
        "comment": None,
    }  # fmt: skip


def test_the_late_come_first_by_how_late_and_the_done_last():
    now = [
        row("ferdig tidlig", DUE, None, date(2026, 1, 1)),
        row("i rute", DUE, DUE),
        row("litt sent", DUE, date(2027, 1, 10)),
        row("uten", DUE),
        row("svært sent", date(2025, 1, 1), date(2027, 1, 1)),
        row("ferdig sist", DUE, None, date(2026, 11, 1)),
    ]
    found = milestones(now, [row("i rute", date(2026, 12, 1))], TODAY)
    assert [one.name for one in found] == [
        "svært sent", "litt sent", "uten", "i rute", "ferdig sist", "ferdig tidlig"
    ]  # fmt: skip
    assert [one.slip for one in found] == [None, None, None, 30, None, None]


@pytest.mark.parametrize(
    ("size", "grade"),
    [(1, Level.LOW), (4, Level.LOW), (5, Level.MIDDLE), (9, Level.MIDDLE), (10, Level.HIGH), (25, Level.HIGH)],
)
def test_a_risk_is_graded_by_likelihood_times_consequence(size, grade):
    assert level(size) == grade


def test_a_risk_knows_where_it_stood_then():
    def of(name, likelihood, consequence):
        return {
            "risk": name, "likelihood": likelihood, "consequence": consequence, "measure": None, "responsible": "Leder"
        }  # fmt: skip

    now = [of("opp", 4, 5), of("snudd", 2, 4), of("ny", 2, 3), of("lik", 1, 1)]
    found = risks(now, [of("opp", 3, 4), of("snudd", 4, 2), of("lik", 1, 1), of("borte", 5, 5)])
    assert [(one.number, one.moved, one.has_moved) for one in found] == [
        (1, 8, True), (2, 0, True), (3, None, False), (4, 0, False)
    ]  # fmt: skip


def test_every_state_has_a_word_and_an_outline_of_its_own():
    drawn = [badge(state) for state in State]
    assert len({text.partition("<svg")[2] for text in drawn}) == 4
    assert [state.capitalize() for state in State] == ["Forsinket", "Uten prognose", "I rute", "Ferdig"]
    assert all(state.capitalize() in text for state, text in zip(State, drawn, strict=True))
