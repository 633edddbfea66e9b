"""The first screen: all of it in view, nothing cut off, legible in both themes, and each card leads to its figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from helgelandlegen.shell import TYPEFACE
from tests.browser.looking import cut_off, hard_to_read, seen
from tests.running import SIZES, Server, settle

# Long ago, at the peak, the day of a meeting, and today: other numbers, other widths.
DAYS = ("2019-03-31", "2023-01-31", "2026-09-17", "")


def test_all_of_the_first_screen_is_in_view_whole_and_legible(open_page: Callable[..., Page], server: Server):
    page = open_page(server.url)
    assert len(page.query_selector_all(".hl-card")) == 11  # nine cards, the sentences, the map
    for day in DAYS:
        page.goto(f"{server.url}/?per={day}")
        settle(page)
        for name, size in SIZES.items():
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            assert cut_off(page) == [], (day, name)
    page.set_viewport_size({"width": SIZES["1920"]["width"], "height": SIZES["1920"]["height"]})
    assert "Koordinatoren bytter dem ut under «Last opp»." in seen(page)  # the banner, at this size only
    assert hard_to_read(page) == []


def test_the_coordinator_too_has_all_of_it_in_view(open_page: Callable[..., Page], server: Server):
    page = open_page(server.link, size="1280")
    page.goto(server.url)
    settle(page)
    assert cut_off(page) == []


LINK_IN_THE_MIDDLE = """e => { const box = e.getBoundingClientRect();
  return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest("a")?.href; }"""


def hit(page: Page, selector: str) -> None:
    """Clicks in the middle of a drawing, whatever lies over it: a card's link covers its card."""
    box = page.locator(selector).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def opened_figure(page: Page) -> str:
    """The title of the figure that is shown on a screen of its own."""
    title = page.locator(".hl-figure-value .hl-title")
    title.wait_for(timeout=20_000)
    settle(page)
    return title.inner_text()


def test_it_is_written_in_our_typeface_and_no_other_is_fetched(open_page: Callable[..., Page], server: Server):
    page = open_page(server.url)
    fetched = page.evaluate("performance.getEntriesByType('resource').map(one => one.name).filter(n => /woff/.test(n))")
    assert {url.split("/")[-1].split(".")[0] for url in fetched} == {Path(TYPEFACE).stem, "MaterialSymbols-Rounded"}
    drawn = page.locator(".hl-card").first.evaluate("one => getComputedStyle(one).fontFamily")
    assert drawn.startswith("Inter") and page.evaluate("document.fonts.check('16px Inter')")


def test_a_card_opens_its_figure_within_the_session_and_from_there_the_list(
    open_page: Callable[..., Page], server: Server
):
    page = open_page(f"{server.url}/?per=2026-09-17", size="1280")
    page.evaluate("window.still_here = true")
    hit(page, ".hl-c2")
    assert opened_figure(page) == "Innbyggere på liste uten fast lege"
    assert page.evaluate("window.still_here") is True
    assert re.search(r"/nokkeltall\?.*tall=inhabitants_without_gp", page.url) and "per=2026-09-17" in page.url

    page.get_by_role("link", name="Alle nøkkeltall").click()
    page.locator(".hl-figure").wait_for(state="detached")
    settle(page)
    page.get_by_role("link", name="Ledige listeplasser").click()
    assert opened_figure(page) == "Ledige listeplasser"
    assert page.evaluate("window.still_here") is True


def test_a_line_of_the_list_opens_its_figure_wherever_it_is_hit(open_page: Callable[..., Page], server: Server):
    page = open_page(f"{server.url}/nokkeltall?per=2026-09-17", size="1280")
    page.evaluate("window.still_here = true")
    line = page.locator(".st-key-hl_line_reserve_capacity")
    assert line.evaluate(LINK_IN_THE_MIDDLE)
    hit(page, ".st-key-hl_line_reserve_capacity")
    assert opened_figure(page) == "Ledige listeplasser"
    assert "tall=reserve_capacity" in page.url and "per=2026-09-17" in page.url
    assert page.evaluate("window.still_here") is True


def test_the_keyboard_opens_a_card(open_page: Callable[..., Page], server: Server):
    page = open_page(server.url, size="1280")
    page.evaluate("window.still_here = true")
    card = page.locator(".st-key-hl_overview a", has_text="LIS1 i fast utdanningsløp")
    for _ in range(30):
        page.keyboard.press("Tab")
        if card.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    assert opened_figure(page) == "LIS1 i fast utdanningsløp"
    assert page.evaluate("window.still_here") is True


def test_the_map_and_the_tally_lead_on_as_well(open_page: Callable[..., Page], server: Server):
    page = open_page(server.url, size="1280")
    hit(page, ".hl-map .hl-title")
    assert opened_figure(page) == "Andel ledige hjemler"
    page.go_back()
    page.locator(".hl-c9").wait_for()
    settle(page)
    hit(page, ".hl-c9")
    page.locator("[class*=st-key-hl_line_]").first.wait_for()
    settle(page)
    assert page.locator("[class*=st-key-hl_line_]").count() == 25
