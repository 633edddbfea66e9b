"""The dates and places of a breakdown, and what is counted where when the years go by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from helgelandlegen import breakdown as breakdowns
from helgelandlegen.breakdown import Axis, Less, breakdown, counts, dates
from helgelandlegen.coarsen import Counts, Partition
from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.queries import Reader
from tests.filling import fill
from tests.making import NORDBY, PROGRAMME
from tests.oracle.generate import state_of
from tests.privacy.publishing import publications

JUNE, DECEMBER = (6, 30), (12, 31)


def ends(year: int, *days: tuple[int, int]) -> list[date]:
    """Days of one year."""
    return [date(year, *day) for day in days]


def test_half_yearly_dates_are_the_ends_of_june_and_december_within_the_programmes_time():
    assert dates("half_year", date(2022, 1, 1), date(2023, 12, 30)) == [*ends(2022, JUNE, DECEMBER), *ends(2023, JUNE)]


def test_yearly_dates_are_the_ends_of_december():
    assert dates("year", date(2022, 1, 1), date(2024, 12, 31)) == [
        *ends(2022, DECEMBER), *ends(2023, DECEMBER), *ends(2024, DECEMBER)
    ]  # fmt: skip


def test_the_first_and_the_last_day_count_too():
    assert dates("half_year", date(2023, 6, 30), date(2023, 12, 31)) == ends(2023, JUNE, DECEMBER)
    assert dates("half_year", date(2023, 7, 1), date(2023, 12, 30)) == []
    assert dates("year", date(2024, 12, 31), date(2024, 12, 31)) == ends(2024, DECEMBER)


def test_a_programme_that_has_just_begun_has_no_dates():
    assert dates("half_year", date(2024, 1, 1), date(2024, 6, 29)) == []
    assert dates("year", date(2024, 1, 1), date(2024, 6, 30)) == []
    assert dates("half_year", date(2025, 1, 1), date(2024, 6, 30)) == []


def test_years_go_from_the_programmes_first_to_this_one():
    assert Axis("years").places(date(2022, 5, 1), date(2024, 2, 1)) == (2022, 2023, 2024)
    assert Axis("years").places(date(2024, 1, 1), date(2024, 12, 31)) == (2024,)


def test_half_years_go_far_ahead_and_each_year_has_two():
    places = Axis("half_years").places(date(2023, 5, 1), date(2024, 2, 1))
    assert places[0] == breakdowns.LATE == 0  # those who should have been done come first
    assert places[1:5] == (4046, 4047, 4048, 4049)  # 2 × 2023 is its first half
    assert places[1:] == tuple(range(places[1], places[-1] + 1))
    assert places[-1] // 2 - 2024 >= 14


def test_named_places_are_numbered():
    assert Axis("names", ("Fullført", "Sluttet")).places(date(2019, 1, 1), date(2024, 1, 1)) == (0, 1)


def test_what_a_file_says_of_itself():
    course = breakdown("candidate_course")
    assert [axis.kind for axis in course.axes] == ["years", "names"]
    assert course.axes[1].names == ("Kontakt", "Søknad", "Tilbud", "Startet")
    assert (course.least, course.apart, course.starts, course.each) == ((2, 3), (3,), (0, 2, 4, 6), "half_year")
    assert (course.known, course.total_known, course.of_time) == ((), False, (0,))
    assert course.less == (Less(None, "candidates_in_pipeline", False), Less(3, "recruited", False))
    source = breakdown("candidate_source")
    assert source.axes[1].names == ("Startet", "Startet og i løp igjen", "I løp", "Ute av løpet")
    assert (source.least, source.apart, source.known, source.of_time) == ((2, 4), (1,), (), ())
    assert (course.family, source.family, source.less) == ("candidate", "candidate", ())
    state = breakdown("training_state")
    assert (state.known, state.least, state.apart, state.of_time) == (((0,), (1,)), (), (0, 1, 2), ())
    assert (state.family, state.less) == ("training_state", (Less(2, "dropout_share", False),))
    ahead = breakdown("due_ahead")
    assert (ahead.total_known, ahead.each, ahead.least, ahead.of_time) == (True, "year", (3,), (0,))
    assert (ahead.family, ahead.less) == ("due_ahead", (Less(breakdowns.LATE, "completed_share", True),))
    assert course.places(date(2023, 1, 1), date(2024, 6, 30)) == [(2023, 2024), (0, 1, 2, 3)]


def test_years_of_first_contact_are_settled_and_half_years_of_due_dates_are_not():
    first, last = date(2023, 1, 1), date(2024, 6, 30)
    settled = {
        name: list(one.rule(one.places(first, last), 5).settled) for name, one in breakdowns.breakdowns().items()
    }
    assert settled == {"candidate_course": [0], "candidate_source": [], "training_state": [], "due_ahead": []}


def test_nobody_is_in_a_year_to_come_or_in_a_half_year_that_has_passed():
    course, ahead = breakdown("candidate_course"), breakdown("due_ahead")
    assert course.empty(date(2023, 12, 31), [(2023, 2024), (0, 1)]) == [(2024, 0), (2024, 1)]
    half_years = [(breakdowns.LATE, 4046, 4047, 4048)]
    assert ahead.empty(date(2023, 6, 29), half_years) == []  # somebody may be due on 30 June
    assert ahead.empty(date(2023, 6, 30), half_years) == [(4046,)]
    assert ahead.empty(date(2023, 12, 31), half_years) == [(4046,), (4047,)]


def test_an_unknown_breakdown_is_said_in_words():
    with pytest.raises(PlainError, match="Fordelingen «kjønn» finnes ikke"):
        breakdown("kjønn")


# Counting over real stores -------------------------------------------------------------------------------------------


def contacts(days: list[date]) -> dict[str, Any]:
    """One candidate for each day of a first contact."""
    names = [f"K{n}" for n in range(len(days))]
    return state_of(
        {NORDBY, ""}, candidate=[{"candidate_id": name} for name in names],
        candidate_step=[
            {"candidate_id": name, "step": "Kontakt", "step_date": day} for name, day in zip(names, days, strict=True)
        ],
    )  # fmt: skip


@contextmanager
def reading(state: dict[str, Any], days: list[date]) -> Iterator[Reader]:
    """A reader of a store with this state, for some days."""
    with Store(None, PROGRAMME) as store:
        fill(store, state)
        with store.cursor() as cursor:
            yield Reader(cursor, dates=days)


def counted(state: dict[str, Any], name: str, days: list[date], first: date, last: date) -> dict[date, Counts]:
    """A breakdown's counts on some days for a programme from `first` read on `last`."""
    definition = breakdown(name)
    with reading(state, days) as reader:
        return counts(reader, definition, days, definition.places(first, last))


def test_who_was_contacted_before_the_programme_began_is_counted_in_its_first_year():
    state = contacts([date(2019, 5, 1), date(2021, 12, 31), date(2022, 1, 1), date(2023, 1, 1)])
    days = [*ends(2022, DECEMBER), *ends(2023, JUNE)]
    found = counted(state, "candidate_course", days, date(2022, 1, 1), date(2023, 7, 1))
    assert found == {days[0]: {(2022, 0): 3}, days[1]: {(2022, 0): 3, (2023, 0): 1}}


def test_a_date_without_anybody_has_no_counts():
    days = ends(2022, JUNE, DECEMBER)
    found = counted(contacts([date(2022, 7, 1)]), "candidate_course", days, date(2022, 1, 1), date(2023, 7, 1))
    assert found == {days[0]: {}, days[1]: {(2022, 0): 1}}


def test_who_is_due_beyond_the_axis_is_counted_at_its_end():
    # A twentieth of a post from 2024: the five years take a hundred.
    state = state_of({NORDBY}, training=[
        {"doctor_id": "L1", "municipality": NORDBY, "start_date": date(2024, 1, 1), "percent": 5}
    ])  # fmt: skip
    days = ends(2024, DECEMBER)
    ((cell, persons),) = counted(state, "due_ahead", days, date(2022, 1, 1), days[0])[days[0]].items()
    assert (cell[0], persons) == (breakdown("due_ahead").places(date(2022, 1, 1), days[0])[0][-1], 1)


def published(state: dict[str, Any], name: str, first: date, last: date) -> dict[date, Partition]:
    """The publications of a breakdown of a programme from `first`, as they are read on `last`."""
    definition = breakdown(name)
    days = dates(definition.each, first, last)
    axes = definition.places(first, last)
    course = sorted(counted(state, name, days, first, last).items())
    return publications(course, definition.rule(axes, 5), lambda day: definition.empty(day, axes))


def kept(found: dict[date, Partition], last_place: int) -> dict[date, Partition]:
    """The publications without the places of the first axis beyond one."""
    return {
        day: (tuple(tuple(place for place in run if place <= last_place) for run in first), *others)
        for day, (first, *others) in found.items()
    }


def recruits(year: int, contacted: int, applied: int, started: int) -> list[tuple[date, str]]:
    """The furthest steps of some candidates of one year."""
    furthest = ["Kontakt"] * contacted + ["Søknad"] * applied + ["Startet"] * started
    return [(date(year, 3, 1), step) for step in furthest]


def test_the_years_that_follow_change_nothing_of_the_candidates_publications():
    taken = [
        *recruits(2020, 6, 5, 5), *recruits(2021, 6, 5, 5), *recruits(2022, 3, 2, 0), *recruits(2023, 5, 8, 6),
        *recruits(2024, 9, 0, 5),
    ]  # fmt: skip
    names = [f"K{n}" for n in range(len(taken))]
    state = state_of(
        {NORDBY, ""}, candidate=[{"candidate_id": name} for name in names],
        candidate_step=[
            {"candidate_id": name, "step": step, "step_date": day}
            for name, (day, step) in zip(names, taken, strict=True)
        ],
    )  # fmt: skip
    first = date(2020, 1, 1)
    whole = published(state, "candidate_course", first, date(2024, 12, 31))
    # 2020 and 2021: 6, 5 and 5. 2022 adds three and two, which are few: from then on the first two stages are joined.
    assert min(whole) == date(2021, 6, 30)  # in 2020 there is one cohort
    assert whole[date(2021, 6, 30)] == (((2020,), (2021, 2022, 2023, 2024)), ((0,), (1,), (2,), (3,)))
    assert whole[date(2022, 6, 30)] == (((2020,), (2021,), (2022, 2023, 2024)), ((0, 1), (2,), (3,)))
    assert len(whole) >= 3
    for last in (date(2021, 6, 30), date(2022, 6, 29), date(2023, 1, 1), date(2024, 7, 1)):
        earlier = published(state, "candidate_course", first, last)
        assert kept(earlier, last.year) == kept({d: p for d, p in whole.items() if d <= last}, last.year)


def test_the_ninth_year_changes_nothing_of_the_candidates_publications():
    # 2014: five, 2015: one, 2016: five. By the rule for few years 2014 and 2015 stand together, 6 | 5; for many 5 | 6.
    state = contacts([date(2014, 3, 1)] * 5 + [date(2015, 3, 1)] + [date(2016, 3, 1)] * 5)
    first, day = date(2014, 1, 1), date(2016, 12, 31)
    for last in (date(2021, 12, 31), date(2022, 1, 1), date(2024, 6, 30)):
        ((years, _),) = [p for d, p in published(state, "candidate_course", first, last).items() if d == day]
        assert years == ((2014, 2015), tuple(range(2016, last.year + 1)))


def test_the_years_that_follow_change_nothing_of_who_is_due_beyond_the_axis():
    # Five are due in 2026, five in the last half-year of the axis as it is in 2021 (autumn of 2035), and five later.
    # In 2021 the last ten are counted together: two periods, which are too few. In 2024 there are three for that day.
    doctors = [(date(2021, 1, 1), 100)] * 5 + [(date(2020, 8, 1), 33)] * 5 + [(date(2021, 6, 1), 20)] * 5
    state = state_of({NORDBY}, training=[
        {"doctor_id": f"L{n}", "municipality": NORDBY, "start_date": day, "percent": percent}
        for n, (day, percent) in enumerate(doctors)
    ])  # fmt: skip
    first, day = date(2021, 1, 1), date(2021, 12, 31)
    early, late = (published(state, "due_ahead", first, last) for last in (day, date(2024, 12, 31)))
    end = 2 * (day.year + breakdowns.FAR) - 1
    assert kept(early, end).get(day) == kept(late, end).get(day)


def test_the_years_that_follow_change_nothing_of_the_doctors_publications():
    starts = [date(2017 + n % 6, 1 + n % 12, 1) for n in range(40)]
    state = state_of({NORDBY}, training=[
        {"doctor_id": f"L{n}", "municipality": NORDBY, "start_date": day} for n, day in enumerate(starts)
    ])  # fmt: skip
    first = date(2021, 1, 1)
    whole = published(state, "due_ahead", first, date(2024, 12, 31))
    assert len(whole) >= 2
    for last in (date(2021, 12, 31), date(2023, 1, 1), date(2024, 7, 1)):
        earlier = published(state, "due_ahead", first, last)
        end = 2 * (last.year + breakdowns.FAR) - 1
        assert kept(earlier, end) == kept({d: p for d, p in whole.items() if d <= last}, end)
