"""What each audience sees of a small store: figures about persons as a closed set, everything else as it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.privacy import PROGRAMME as WHOLE
from helgelandlegen.privacy import Audience, Publication, Status, catalogue
from tests.making import (
    DALEN,
    MARCH,
    MAY,
    NORDBY,
    PROGRAMME,
    VIKA,
    held,
    post,
    report,
    step,
    stored,
    trainee,
)

JANUARY, FEBRUARY, APRIL, JUNE = date(2024, 1, 31), date(2024, 2, 29), date(2024, 4, 30), date(2024, 6, 30)
MEETING = date(2024, 5, 15)
PERSONS = {name for name, kpi in catalogue().items() if kpi.scope == "B"}
TOTALS = {"candidates_in_pipeline", "recruited", "active_trainees"}
OTHERS = [Audience.MEETING, Audience.OBSERVER, Audience.MUNICIPALITY]


def doctors(letter: str, count: int, municipality: str, start: date, **more: Any) -> list[dict[str, Any]]:
    """Some trainees alike."""
    return [trainee(f"{letter}{n}", municipality, start, **more) for n in range(1, count + 1)]


def training() -> list[dict[str, Any]]:
    """In Kyst 12 in training, 13 from 5 May; in Innland 3, 8 from 10 April. Two left early. Twenty were due 1 January.

    Six of Kyst's have supervisor and plan from 15 January, a seventh from 10 February.
    """
    planned = {"supervisor_from": date(2022, 1, 1), "plan_made_on": date(2024, 1, 15)}
    started = date(2022, 1, 1)
    return [
        *doctors("A", 6, NORDBY, started, **planned),
        trainee("A7", NORDBY, started, supervisor_from=started, plan_made_on=date(2024, 2, 10)),
        *doctors("B", 5, VIKA, started),
        trainee("C1", NORDBY, date(2024, 5, 5)),
        *doctors("D", 3, DALEN, started),
        *doctors("E", 5, DALEN, date(2024, 4, 10)),
        *doctors("F", 2, VIKA, started, left_on=date(2023, 5, 1)),
        # Due on 1 January 2024: ten were in time, two three weeks late, eight left.
        *doctors("G", 10, NORDBY, date(2019, 1, 1), completed_on=date(2023, 12, 1)),
        *doctors("H", 2, NORDBY, date(2019, 1, 1), completed_on=date(2024, 1, 20)),
        *doctors("J", 8, NORDBY, date(2019, 1, 1), left_on=date(2023, 6, 1)),
    ]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store's file."""
    path = tmp_path_factory.mktemp("publication") / "prove.duckdb"
    candidates = [{"candidate_id": f"K{n}", "local_affiliation": "Ja" if n < 3 else "Nei"} for n in range(1, 10)]
    with Store(path, PROGRAMME) as store:
        stored(
            store, report=report(),
            position=[post("N1", NORDBY), post("N2", NORDBY), post("D1", DALEN)], occupancy=[held("N1", "L1")],
            training=training(), candidate=candidates,
            # Three in the pipeline; six started, one of them without a post.
            candidate_step=[
                *(step(f"K{n}", "Kontakt", date(2024, 1, 10)) for n in (1, 2, 3)),
                *(step(f"K{n}", "Startet", date(2024, 1, 10), position_id="N1") for n in (4, 5, 6, 7, 8)),
                step("K9", "Startet", date(2024, 1, 10)),
            ],
            meeting=[{"meeting_date": MEETING, "forum": "Styringsgruppe"},
                     {"meeting_date": date(2024, 8, 1), "forum": "OSO"}],
        )  # fmt: skip
    return path


@pytest.fixture(scope="module")
def store(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """It opened, for all tests that only look."""
    path = tmp_path_factory.mktemp("open") / "prove.duckdb"
    shutil.copyfile(filled, path)
    with Store(path, PROGRAMME) as opened:
        yield opened


@pytest.fixture(scope="module")
def meeting(store: Store) -> Iterator[Publication]:
    """What the meeting sees."""
    publication = Publication(store, Audience.MEETING)
    yield publication
    publication.close()


@pytest.fixture(scope="module")
def coordinator(store: Store) -> Iterator[Publication]:
    """What the coordinator sees."""
    publication = Publication(store, Audience.COORDINATOR)
    yield publication
    publication.close()


def test_what_is_published_is_month_ends_and_meetings_up_to_today(meeting: Publication):
    assert meeting.dates == [JANUARY, FEBRUARY, MARCH, APRIL, MEETING, MAY, JUNE]


@pytest.mark.parametrize(("name", "value"), [("active_trainees", 21), ("candidates_in_pipeline", 3), ("recruited", 6)])
def test_the_programmes_totals_are_always_shown(meeting: Publication, name: str, value: int):
    shown = meeting.shown(name, JUNE)
    assert (shown.value, shown.as_of, shown.hidden, shown.held_back) == (value, JUNE, False, False)


def test_totals_are_shown_also_where_they_have_changed_by_one(meeting: Publication):
    assert meeting.course("active_trainees") == [
        (JANUARY, 15), (FEBRUARY, 15), (MARCH, 15), (APRIL, 20), (MEETING, 21), (MAY, 21), (JUNE, 21)
    ]  # fmt: skip


def test_exactly_the_declared_figures_are_always_shown():
    assert {name for name, kpi in catalogue().items() if kpi.always_shown} == TOTALS


def test_a_date_between_two_published_ones_gets_the_earlier_ones_figure(meeting: Publication, coordinator: Publication):
    shown = meeting.shown("active_trainees", date(2024, 5, 14))
    assert (shown.value, shown.as_of, shown.asked) == (20, APRIL, date(2024, 5, 14))
    assert meeting.shown("active_trainees", MEETING).as_of == MEETING
    exact = coordinator.shown("active_trainees", date(2024, 5, 14))
    assert (exact.value, exact.as_of) == (21, date(2024, 5, 14))


def test_before_the_first_published_date_there_is_nothing(meeting: Publication):
    shown = meeting.shown("active_trainees", date(2023, 12, 31))
    assert (shown.value, shown.numerator, shown.denominator) == (None, None, None)


def test_a_share_of_large_enough_parts_is_shown_with_its_counts(meeting: Publication):
    shown = meeting.shown("plan_and_supervisor", JANUARY)
    assert (shown.numerator, shown.denominator, shown.hidden) == (6, 15, False)


def test_a_share_that_has_changed_by_one_is_held_back_until_five_have(meeting: Publication):
    shown = meeting.shown("plan_and_supervisor", FEBRUARY)
    assert (shown.numerator, shown.denominator, shown.as_of) == (6, 15, JANUARY)
    assert shown.held_back and not shown.hidden
    # Seven and thirteen in April: one more with, four more without.
    assert [day for day, _ in meeting.course("plan_and_supervisor")] == [JANUARY]


def test_a_share_with_a_small_part_is_hidden_with_its_counts_and_status(meeting: Publication, coordinator: Publication):
    shown = meeting.shown("dropout_share", JUNE)
    assert shown.hidden
    assert (shown.value, shown.numerator, shown.denominator, shown.noted) == (None, None, None, None)
    assert shown.status is Status.INCONCLUSIVE
    assert (shown.series, meeting.course("dropout_share")) == ([], [])
    seen = coordinator.shown("dropout_share", JUNE)
    # 12 + 3 + 2 of 2022, and the twenty of 2019: two of them left within two years.
    assert (seen.numerator, seen.denominator, seen.hidden) == (2, 37, False)


def test_two_figures_of_the_same_doctors_are_hidden_where_their_difference_is_small(
    meeting: Publication, coordinator: Publication
):
    # 10 of 20 in time and 12 of 20 in all would each do, but two were late.
    for name, numerator in (("on_time_completion", 10), ("completed_share", 12)):
        assert coordinator.shown(name, JUNE).numerator == numerator
        assert meeting.shown(name, JUNE).hidden
        assert meeting.course(name) == []


def test_affiliation_of_few_candidates_is_hidden(meeting: Publication, coordinator: Publication):
    assert coordinator.shown("local_affiliation", JUNE).numerator == 2
    assert meeting.shown("local_affiliation", JUNE).hidden


def test_what_is_noted_about_a_total_is_shown_only_where_it_is_large_enough(
    meeting: Publication, coordinator: Publication
):
    assert coordinator.shown("recruited", JUNE).noted == (1, "ført uten stilling")
    assert meeting.shown("recruited", JUNE).noted is None
    assert meeting.shown("recruited", JUNE).value == 6


def test_what_is_noted_about_a_total_is_held_back_where_it_has_changed_by_one(tmp_path: Path):
    def started(candidate: int, day: date, **more: Any) -> dict[str, Any]:
        return step(f"K{candidate}", "Startet", day, **more)

    with Store(tmp_path / "prove.duckdb", PROGRAMME) as store:
        steps = [started(n, date(2024, 1, 10)) for n in range(5)]
        steps += [started(n, date(2024, 1, 10), position_id="N1") for n in range(5, 10)]
        stored(
            store, position=[post("N1", NORDBY)], candidate=[{"candidate_id": f"K{n}"} for n in range(11)],
            candidate_step=[*steps, started(10, date(2024, 2, 10))],
        )  # fmt: skip
        publication = Publication(store, Audience.MEETING)
        first, second = (publication.shown("recruited", day) for day in (JANUARY, FEBRUARY))
        publication.close()
    assert (first.value, second.value) == (10, 11)
    assert (first.noted, second.noted) != ((5, "ført uten stilling"), (6, "ført uten stilling"))


def test_both_sub_regions_are_hidden_while_one_of_them_is_small(meeting: Publication):
    found = meeting.groups("active_trainees", MARCH, "sub_region")
    assert found is not None
    assert [(s.group, s.hidden, s.value) for s in found] == [("Kyst", True, None), ("Innland", True, None)]


def test_sub_regions_are_shown_when_both_are_large_enough_and_held_back_when_one_has_changed_by_one(
    meeting: Publication,
):
    found = meeting.groups("active_trainees", APRIL, "sub_region") or []
    assert [(s.group, s.value, s.hidden, s.held_back) for s in found] == [
        ("Kyst", 12, False, False), ("Innland", 8, False, False)
    ]  # fmt: skip
    found = meeting.groups("active_trainees", JUNE, "sub_region") or []
    assert [(s.group, s.value, s.as_of, s.held_back) for s in found] == [
        ("Kyst", 12, APRIL, True), ("Innland", 8, APRIL, True)
    ]  # fmt: skip
    assert [meeting.course("active_trainees", group) for group in ("Kyst", "Innland")] == [[(APRIL, 12)], [(APRIL, 8)]]


def test_the_number_in_training_that_is_held_back_is_told_by_no_other_figure(tmp_path: Path):
    """One more in Kyst and one less in Innland: their numbers in training are held back, and a share has them below."""
    started, planned = date(2022, 1, 1), {"supervisor_from": date(2022, 1, 1), "plan_made_on": date(2024, 1, 5)}
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as store:
        stored(
            store, report=report(),
            training=[
                *doctors("A", 4, NORDBY, started, **planned), *doctors("B", 6, NORDBY, started),
                trainee("C1", NORDBY, date(2024, 2, 10), **planned),
                *doctors("D", 9, DALEN, started, **planned), *doctors("E", 10, DALEN, started),
                trainee("F1", DALEN, started, left_on=date(2024, 2, 15), **planned),
            ],
        )  # fmt: skip
        publication = Publication(store, Audience.MEETING)
        before, now = (publication.shown("active_trainees", day, "Kyst") for day in (JANUARY, FEBRUARY))
        other = publication.shown("plan_and_supervisor", FEBRUARY, "Kyst")
        publication.close()
    assert (before.value, now.value, now.held_back) == (10, 10, True)
    assert other.as_of != FEBRUARY or other.hidden or other.denominator != 11


def test_persons_are_shown_for_no_municipality(meeting: Publication):
    for name in PERSONS:
        assert meeting.groups(name, JUNE, "municipality") is None
        shown = meeting.shown(name, JUNE, NORDBY)
        assert (shown.value, shown.numerator, shown.denominator, shown.noted) == (None, None, None, None)
        assert meeting.course(name, NORDBY) == []


def test_rows_about_persons_are_shown_to_the_coordinator_alone(meeting: Publication, coordinator: Publication):
    for name in PERSONS:
        assert meeting.rows(name, JUNE) is None
        assert meeting.rows(name, JUNE, "Kyst") is None
        assert coordinator.rows(name, JUNE) is not None
    assert len(coordinator.rows("active_trainees", JUNE) or []) == 21
    assert len(coordinator.rows("active_trainees", JUNE, "Kyst") or []) == 13


def test_figures_about_posts_are_shown_as_they_are_on_any_day(meeting: Publication):
    day = date(2024, 6, 3)
    assert (meeting.shown("vacant_posts", day).value, meeting.shown("vacant_posts", day).as_of) == (2, day)
    found = meeting.groups("vacant_posts", day, "municipality")
    assert found is not None and [(s.group, s.value) for s in found][:3] == [(NORDBY, 1), (VIKA, 0), (DALEN, 1)]
    assert [row["record"] for row in meeting.rows("vacant_posts", day) or []] == ["N2", "D1"]
    assert [row["record"] for row in meeting.rows("vacant_posts", day, DALEN) or []] == ["D1"]


def test_the_coordinator_sees_everything_unsuppressed(coordinator: Publication):
    for name in catalogue():
        shown = coordinator.shown(name, JUNE)
        assert (shown.as_of, shown.hidden, shown.held_back) == (JUNE, False, False)
    found = coordinator.groups("active_trainees", JUNE, "municipality")
    assert found is not None and [s.value for s in found] == [8, 5, 8, 0]
    assert [s.value for s in coordinator.groups("active_trainees", JUNE, "sub_region") or []] == [13, 8]


def test_all_audiences_but_the_coordinator_see_the_same(store: Store):
    def seen(audience: Audience) -> list[object]:
        publication = Publication(store, audience)
        found: list[object] = []
        for name in catalogue():
            for day in (JANUARY, date(2024, 5, 3), JUNE):
                found += [vars(publication.shown(name, day, group, MARCH)) for group in (WHOLE, "Kyst", NORDBY)]
                for level in ("sub_region", "municipality"):
                    found.append([vars(shown) for shown in publication.groups(name, day, level) or []])
            found += [publication.rows(name, JUNE), publication.course(name, "Kyst")]
        publication.close()
        return found

    first, *others = map(seen, OTHERS)
    assert all(other == first for other in others)


def test_a_comparison_shows_no_value_that_is_not_published(meeting: Publication):
    shown = meeting.shown("dropout_share", JUNE, compared_with=MARCH)
    assert shown.previous is None
    # March's and February's shares are held back: both dates have January's, and there is no change to tell of.
    shown = meeting.shown("plan_and_supervisor", MARCH, compared_with=FEBRUARY)
    assert (shown.numerator, shown.previous, shown.compared_with) == (6, None, None)
    shown = meeting.shown("active_trainees", JUNE, compared_with=MARCH)
    assert (shown.previous, shown.compared_with) == (15, MARCH)


def test_an_unknown_figure_is_said_in_words(meeting: Publication):
    with pytest.raises(PlainError, match="Nøkkeltallet «navn» finnes ikke"):
        meeting.shown("navn", JUNE)


def test_what_was_known_on_an_earlier_day_is_suppressed_too(store: Store):
    publication = Publication(store, Audience.MEETING, known_on=JUNE)
    assert publication.rows("active_trainees", JUNE) is None
    assert publication.groups("active_trainees", JUNE, "municipality") is None
    publication.close()


def test_the_limit_is_the_programmes_own(filled: Path, tmp_path: Path):
    path = tmp_path / "prove.duckdb"
    shutil.copyfile(filled, path)
    with Store(path, replace(PROGRAMME, small_group_limit=7)) as store:
        publication = Publication(store, Audience.MEETING)
        assert publication.shown("plan_and_supervisor", JANUARY).hidden
        publication.close()
    with Store(path, replace(PROGRAMME, small_group_limit=2)) as store:
        publication = Publication(store, Audience.MEETING)
        assert publication.shown("dropout_share", JANUARY).numerator == 2
        publication.close()
