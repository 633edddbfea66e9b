"""What opens on the first screen, and the focus wherever it goes there; the pages themselves: test_every_page.py."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.axe import serious
from tests.browser.looking import english, focused_looks, hard_to_read, nameless, seen, spoken, streamlits_own
from tests.running import Server

# Streamlit's own too, besides those of looking.py.
IN_THE_CALENDAR = {"Clear date", "Previous month", "Next month"}


def test_the_choices_of_the_header_are_in_norwegian_and_for_everybody_when_they_are_open(
    open_page: Callable[..., Page], server: Server
):
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
        assert serious(page) + english(seen(page)) + nameless(page) + hard_to_read(page) == []
        assert set(streamlits_own(english(spoken(page)))[1]) == IN_THE_CALENDAR
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.wait_for_selector("[data-testid=stPopoverBody]", state="detached")


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
