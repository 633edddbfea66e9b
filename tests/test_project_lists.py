"""The lists of the project's own plan by hand, over a real store, also as they were known on an earlier day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.privacy import PROGRAMME as WHOLE
from helgelandlegen.privacy import Audience, Publication
from helgelandlegen.subjects.as_known import as_known, listed
from tests.making import DALEN, FJELL, MAY, NORDBY, PROGRAMME, TODAY, VIKA, report, stored

D = TODAY  # 30 June 2024
THEN = date(2024, 4, 15)  # between the two imports


def economy(month: int, item: str, budget: float, actual: float | None = None, **more: Any) -> dict[str, Any]:
    return {"month": date(2024, month, 1), "item": item, "budget": budget, "actual": actual, **more}


def milestone(name: str, due: date, **more: Any) -> dict[str, Any]:
    return {"milestone": name, "due_on": due, "responsible": "Koordinator", **more}


def risk(name: str, likelihood: int, consequence: int, **more: Any) -> dict[str, Any]:
    return {"risk": name, "likelihood": likelihood, "consequence": consequence, **more}


def status(municipality: str, registered: date | None, agreed: date | None) -> dict[str, Any]:
    return {
        "municipality": municipality, "registered_on": registered, "agreement_on": agreed, "contact": "Kommuneoverlege"
    }  # fmt: skip


def rating(municipality: str, day: date, criterion: str, value: int) -> dict[str, Any]:
    return {"municipality": municipality, "assessed_on": day, "criterion": criterion, "rating": value}


BEFORE = {
    "milestone": [milestone("Avtale", date(2024, 6, 1)), milestone("Oppstart", date(2024, 2, 1))],
    "risk": [risk("Penger", 2, 3)],
}
NOW = {
    "milestone": [
        milestone("Avtale", date(2024, 6, 1), forecast_on=date(2024, 9, 1)),
        milestone("Oppstart", date(2024, 2, 1), completed_on=date(2024, 6, 30)),
        milestone("Etterpå", date(2024, 2, 1), completed_on=date(2024, 7, 1)),
    ],
    "risk": [
        risk("Liten", 1, 1), risk("Sannsynlig", 5, 2), risk("Alvorlig", 2, 5, measure="Plan", responsible="Leder"),
        risk("Penger", 4, 3),
    ],
    "measure": [
        {"measure": "Slutt", "category": "Økonomisk", "status": "Avsluttet"},
        {"measure": "Kurs", "category": "Faglig", "status": "Innført", "municipality": VIKA, "yearly_cost": 5000},
        {"measure": "Støtte", "category": "Økonomisk", "status": "Planlagt", "valid_from": date(2025, 1, 1)},
    ],
    "stakeholder": [
        {"stakeholder": "A", "status": "Avsluttet"}, {"stakeholder": "B", "status": "Ikke kontaktet"},
        {"stakeholder": "C", "status": "Avtale", "role": "Arbeidsgiver", "status_date": date(2024, 5, 2)},
        {"stakeholder": "D", "status": "I dialog"},
    ],
    "economy": [
        economy(1, "Lønn", 100, 90), economy(2, "Lønn", 100, 120), economy(3, "Lønn", 100),
        economy(6, "Lønn", 100, 100), economy(7, "Lønn", 100, 999), economy(12, "Lønn", 100),
        economy(1, "Kurs", 40, 10, municipality=NORDBY), economy(2, "Kurs", 40),
        {"month": date(2023, 12, 1), "item": "Lønn", "budget": 7, "actual": 7},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def meeting() -> Iterator[Publication]:
    """What the meeting sees now. Dalen has reported, but not its status; Fjell has reported nothing."""
    with Store(None, PROGRAMME) as store:
        stored(store, accepted_at=datetime(2024, 3, 1, 12), report=report(NORDBY, day=date(2024, 3, 1)), **BEFORE)
        stored(
            store, accepted_at=datetime(2024, 5, 31, 12), report=report(NORDBY, VIKA),
            municipality_status=[
                status(NORDBY, date(2024, 1, 1), date(2024, 6, 30)), status(VIKA, None, date(2024, 7, 1)),
            ],
            self_assessment=[
                rating(NORDBY, date(2023, 10, 1), "Motivasjon", 2), rating(NORDBY, date(2024, 5, 1), "Motivasjon", 4),
                rating(NORDBY, date(2024, 7, 1), "Motivasjon", 5), rating(VIKA, date(2023, 1, 1), "Motivasjon", 3),
                rating(VIKA, date(2023, 1, 1), "Tilrettelegging", 1),
            ],
            **NOW,
        )  # fmt: skip
        stored(store, report=report(DALEN, day=MAY), position=[])
        publication = Publication(store, Audience.MEETING)
        yield publication
        publication.close()


def test_milestones_show_what_was_done_by_the_date(meeting: Publication):
    found = {row["milestone"]: row["completed_on"] for row in meeting.listed("milestones", D)}
    assert found == {"Etterpå": None, "Oppstart": D, "Avtale": None}  # the last was completed the day after


def test_milestones_as_known_then_have_their_earlier_forecast(meeting: Publication):
    def forecasts(rows: list[dict[str, Any]]) -> dict[str, Any]:
        return {row["milestone"]: row["forecast_on"] for row in rows}

    assert forecasts(listed(meeting, "milestones", THEN)) == {"Oppstart": None, "Avtale": None}
    assert forecasts(listed(meeting, "milestones", D)) == {
        "Oppstart": None, "Avtale": date(2024, 9, 1), "Etterpå": None
    }  # fmt: skip
    # The day that the second import came in knows it; the day before does not.
    assert len(listed(meeting, "milestones", date(2024, 5, 31))) == 3
    assert len(listed(meeting, "milestones", date(2024, 5, 30))) == 2
    assert listed(meeting, "milestones", date(2024, 2, 29)) == []


def test_risks_come_the_gravest_first_and_stood_elsewhere_then(meeting: Publication):
    assert [(row["risk"], row["likelihood"], row["consequence"]) for row in meeting.listed("risks", D)] == [
        ("Penger", 4, 3), ("Alvorlig", 2, 5), ("Sannsynlig", 5, 2), ("Liten", 1, 1)
    ]  # fmt: skip
    assert [(row["likelihood"], row["consequence"]) for row in listed(meeting, "risks", THEN)] == [(2, 3)]


def test_a_list_as_known_then_is_for_the_same_audience_and_nobody_waits_for_another(meeting: Publication):
    with as_known(meeting, THEN) as then, as_known(meeting, date(2024, 3, 31)) as earlier:
        assert then.audience is earlier.audience is Audience.MEETING
        with pytest.raises(ValueError, match="funnel_pace"):
            then.listed("funnel_pace", THEN, years=[2024], starts=[0])
        with as_known(meeting, THEN) as again:
            assert again is then
    with as_known(meeting, TODAY) as now:
        assert now is meeting


def test_more_days_than_are_kept_can_be_read_at_once(meeting: Publication):
    days = [date(2024, 3, day) for day in range(1, 11)]
    kept = [as_known(meeting, day) for day in days]
    read = [one.__enter__() for one in kept]
    assert [len(one.listed("milestones", day)) for one, day in zip(read, days, strict=True)] == [2] * 10
    for one in kept:
        one.__exit__(None, None, None)
    assert [one._book._closed for one in read] == [True] * 6 + [False] * 4


def test_measures_come_by_kind_and_those_that_ended_last(meeting: Publication):
    rows = meeting.listed("measures", D)
    assert [(row["measure"], row["municipality"], row["yearly_cost"], row["valid_from"]) for row in rows] == [
        ("Støtte", None, None, date(2025, 1, 1)), ("Kurs", "Vika", Decimal(5000), None), ("Slutt", None, None, None)
    ]  # fmt: skip


def test_stakeholders_come_by_how_far_it_has_come(meeting: Publication):
    assert [row["stakeholder"] for row in meeting.listed("stakeholders", D)] == ["C", "D", "B", "A"]


def test_the_years_money_by_item_is_accounts_so_far_and_the_budget_of_all_other_months(meeting: Publication):
    names = ("item", "budget_to_date", "actual", "budget", "forecast")
    assert [tuple(row[name] for name in names) for row in meeting.listed("economy_items", D)] == [
        # January, February and June are accounted (July has not ended): 90 + 120 + 100, and 100 each for the others.
        ("Lønn", 300, 310, 600, 610),
        ("Kurs", 40, 10, 80, 50),
        (None, 340, 320, 680, 660),
    ]
    (*_, whole) = meeting.listed("economy_items", D)
    assert (whole["over"], round(whole["share"], 4), round(whole["forecast_share"], 4)) == (
        -20,
        Decimal("0.9412"),
        Decimal("0.9706"),
    )  # 660 − 680, 320 / 340, 660 / 680
    # The day before June ends it is not accounted.
    (wages, *_) = meeting.listed("economy_items", date(2024, 6, 29))
    assert (wages["actual"], wages["budget_to_date"], wages["forecast"]) == (210, 200, 610)
    (last_year, whole) = meeting.listed("economy_items", date(2023, 12, 31))
    assert whole == last_year | {"item": None}
    assert (last_year["budget"], last_year["forecast"]) == (7, 7)
    assert meeting.listed("economy_items", date(2022, 12, 31)) == []


def test_the_items_add_up_to_the_figure_of_the_budget(meeting: Publication):
    *rows, whole = meeting.listed("economy_items", D)
    figure = meeting.shown("budget_use", D)
    # The figure counts all years: last December's 7 of 7 as well.
    assert sum(row["actual"] for row in rows) + 7 == whole["actual"] + 7 == figure.numerator
    assert sum(row["budget_to_date"] for row in rows) + 7 == whole["budget_to_date"] + 7 == figure.denominator


def test_the_years_money_by_month_says_which_items_are_missing(meeting: Publication):
    rows = meeting.listed("economy_months", D)
    assert [(row["month"].month, row["budget"], row["actual"], row["missing"]) for row in rows] == [
        (1, 140, 100, 0), (2, 140, 120, 1), (3, 100, None, 1), (6, 100, 100, 0), (7, 100, None, 1), (12, 100, None, 1)
    ]  # fmt: skip


def test_agreements_hold_from_their_day_and_who_has_not_reported_is_told_apart(meeting: Publication):
    rows = meeting.listed("agreements", D)
    assert [(row["municipality"], row["reported"], row["registered_on"], row["agreement_on"]) for row in rows] == [
        (NORDBY, True, date(2024, 1, 1), D), (VIKA, True, None, None), (DALEN, False, None, None),
        (FJELL, False, None, None),
    ]  # fmt: skip
    assert not any("contact" in row for row in rows)


def test_ratings_are_the_newest_of_each_municipality_up_to_the_date(meeting: Publication):
    rows = meeting.listed("self_assessment_ratings", D)
    assert [(row["name"], row["criterion"], row["rating"], row["assessed_on"]) for row in rows] == [
        ("Nordby", "Motivasjon", 4, date(2024, 5, 1)), ("Vika", "Motivasjon", 3, date(2023, 1, 1)),
        ("Vika", "Tilrettelegging", 1, date(2023, 1, 1)),
    ]  # fmt: skip
    assert [row["last_assessed_on"] for row in rows] == [date(2024, 5, 1), date(2023, 1, 1), date(2023, 1, 1)]
    assert [row["name"] for row in meeting.listed("self_assessment_ratings", D, NORDBY)] == ["Nordby"]


def test_the_spread_of_the_ratings_counts_each_municipalitys_newest(meeting: Publication):
    def spread(group: str = WHOLE) -> dict[str, tuple[object, ...]]:
        rows = meeting.listed("self_assessment_spread", D, group, good_from=4)
        names = (*(f"rated_{rating}" for rating in range(1, 6)), "municipalities", "good", "share")
        return {row["criterion"]: tuple(row[name] for name in names) for row in rows}

    assert spread() == {
        "Tilrettelegging": (1, 0, 0, 0, 0, 1, 0, 0), "Motivasjon": (0, 0, 1, 1, 0, 2, 1, 0.5),
        "Egen evaluering": (0, 0, 0, 0, 0, 0, 0, None),
    }  # fmt: skip
    assert spread(NORDBY)["Motivasjon"] == (0, 0, 0, 1, 0, 1, 1, 1)
    assert list(spread()) == ["Tilrettelegging", "Motivasjon", "Egen evaluering"]


def test_measures_and_stakeholders_are_counted_by_their_status(meeting: Publication):
    (first, *_) = meeting.listed("measures", D)
    assert [first[name] for name in ("introduced", "under_way", "planned", "yearly_cost_now")] == [1, 0, 1, 5000]
    (first, *_) = meeting.listed("stakeholders", D)
    assert [first[name] for name in ("present", "agreed", "talking")] == [3, 1, 1]


def test_the_months_are_counted_whole_in_part_and_over_their_budget(meeting: Publication):
    def of_year(day: date) -> list[object]:
        names = ("last_accounted", "whole_months", "part_months", "months_over")
        return [meeting.listed("economy_months", day)[0][name] for name in names]

    # January (100 of 140) and June (100 of 100) are whole; February lacks one item's accounts.
    assert of_year(D) == [date(2024, 6, 1), 2, 1, 0]
    assert of_year(date(2024, 7, 31)) == [date(2024, 7, 1), 3, 1, 1]  # July: 999 of 100
    assert of_year(date(2024, 1, 1)) == [None, 0, 0, 0]
