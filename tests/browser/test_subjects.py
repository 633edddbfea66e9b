"""The subject screens in a browser: what is in view, and all of it by the keyboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import serious
from tests.browser.looking import (
    amiss,
    english,
    hard_to_read,
    nameless,
    out_of_tile,
    overlapping,
    seen,
    too_wide,
)
from tests.running import SIZES, Server, settle

PATIENCE = 20_000  # ms; a busy machine is no failure
SUBJECTS = ("ledige-hjemler", "rekruttering", "utdanning")
DAYS = ("2019-03-31", "2026-09-17", "")


@pytest.mark.parametrize(
    "address", [SUBJECTS[0], *(pytest.param(name, marks=pytest.mark.slow) for name in SUBJECTS[1:])]
)
def test_a_subject_screen_begins_in_view_and_whole(open_page: Callable[..., Page], server: Server, address):
    page = open_page(f"{server.url}/{address}?per={DAYS[0]}", size="1280")
    wrong = {}
    for day in DAYS:
        if day != DAYS[0]:
            page.set_viewport_size({"width": SIZES["1280"]["width"], "height": SIZES["1280"]["height"]})
            page.goto(f"{server.url}/{address}" + (f"?per={day}" if day else ""))
            settle(page)
        for name in ("1280", "1920"):
            page.set_viewport_size({"width": SIZES[name]["width"], "height": SIZES[name]["height"]})
            page.wait_for_timeout(300)
            wrong[f"{day} {name}"] = amiss(page) + overlapping(page)
    assert not {when: found for when, found in wrong.items() if found}


def test_the_tables_of_the_vacancies_need_no_scrolling(open_page: Callable[..., Page], server: Server):
    assert too_wide(open_page(f"{server.url}/ledige-hjemler?per=2026-09-17", size="1280")) == []


def test_the_words_on_the_tiles_stay_on_them_for_other_posts_too(open_page: Callable[..., Page], server: Server):
    assert out_of_tile(open_page(f"{server.url}/ledige-hjemler?stilling=lis1&per=2026-09-17", size="1280")) == []


def test_a_window_that_gets_smaller_does_not_scroll_sideways(open_page: Callable[..., Page], server: Server):
    page = open_page(f"{server.url}/ledige-hjemler", size="1920")
    page.set_viewport_size({"width": SIZES["1280"]["width"], "height": SIZES["1280"]["height"]})
    page.wait_for_timeout(500)
    assert amiss(page) == []


def reach(page: Page, target: Locator, most: int = 90, key: str = "Tab") -> None:
    """Presses the key until the focus is there."""
    for _ in range(most):
        if target.evaluate("e => e === document.activeElement || e.contains(document.activeElement)"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not get there")


def header(page: Page) -> Locator:
    """The button that says what is shown."""
    return page.locator(".st-key-hl_header .stPopover button").first


def test_the_keyboard_chooses_a_municipality_opens_a_table_and_takes_its_file_away(
    open_page: Callable[..., Page], server: Server
):
    page = open_page(f"{server.url}/ledige-hjemler?per=2026-09-30", size="1280")
    page.evaluate("window.still_here = true")
    reach(page, header(page))
    page.keyboard.press("Enter")
    body = page.get_by_test_id("stPopoverBody")
    rana = body.get_by_role("radio", name="Rana", exact=True)
    rana.wait_for()
    assert (english(seen(page)), nameless(page)) == ([], [])
    assert serious(page) + hard_to_read(page) == []
    reach(page, body.get_by_role("radiogroup").first)
    reach(page, rana, key="ArrowRight")  # within a group of choices the arrows move
    page.keyboard.press("Enter")
    expect(header(page)).to_contain_text("Rana", timeout=PATIENCE)
    settle(page)
    assert "sted=1833" in page.url and "per=2026-09-30" in page.url
    page.keyboard.press("Escape")
    body.wait_for(state="detached")

    summary = page.locator("#panel-map summary")
    summary.focus()
    page.keyboard.press("Enter")
    table = page.locator("#panel-map details table")
    expect(table).to_be_visible()
    rows = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    assert [row[0] for row in rows] == ["Rana"]

    files = page.locator(".st-key-hl_opening .stPopover button")
    files.focus()
    page.keyboard.press("Enter")
    table_name = "Ledige stillinger per kommune"
    excel, text = (page.get_by_role("button", name=f"{table_name} ({kind})", exact=True) for kind in ("Excel", "CSV"))
    reach(page, excel)  # what a popover holds comes last on the page
    with page.expect_download(timeout=PATIENCE) as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "ledige-stillinger-per-kommune-2026-09-30.xlsx"
    [sheet] = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets
    assert [cell.value for cell in sheet[2]][:3] == ["Rana", int(rows[0][1]), int(rows[0][2])]
    reach(page, text)
    with page.expect_download(timeout=PATIENCE) as download:
        page.keyboard.press("Enter")
    content = io.StringIO(download.value.path().read_text(encoding="utf-8-sig"), newline="")
    assert list(csv.reader(content, delimiter=";"))[1][:3] == rows[0][:3]
    assert page.evaluate("window.still_here") is True


def test_the_remark_below_the_choices_can_be_read(open_page: Callable[..., Page], server: Server):
    page = open_page(f"{server.url}/om-tallene", size="1280")
    header(page).click()
    page.get_by_test_id("stPopoverBody").get_by_text("Tall om personer").wait_for()
    assert hard_to_read(page) == []


def test_a_figure_of_the_strip_opens_with_the_same_choices_and_leads_back(
    open_page: Callable[..., Page], server: Server
):
    query = "per=2026-09-17&sted=1833&stilling=lis1&periode=2"
    page = open_page(f"{server.url}/ledige-hjemler?{query}", size="1280")
    page.evaluate("window.still_here = true")
    said = "Rana · LIS1-stillinger · siste to år"
    link = page.locator(".st-key-hl_strip a").first
    reach(page, link)
    page.keyboard.press("Enter")
    title = page.locator(".hl-figure-value .hl-title")
    title.wait_for(timeout=PATIENCE)
    settle(page)
    assert "LIS1-stillinger" in title.inner_text()
    for part in (*query.split("&"), "tall=long_term_vacant"):
        assert part in page.url
    expect(header(page)).to_contain_text(said)
    page.go_back()
    page.locator(".hl-panels").wait_for(timeout=PATIENCE)
    settle(page)
    assert page.url.startswith(f"{server.url}/ledige-hjemler?") and all(part in page.url for part in query.split("&"))
    expect(header(page)).to_contain_text(said)
    page.locator("[data-testid=stTopNavLink]", has_text="Utdanning").click()
    page.wait_for_url(f"{server.url}/utdanning?*", timeout=PATIENCE)
    settle(page)
    assert all(part in page.url for part in query.split("&"))
    assert page.evaluate("window.still_here") is True


def test_pointing_at_a_drawing_reads_out_its_numbers(open_page: Callable[..., Page], server: Server):
    page = open_page(f"{server.url}/ledige-hjemler?per=2026-09-30", size="1280")
    column = page.locator("#panel-course .hl-at").last
    readout = column.locator(".hl-readout")
    assert float(readout.evaluate("e => getComputedStyle(e).opacity")) == 0
    column.locator("> path").hover(force=True)
    expect(readout).to_have_css("opacity", "1", timeout=PATIENCE)
    assert "30. september 2026" in (readout.text_content() or "")
