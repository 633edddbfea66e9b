"""Addresses: a link opens what it names even for the very first visitor, and the dates chosen stand in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.workbooks import store_without_numbers
from tests.running import Server, running_server, settle

LINK = "/nokkeltall?tall=vacant_posts&per=2026-09-17&mot=2025-12-31"
AS_OF, COMPARED = 1, 2  # the places of the dates among the header's choices


def choices(page: Page) -> list[str]:
    """What the three choices of the header say: what is shown, for which date, compared with which."""
    return [text.strip() for text in page.locator(".st-key-hl_header .stPopover button").all_inner_texts()]


def headline(page: Page) -> str:
    """The large number of the first screen."""
    return page.locator(".hl-c1 .hl-value b").inner_text()


def pick(page: Page, place: int, day: str) -> None:
    """Opens one of the choices and picks one of its likely dates."""
    button = page.locator(".st-key-hl_header .stPopover button").nth(place)
    button.click()
    page.get_by_test_id("stPopoverBody").get_by_text(day, exact=True).click()
    expect(button).to_contain_text(day, timeout=20_000)
    settle(page)


def test_a_link_opens_for_the_first_visitor_of_a_new_server(open_page: Callable[..., Page], tmp_path):
    with running_server(store_without_numbers(tmp_path)) as server:
        page = open_page(server.url + LINK)
        assert choices(page) == ["Alle kommuner", "Per 17. september 2026", "Mot 31. desember 2025"]
        assert page.locator(".hl-figure-value .hl-title").inner_text() == "Ledige fastlegehjemler"
        assert not page.locator("[role=dialog]").count()
        assert page.url == server.url + LINK
        page.close()  # it would miss its server


def test_a_date_picked_changes_numbers_and_address_and_back_undoes_it(open_page: Callable[..., Page], server: Server):
    page = open_page(f"{server.url}/?per=2023-01-31", size="1280")
    page.evaluate("window.still_here = true")
    assert headline(page) == "27"
    pick(page, AS_OF, "17. september 2026")
    assert choices(page)[AS_OF] == "Per 17. september 2026"
    assert headline(page) == "12" and page.url == f"{server.url}/?per=2026-09-17"
    page.go_back()
    expect(page.locator(".hl-c1 .hl-value b")).to_have_text("27", timeout=20_000)
    assert headline(page) == "27" and page.url == f"{server.url}/?per=2023-01-31"
    assert page.evaluate("window.still_here") is True


@pytest.mark.slow
def test_both_dates_stay_in_the_address_from_page_to_page(open_page: Callable[..., Page], server: Server):
    page = open_page(f"{server.url}/?per=2026-09-17", size="1280")
    pick(page, COMPARED, "18. september 2025")
    assert choices(page)[COMPARED] == "Mot 18. september 2025" and "mot=2025-09-18" in page.url
    assert "siden 18.09.2025" in page.locator(".hl-c2").inner_text()
    pages = (
        ("Utdanning", "/utdanning"),
        ("Nøkkeltall", "/nokkeltall"),
        ("Om tallene", "/om-tallene"),
        ("Oversikt", "/"),
    )
    for name, address in pages:
        page.locator("[data-testid=stTopNavLink]", has_text=name).click()
        page.wait_for_url(f"{server.url}{address}?*")
        settle(page)
        assert "per=2026-09-17" in page.url and "mot=2025-09-18" in page.url
        assert choices(page) == ["Alle kommuner", "Per 17. september 2026", "Mot 18. september 2025"]


def test_the_address_follows_from_the_list_to_a_figure_and_back(open_page: Callable[..., Page], server: Server):
    page = open_page(f"{server.url}/nokkeltall?per=2026-09-17", size="1280")
    page.get_by_role("link", name="Ledige listeplasser").click()
    page.locator(".hl-figure").wait_for()
    settle(page)
    assert "tall=reserve_capacity" in page.url and "per=2026-09-17" in page.url
    page.get_by_role("link", name="Alle nøkkeltall").click()
    page.locator(".hl-figure").wait_for(state="detached")
    settle(page)
    assert page.url == f"{server.url}/nokkeltall?per=2026-09-17"
    page.go_back()
    page.locator(".hl-figure").wait_for()


def test_a_day_can_be_typed(open_page: Callable[..., Page], server: Server):
    page = open_page(f"{server.url}/?per=2026-09-17", size="1280")
    page.locator(".st-key-hl_header .stPopover button").nth(AS_OF).click()
    page.get_by_test_id("stPopoverBody").locator("[role=spinbutton]").first.click()
    page.keyboard.type("31012023")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # what is typed counts when one leaves the field
    expect(page.locator(".hl-c1 .hl-value b")).to_have_text("27", timeout=20_000)
    assert "per=2023-01-31" in page.url


def test_an_address_that_leads_nowhere_is_said_so_with_the_way_back(page: Page, server: Server):
    answer = page.request.get(f"{server.url}/finnes-ikke")
    assert answer.status == 404
    assert "Siden finnes ikke." in answer.text() and 'href="/"' in answer.text()
