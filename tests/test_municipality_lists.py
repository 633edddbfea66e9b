"""The lists behind one municipality's screen, by hand over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.privacy import Audience, Publication
from tests.making import DALEN, FJELL, NORDBY, PROGRAMME, TODAY, VIKA, post, report, stored

EARLY, LATE = date(2024, 2, 1), date(2024, 5, 1)


def assessed(municipality: str, day: date, criterion: str, rating: int) -> dict[str, Any]:
    return {"municipality": municipality, "assessed_on": day, "criterion": criterion, "rating": rating}


@pytest.fixture(scope="module")
def meeting() -> Iterator[Publication]:
    """Nordby has reported twice, the second time posts alone; Vika reported alone that it has nothing; Dalen and Fjell
    are silent."""
    ratings = [
        assessed(NORDBY, date(2022, 10, 1), "Motivasjon", 2), assessed(NORDBY, date(2023, 10, 1), "Motivasjon", 4),
        assessed(NORDBY, date(2023, 10, 1), "Tilrettelegging", 3), assessed(NORDBY, LATE, "Egen evaluering", 5),
    ]  # fmt: skip
    with Store(None, PROGRAMME) as store:
        stored(
            store, report=report(NORDBY, day=EARLY), position=[post("N1", NORDBY)], self_assessment=ratings,
            municipality_status=[{"municipality": NORDBY, "contact": "Kommuneoverlege"}],
        )  # fmt: skip
        stored(store, report=report(NORDBY, day=LATE), position=[post("N1", NORDBY), post("N2", NORDBY)])
        stored(store, report=report(VIKA, day=LATE))
        publication = Publication(store, Audience.MEETING)
        yield publication
        publication.close()


def reports(meeting: Publication, municipality: str, as_of: date = TODAY) -> dict[str, date]:
    return {row["sheet"]: row["reported_on"] for row in meeting.listed("municipality_reports", as_of, municipality)}


def test_the_newest_report_of_each_sheet_is_told_and_of_all(meeting: Publication):
    assert reports(meeting, NORDBY) == {
        "report": LATE, "position": LATE, "self_assessment": EARLY, "municipality_status": EARLY
    }  # fmt: skip


def test_a_report_after_the_date_is_not_yet_there(meeting: Publication):
    assert reports(meeting, NORDBY, date(2024, 4, 30))["position"] == EARLY
    assert reports(meeting, NORDBY, date(2024, 1, 31)) == {}


def test_a_report_without_sheets_counts_and_the_silent_have_none(meeting: Publication):
    assert reports(meeting, VIKA) == {"report": LATE}
    assert reports(meeting, DALEN) == reports(meeting, FJELL) == {}


def test_nothing_but_sheets_and_days_is_told(meeting: Publication):
    assert {key for row in meeting.listed("municipality_reports", TODAY, NORDBY) for key in row} == {
        "sheet", "reported_on"
    }  # fmt: skip


def test_assessments_are_told_newest_first_up_to_the_date(meeting: Publication):
    keys = ("assessed_on", "criterion", "rating")
    rows = [tuple(row[k] for k in keys) for row in meeting.listed("assessment_course", TODAY, NORDBY)]
    assert rows == [
        (LATE, "Egen evaluering", 5), (date(2023, 10, 1), "Tilrettelegging", 3), (date(2023, 10, 1), "Motivasjon", 4),
        (date(2022, 10, 1), "Motivasjon", 2),
    ]  # fmt: skip
    assert len(meeting.listed("assessment_course", date(2024, 4, 30), NORDBY)) == 3
    assert meeting.listed("assessment_course", TODAY, VIKA) == []
