"""Breakdowns of persons as an audience sees them, over real stores: which parts, how many, when, and when not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from helgelandlegen.breakdown import LATE, breakdown, breakdowns, counts
from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.privacy import PROGRAMME as WHOLE
from helgelandlegen.privacy import Audience, Parted, Publication, candidates_needed
from helgelandlegen.programme import Programme
from helgelandlegen.queries import GP_POST, Reader
from helgelandlegen.workbook.imports import settle
from tests.filling import fill
from tests.making import DALEN, MUNICIPALITIES, NORDBY, PROGRAMME, TODAY
from tests.oracle.generate import random_state, state_of
from tests.privacy.adding_up import finds

FROM_2021 = replace(PROGRAMME, data_from=date(2021, 1, 1))
S21, W21, S22, W22 = date(2021, 6, 30), date(2021, 12, 31), date(2022, 6, 30), date(2022, 12, 31)
S23, W23, S24 = date(2023, 6, 30), date(2023, 12, 31), TODAY
DATES = (S21, W21, S22, W22, S23, W23, S24)
OTHERS = [Audience.OBSERVER, Audience.MUNICIPALITY, Audience.COORDINATOR]


def doctors(letter: str, count: int, start: date, **more: Any) -> list[dict[str, Any]]:
    """Some trainees alike, full time for five years."""
    return [
        {"doctor_id": f"{letter}{n}", "municipality": NORDBY, "start_date": start, **more} for n in range(1, count + 1)
    ]


def candidates(
    letter: str, count: int, *steps: tuple[str, date], source: str | None = None
) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Some candidates alike, each with its steps."""
    names = [f"{letter}{n}" for n in range(1, count + 1)]
    return [
        ({"candidate_id": name, "source": source},
         [{"candidate_id": name, "step": step, "step_date": day} for step, day in steps])
        for name in names
    ]  # fmt: skip


@contextmanager
def publishing(
    state: dict[str, Any], audience: Audience = Audience.MEETING, programme: Programme = FROM_2021
) -> Iterator[Publication]:
    """What an audience sees of a store with this state."""
    with Store(None, programme) as store:
        fill(store, state)
        with store.transaction() as cursor:
            settle(cursor, store)
        publication = Publication(store, audience)
        yield publication
        publication.close()


def state(
    training: list[dict[str, Any]] | None = None,
    recruits: list[tuple[dict[str, Any], list[dict[str, Any]]]] | None = None,
) -> dict[str, Any]:
    """A state of doctors in training and candidates, reported by everybody."""
    return state_of(
        {"", *(m.number for m in MUNICIPALITIES)}, training=training or [],
        candidate=[candidate for candidate, _ in recruits or []],
        candidate_step=[step for _, steps in recruits or [] for step in steps],
    )  # fmt: skip


TRAINING = [
    *doctors("A", 10, date(2020, 1, 1)),  # due 1 January 2025
    # Due 1 January 2022 and late. Two complete in autumn 2023, four in spring 2024.
    *doctors("B", 2, date(2017, 1, 1), completed_on=date(2023, 9, 1)),
    *doctors("BB", 4, date(2017, 1, 1), completed_on=date(2024, 5, 1)),
    *doctors("C", 1, date(2022, 9, 1)), *doctors("CC", 4, date(2023, 3, 1)),  # due in autumn 2027, and spring 2028
    *doctors("D", 5, date(2022, 2, 1)),  # due 1 February 2027
    *doctors("E", 2, date(2021, 1, 1), left_on=date(2022, 3, 1)),
    *doctors("F", 5, date(2023, 9, 1), left_on=date(2024, 4, 1)),
]  # fmt: skip

EARLIER, EARLY = date(2021, 12, 1), date(2022, 1, 10)


def cohort_of_2021(started: int = 5) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Five contacted, five who have applied, and some who have started: a breakdown needs two cohorts."""
    return [
        *candidates("G", 5, ("Kontakt", EARLIER)), *candidates("H", 5, ("Søknad", EARLIER)),
        *candidates("I", started, ("Kontakt", EARLIER), ("Startet", date(2022, 1, 15))),  # after 45 days
    ]  # fmt: skip


RECRUITS = [
    *cohort_of_2021(),
    *candidates("K", 6, ("Kontakt", EARLY)),
    *candidates("L", 5, ("Kontakt", EARLY), ("Søknad", date(2022, 2, 1))),  # after 22 days
    *candidates("M", 5, ("Interessert", EARLY), ("Startet", date(2022, 3, 1))),  # after 50 days
    *candidates("N", 1, ("Kontakt", date(2022, 10, 1))),
    *candidates("O", 4, ("Kontakt", date(2023, 2, 1))),
]


@pytest.fixture(scope="module")
def meeting() -> Iterator[Publication]:
    """What the meeting sees."""
    with publishing(state(TRAINING, RECRUITS)) as publication:
        yield publication


def told(parted: Parted | None) -> tuple[date, list[int]] | None:
    """The date of a breakdown along one axis, and the persons in its parts."""
    return None if parted is None else (parted.as_of, parted.along(0))


def test_before_its_first_date_a_breakdown_has_nothing_to_show(meeting: Publication):
    for name in breakdowns():
        assert meeting.parted(name, date(2021, 6, 29)) is None
    assert meeting.parted("due_ahead", date(2021, 12, 30)) is None


def test_a_programme_that_has_just_begun_has_nothing_to_show():
    begun = replace(PROGRAMME, data_from=date(2024, 6, 30))
    with publishing(state(TRAINING, RECRUITS), programme=begun) as publication:
        assert publication.parted("due_ahead", TODAY) is None  # its first date is the end of the year
        assert publication.parted("training_state", date(2024, 6, 29)) is None
        assert publication.parted("training_state", TODAY) is not None
    with publishing(state(TRAINING, RECRUITS), programme=replace(PROGRAMME, data_from=date(2024, 7, 1))) as publication:
        assert [publication.parted(name, TODAY) for name in breakdowns()] == [None] * len(breakdowns())


def test_a_store_without_persons_has_nothing_to_show_of_them():
    with publishing(state()) as publication:
        for name in breakdowns():
            parted = publication.parted(name, TODAY)
            assert parted is None or (parted.total, parted.pace) == (0, {})


def test_a_breakdown_is_held_back_where_one_person_has_come_and_follows_when_five_have(meeting: Publication):
    # Thirty-one contacted, one more in autumn 2022, and four in spring 2023.
    before, after = [11, 10, 0, 10], [16, 10, 0, 10]
    steps = [(S22, S22, before), (W22, S22, before), (S23, S23, after), (W23, W23, after)]
    for day, as_of, persons in steps:
        parted = meeting.parted("candidate_course", day)
        assert parted is not None
        assert (parted.as_of, parted.newest, parted.held_back, parted.along(1)) == (as_of, day, day > as_of, persons)


def test_a_day_between_two_dates_has_the_earlier_ones_breakdown(meeting: Publication):
    parted = meeting.parted("candidate_course", date(2022, 12, 30))
    assert parted is not None
    assert (parted.asked, parted.as_of, parted.newest, parted.held_back) == (date(2022, 12, 30), S22, S22, False)
    assert (parted.along(1), parted.total) == ([11, 10, 0, 10], 31)


def test_who_is_due_when_is_told_in_periods_of_at_least_five(meeting: Publication):
    # At the end of 2022: six are late, ten are due in spring 2025, five in spring 2027 and one in the autumn.
    parted = meeting.parted("due_ahead", W22)
    assert told(parted) == (W22, [6, 10, 6]) and parted is not None
    late, soon, far = parted.runs[0]
    assert late == (LATE,) and 2 * 2025 in soon and {2 * 2027, 2 * 2027 + 1, 2 * 2030} <= set(far)
    assert 2 * 2023 in soon and far[-1] == 2 * (TODAY.year + 15) - 1  # nobody, but of a run with somebody
    # A year later two of those who were late are done, and four have come: nothing may be told.
    later = meeting.parted("due_ahead", W23)
    assert told(later) == (W22, [6, 10, 6]) and later is not None and later.held_back


@pytest.mark.parametrize(("late", "told_late"), [(0, 0), (6, 6), (2, 8)])
def test_who_is_late_stands_apart_from_who_is_due_where_none_or_many_are(late: int, told_late: int):
    # Six are due in spring 2024, and in each of the years after; two who are late are told of with the first.
    training = [
        *doctors("A", late, date(2017, 1, 1)), *doctors("B", 6, date(2019, 3, 1)), *doctors("C", 6, date(2020, 3, 1)),
        *doctors("D", 6, date(2021, 3, 1)),
    ]  # fmt: skip
    with publishing(state(training)) as publication:
        parted = publication.parted("due_ahead", W23)
    assert parted is not None and parted.along(0) == ([8, 6, 6] if late == 2 else [late, 6, 6, 6])
    assert (2 * 2024 in parted.runs[0][0]) == (late == 2) and parted.along(0)[0] == told_late


def test_that_nobody_is_late_any_more_may_be_told():
    training = [
        *doctors("A", 6, date(2017, 1, 1), completed_on=date(2023, 6, 1)), *doctors("B", 5, date(2020, 1, 1)),
        *doctors("C", 5, date(2021, 1, 1)), *doctors("D", 6, date(2022, 1, 1)),
    ]  # fmt: skip
    with publishing(state(training)) as publication:
        assert told(publication.parted("due_ahead", W22)) == (W22, [6, 5, 5, 6])
        assert told(publication.parted("due_ahead", W23)) == (W23, [0, 5, 5, 6])


def test_parts_that_are_always_shown_are_shown_without_the_one_that_is_small(meeting: Publication):
    # Two had left all the time until five more did.
    for day, completed, in_training in ((S22, 0, 21), (W22, 0, 22), (S23, 0, 26), (W23, 2, 29)):
        parted = meeting.parted("training_state", day)
        assert parted is not None
        assert (parted.as_of, parted.newest, parted.held_back) == (day, day, False)
        assert parted.runs == (((0,), (1,), (2,)),)
        assert parted.persons == {(0,): completed, (1,): in_training}
    parted = meeting.parted("training_state", S24)
    assert told(parted) == (S24, [6, 20, 7])


def test_who_has_left_is_shown_on_the_dates_on_which_it_may_be_and_on_no_other():
    # Five had left; one more did in autumn 2022, and then four more. Nobody knows the sixth of these days.
    training = [
        *doctors("A", 20, date(2021, 6, 1)), *doctors("B", 5, date(2021, 6, 1), left_on=date(2022, 3, 1)),
        *doctors("C", 1, date(2021, 6, 1), left_on=date(2022, 9, 1)),
        *doctors("D", 4, date(2021, 6, 1), left_on=date(2023, 3, 1)),
    ]  # fmt: skip
    with publishing(state(training)) as publication:
        for day, in_training, left in ((S22, 25, 5), (W22, 24, None), (S23, 20, 10), (W23, 20, 10)):
            parted = publication.parted("training_state", day)
            assert parted is not None and parted.as_of == parted.newest == day
            known = {(0,): 0, (1,): in_training}
            assert parted.persons == (known if left is None else known | {(2,): left})
            assert parted.total == in_training + (left or 0)  # of what is shown


def test_parts_that_are_always_shown_are_shown_each_where_nobody_has_left():
    # Three have completed and eight are in training: the two totals are no secret, and nobody has left.
    training = [*doctors("A", 3, date(2017, 1, 1), completed_on=date(2022, 3, 1)), *doctors("B", 8, date(2020, 1, 1))]
    with publishing(state(training)) as publication:
        parted = publication.parted("training_state", S22)
    assert parted is not None and parted.as_of == S22
    assert (parted.runs, parted.persons) == ((((0,), (1,), (2,)),), {(0,): 3, (1,): 8, (2,): 0})


def test_a_course_is_told_with_the_days_between_its_stages(meeting: Publication):
    parted = meeting.parted("candidate_course", S22)
    assert parted is not None
    assert parted.runs == (((2021,), (2022, 2023, 2024)), ((0,), (1,), (2,), (3,)))
    assert [parted.row(0), parted.row(1)] == [[5, 5, 0, 5], [6, 5, 0, 5]]  # nobody's furthest step is an offer
    # Of 2022, ten applied or came further, after 22 or 50 days. Five came past the application and past the offer: when
    # they started, which is when they were past the application too. Of 2021, five began with an application.
    of_2021 = {(0, 0): (22.5, 10), (0, 1): (0, 5), (0, 2): (0, 5)}
    assert parted.pace == of_2021 | {(1, 0): (36, 10), (1, 1): (0, 5), (1, 2): (0, 5)}
    assert (parted.along(0), parted.along(1), parted.total) == ([15, 16], [11, 10, 0, 10], 31)
    assert [parted.reached(0), parted.reached(1)] == [[15, 10, 5, 5], [16, 10, 5, 5]]


def test_the_days_are_those_of_the_date_that_is_told(meeting: Publication):
    # One more was contacted in autumn 2022, and four in spring 2023.
    second, third = meeting.parted("candidate_course", W22), meeting.parted("candidate_course", S23)
    assert second is not None and third is not None
    assert (second.as_of, second.held_back, second.row(1)) == (S22, True, [6, 5, 0, 5])
    first = meeting.parted("candidate_course", S22)
    assert first is not None and second.pace == first.pace
    assert (third.as_of, third.runs[0], third.row(1)) == (S23, ((2021,), (2022, 2023, 2024)), [11, 5, 0, 5])


def test_each_cohort_has_its_own_days():
    recruits = []
    for letter, year, days in (("A", 2022, (11, 21)), ("B", 2023, (31, 6))):
        contact = ("Kontakt", date(year, 3, 1))
        recruits += candidates(f"{letter}K", 5, contact)
        recruits += candidates(f"{letter}L", 5, contact, ("Søknad", date(year, 3, days[0])))
        recruits += candidates(f"{letter}M", 5, contact, ("Startet", date(year, 3, days[1])))
    with publishing(state(recruits=recruits), programme=replace(PROGRAMME, data_from=date(2022, 1, 1))) as publication:
        parted = publication.parted("candidate_course", S23)
    assert parted is not None and parted.runs[0] == ((2022,), (2023, 2024))
    assert (parted.as_of, parted.along(0), [parted.row(0), parted.row(1)]) == (S23, [15, 15], [[5, 5, 0, 5]] * 2)
    assert [parted.reached(0), parted.reached(1)] == [[15, 10, 5, 5]] * 2
    # Five after 10 and five after 20 days, and then five after 30 and five after 5.
    assert parted.pace == {
        (0, 0): (15, 10), (0, 1): (0, 5), (0, 2): (0, 5), (1, 0): (17.5, 10), (1, 1): (0, 5), (1, 2): (0, 5)
    }  # fmt: skip


def test_that_one_candidate_is_new_is_not_told_though_every_part_has_changed_by_many():
    # 20, 5 and 5 beside five of each in 2021; then six have applied, six have started, and one more started at once.
    later = date(2022, 9, 1)
    recruits = [
        *cohort_of_2021(), *candidates("A", 8, ("Kontakt", EARLY)),
        *candidates("B", 6, ("Kontakt", EARLY), ("Søknad", later)),
        *candidates("C", 6, ("Kontakt", EARLY), ("Startet", later)), *candidates("D", 5, ("Søknad", EARLY)),
        *candidates("E", 5, ("Startet", EARLY)), *candidates("F", 1, ("Startet", later)),
    ]  # fmt: skip
    with publishing(state(recruits=recruits)) as publication:
        parted = publication.parted("candidate_course", W22)
    assert parted is not None and (parted.as_of, parted.along(1)) == (S22, [25, 10, 0, 10])
    with publishing(state(recruits=recruits[:-1])) as publication:  # without the new one
        parted = publication.parted("candidate_course", W22)
    assert parted is not None and (parted.as_of, parted.along(1)) == (W22, [13, 16, 0, 16])


def test_places_in_which_nobody_is_are_told_as_such(meeting: Publication):
    # All are without a source. At the end of June 2024 ten have started, five were contacted in the last two years,
    # and twenty-one before.
    parted = meeting.parted("candidate_source", S24)
    assert parted is not None and parted.as_of == S24
    assert parted.runs[0][-1] == (6,) and parted.runs[1] == ((0,), (1,), (2,), (3,))
    last = len(parted.runs[0]) - 1
    assert parted.row(last) == [10, 0, 5, 21]
    assert parted.reached(last) == [36, 26, 26, 21]
    assert all(parted.row(number) == [0, 0, 0, 0] for number in range(last))


@pytest.mark.parametrize(("out", "shown"), [(0, True), (4, False), (5, True)])
def test_no_breakdown_is_told_that_would_be_too_coarse(out: int, shown: bool):
    # Twenty are under way. Whoever is out of it stands with nobody: then there would be three outcomes, not four.
    recruits = [*cohort_of_2021(started=0), *candidates("A", 10, ("Kontakt", EARLY), source="Stand")]
    recruits += candidates("B", out, ("Takket nei", EARLY), source="LIS1")
    with publishing(state(recruits=recruits)) as publication:
        parted = publication.parted("candidate_source", S22)
    assert (parted is not None) == shown
    if parted:
        assert parted.along(1) == [0, 0, 20, out]


def test_the_numbers_of_rows_columns_and_steps_leave_out_what_is_not_shown():
    definition = breakdown("candidate_course")
    runs = (((2022,), (2023,)), ((0,), (1, 2), (3,)))
    persons: dict[tuple[int, ...], int] = {(0, 0): 7, (0, 1): 0, (0, 2): 5, (1, 0): 11, (1, 2): 6}
    parted = Parted(definition, W23, S23, W23, runs, persons)
    assert ([parted.row(0), parted.row(1)], parted.total) == ([[7, 0, 5], [11, 0, 6]], 29)
    assert (parted.along(0), parted.along(1)) == ([12, 17], [18, 0, 11])
    assert [parted.reached(0), parted.reached(1)] == [[12, 5, 5], [17, 6, 6]]
    assert parted.held_back and not Parted(definition, W23, W23, W23, runs, persons).held_back
    assert parted.pace == {}


@pytest.mark.parametrize(
    ("posts", "started", "finished", "needed"),
    [
        (10, 3, 7, 24),  # 23⅓
        (6, 5, 10, 12),  # exactly
        (1, 1, 1, 1),
        (0, 5, 20, 0),  # no post to fill
        (3, 20, 20, 3),  # all started
        (1, 6, 7, 2),  # 1⅙: one is not enough
        (49, 1, 49, 2401),
        (4, 2, 49, 98),  # in floating point 4 / (2 / 49) is a little above 98
        (7, 14, 58, 29),  # and 7 × (58 / 14) a little above 29
        (55, 11, 23, 115),
        (10**17 + 1, 1, 3, 3 * 10**17 + 3),
    ],
)
def test_candidates_needed_are_rounded_up_exactly(posts: int, started: int, finished: int, needed: int):
    assert candidates_needed(posts, started, finished) == needed


def test_every_audience_sees_the_same_breakdowns(meeting: Publication):
    days = [date(2022, 1, 1), S22, W22, date(2023, 5, 17), S23, W23, S24]
    seen = [meeting.parted(name, day) for name in breakdowns() for day in days]
    for audience in OTHERS:
        other = Publication(meeting.store, audience)
        assert [other.parted(name, day) for name in breakdowns() for day in days] == seen
        other.close()


def test_the_limit_for_parts_is_the_programmes_own():
    for limit, expected in ((6, (W22, [6, 10, 6])), (7, None)):  # by seven there would be no third period
        with publishing(state(TRAINING), programme=replace(FROM_2021, small_group_limit=limit)) as publication:
            assert told(publication.parted("due_ahead", W22)) == expected


def test_an_unknown_breakdown_is_said_in_words(meeting: Publication):
    with pytest.raises(PlainError, match="Fordelingen «kjønn» finnes ikke"):
        meeting.parted("kjønn", TODAY)


def test_a_breakdown_beside_what_was_known_on_an_earlier_day(meeting: Publication):
    # The rows were accepted in 2026: by the end of 2025 nobody knew them.
    publication = Publication(meeting.store, Audience.MEETING, known_on=date(2025, 12, 31))
    assert publication.parted("due_ahead", TODAY) is None
    for name in breakdowns():
        assert (parted := publication.parted(name, TODAY)) is None or parted.total == 0
    publication.close()


def test_the_nearest_group_is_the_one_that_the_audience_may_see(meeting: Publication):
    coordinator = Publication(meeting.store, Audience.COORDINATOR)
    for name, group, for_meeting, for_coordinator in (
        ("vacant_posts", NORDBY, NORDBY, NORDBY),
        ("vacant_posts", "Kyst", "Kyst", "Kyst"),
        ("active_trainees", DALEN, WHOLE, DALEN),  # about persons: never a municipality's
        ("active_trainees", "Kyst", "Kyst", "Kyst"),
        ("active_trainees", WHOLE, WHOLE, WHOLE),
        ("recruited", "Kyst", WHOLE, WHOLE),  # the programme's alone
        ("outreach_contacts", NORDBY, WHOLE, WHOLE),
    ):
        assert meeting.nearest(name, group) == for_meeting, (name, group)
        assert coordinator.nearest(name, group) == for_coordinator, (name, group)
    coordinator.close()


def test_figures_about_persons_follow_no_other_type_of_post(meeting: Publication):
    for name in ("active_trainees", "recruited", "retention_24m", "median_tenure"):
        assert meeting.follows(name, GP_POST) and not meeting.follows(name, "LIS1")


# Somebody who keeps all breakdowns of a random store -----------------------------------------------------------------


def random_persons(seed: int) -> dict[str, Any]:
    """Some hundred persons; the candidates come from two sources."""
    random: dict[str, Any] = random_state(seed, FROM_2021, 150)
    for number, candidate in enumerate(random["candidate"]):
        candidate["source"] = ("Stand", "LIS1")[number % 2]
    return random


def random_waves(seed: int) -> dict[str, Any]:
    """Candidates and doctors who come and move on in groups of five or more, and now and then of one or two."""
    chance = Random(seed)

    def some_day(half_year: int) -> date:
        return date(2021 + half_year // 2, chance.randint(1, 6) + 6 * (half_year % 2), chance.randint(1, 28))

    recruits, training = [], []
    for number in range(30):
        size, begun = chance.choice((5, 5, 6, 7, 8, 10)), chance.choice((0, 0, 1, 1, 2, 3, 4, 5, 6))
        size = chance.choice((1, 2)) if chance.random() < 0.08 else size
        steps = [(chance.choice(("Kontakt", "Kontakt", "Søknad", "Tilbud")), some_day(begun))]
        later = [some_day(half_year) for half_year in range(begun + 1, 7)]
        if later and chance.random() < 0.5:
            steps.append(
                (chance.choice(("Søknad", "Startet", "Startet", "Takket nei", "Kontakt")), chance.choice(later))
            )
        recruits += candidates(f"K{number}-", size, *steps, source=chance.choice(("Stand", "LIS1")))
        start = some_day(begun).replace(year=chance.randint(2015, 2021))
        gone = {chance.choice(("completed_on", "left_on")): chance.choice(later)} if later and number % 3 == 0 else {}
        training += doctors(f"L{number}-", size, start, **gone)
    return state(training, recruits)


@pytest.mark.parametrize(
    ("made", "seed"),
    [
        pytest.param(random_persons, 8, marks=pytest.mark.slow),
        (random_persons, 11),
        (random_waves, 2),
        (random_waves, 22),
    ],
)
def test_nothing_about_few_can_be_worked_out_of_the_breakdowns_of_a_store(
    made: Callable[[int], dict[str, Any]], seed: int
):
    told_of = dict.fromkeys(breakdowns(), 0)
    with publishing(made(seed)) as publication:
        for name, definition in breakdowns().items():
            axes = definition.places(FROM_2021.data_from, TODAY)
            days = [day for day in DATES if definition.each == "half_year" or day.month == 12]
            with publication.store.cursor() as cursor:
                course = list(counts(Reader(cursor, dates=days), definition, days, axes).items())
            seen = {day: parted for day in days if (parted := publication.parted(name, day)) and parted.as_of == day}
            whole = {day: parted for day, parted in seen.items() if set(parted.persons) != set(definition.known)}
            told_of[name] = len(whole)
            rule = definition.rule(axes, 5)
            assert finds(
                course, {day: parted.runs for day, parted in whole.items()}, 5, known=rule.known,
                total_known=rule.total_known, settled=rule.settled,
                never={day: definition.empty(day, axes) for day in days},
            ) == [], name  # fmt: skip
            for day, parted in seen.items():
                truth = dict(course)[day]
                for numbers, persons in parted.persons.items():
                    runs = [axis[number] for axis, number in zip(parted.runs, numbers, strict=True)]
                    assert persons == sum(
                        n for cell, n in truth.items() if all(p in r for p, r in zip(cell, runs, strict=True))
                    )
                # How many took the days is told by the parts anyway: all that came further.
                for (cohort, stage), (_, n) in parted.pace.items():
                    assert n == sum(p for (c, s), p in parted.persons.items() if c == cohort and s > stage)
    assert all(told_of.values()) and sum(told_of.values()) >= 6


def test_the_parts_that_are_known_are_named_in_the_file():
    assert breakdown("training_state").axes[0].names[:2] == ("Fullført", "I utdanning")
