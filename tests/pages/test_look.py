"""Looking closer: what can be picked in the drawings leads where it says, and one key leads back to where one was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest

from helgelandlegen import locks
from helgelandlegen.figures import agenda
from helgelandlegen.privacy import catalogue
from helgelandlegen.ui import cache, meeting
from tests.pages.panels import panels, sentence, view, words
from tests.pages.visiting import FOR_ALL, Visitor

Visit = Callable[..., Visitor]
DAY = {"per": "2026-09-17"}
HELD = date(2026, 9, 17)
RANA = "1833"
STEPS = range(1, 10)


def offered(visitor: Visitor) -> list[tuple[str, str]]:
    """The reference and the name of all that can be picked; a button's name is its text."""
    marks = re.findall(r'data-pick="([^"]*)" role="\w+" tabindex="[^"]*"[^>]*? aria-label="([^"]*)"', visitor.html)
    buttons = re.findall(r'class="hl-pick" data-pick="([^"]*)">(.*?)</button>', visitor.html)
    found = [(unescape(reference), unescape(name)) for reference, name in (*marks, *buttons)]
    assert len(found) == len(re.findall(r"data-pick=", visitor.html))
    return found


def table_rows(visitor: Visitor, panel: str, number: str) -> list[str]:
    """The words of the rows that the browser can show alone."""
    root = ElementTree.fromstring(visitor.mounted)
    [section] = [e for e in root.iter("section") if e.get("id") == f"panel-{panel}"]
    bodies = list(section.iter("tbody"))
    return [" ".join(map(words, row)) for row in bodies[int(number or 0)]]


# ---- nothing that can be picked is dead ----


@pytest.mark.parametrize("query", [DAY, {**DAY, "sted": RANA}, {"per": "2026-11-10", "tall": "vacant_posts"}])
def test_whatever_can_be_picked_names_a_page_a_figure_a_place_a_day_or_rows_that_there_are(visit: Visit, query):
    visitor = visit()
    seen = set()
    for address in FOR_ALL:
        if address in ("mote", "om-tallene"):
            continue
        for reference, name in offered(visitor.opens(address, **query).sound()):
            assert name.strip(), (address, reference)
            page, _, rest = reference.partition("?") if "#" not in reference else ("", "", "")
            seen.add(page or reference[:1])
            if page:
                assert page in ("kommune", "nokkeltall"), (address, reference)
            if figure := re.fullmatch(r"tall=(\w+)(?:&per=20\d\d-\d\d-\d\d)?", rest):
                assert figure[1] in catalogue(), (address, reference)
            elif place := re.fullmatch(r"sted=([\w-]*)", rest):
                known = {m.number for m in cache.store().programme.municipalities}
                assert place[1] in known | {"", "indre-helgeland", "ytre-helgeland", "sor-helgeland"}, reference
            elif rest:
                assert re.fullmatch(r"per=20\d\d-\d\d-\d\d", rest), (address, reference)
            else:
                rows = re.fullmatch(r"#([\w-]+)(?:\.(\d))?:([\d,]+)", reference)
                assert rows, (address, reference)
                listed = table_rows(visitor, rows[1], rows[2])
                assert all(int(n) < len(listed) for n in rows[3].split(",")), (address, reference)
    assert seen >= {"?", "#", "nokkeltall"}


@pytest.mark.parametrize(
    ("address", "panel", "part"),
    [
        ("ledige-hjemler", "since", r"(.+?), .*"),
        ("ledige-hjemler", "rows", r"(.+?):.*"),
        ("prosjekt", "milestones", r"(.+?):.*"),
        ("prosjekt", "answers", r"\d+ (.+?):.*"),
        ("prosjekt", "money", r"(.+?):.*"),
        ("prosjekt", "sources", r"(.+?):.*"),
        ("rekruttering", "funnel", r"(.+?):.*"),
        ("endringer", "events", r"(.+?) \(\d+\):.*"),
    ],
)
def test_the_rows_behind_a_mark_are_those_that_its_name_tells_of(visit: Visit, address: str, panel: str, part: str):
    visitor = visit().opens(address, per="2026-09-17", mot="2025-12-31").sound()
    found = [(r, name) for r, name in offered(visitor) if re.match(rf"#{panel}:", r)]
    assert found
    for reference, name in found:
        told = re.fullmatch(part, name)
        assert told, name
        rows = table_rows(visitor, panel, "")
        what = "Rettet: " if told[1] == "Nye og rettede rapporter" else told[1]
        for number in reference.partition(":")[2].split(","):
            assert what.casefold() in rows[int(number)].casefold(), (name, rows[int(number)])


def test_a_rating_leads_to_as_many_municipalities_as_gave_it(visit: Visit):
    visitor = visit().opens("maloppnaelse", per="2026-11-10").sound()
    found = [(r, name) for r, name in offered(visitor) if r.startswith("#ratings.1:")]
    assert found
    for reference, name in found:
        assert len(reference.partition(":")[2].split(",")) == int(re.match(r"\d: (\d+)", name)[1])  # type: ignore[index]


# ---- there and back ----


def test_a_tile_of_the_first_screen_opens_its_municipality_and_back_restores_the_screen(visit: Visit):
    visitor = visit().opens("oversikt", **DAY).sound().picks(f"kommune?sted={RANA}").sound()
    assert (visitor.address, visitor.query) == ("kommune", {**DAY, "sted": RANA})
    assert visitor.back == "← Tilbake til Oversikt (Esc)"
    visitor.goes_back().sound()
    assert (visitor.address, visitor.query, visitor.back) == ("oversikt", DAY, "")


def test_a_tile_among_the_vacancies_narrows_the_page_down_and_the_same_tile_widens_it(visit: Visit):
    visitor = visit().opens("ledige-hjemler", **DAY).sound()
    everywhere = sentence(visitor)
    visitor.picks(f"?sted={RANA}").sound()
    assert view(visitor) == "Rana" and sentence(visitor) != everywhere
    assert visitor.back == "← Tilbake til alle kommuner (Esc)"
    visitor.picks("?sted=").sound()
    assert (visitor.query, sentence(visitor), visitor.back) == (DAY, everywhere, "")


def test_each_step_closer_is_undone_by_itself_dates_too(visit: Visit):
    visitor = visit().opens("ledige-hjemler", **DAY).sound().picks(f"?sted={RANA}").picks("?per=2026-03-31").sound()
    assert visitor.query == {"per": "2026-03-31", "sted": RANA}
    assert visitor.back == "← Tilbake til 17. september 2026 (Esc)"
    assert visitor.picks("nokkeltall?tall=time_to_fill").sound().address == "nokkeltall"
    assert visitor.query == {"per": "2026-03-31", "sted": RANA, "tall": "time_to_fill"}
    assert visitor.back == "← Tilbake til Ledige hjemler (Esc)"
    left = [visitor.goes_back().sound().query for _ in range(3)]
    assert left == [{"per": "2026-03-31", "sted": RANA}, {**DAY, "sted": RANA}, DAY]
    assert visitor.back == ""


def test_a_figure_that_is_opened_by_a_link_leads_back_to_where_the_link_stood(visit: Visit):
    visitor = visit().opens("oversikt", **DAY).opens("nokkeltall", tall="vacant_posts", **DAY).sound()
    assert visitor.back == "← Tilbake til Oversikt (Esc)"
    visitor.picks("?sted=ytre-helgeland").sound()
    assert view(visitor) == "Ytre Helgeland" and visitor.query["tall"] == "vacant_posts"
    visitor.goes_back().goes_back().sound()
    assert (visitor.address, visitor.query) == ("oversikt", DAY)


def test_the_browsers_own_back_leads_to_the_same_place_and_the_menu_begins_anew(visit: Visit):
    visitor = visit().opens("oversikt").sound().picks(f"kommune?sted={RANA}").sound()
    # What the browser's back asks for: nothing had been chosen there.
    visitor.opens("oversikt").sound()
    assert (visitor.query, visitor.back, view(visitor)) == ({}, "", "Alle kommuner")
    visitor.picks(f"kommune?sted={RANA}").sound().opens("utdanning", sted=RANA).sound()
    assert visitor.back == "" and view(visitor) == "Rana"


def test_what_the_browser_says_is_followed_only_where_it_leads_somewhere(visit: Visit):
    visitor = visit().opens("ledige-hjemler", **DAY).sound()
    for said in (
        "finnes-ikke?sted=1833",
        "?nokkel=1",
        "https://example.org/",
        "",
        "#borte:1",
        "//x/y?per=2020-01-01",
    ):
        visitor.says(said).sound()
        assert (visitor.address, visitor.query, visitor.back) == ("ledige-hjemler", DAY, ""), said
    visitor.says("?sted=9999").sound()
    assert "sted" not in visitor.query and view(visitor) == "Alle kommuner"


# ---- the meeting ----


def test_a_mark_in_a_step_opens_the_subject_with_the_meetings_dates_and_back_leads_to_the_step(visit: Visit):
    visitor = visit().opens("oversikt", per="2026-11-10", sted="1835").sound()
    visitor.opens("mote", dato="2026-09-17", steg="2").sound().picks(f"?sted={RANA}").sound()
    assert visitor.address == "ledige-hjemler"
    assert visitor.query == {"per": "2026-09-17", "mot": "2026-05-21", "sted": RANA}
    assert visitor.back == "← Tilbake til møtet (Esc)"
    visitor.goes_back().sound()
    assert (visitor.address, visitor.query) == ("mote", {"dato": "2026-09-17", "steg": "2"})
    # What was chosen before the meeting holds again after it.
    assert visitor.opens("oversikt").sound().query == {"per": "2026-11-10", "sted": "1835"}


def test_all_that_can_be_picked_in_the_meeting_leads_somewhere_on_the_subjects_page(visit: Visit):
    visitor = visit()
    found: dict[int, list[str]] = {}
    for step in STEPS:
        for reference, _ in offered(visitor.opens("mote", dato="2026-09-17", steg=str(step)).sound()):
            found[step] = [*found.get(step, []), reference]
    assert {1, 2, 3, 4, 5, 6, 7} == set(found)
    for step, references in found.items():
        rows = [one for one in references if "#" in one]
        visitor.opens("mote", dato="2026-09-17", steg=str(step)).picks((rows or references)[0]).sound()
        assert visitor.address != "mote" and visitor.query["per"] == "2026-09-17", step
        if rows:
            there = panels(visitor)
            assert {re.match(r"#([\w-]+)", one)[1] for one in rows} <= set(there), step  # type: ignore[index]
        visitor.goes_back().sound()
        assert visitor.query == {"dato": "2026-09-17", "steg": str(step)}
    # The ends of the waterfall: the figure on the day before and on the meeting's own.
    for end, day in ((found[1][0], "2026-05-21"), (found[1][-1], "2026-09-17")):
        visitor.opens("mote", dato="2026-09-17", steg="1").picks(end).sound()
        assert (visitor.address, visitor.query["tall"], visitor.query["per"]) == ("nokkeltall", "vacant_posts", day)
        visitor.goes_back().sound()
        assert visitor.query == {"dato": "2026-09-17", "steg": "1"}


def test_in_a_locked_meeting_marks_that_lead_nowhere_any_more_are_gone_and_the_others_lead_on(
    coordinate: Callable[[str], Visitor],
):
    visitor = coordinate("demo").opens("mote", dato="2026-09-17", steg="2").sound()
    made = meeting.held(HELD, live=True).agenda
    steps = [replace(one, drawing=one.drawing.replace(f'"?sted={RANA}"', f'"borte?sted={RANA}"')) for one in made.steps]
    kept = agenda.dumps(replace(made, steps=tuple(steps)))
    assert json.loads(kept)["steps"][1]["drawing"].count("data-pick=") == 18
    locks.lock(cache.store(), HELD, kept, cache.store().version, "Koordinator")
    visitor.opens("mote", dato="2026-09-17", steg="2").sound()
    assert "Låst" in visitor.text and len(offered(visitor)) == 17 and "borte?" not in visitor.html
    visitor.picks("?sted=1824").sound()
    assert (visitor.address, visitor.query["sted"]) == ("ledige-hjemler", "1824")
    visitor.goes_back().sound().opens("mote", dato="2026-09-17", steg="6")
    assert {reference for reference, _ in offered(visitor)} == {"#answers"}
