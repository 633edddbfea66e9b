"""Cells typed into in a real browser: by keyboard, marked by word and colour, kept, checked and taken in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from helgelandlegen import programme
from helgelandlegen.database import reading
from helgelandlegen.workbook import edit, first
from helgelandlegen.workbook.imports import store_file
from helgelandlegen.workbook.intake import take_in
from helgelandlegen.workbook.sheets import SHEETS
from tests.browser.axe import serious
from tests.browser.looking import english, hard_to_read, nameless, seen
from tests.browser.test_coordinator import PATIENCE, press
from tests.browser.workbooks import file, report
from tests.running import Server, running_server, settle
from tests.workbook.making import book


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a store that holds the report of workbooks.py: two posts in Vega, five in Dønna."""
    folder, chosen = tmp_path_factory.mktemp("edited"), programme.load()
    with first.opened(folder / f"{chosen.name}.duckdb", chosen) as store:
        assert store_file(store, take_in(report(), "rapport.xlsx", chosen), report()).import_id
    with running_server(folder) as running:
        yield running


def offices(server: Server) -> dict[str, str]:
    """The posts of Vega with their offices, from the store that the server has open."""
    chosen = programme.load()
    (number,) = [m.number for m in chosen.municipalities if m.name == "Vega"]
    with reading(server.store / f"{chosen.name}.duckdb", chosen) as store:
        rows = edit.rows(store, SHEETS["position"], number)
    return {row.texts["position_id"]: row.texts["office"] for row in rows}


def pick(page: Page, label: str, text: str) -> None:
    """Chooses in a field of choices."""
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=text, exact=True).click()
    settle(page)


def vega(open_page: Callable[..., Page], server: Server, size: str = "1280") -> Page:
    page = open_page(server.link, size=size)
    page.goto(f"{server.url}/rett-rader")
    settle(page)
    pick(page, "Kommune", "Vega")
    return page


def test_rows_are_changed_by_keyboard_checked_and_taken_in(server: Server, open_page: Callable[..., Page]):
    page = vega(open_page, server)
    assert offices(server) == {"VEGA-1": "", "VEGA-2": ""}
    page.get_by_label("Legekontor, rad 2", exact=True).click()
    page.keyboard.type("Kontor A")
    page.keyboard.press("Enter")
    page.keyboard.type("Kontor B")
    expect(page.get_by_label("Legekontor, rad 3, endret")).to_be_focused()
    expect(page.locator(".hl-changed small")).to_have_text(["endret", "endret"])
    # No Tab, no pause: the button is pressed while the field still has the focus.
    press(page, "Kontroller endringene")
    expect(page.locator(".stAlert")).to_contain_text("Rettelsen kan tas inn. Gjelder Vega.", timeout=PATIENCE)
    assert english(seen(page)) == [] and nameless(page) == []
    assert serious(page) + hard_to_read(page) == []
    press(page, "Ta inn")
    expect(page.locator(".stAlert")).to_contain_text("Tatt inn som import", timeout=PATIENCE)
    settle(page)
    assert offices(server) == {"VEGA-1": "Kontor A", "VEGA-2": "Kontor B"}
    expect(page.locator(".hl-changed")).to_have_count(0)
    expect(page.get_by_label("Legekontor, rad 2", exact=True)).to_have_value("Kontor A")


@pytest.mark.slow
def test_escape_brings_back_what_stood_there_and_a_row_taken_away_comes_back(
    server: Server, open_page: Callable[..., Page]
):
    page = vega(open_page, server)
    field = page.get_by_label(re.compile(r"Stilling-ID\*, rad 2"))
    field.fill("FEIL")
    field.press("Escape")
    expect(field).to_have_value("VEGA-1")
    expect(page.locator(".hl-changed")).to_have_count(0)
    page.get_by_role("button", name="Ta bort, rad 3").click()
    expect(page.locator(".hl-gone th")).to_have_text("3tas bort")
    expect(page.get_by_label(re.compile("Legekontor, rad 3"))).to_be_disabled()
    page.get_by_role("button", name="Angre, rad 3").click()
    expect(page.locator(".hl-gone")).to_have_count(0)
    settle(page)
    expect(page.get_by_text("Skriv i cellene")).to_be_visible(timeout=PATIENCE)


@pytest.mark.slow
def test_new_rows_and_changes_are_kept_while_one_looks_at_another_sheet(server: Server, open_page: Callable[..., Page]):
    page = vega(open_page, server, "1920")
    press(page, "Legg til rad")
    expect(page.get_by_label("Stilling-ID*, rad 4")).to_be_focused()
    page.keyboard.type("VEGA-9")
    page.keyboard.press("Tab")
    page.get_by_label("Stillingstype*, rad 4").select_option("LIS1")
    page.get_by_label("Fra og med*, rad 4").fill("01.02.2024")
    page.get_by_label("Fra og med*, rad 4").press("Tab")
    pick(page, "Ark", "Bemanning")
    expect(page.get_by_text("Stillinger 1 rad")).to_be_visible(timeout=PATIENCE)
    pick(page, "Ark", "Stillinger")
    expect(page.get_by_label("Stilling-ID*, rad 4")).to_have_value("VEGA-9")
    press(page, "Kontroller endringene")
    expect(page.locator(".stAlert")).to_contain_text("Rader: 1 ny.", timeout=PATIENCE)
    press(page, "Ta inn")
    expect(page.locator(".stAlert")).to_contain_text("Tatt inn som import", timeout=PATIENCE)
    settle(page)
    assert list(offices(server)) == ["VEGA-1", "VEGA-2", "VEGA-9"]


@pytest.mark.slow
def test_what_stands_in_a_cell_is_text_whatever_it_looks_like(server: Server, open_page: Callable[..., Page]):
    page = vega(open_page, server)
    evil = '<img src=x onerror="document.title=1"> &amp; "'
    page.get_by_label("Legekontor, rad 2", exact=True).fill(evil)
    press(page, "Kontroller endringene")
    press(page, "Ta inn")
    expect(page.locator(".stAlert")).to_contain_text("Tatt inn som import", timeout=PATIENCE)
    settle(page)
    expect(page.get_by_label("Legekontor, rad 2", exact=True)).to_have_value(evil)
    assert page.title() != "1" and page.locator(".hl-editor img").count() == 0
    assert offices(server)["VEGA-1"] == evil


def test_wrong_cells_of_a_file_are_put_right_where_they_are_shown(server: Server, open_page: Callable[..., Page]):
    rows = [[f"VEGA-{n}", "Vega", "Fastlegehjemmel", day] for n, day in enumerate(("i fjor", "1.3.24", "vår"), 1)]
    content = book({"Stillinger": [["Stilling-ID", "Kommune", "Stillingstype", "Fra og med"], *rows]})
    page = open_page(server.link, size="1280")
    page.goto(f"{server.url}/last-opp")
    settle(page)
    page.set_input_files("input[type=file]", file(content))
    cause = page.locator("summary", has_text="er ikke en dato")
    cause.click(timeout=PATIENCE)
    settle(page)
    page.get_by_label("Ny verdi, rad 2", exact=True).fill("01.01.2020")
    page.get_by_label("Ny verdi, rad 4", exact=True).fill("02.01.2020")
    expect(page.get_by_label("Ny verdi, rad 3", exact=True)).to_have_attribute("placeholder", "Forslag: 01.03.2024")
    press(page, "Rett det som er fylt ut")
    expect(page.get_by_text("Rettet her (2)")).to_be_visible(timeout=PATIENCE)
    expect(cause).to_contain_text("«1.3.24» er ikke en dato. Skriv den som 01.03.2024. – Stillinger, Fra og med, rad 3")
    press(page, "Rett")
    expect(page.get_by_text("Rettet her (3)")).to_be_visible(timeout=PATIENCE)
    assert english(seen(page)) == [] and nameless(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned filen med merknader").click()
    assert download.value.suggested_filename == "rapport – med merknader.xlsx"
