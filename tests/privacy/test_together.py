"""What somebody works out who lays breakdowns beside each other and beside the figures: all count the same persons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations, product
from typing import Any

import pytest

from helgelandlegen.privacy import Parted, Publication
from helgelandlegen.release import allowed
from tests.privacy.test_parted import (
    DATES,
    EARLIER,
    EARLY,
    S22,
    S23,
    W22,
    candidates,
    cohort_of_2021,
    doctors,
    publishing,
    random_persons,
    random_waves,
    state,
)

STARTED, STARTED_AND_BACK, UNDER_WAY = range(3)  # outcomes; then out of it
# Where a candidate can stand: a furthest stage of four, and an outcome. Who has started has done so in both.
POSSIBLE = [(stage, outcome) for stage in range(4) for outcome in range(4) if (stage == 3) == (outcome < UNDER_WAY)]
CONTACT, BACK = ("Kontakt", EARLY), ("Kontakt", date(2022, 4, 1))
OUT, START = ("Takket nei", date(2022, 2, 1)), ("Startet", date(2022, 2, 1))
Cells = frozenset[tuple[int, int]]
Told = tuple[Cells, int]


def of_the_date(publication: Publication, name: str, day: date) -> Parted | None:
    """The breakdown if it is told of the very day."""
    parted = publication.parted(name, day)
    return parted if parted and parted.as_of == day else None


def columns(parted: Parted | None, axis: int) -> list[Told]:
    """The numbers by stage (0) or by outcome (1), each with where those whom it counts may stand."""
    if parted is None:
        return []
    found = zip(parted.runs[1], parted.along(1), strict=True)
    return [(frozenset(cell for cell in POSSIBLE if cell[axis] in run), persons) for run, persons in found]


def follows(told: Iterable[Told]) -> tuple[Cells, dict[Cells, int]]:
    """Where nobody is, and the groups whose number follows by adding and subtracting."""
    told = set(told)
    nobody = frozenset(cell for cells, persons in told for cell in cells if not persons)
    numbers = [(cells - nobody, persons) for cells, persons in told if persons]
    somewhere = [cell for cell in POSSIBLE if cell not in nobody]
    found = {}
    for signs in product((-1, 0, 1), repeat=len(numbers)):
        weights = [sum(s for s, (cells, _) in zip(signs, numbers, strict=True) if cell in cells) for cell in somewhere]
        if set(weights) <= {0, 1}:
            group = frozenset(c for c, w in zip(somewhere, weights, strict=True) if w)
            found[group] = sum(s * n for s, (_, n) in zip(signs, numbers, strict=True))
    return nobody, found


def few(told: Iterable[Told], limit: int = 5) -> set[Told]:
    """Groups of fewer than the limit whose number follows, also of where nobody is."""
    return {(group, persons) for group, persons in follows(told)[1].items() if 0 < persons < limit}


def few_between(told: Iterable[Told], later: Iterable[Told], limit: int = 5) -> set[Told]:
    """Groups whose number follows on both dates, also with those where nobody is, and has changed by few."""
    (nobody, before), (void, after) = follows(told), follows(later)
    alike: dict[Cells, list[Cells]] = {}
    for group in before:
        alike.setdefault(group - void, []).append(group)
    return {
        (group | other, change)
        for other, persons in after.items() for group in alike.get(other - nobody, [])
        if 0 < abs(change := persons - before[group]) < limit
    }  # fmt: skip


def all_told(publication: Publication, day: date) -> list[Told]:
    """What the two breakdowns and the total under way say of a day."""
    under_way = publication.shown_briefly("candidates_in_pipeline", day)
    assert under_way.as_of == day and not under_way.hidden  # always
    both = frozenset(cell for cell in POSSIBLE if cell[1] in (STARTED_AND_BACK, UNDER_WAY))
    by_stage = columns(of_the_date(publication, "candidate_course", day), 0)
    by_outcome = columns(of_the_date(publication, "candidate_source", day), 1)
    return [*by_stage, *by_outcome, (both, int(under_way.value or 0))]


def two_sources(back: int) -> dict[str, Any]:
    """Beside those of 2021, ten have applied, ten are out and ten have started; some more are under way again."""
    recruits = cohort_of_2021()
    for letter, source in (("S", "Stand"), ("N", "Nettverk")):
        recruits += candidates(f"{letter}A", 5, CONTACT, ("Søknad", date(2022, 3, 1)), source=source)
        recruits += candidates(f"{letter}B", 5, CONTACT, OUT, source=source)
        recruits += candidates(f"{letter}C", 5, CONTACT, START, source=source)
    return state(recruits=[*recruits, *candidates("X", back, CONTACT, START, BACK, source="Stand")])


# Those who have started and are under way again ----------------------------------------------------------------------


def test_the_attacker_finds_who_has_started_and_is_under_way_again_by_subtraction():
    started = (frozenset((3, outcome) for outcome in (0, 1)), 11)
    alone, here = (frozenset({(3, 0)}), 10), (frozenset({(3, 1)}), 1)
    assert few([started, alone]) == {here}
    under_way = (frozenset(cell for cell in POSSIBLE if cell[1] in (1, 2)), 9)
    assert few([under_way, (frozenset((stage, 2) for stage in range(3)), 8)]) == {here}
    assert few([started, under_way]) == set()
    # Nobody has come further than the contact: whoever is under way is among these, and three are not.
    nobody = [(frozenset(cell for cell in POSSIBLE if cell[0] == stage), 0) for stage in (1, 2, 3)]
    contacted = (frozenset({(0, 2), (0, 3)}), 12)
    assert few([contacted, under_way, *nobody]) == {(frozenset({(0, 3)}), 3)}


@pytest.mark.parametrize(("back", "shown"), [(0, True), (1, False), (4, False), (5, True), (6, True)])
def test_sources_are_told_where_nobody_or_many_have_started_and_are_under_way_again(back: int, shown: bool):
    with publishing(two_sources(back)) as publication:
        course, source = (of_the_date(publication, name, S22) for name in ("candidate_course", "candidate_source"))
        assert publication.shown_briefly("candidates_in_pipeline", S22).value == 20 + back
        assert few(all_told(publication, S22)) == set()
        assert (course is not None, source is not None) == (shown, shown)
        if course and source:
            assert course.along(1) == [15, 15, 0, 15 + back]
            assert source.along(1) == [15, back, 20, 10]


def test_sources_are_held_back_where_one_more_has_started_and_is_under_way_again():
    # Five are; one more starts and comes back in autumn 2022, and four in spring 2023: nothing else has changed but
    # that five of the twenty-one who have started and are not under way come back.
    recruits = cohort_of_2021()
    for letter, source in (("S", "Stand"), ("N", "Nettverk")):
        recruits += candidates(f"{letter}A", 10, CONTACT, source=source)
        recruits += candidates(f"{letter}C", 5, CONTACT, START, source=source)
    recruits += candidates("X", 5, CONTACT, START, BACK, source="Stand")
    for letter, count, day in (("Y", 1, date(2022, 9, 1)), ("Z", 4, date(2023, 3, 1))):
        recruits += candidates(letter, count, CONTACT, START, ("Kontakt", day), source="Stand")
    with publishing(state(recruits=recruits)) as publication:
        seen = {day: publication.parted("candidate_source", day) for day in (S22, W22, S23)}
        assert {day: parted and (parted.as_of, parted.along(1)) for day, parted in seen.items()} == {
            S22: (S22, [20, 5, 30, 0]), W22: (S22, [20, 5, 30, 0]), S23: (S23, [15, 10, 30, 0])
        }  # fmt: skip
        assert [few(all_told(publication, day)) for day in (S22, W22, S23)] == [set()] * 3


@pytest.mark.parametrize(
    ("made", "seed"), [(random_persons, 8), (random_waves, 3), (random_waves, 22), (random_waves, 36)]
)
def test_nothing_about_few_follows_from_both_breakdowns_of_a_store_and_who_is_under_way(
    made: Callable[[int], dict[str, Any]], seed: int
):
    with publishing(made(seed)) as publication:
        both = [day for day in DATES if of_the_date(publication, "candidate_course", day)]
        assert both == [day for day in DATES if of_the_date(publication, "candidate_source", day)]
        told = {day: all_told(publication, day) for day in both}
    assert len(both) >= (1 if made is random_persons else 4)
    assert [few(told[day]) for day in both] == [set() for _ in both]
    assert [few_between(told[day], told[later]) for day, later in combinations(both, 2)] == [
        set() for _ in combinations(both, 2)
    ]


@pytest.mark.parametrize("seed", [3, 11, 22])
def test_nothing_about_few_is_left_of_a_breakdown_beside_a_figure_that_counts_some_of_its_persons(seed: int):
    left: dict[str, list[int]] = {"started long ago": [], "left late": [], "very late": []}
    with publishing(random_waves(seed)) as publication:
        for day in DATES:
            course, gone, ahead = (
                of_the_date(publication, name, day) for name in ("candidate_course", "training_state", "due_ahead")
            )
            recruited, early, completed = (
                publication.shown_briefly(name, day) for name in ("recruited", "dropout_share", "completed_share")
            )
            if course:
                left["started long ago"].append(course.along(1)[-1] - int(recruited.value or 0))
            if gone and (2,) in gone.persons and early.as_of == day and early.numerator is not None:
                left["left late"].append(gone.persons[2,] - int(early.numerator))
            nobody_left = gone is not None and gone.persons.get((2,)) == 0
            if ahead and nobody_left and completed.as_of == day and completed.numerator is not None:
                left["very late"].append(ahead.along(0)[0] - int(completed.denominator or 0) + int(completed.numerator))
    assert left["started long ago"] and left["left late"]
    for numbers in left.values():
        assert all(allowed(number, 5) for number in numbers), left
        assert all(allowed(one - other, 5) for one, other in combinations(numbers, 2)), left


# One of a family waits for the other ---------------------------------------------------------------------------------


def test_how_many_are_out_of_it_does_not_follow_from_the_course_and_who_is_under_way():
    # Twelve of 2021 and 2022 were only contacted, and two of them have declined: all, less those who are under way.
    for out, shown in ((0, True), (2, False), (5, True)):
        recruits = [*cohort_of_2021(), *candidates("A", 8, CONTACT), *candidates("B", out, CONTACT, OUT)]
        with publishing(state(recruits=recruits)) as publication:
            assert few(all_told(publication, S22)) == set()
            assert (of_the_date(publication, "candidate_course", S22) is not None) == shown


def test_sources_wait_for_a_course_of_two_cohorts():
    contacted = [*candidates("A", 10, CONTACT, source="Stand"), *candidates("B", 10, CONTACT, OUT, source="LIS1")]
    for earlier, shown in ((0, False), (5, True)):
        recruits = [*contacted, *candidates("C", earlier, ("Kontakt", EARLIER), source="Stand")]
        with publishing(state(recruits=recruits)) as publication:
            assert (of_the_date(publication, "candidate_source", S22) is not None) == shown


def test_that_one_candidate_is_new_is_not_told_by_two_breakdowns_of_two_dates():
    # Thirty-six in June. Two are out of it, so that there is no table of sources, nor of courses. By December three
    # more are, which makes five, and one candidate is new: both are told, of thirty-seven, and nothing was before.
    late = date(2022, 9, 1)
    recruits = [
        *cohort_of_2021(), *candidates("A", 6, CONTACT), *candidates("B", 5, ("Søknad", EARLY)),
        *candidates("C", 5, START), *candidates("D", 2, OUT), *candidates("E", 3, CONTACT, ("Takket nei", late)),
        *candidates("F", 1, ("Kontakt", late)),
    ]  # fmt: skip
    with publishing(state(recruits=recruits)) as publication:
        totals = {
            (name, day): parted.total for name in ("candidate_course", "candidate_source") for day in (S22, W22)
            if (parted := of_the_date(publication, name, day))
        }  # fmt: skip
    assert totals == {("candidate_course", W22): 37, ("candidate_source", W22): 37}


# What is left beside a figure ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("long_ago", "shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_how_many_started_long_ago_does_not_follow_from_the_course_and_who_was_recruited(long_ago: int, shown: bool):
    recruits = [
        *cohort_of_2021(), *candidates("A", 6, CONTACT), *candidates("B", 5, START),
        *candidates("C", long_ago, ("Startet", S22.replace(year=2021))),  # twelve months before, to the day
    ]  # fmt: skip
    with publishing(state(recruits=recruits)) as publication:
        assert publication.shown_briefly("recruited", S22).value == 10
        course = of_the_date(publication, "candidate_course", S22)
    assert (course is not None) == shown
    assert course is None or course.along(1)[-1] == 10 + long_ago


@pytest.mark.parametrize(("falls_out", "shown"), [(0, True), (1, False), (5, True)])
def test_nor_does_it_by_subtracting_two_dates(falls_out: int, shown: bool):
    # Nothing changes in the course, but some who started in the autumn of 2021 were recruited more than a year ago.
    autumn = ("Startet", date(2021, 9, 1))
    recruits = [
        *cohort_of_2021(), *candidates("A", 6, CONTACT), *candidates("B", 5, START),
        *candidates("C", falls_out, autumn), *candidates("D", 5, ("Startet", date(2021, 3, 1))),
    ]  # fmt: skip
    with publishing(state(recruits=recruits)) as publication:
        recruited = [publication.shown_briefly("recruited", day).value for day in (S22, W22)]
        assert recruited == [10 + falls_out, 10]
        course = publication.parted("candidate_course", W22)
    assert course is not None and course.as_of == (W22 if shown else S22)


@pytest.mark.parametrize(("late", "shown"), [(0, True), (2, False), (5, True)])
def test_how_many_left_after_two_years_does_not_follow_from_who_has_left_and_who_left_early(late: int, shown: bool):
    start = date(2019, 1, 1)
    training = [
        *doctors("A", 10, start), *doctors("B", 5, start, left_on=date(2020, 1, 1)),
        *doctors("C", late, start, left_on=date(2022, 1, 1)),
    ]  # fmt: skip
    with publishing(state(training)) as publication:
        early, state_of_training = publication.shown_briefly("dropout_share", S22), publication.parted(
            "training_state", S22
        )  # fmt: skip
    assert (early.as_of, early.numerator) == (S22, 5)
    assert state_of_training is not None and ((2,) in state_of_training.persons) == shown
    assert not shown or state_of_training.persons[2,] == 5 + late


@pytest.mark.parametrize(("very_late", "shown"), [(0, True), (2, False), (5, True)])
def test_how_many_are_very_late_does_not_follow_from_who_is_late_and_who_has_completed(very_late: int, shown: bool):
    # Nobody has left. Of those due in the last three years five have completed and six have not; some were due before.
    training = [
        *doctors("A", 5, date(2016, 1, 1), completed_on=date(2021, 1, 1)), *doctors("B", 6, date(2016, 1, 1)),
        *doctors("C", very_late, date(2013, 1, 1)), *doctors("D", 5, date(2020, 1, 1)),
        *doctors("E", 5, date(2021, 1, 1)),
    ]  # fmt: skip
    with publishing(state(training)) as publication:
        completed = publication.shown_briefly("completed_share", W22)
        assert (completed.as_of, completed.numerator, completed.denominator) == (W22, 5, 11)
        ahead = of_the_date(publication, "due_ahead", W22)
    assert (ahead is not None) == shown
    assert ahead is None or ahead.along(0) == [6 + very_late, 5, 5]


def test_few_who_are_very_late_are_told_together_with_those_who_are_due_soon():
    # All of those due in the last three years have completed. Two were due before, and six are due in spring 2023.
    training = [
        *doctors("A", 5, date(2016, 1, 1), completed_on=date(2021, 1, 1)), *doctors("C", 2, date(2013, 1, 1)),
        *doctors("B", 6, date(2018, 3, 1)), *doctors("D", 5, date(2020, 1, 1)), *doctors("E", 5, date(2021, 1, 1)),
    ]  # fmt: skip
    with publishing(state(training)) as publication:
        completed = publication.shown_briefly("completed_share", W22)
        assert (completed.as_of, completed.numerator, completed.denominator) == (W22, 5, 5)
        ahead = of_the_date(publication, "due_ahead", W22)
    assert ahead is not None and ahead.along(0) == [8, 5, 5]  # less nobody, in the part where they stand


# As years begin ------------------------------------------------------------------------------------------------------


def test_a_year_that_gets_its_own_row_tells_nothing_of_the_one_before():
    # At the end of 2022 ten were contacted and six had applied. In June one of the ten has applied too, beside eleven
    # new ones. At the end of 2022 there was nobody of 2023 in any row: 10 | 6, and then 9 | 7.
    new = date(2023, 2, 1)
    for moved in (0, 1):
        recruits = [
            *cohort_of_2021(), *candidates("A", 10 - moved, CONTACT),
            *candidates("B", moved, CONTACT, ("Søknad", new)), *candidates("C", 6, ("Søknad", EARLY)),
            *candidates("D", 6, ("Kontakt", new)), *candidates("E", 5, ("Søknad", new)),
        ]  # fmt: skip
        with publishing(state(recruits=recruits)) as publication:
            before, after = (of_the_date(publication, "candidate_course", day) for day in (W22, S23))
        assert before is not None and before.row(1) == [10, 6, 0, 0]
        if moved:
            assert after is None or after.runs[0] != ((2021,), (2022,), (2023, 2024))
        else:
            assert after is not None and [after.row(1), after.row(2)] == [[10, 6, 0, 0], [6, 5, 0, 0]]


def test_who_was_contacted_in_a_year_that_is_over_does_not_follow_from_cuts_on_two_dates():
    # In June 2022 and 2023 the cohorts are told as 2021 | 2022 – and as 2021–2022 | 2023: of 2022 there would be one.
    recruits = [*cohort_of_2021(), *candidates("A", 1, CONTACT), *candidates("B", 5, ("Kontakt", date(2023, 2, 1)))]
    with publishing(state(recruits=recruits)) as publication:
        told = [p for day in DATES if (p := of_the_date(publication, "candidate_course", day))]
    heads = {sum(parted.along(0)[:end]) for parted in told for end in range(1, len(parted.runs[0]) + 1)}
    assert told and all(allowed(one - other, 5) for one, other in combinations(heads, 2)), heads
