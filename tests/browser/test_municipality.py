"""One municipality's screen in a browser: the essentials in view, the arrow keys, the tiles by the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import amiss, overlapping, too_wide
from tests.running import SIZES, Server, settle

PATIENCE = 20_000
RANA, LUROY, VEFSN, TRAENA = "1833", "1834", "1824", "1835"
DAY = "per=2026-11-22"


def here(page: Page, name: str) -> None:
    """Waits until the screen is about the municipality."""
    expect(page.locator(".hl-place b")).to_have_text(name, timeout=PATIENCE)
    settle(page)


@pytest.mark.parametrize(
    "number", [VEFSN, pytest.param(RANA, marks=pytest.mark.slow), pytest.param(TRAENA, marks=pytest.mark.slow)]
)
def test_the_essentials_are_in_view_at_both_sizes(open_page: Callable[..., Page], server: Server, number: str):
    page = open_page(f"{server.url}/kommune?sted={number}&{DAY}", size="1280")
    for name in SIZES:
        page.set_viewport_size({"width": SIZES[name]["width"], "height": SIZES[name]["height"]})
        page.wait_for_timeout(300)
        assert amiss(page) + overlapping(page) + too_wide(page) == []
        # The own row, the sub-region's, the programme's, and the first neighbour's where there is one.
        for row in page.locator("#panel-compare .hl-tight tbody tr").all()[:4]:
            box = row.bounding_box()
            assert box and box["y"] + box["height"] <= SIZES[name]["height"], name
        tiles = page.locator(".hl-locator .hl-pick-tile").last.bounding_box()
        assert tiles and tiles["y"] + tiles["height"] <= SIZES[name]["height"], name


def test_the_arrow_keys_the_tiles_and_the_neighbours_lead_on_and_back_is_one_key(
    open_page: Callable[..., Page], server: Server
):
    page = open_page(f"{server.url}/kommune?sted={RANA}&{DAY}", size="1280")
    page.evaluate("window.still_here = true")
    page.keyboard.press("ArrowRight")
    here(page, "Lurøy")
    assert f"sted={LUROY}" in page.url and DAY in page.url
    page.keyboard.press("ArrowLeft")
    here(page, "Rana")
    page.locator("#panel-compare .hl-pick").first.click()
    here(page, "Nesna")
    tile = page.locator(f'#panel-locator [data-pick="?sted={TRAENA}"]')
    tile.focus()
    page.keyboard.press("Enter")
    here(page, "Træna")
    page.go_back()
    here(page, "Nesna")
    assert page.evaluate("window.still_here") is True


@pytest.mark.slow
def test_a_municipality_is_chosen_by_the_keyboard_from_the_large_tiles(open_page: Callable[..., Page], server: Server):
    page = open_page(f"{server.url}/kommune?{DAY}", size="1280")
    box = page.locator(".hl-choose").bounding_box()
    assert box and box["y"] + box["height"] <= SIZES["1280"]["height"]
    page.locator(f'[data-pick="?sted={VEFSN}"]').focus()
    page.keyboard.press(" ")
    here(page, "Vefsn")
    assert f"sted={VEFSN}" in page.url
