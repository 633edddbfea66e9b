"""The lists of posts and activities by hand, over a real store: whom they take in, what they say, and who may ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.privacy import PROGRAMME as WHOLE
from helgelandlegen.privacy import Audience, Publication, Status, catalogue
from helgelandlegen.queries import GP_POST, Query, Reader, folder
from tests.filling import fill
from tests.making import DALEN, FJELL, NORDBY, PROGRAMME, TODAY, VIKA, held, listed, post, report, stored
from tests.oracle.generate import as_of_dates, random_state
from tests.oracle.stays import announced_vacancies
from tests.test_figures_by_oracle import PROGRAMME as SEVEN

LIS1 = "LIS1"
D = TODAY  # 30 June 2024: six months later is 30 December


def until(position_id: str, doctor_id: str, last: date | None, begin: date = date(2020, 1, 1)) -> dict[str, Any]:
    """A permanent doctor until a day."""
    return held(position_id, doctor_id, begin, valid_to=last)


POSTS = [
    post("N1", NORDBY, operating_form="Fastlønn", office="Nordby legesenter"),
    post("N2", NORDBY, operating_form="Næringsdrift"),
    post("N3", NORDBY, operating_form="Fastlønn"),
    post("N4", NORDBY, operating_form="8.2-avtale"),
    post("N5", NORDBY),
    post("N6", NORDBY, operating_form="Fastlønn", valid_to=date(2024, 8, 31)),
    post("N7", NORDBY, operating_form="Næringsdrift"),
    post("N8", NORDBY, operating_form="Fastlønn"),
    post("N9", NORDBY, position_type=LIS1, fixed_pathway=True, operating_form="Fastlønn"),
    post("V1", VIKA, operating_form="Fastlønn", valid_to=date(2024, 12, 31)),
    post("V2", VIKA, operating_form="Næringsdrift"),
    post("V3", VIKA, operating_form="Fastlønn"),
    post("V4", VIKA, operating_form="8.2-avtale", valid_to=date(2024, 6, 29)),  # closed the day before
    post("V5", VIKA),
    post("V9", VIKA, position_type=LIS1, fixed_pathway=False),
]
OCCUPANCIES = [
    until("N1", "L1", date(2024, 9, 30)),
    until("N2", "L2", date(2024, 12, 30)),  # the last of the six months
    until("N3", "L3", date(2024, 12, 31)),  # a day later
    until("N4", "L4", date(2024, 8, 31)), until("N4", "L5", None, date(2024, 9, 1)),  # followed at once
    until("N5", "L6", date(2024, 8, 31)), until("N5", "L7", None, date(2024, 9, 2)),  # followed after a day
    until("N6", "L8", date(2024, 8, 31)),  # the post ends with the doctor
    until("N7", "L9", D),  # leaves on the day itself: nothing ahead, vacant tomorrow
    until("N8", "L10", date(2023, 12, 31)),
    held("N8", "V1", date(2024, 1, 1), occupancy="Vikar"),
    until("N9", "L11", date(2024, 10, 31)),
    until("V1", "L12", None),  # outlives the post
    until("V2", "L13", date(2024, 9, 30)), until("V2", "L14", None, date(2024, 1, 1)),  # another is there already
    until("V3", "L15", date(2024, 9, 30)),
]  # fmt: skip
ACTIVITIES = [
    {"activity": "Stand", "activity_date": date(2023, 12, 31), "place": "Bodø", "participants": 99, "new_contacts": 99},
    {"activity": "Stand", "activity_date": date(2024, 1, 1), "place": "Oslo", "participants": 40, "new_contacts": 6,
     "cost": 12000},
    {"activity": "Stand", "activity_date": date(2024, 5, 31), "place": "Oslo"},
    {"activity": "Stand", "activity_date": date(2024, 6, 1), "place": "Bergen", "participants": 9, "new_contacts": 9},
    {"activity": "Annet", "activity_date": date(2024, 2, 1), "place": "Bodø", "cost": 200},
    {"activity": "Forelesning", "activity_date": date(2024, 3, 1), "place": "Bodø", "participants": 20,
     "new_contacts": 0, "cost": 500.5},
    {"activity": "Forelesning", "activity_date": date(2024, 3, 2), "place": "Bodø", "participants": 10,
     "new_contacts": 4, "cost": 99.5},
]  # fmt: skip
TARGETS = [
    {"kpi": "vacancy_rate", "applies_from": date(2024, 1, 1), "target": 0.1},
    {"kpi": "vacant_posts", "applies_from": date(2024, 1, 1), "target": 1},
]


@pytest.fixture(scope="module")
def meeting() -> Iterator[Publication]:
    """What the meeting sees. Dalen has reported its posts but not who has them; Fjell has reported nothing."""
    with Store(None, PROGRAMME) as store:
        stored(
            store, report=report(NORDBY, VIKA), position=POSTS, occupancy=OCCUPANCIES,
            list_count=[listed("N8", length=700), listed("V5", length=400)], activity=ACTIVITIES, target=TARGETS,
        )  # fmt: skip
        stored(store, report=report(DALEN), position=[post("D1", DALEN, operating_form="Fastlønn")])
        publication = Publication(store, Audience.MEETING)
        yield publication
        publication.close()


def announced(meeting: Publication, as_of: date = D, group: str = WHOLE, **more: Any) -> list[tuple[Any, ...]]:
    """Post, last day with a permanent doctor, and whether that is within six months."""
    rows = meeting.listed("announced", as_of, group, **more)
    return [(row["position_id"], row["last_filled_day"], row["within_six_months"]) for row in rows]


def test_every_known_ending_ahead_is_listed_and_those_within_six_months_are_flagged(meeting: Publication):
    assert announced(meeting) == [
        ("N5", date(2024, 8, 31), True), ("N1", date(2024, 9, 30), True), ("V3", date(2024, 9, 30), True),
        ("N2", date(2024, 12, 30), True), ("N3", date(2024, 12, 31), False),
    ]  # fmt: skip
    # On the first of July N3's last day is within six months too. Nothing has changed for the others.
    assert [row[2] for row in announced(meeting, D + timedelta(days=1))] == [True] * 5


def test_those_flagged_are_the_announced_vacancies(meeting: Publication):
    for group in (WHOLE, "Kyst", NORDBY, VIKA):
        flagged = [row for row in announced(meeting, group=group) if row[2]]
        assert len(flagged) == meeting.shown("announced_vacancies", D, group).value


def test_an_announced_vacancy_is_told_with_its_municipality_and_office(meeting: Publication):
    (row,) = [row for row in meeting.listed("announced", D) if row["position_id"] == "N1"]
    assert (row["name"], row["municipality"], row["office"], row["operating_form"]) == (
        "Nordby", NORDBY, "Nordby legesenter", "Fastlønn"
    )  # fmt: skip
    assert not any("doctor" in column for column in row)


def test_a_list_keeps_to_the_group_asked_for(meeting: Publication):
    assert [row[0] for row in announced(meeting, group=VIKA)] == ["V3"]
    assert [row[0] for row in announced(meeting, group="Kyst")] == ["N5", "N1", "V3", "N2", "N3"]
    for empty in ("Innland", DALEN, FJELL):
        assert announced(meeting, group=empty) == []
    assert sum(row["posts"] for row in meeting.listed("operating_forms", D, VIKA)) == 4


def test_posts_are_counted_by_operating_form_the_largest_first(meeting: Publication):
    rows = meeting.listed("operating_forms", D)
    assert [tuple(row.values())[:3] for row in rows] == [
        ("Fastlønn", 6, 1), ("Næringsdrift", 3, 0), ("Ikke oppgitt", 2, 1), ("8.2-avtale", 1, 0)
    ]  # fmt: skip
    assert [row["with_locum"] for row in rows] == [1, 0, 0, 0]
    assert [float(row["share"]) for row in rows] == pytest.approx([1 / 6, 0, 1 / 2, 0])
    # On the first of July N7 has lost its doctor.
    rows = meeting.listed("operating_forms", D + timedelta(days=1))
    assert {row["operating_form"]: row["vacant"] for row in rows} == {
        "Fastlønn": 1, "Næringsdrift": 1, "Ikke oppgitt": 1, "8.2-avtale": 0
    }  # fmt: skip


def test_the_operating_forms_add_up_to_the_figures(meeting: Publication):
    for group in (WHOLE, "Kyst", NORDBY, VIKA):
        rows, rate = meeting.listed("operating_forms", D, group), meeting.shown("vacancy_rate", D, group)
        assert (sum(r["vacant"] for r in rows), sum(r["posts"] for r in rows)) == (rate.numerator, rate.denominator)
        cover = meeting.shown("locum_cover", D, group)
        assert (sum(r["with_locum"] for r in rows), sum(r["vacant"] for r in rows)) == (
            cover.numerator, cover.denominator
        )  # fmt: skip


def test_a_municipality_that_never_reported_who_has_its_posts_is_left_out(meeting: Publication):
    # All of Dalen's posts would look vacant.
    assert meeting.listed("operating_forms", D, DALEN) == []
    assert sum(row["posts"] for row in meeting.listed("operating_forms", D)) == 12
    assert meeting.shown("vacant_posts", D, DALEN).value is None


def test_activities_are_summed_by_kind_from_a_day_to_the_date(meeting: Publication):
    rows = meeting.listed("outreach", date(2024, 5, 31), since=date(2024, 1, 1))
    assert [
        tuple(row[column] for column in ("activity", "held", "participants", "new_contacts", "cost", "uncounted"))
        for row in rows
    ] == [
        ("Stand", 2, 40, 6, 12000, 1), ("Forelesning", 2, 30, 4, 600, 0), ("Annet", 1, None, None, 200, 1)
    ]  # fmt: skip
    assert isinstance(rows[1]["cost"], Decimal)
    assert meeting.listed("outreach", date(2024, 5, 31), since=date(2024, 6, 1)) == []
    (last,) = meeting.listed("outreach", date(2024, 6, 1), since=date(2024, 6, 1))
    assert (last["held"], last["new_contacts"]) == (1, 9)


def test_activities_belong_to_the_programme_whatever_the_group(meeting: Publication):
    day, since = date(2024, 5, 31), date(2024, 1, 1)
    assert meeting.listed("outreach", day, NORDBY, since=since) == meeting.listed("outreach", day, since=since)


def test_another_type_of_post_gives_those_posts(meeting: Publication):
    assert announced(meeting, post_type=LIS1) == [("N9", date(2024, 10, 31), True)]
    rows = meeting.listed("operating_forms", D, post_type=LIS1)
    assert [tuple(row.values())[:3] for row in rows] == [("Fastlønn", 1, 0), ("Ikke oppgitt", 1, 1)]
    assert meeting.listed("operating_forms", D, WHOLE, "ALIS-stilling") == []
    assert announced(meeting)[0][0] == "N5"  # and GP posts are GP posts still


def test_a_figure_of_another_type_of_post_has_its_own_title_unit_and_no_target(meeting: Publication):
    gp, lis1 = (meeting.shown("vacancy_rate", D, "Kyst", post_type=kind) for kind in (GP_POST, LIS1))
    assert (gp.numerator, gp.denominator, gp.title) == (2, 12, "Andel ledige hjemler")
    assert (lis1.numerator, lis1.denominator, lis1.title) == (1, 2, "Andel ledige LIS1-stillinger")
    assert (gp.unit, lis1.unit) == ("hjemler", "stillinger")
    assert (gp.target, gp.status) == ((Decimal("0.1"), None), Status.OUTSIDE)
    assert (lis1.goal, lis1.target) == (None, None)
    count = meeting.shown("vacant_posts", D, post_type=LIS1)
    assert (count.value, count.title, count.goal, count.post_type) == (1, "Ledige LIS1-stillinger", None, LIS1)
    assert meeting.shown("vacant_posts", D).goal is not None


def test_the_course_the_groups_and_the_rows_are_those_of_the_other_posts(meeting: Publication):
    months = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31), D]
    assert meeting.course("vacant_posts", post_type=LIS1) == [(day, 1) for day in months]
    assert [row["record"] for row in meeting.rows("vacant_posts", D, post_type=LIS1) or []] == ["V9"]
    found = meeting.groups("vacant_posts", D, "municipality", post_type=LIS1) or []
    assert [(s.group, s.value) for s in found] == [(NORDBY, 0), (VIKA, 1), (DALEN, None), (FJELL, None)]


def test_only_figures_about_vacancies_follow_another_type_of_post(meeting: Publication):
    followers = {name for name in catalogue() if meeting.follows(name, LIS1)}
    assert followers == {
        "vacant_posts", "vacancy_rate", "long_term_vacant", "announced_vacancies", "locum_cover", "time_to_fill"
    }  # fmt: skip
    assert all(meeting.follows(name, GP_POST) for name in catalogue())


def test_a_figure_that_does_not_follow_stays_as_it_is(meeting: Publication):
    shown = meeting.shown("inhabitants_without_gp", D, post_type=LIS1)
    assert shown is meeting.shown("inhabitants_without_gp", D)
    assert (shown.value, shown.post_type, shown.title) == (1100, GP_POST, "Innbyggere på liste uten fast lege")


def test_the_rows_of_a_figure_that_does_not_follow_stay_as_they_are(meeting: Publication):
    rows = meeting.rows("inhabitants_without_gp", D) or []
    assert [row["record"] for row in rows] == ["N8", "V5"]
    assert meeting.rows("inhabitants_without_gp", D, post_type=LIS1) == rows
    assert [row["record"] for row in meeting.rows("inhabitants_without_gp", D, VIKA, LIS1) or []] == ["V5"]


def test_the_course_of_a_figure_that_does_not_follow_stays_as_it_is(meeting: Publication):
    course = meeting.course("inhabitants_without_gp")
    assert course[-1] == (D, 1100)
    assert meeting.course("inhabitants_without_gp", post_type=LIS1) == course


@pytest.mark.parametrize("name", ["funnel_pace", "held", "imports", "meetings"])
def test_a_list_that_is_not_about_posts_and_activities_is_refused(meeting: Publication, name: str):
    with pytest.raises(ValueError, match=name):
        meeting.listed(name, D, years=[2024], starts=[0, 6])


def test_no_list_that_the_meeting_may_read_touches_a_sheet_about_persons():
    persons = {"candidate", "candidate_step", "training", "absence", "learning_goal"}
    for name, query in folder("list").items():
        if query.header.get("scope") == "A":
            words, waiting = set(), set(query.words)
            while waiting:
                words.add(word := waiting.pop())
                waiting |= (folder("relation")[word].words if word in folder("relation") else set()) - words
            assert not words & persons, name
            assert "doctor_id" not in query.words, name
            assert {c.split("=")[0].strip() for c in query.header["columns"].split("|")} <= words, name


@pytest.mark.parametrize("seed", range(0, 30, 5))
def test_known_endings_agree_with_the_oracle(seed: int):
    """Each flagged one is one of the oracle's announced vacancies, whose day after the last is uncovered and open."""
    state = random_state(seed, SEVEN, 10)
    posts = {p["position_id"]: p for p in state["position"]}
    dates = as_of_dates(seed)
    with Store(None, SEVEN) as store:
        fill(store, state)
        with store.cursor() as cursor:
            reader = Reader(cursor, dates=dates)
            endings = reader.rows(Query("endings", "select * from known_ending"))
            within = reader.rows(Query("within", "select * from announced_vacancy"))
    for day in dates:
        ours = {row["position_id"] for row in endings if row["as_of"] == day}
        assert ours == {p for p in posts if ends_unfollowed(state, posts[p], day)}
        flagged = {row["position_id"] for row in within if row["as_of"] == day}
        assert flagged <= ours
        assert len(flagged) == announced_vacancies(state, day, {m.number for m in SEVEN.municipalities})


def ends_unfollowed(state: dict[str, Any], position: dict[str, Any], day: date) -> bool:
    """Whether a GP post open on a day has then a permanent doctor whose last day is followed by an open, empty one."""
    far = date(9999, 12, 31)
    closes = position["valid_to"] or far
    if position["position_type"] != GP_POST or not position["valid_from"] <= day <= closes:
        return False
    own = [o for o in state["occupancy"] if o["position_id"] == position["position_id"] and o["occupancy"] == "Fast"]
    spans = [(o["valid_from"], min(o["valid_to"] or far, closes)) for o in own if o["valid_from"] <= closes]
    after = [last + timedelta(days=1) for first, last in spans if first <= day < last < closes]
    return any(not any(first <= next_day <= last for first, last in spans) for next_day in after)
