"""Every page on every state of the store: it runs, in words, and shows persons to nobody but the coordinator."""

from __future__ import annotations

import re
from datetime import date

import pytest

from helgelandlegen import access, programme
from helgelandlegen.privacy import catalogue
from tests.demo.reading import FILES, posts_on, read
from tests.pages.conftest import STATES
from tests.pages.visiting import FOR_ALL, FOR_THE_COORDINATOR

ONLY_THE_COORDINATOR = (
    "Denne siden er for koordinatoren. Åpne den med koordinatorens lenke, "
    "som står i vinduet der dashbordet ble startet."
)
FIGURES = tuple(catalogue())
# The codes of the demo's doctors and candidates, and the columns in which such codes stand.
PERSONS = re.compile(r"(?<![\w.,-])[LK]\d{4}(?![\w.,])|\b(Lege-ID|Kandidat-ID|Navn|HPR-nummer)\b")
# What a value that nobody has put into words would look like.
RAW = re.compile(r"\b(None|NaN|nan|NaT|True|False|Decimal|datetime)\b|Traceback|\{\}|undefined")
EMPTY_DRAFT = '"cells": {}'  # what the table editor is sent, which is no text on the screen


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("address", [*FOR_ALL, *FOR_THE_COORDINATOR])
def test_every_page_runs_on_every_store(visit, state, address):
    visitor = visit(state, coordinator=True).opens(address).sound()
    words = re.sub(r"(?s)<pre>.*?</pre>", "", visitor.html)  # the SQL may say null
    assert not RAW.search(re.sub(r"<[^>]+>", "\n", words).replace(EMPTY_DRAFT, ""))


@pytest.mark.parametrize(
    ("state", "query"),
    [("demo", {}), ("one municipality", {}), ("demo", {"per": "2023-01-31"}), ("demo", {"per": "2019-01-02"})],
)
def test_every_figure_has_a_screen_of_its_own_that_shows_no_person(visit, state, query):
    visitor = visit(state, coordinator="per" in query)  # the meeting's pages hide persons from the coordinator too
    for figure in FIGURES:
        visitor.opens("nokkeltall", tall=figure, **query).sound()
        assert "Hva tallet betyr" in visitor.text, figure
        assert not RAW.search(visitor.text), figure
        assert not PERSONS.search(visitor.sent), figure


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"per": "2023-06-15", "mot": "2021-01-01"},
        {"sted": "1833"},
        {"sted": "1820", "stilling": "lis1", "periode": "2"},
        {"sted": "ytre-helgeland", "stilling": "alis-stilling", "per": "2024-06-30"},
        {"sted": "1815", "stilling": "annen-legestilling", "periode": "1", "per": "2026-09-17"},
    ],
    ids=lambda query: " ".join(query.values()) or "as it opens",
)
@pytest.mark.parametrize("coordinator", [False, True])
def test_no_person_is_ever_sent_to_the_meetings_screens(visit, coordinator, query):
    visitor = visit(coordinator=coordinator)
    for address in ("oversikt", "ledige-hjemler", "rekruttering", "utdanning", "nokkeltall"):
        visitor.opens(address, **query).sound()
        assert not PERSONS.search(visitor.sent), address
        assert not RAW.search(visitor.text), address


def test_the_coordinator_sees_every_figure_and_the_persons_behind_it(visit):
    visitor = visit(coordinator=True)
    # That this finds them shows that the search for persons above can.
    found = {figure for figure in FIGURES if PERSONS.search(visitor.opens("grunnlag", tall=figure).sound().sent)}
    assert {"active_trainees", "candidates_in_pipeline", "on_time_completion", "retention_24m"} <= found
    assert "vacant_posts" not in found


def test_every_figure_of_an_empty_store_has_a_screen(visit):
    visitor = visit("empty", coordinator=True)
    for figure in FIGURES:
        visitor.opens("grunnlag", tall=figure).sound()
        assert not RAW.search(visitor.text), figure


def test_every_screen_opens_for_the_first_day_of_all(visit):
    visitor = visit()
    for address in FOR_ALL:
        visitor.opens(address, per=programme.load().data_from.isoformat()).sound()


def test_an_empty_store_says_that_there_are_no_numbers_and_never_zero(visit):
    visitor = visit("empty").opens("oversikt").sound()
    assert re.findall(r'<p class="hl-value[^>]*><b>(.*?)</b>', visitor.html) == ["ingen tall"] * 8
    assert "Demodata" not in visitor.text


def test_one_municipality_alone_shows_its_own_numbers_and_no_conclusion(visit):
    visitor = visit("one municipality").opens("oversikt", per="2026-09-30").sound()
    # Counted in the demo's newest workbook, which reports for this municipality.
    held, vacant = (
        sum(post["Kommune"] == "Vega" for post in posts) for posts in posts_on(read(FILES[-1]), date(2026, 9, 30))
    )
    assert f"Vega: {vacant} av {held + vacant} ledige" in visitor.text
    assert "Grane: ingen tall" in visitor.text
    assert "Bygger på 1 av 18\u00a0kommuner" in visitor.text
    assert "25 ikke konkluderbart" in visitor.text


def test_the_demo_is_called_demo_on_every_page(visit):
    visitor = visit(coordinator=True)
    for address in (*FOR_ALL, *FOR_THE_COORDINATOR):
        assert "Demodata: alle tall er oppdiktet." in visitor.opens(address).text


@pytest.mark.parametrize("address", FOR_THE_COORDINATOR)
def test_who_is_not_signed_in_sees_one_sentence_on_the_coordinators_pages(visit, address):
    visitor = visit().opens(address, tall="active_trainees", nokkel="A" * 43).sound()
    assert (visitor.kinds, visitor.said) == (["Info"], [ONLY_THE_COORDINATOR])
    assert not PERSONS.search(visitor.sent)


def test_the_links_key_signs_in_for_the_session_and_leaves_the_address(visit, stores):
    visitor = visit().opens("last-opp", nokkel=access.coordinator_token(stores["demo"])).sound()
    assert "nokkel" not in visitor.query
    assert visitor.opens("historikk").sound().said == []
    assert "Søk i filnavn og hvem" in visitor.sent


def test_a_figure_that_does_not_exist_is_said_so_beside_the_way_back(visit):
    visitor = visit().opens("nokkeltall", tall="finnes_ikke")
    assert not visitor.app.exception
    assert visitor.said == ["Nøkkeltallet «finnes\\_ikke» finnes ikke."]
    assert "← Alle nøkkeltall" in visitor.sent
