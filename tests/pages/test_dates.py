"""The two dates of the header: where they come from, and that they stay chosen."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from helgelandlegen import programme
from tests.demo.reading import FILES, Book, read
from tests.pages.visiting import Visitor

TODAY = programme.load().today()


@pytest.fixture(scope="module")
def newest() -> Book:
    """The newest of the demo's workbooks."""
    return read(FILES[-1])


def labels(visitor: Visitor) -> list[str]:
    """What the two dates of the header say."""
    return [text for text in re.findall(r'popover \{\s+label: "([^"]*)"', visitor.sent) if re.match("Per |Mot ", text)]


def headline(visitor: Visitor) -> str:
    """The large number of the first screen."""
    found = re.search(r'hl-c1.*?<p class="hl-value[^"]*"><b>(.*?)</b>', visitor.html)
    assert found
    return found[1]


def test_without_a_choice_the_figures_are_todays_compared_with_the_last_meeting(visit, newest):
    visitor = visit().opens("oversikt").sound()
    # Read from the demo's workbook itself; the meetings of other forums do not count.
    meetings = [row["Dato"] for row in newest["Møter"] if row["Forum"] == "Styringsgruppe" and row["Dato"] < TODAY]
    assert [box.value for box in visitor.app.date_input] == [TODAY, max(meetings)]
    assert visitor.query == {}


def test_a_link_opens_its_dates(visit):
    visitor = visit().opens("nokkeltall", tall="vacant_posts", per="2026-09-17", mot="2025-12-31").sound()
    assert labels(visitor) == ["Per 17. september 2026", "Mot 31. desember 2025"]
    assert visitor.query == {"tall": "vacant_posts", "per": "2026-09-17", "mot": "2025-12-31"}


def test_the_dates_survive_a_change_of_page_and_stand_in_its_address(visit):
    visitor = visit().opens("oversikt", per="2026-05-31", mot="2025-12-31")
    for address in ("nokkeltall", "om-tallene", "oversikt"):
        visitor.opens(address).sound()
        assert visitor.query == {"per": "2026-05-31", "mot": "2025-12-31"}
        assert labels(visitor) == ["Per 31. mai 2026", "Mot 31. desember 2025"]


def test_a_day_chosen_in_the_calendar_stands_in_the_address_and_changes_the_figures(visit):
    visitor = visit().opens("oversikt")
    visitor.app.date_input[0].set_value(date(2023, 1, 31)).run()
    assert visitor.query == {"per": "2023-01-31"}
    assert headline(visitor.sound()) == "27"  # as published for January 2023
    # Compared with the meeting before that day, by itself.
    assert visitor.app.date_input[1].value < date(2023, 1, 31)
    assert visitor.opens("nokkeltall").query == {"per": "2023-01-31"}


def test_a_likely_date_is_one_choice_away(visit):
    visitor = visit().opens("oversikt", per="2026-09-17")
    [_, compared] = [pills for pills in visitor.app.pills if pills.label == "Vanlige valg"]
    compared.set_value(date(2026, 2, 12)).run()
    assert visitor.query == {"per": "2026-09-17", "mot": "2026-02-12"}
    assert labels(visitor.sound())[1] == "Mot 12. februar"


def test_choosing_forth_and_back_ends_where_it_began(visit):
    visitor = visit().opens("oversikt", per="2026-05-31")
    before = headline(visitor)
    visitor.app.date_input[0].set_value(date(2023, 1, 31)).run()
    assert headline(visitor) != before
    visitor.app.date_input[0].set_value(date(2026, 5, 31)).run()
    assert headline(visitor.sound()) == before
    assert visitor.query["per"] == "2026-05-31"


def test_an_address_from_the_browsers_history_wins_over_the_session(visit):
    visitor = visit().opens("oversikt", per="2026-05-31").opens("oversikt", per="2023-01-31")
    assert headline(visitor) == "27"
    assert labels(visitor.opens("oversikt", per="2026-05-31"))[0] == "Per 31. mai 2026"


@pytest.mark.parametrize(
    "per",
    ["", "tull", "2026-13-01", "31.01.2023", "2026-02-30", "9999-12-31", "0001-01-01", "2018-12-31", "<b>1</b>", "١٢٣"],
)
def test_a_day_that_cannot_be_shown_gives_today(visit, per):
    visitor = visit().opens("oversikt", per=per).sound()
    assert visitor.app.date_input[0].value == TODAY
    assert visitor.query.get("per", "") == ""


def test_a_day_to_come_gives_today(visit):
    visitor = visit().opens("oversikt", per=(TODAY + timedelta(days=1)).isoformat()).sound()
    assert visitor.app.date_input[0].value == TODAY
    assert "per" not in visitor.query


@pytest.mark.parametrize("mot", ["tull", "2026-02-30", "2018-12-31", "2026-06-30", "2027-01-01"])
def test_a_comparison_that_cannot_be_made_gives_the_meeting_before(visit, mot):
    visitor = visit().opens("oversikt", per="2026-05-31", mot=mot).sound()
    assert visitor.app.date_input[1].value == date(2026, 5, 21)


def test_on_the_first_day_there_is_nothing_to_compare_with(visit):
    visitor = visit().opens("oversikt", per=programme.load().data_from.isoformat())
    assert labels(visitor.sound()) == ["Per 1. januar 2019"]
