"""What is read and what is said on every page: Norwegian, with names, headings in order, and a focus that shows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.browser.looking import english, focused_looks, hard_to_read, headings, nameless, seen, spoken
from tests.running import Server, settle

FOR_ALL = (
    "/", "/ledige-hjemler", "/rekruttering", "/utdanning", "/nokkeltall", "/nokkeltall?tall=vacant_posts",
    "/nokkeltall?tall=on_time_completion", "/om-tallene",
)  # fmt: skip
FOR_THE_COORDINATOR = ("/last-opp", "/historikk", "/grunnlag", "/grunnlag?tall=retention_24m")
TEXTS = (
    ".hl-title", ".hl-listed span", ".hl-listed small", ".stPageLink p", ".hl-figure p", ".hl-value b",
    ".hl-trend text", ".hl-table caption", ".hl-table th", ".hl-table td", ".hl-explained dt", ".hl-explained dd",
    ".hl-explained summary", ".hl-heading", ".hl-beside", ".stAlert p", ".hl-role", ".hl-role a", "label p",
    ".stSelectbox input", "[data-testid=stBaseButton-secondary] p", "[data-testid=stBaseButton-primary] p",
    "[data-testid=stExpander] summary p", ".hl-opening p", ".hl-more", ".hl-line", ".hl-panel p", ".hl-sub",
    ".hl-folded summary", ".hl-chart text", ".hl-tiles text",
)  # fmt: skip


@pytest.fixture
def signed_in(open_page: Callable[..., Page], server: Server) -> Page:
    """The coordinator's browser."""
    return open_page(server.link, size="1280")


def go(page: Page, server: Server, address: str) -> None:
    """Opens an address."""
    page.goto(server.url + address)
    settle(page)


def test_every_page_is_in_norwegian_has_names_and_can_be_read(signed_in: Page, server: Server):
    wrong: dict[str, object] = {}
    for address in (*FOR_ALL, *FOR_THE_COORDINATOR):
        go(signed_in, server, address)
        assert signed_in.get_attribute("html", "lang") == "nb"
        wrong[f"English on {address}"] = english(seen(signed_in))
        wrong[f"without a name on {address}"] = nameless(signed_in)
        wrong[f"hard to read on {address}"] = hard_to_read(signed_in, *TEXTS)
        levels = [level for level, _ in headings(signed_in)]
        wrong[f"headings on {address}"] = levels[0] != 1 or any(b > a + 1 for a, b in pairwise(levels))
    assert not {what: found for what, found in wrong.items() if found}


def test_the_choices_of_the_header_are_in_norwegian_when_they_are_open(open_page: Callable[..., Page], server: Server):
    page = open_page(f"{server.url}/?per=2026-09-17", size="1280")
    header = page.locator(".st-key-hl_header .stPopover button")
    header.first.click()
    page.get_by_test_id("stPopoverBody").get_by_text("Sted").wait_for()
    assert (english(seen(page)), nameless(page)) == ([], [])
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-testid=stPopoverBody]", state="detached")
    for place in (1, 2):
        header.nth(place).click()
        page.get_by_test_id("stDateInputCalendarButton").click()
        page.wait_for_selector("[role=grid]")
        assert english(seen(page)) == []
        assert nameless(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.wait_for_selector("[data-testid=stPopoverBody]", state="detached")


@pytest.mark.xfail(strict=True, reason="Streamlit's own names: Skip to main content, App pages, Choose date, Open")
def test_what_only_screen_readers_say_is_norwegian_too(signed_in: Page, server: Server):
    found = english(spoken(signed_in))
    go(signed_in, server, "/")
    signed_in.locator(".st-key-hl_header .stPopover button").nth(1).click()
    signed_in.get_by_test_id("stDateInputCalendarButton").click()
    signed_in.wait_for_selector("[role=grid]")
    assert found + english(spoken(signed_in)) == []


def looks_of_focus(page: Page, most: int = 40) -> dict[str, bool]:
    """What the Tab key reaches one after the other, and whether the focus shows there."""
    found: dict[str, bool] = {}
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        name, differs = focused_looks(page)
        found[name] = differs
    return found


def test_the_focus_shows_wherever_the_tab_key_goes_on_the_first_screen(open_page: Callable[..., Page], server: Server):
    found = looks_of_focus(open_page(server.url, size="1280"))
    assert len(found) >= 15
    assert not [name for name, differs in found.items() if not differs]
