"""«Endringer»: what has changed between the two dates, counted in the demo's workbooks, and why."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.demo.reading import FILES, Book, read, state_after
from tests.pages.counted import Counted
from tests.pages.panels import panels, sentence
from tests.pages.test_every_page import PERSONS, RAW

SINCE, AS_OF = date(2026, 6, 30), date(2026, 11, 12)
DATES = {"per": AS_OF.isoformat(), "mot": SINCE.isoformat()}


@pytest.fixture(scope="module")
def known() -> Book:
    """What is known after all of the demo's workbooks."""
    return state_after([read(path) for path in FILES])


def vacant(known: Book, day: date) -> set[str]:
    """The vacant posts."""
    return {post.row["Stilling-ID"] for post in Counted(known, day).vacant}


def test_the_headline_is_the_vacancies_then_and_now(visit, known):
    visitor = visit().opens("endringer", **DATES).sound()
    before, after = vacant(known, SINCE), vacant(known, AS_OF)
    assert sentence(visitor).startswith(f"Ledige fastlegehjemler: {len(before)} → {len(after)}. ")


def test_every_post_that_became_vacant_or_was_filled_stands_among_the_events(visit, known):
    visitor = visit().opens("endringer", **DATES).sound()
    before, after = vacant(known, SINCE), vacant(known, AS_OF)
    rows = panels(visitor)["events"].table.rows
    told = {row[2] for row in rows if not row[0].startswith("Rettet")}
    assert told == before ^ after


def test_the_waterfall_and_the_table_below_it_have_the_same_numbers(visit):
    visitor = visit().opens("endringer", tall="inhabitants_without_gp", **DATES).sound()
    panel = panels(visitor)["reasons"]
    *rows, total = panel.table.rows
    assert len(rows) >= 2
    for name, _, amount in rows:
        assert re.search(rf"{re.escape(name)} \(\d+\): {re.escape(amount)}\.", panel.spoken[0]), name
    amounts = [int(re.sub(r"\D", "", row[2])) * (-1 if "\u2212" in row[2] else 1) for row in [*rows, total]]
    assert sum(amounts[:-1]) == amounts[-1]
    # Both ends lead to the figure as it stands on their day.
    ends = re.findall(r'data-pick="nokkeltall\?tall=inhabitants_without_gp&amp;per=([\d-]+)"', visitor.html)
    assert ends == [DATES["mot"], DATES["per"]]


def test_all_figures_are_in_the_list_and_the_headline_first(visit):
    visitor = visit().opens("endringer", **DATES).sound()
    listed = re.findall(r'data-pick="\?tall=(\w+)"', visitor.html)
    assert len(listed) == len(set(listed)) == 25
    assert listed[0] == "vacant_posts"


@pytest.mark.parametrize("query", [{}, DATES, {"sted": "1833", "mot": "2024-06-30"}, {"stilling": "lis1"},
                                   {"per": "2026-09-30", "mot": "2023-06-30"}])  # fmt: skip
def test_every_figure_opens_for_the_meeting_without_a_person(visit, query):
    visitor = visit()
    for name in re.findall(r'data-pick="\?tall=(\w+)"', visitor.opens("endringer", **query).sound().html):
        visitor.opens("endringer", tall=name, **query).sound()
        assert not PERSONS.search(visitor.sent), name
        assert not RAW.search(visitor.text), name


def test_the_coordinator_sees_the_persons_and_is_warned(visit):
    visitor = visit(coordinator=True).opens("endringer-grunnlag", tall="candidates_in_pipeline", **DATES).sound()
    assert PERSONS.search(visitor.sent)
    assert "Denne siden viser også tall om få personer. Del den ikke på skjerm." in visitor.said


def test_an_empty_store_and_a_first_day_say_so_in_words(visit):
    visitor = visit("empty").opens("endringer").sound()
    assert sentence(visitor) == "Velg øverst en dato å sammenligne med."
    visitor.opens("endringer", **DATES).sound()
    assert "Det er ingen tall å sammenligne med." in visitor.text


def test_a_figure_that_does_not_exist_is_said_so(visit):
    visitor = visit().opens("endringer", tall="finnes_ikke", **DATES)
    assert visitor.said == ["Nøkkeltallet «finnes\\_ikke» finnes ikke."]
