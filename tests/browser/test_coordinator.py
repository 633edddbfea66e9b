"""The coordinator's way: sign in, see what is wrong in a workbook, confirm the right one, take it back, sign out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from app import SCREENS
from helgelandlegen import programme
from helgelandlegen.database import reading
from helgelandlegen.workbook.history import history
from tests.browser import workbooks
from tests.browser.axe import serious
from tests.browser.looking import cut_off, english, hard_to_read, nameless, seen
from tests.browser.workbooks import file, posts_of, report, report_with_three_mistakes, store_without_numbers
from tests.running import ROOT, Server, running_server, settle
from tests.workbook.making import book

PATIENCE = 20_000  # ms; a busy machine is no failure
OWN_PAGES = ("Last opp", "Historikk")
ONLY_THE_COORDINATOR = (
    "Denne siden er for koordinatoren. Åpne den med koordinatorens lenke, "
    "som står i vinduet der dashbordet ble startet."
)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a store without any numbers, for those who change it."""
    with running_server(store_without_numbers(tmp_path_factory.mktemp("workshop"))) as running:
        yield running


def figures(server: Server) -> dict[str, object]:
    """Today's figures by the command line, from the store that the server has open."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "HELGELANDLEGEN_"))}
    done = subprocess.run(
        [sys.executable, "-m", "helgelandlegen", "kpis", "--as-of", workbooks.TODAY.isoformat(), "--json"],
        cwd=ROOT, env=ours | {"HELGELANDLEGEN_STORE": str(server.store)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {figure["kpi"]: figure["value"] for figure in json.loads(done.stdout)}


def imported(server: Server) -> list[str]:
    """The file names of the imports that count, newest first."""
    chosen = programme.load()
    with reading(server.store / f"{chosen.name}.duckdb", chosen) as store:
        return [row["file_name"] for row in history(store) if row["withdrawn_at"] is None]


def choose(page: Page, content: bytes, name: str = "rapport.xlsx") -> None:
    """Chooses a file in the uploader."""
    page.set_input_files("input[type=file]", file(content, name))
    settle(page)


def follow(page: Page, name: str) -> None:
    """Follows a link of the menu; the coordinator's own pages are under one word."""
    link = page.locator("[data-testid=stTopNavLink]", has_text=name)
    if name in OWN_PAGES:
        page.locator("[data-testid=stTopNavSection]").click()
        page.locator("[data-testid=stTopNavDropdownLink]", has_text=name).click()
        expect(page.locator(".hl-heading-1", has_text=name)).to_be_visible(timeout=PATIENCE)
        settle(page)
        return
    link.click()
    expect(link).to_have_attribute("aria-current", "page", timeout=PATIENCE)
    # The menu shows the page one goes to before the server has begun with it.
    expect(page.locator(".hl-card .hl-value").first).to_be_visible(timeout=PATIENCE)
    settle(page)


def press(page: Page, name: str) -> None:
    """Presses a button."""
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def says(page: Page, *sentences: str) -> None:
    """Waits for boxes that begin with these sentences, and no others."""
    begin = [re.compile(rf"^\s*{re.escape(sentence)}") for sentence in sentences]
    expect(page.locator(".stAlert")).to_have_text(begin, timeout=PATIENCE)
    settle(page)


def findings(page: Page) -> list[str]:
    """The findings as they are read, one for each cause."""
    causes = page.locator(".st-key-hl_findings summary [data-testid=stMarkdownContainer]")
    return [" ".join(text.split()) for text in causes.all_inner_texts()]


def in_order(page: Page) -> None:
    """Fails for a word of English, what keeps somebody out, or pale words, on the page as it is now."""
    assert english(seen(page)) == []
    assert serious(page) + nameless(page) == []
    assert hard_to_read(page) == []


def values(page: Page) -> dict[str, str]:
    """What the first screen's cards show: title → value."""
    cards = page.locator(".hl-card", has=page.locator(".hl-value"))
    return {
        card.locator(".hl-title").inner_text(): card.locator(".hl-value b").inner_text().replace("\u00a0", " ")
        for card in cards.all()
    }


def test_from_the_demo_to_own_numbers_and_back(open_page: Callable[..., Page], tmp_path):
    with running_server(tmp_path) as server:
        page = open_page(server.link, size="1280")
        assert page.url == f"{server.url}/last-opp"
        press(page, "Fjern demodataene")
        expect(page.get_by_role("button", name="Velg filer", exact=True)).to_be_visible(timeout=PATIENCE)
        follow(page, "Oversikt")
        empty = values(page)
        assert set(empty.values()) == {"ingen tall"} and not page.locator(".hl-banner").count()

        follow(page, "Last opp")
        wrong, mistakes = report_with_three_mistakes()
        choose(page, wrong)
        says(page, "Filen kan ikke tas inn ennå. 3 feil må rettes, her eller i filen.")
        assert findings(page) == [
            f"✖ Stopp {sentence} – {sheet}, {column}, rad {row}" for sheet, row, column, sentence in mistakes
        ]
        in_order(page)
        with page.expect_download() as download:
            press(page, "Last ned listen (3 funn)")
        assert download.value.suggested_filename == "rapport – funn.xlsx"
        with page.expect_download() as download:
            press(page, "Last ned filen med merknader")
        assert download.value.suggested_filename == "rapport – med merknader.xlsx"
        assert page.get_by_role("button", name="Ta inn").count() == 0
        press(page, "Fjern filen")

        choose(page, report())
        says(page, "Filen kan tas inn. Gjelder Vega og Dønna. Rader: 13 nye.")
        page.get_by_text("Se endringene rad for rad").click()
        expect(page.get_by_text("Nye rader: 13")).to_be_visible()
        in_order(page)
        assert imported(server) == ["targets.csv"]
        press(page, "Ta inn")
        says(page, "Tatt inn som import 5. Du kan angre under «Historikk».")
        press(page, "Ferdig")

        follow(page, "Oversikt")
        shown, said = values(page), figures(server)
        counted = {
            "Ledige fastlegehjemler": ("vacant_posts", workbooks.VACANT),
            "Innbyggere på liste uten fast lege": ("inhabitants_without_gp", workbooks.WITHOUT_DOCTOR),
            "Varslede ledige hjemler neste seks måneder": ("announced_vacancies", workbooks.ANNOUNCED),
            "Ledige over ett år": ("long_term_vacant", workbooks.VACANT),
        }
        for title, (kpi, expected) in counted.items():
            assert int(re.sub(r"\D", "", shown[title])) == said[kpi] == expected, title
        assert shown["LIS1 i fast utdanningsløp"] == "50 %" and said["lis1_fixed_pathway"] == 0.5
        for title, kpi in (
            ("Kandidater i løp", "candidates_in_pipeline"),
            ("Ferdig spesialist på normert tid", "on_time_completion"),
        ):
            assert shown[title] == "ingen tall" and said[kpi] is None
        assert cut_off(page) == []

        follow(page, "Historikk")
        press(page, "Import 5")
        page.get_by_text("Se hva som skjer om import 5 trekkes tilbake").click()
        expect(page.get_by_role("button", name="Trekk tilbake import 5")).to_be_visible(timeout=PATIENCE)
        settle(page)
        in_order(page)
        press(page, "Trekk tilbake import 5")
        says(page, "Import 5 er trukket tilbake.")
        follow(page, "Oversikt")
        assert values(page) == empty
        page.close()  # it would miss its server


NO_WORKBOOKS = (
    (b"<html><table><tr><td>Vega</td></tr></table>", "a.xlsx", "Filen er en nettside (HTML)"),
    (b"", "b.xlsx", "Filen er tom. Lagre arbeidsboken på nytt, og last den opp igjen."),
    (book({"Ark1": [["a"], [1]]}), "c.xlsx", "Filen har ingen av arkene i malen, bare «Ark1»."),
    (b"%PDF-1.7\n" + bytes(2000), "d.xlsx", "Filen er en PDF, ikke en Excel-arbeidsbok."),
    (b"%PDF-1.7\n" + bytes(3000), "e.pdf", "Filen er en PDF, ikke en Excel-arbeidsbok."),
)


@pytest.mark.slow
def test_what_is_no_workbook_gets_a_sentence_and_changes_nothing(open_page: Callable[..., Page], workshop: Server):
    page = open_page(workshop.link)
    for content, name, sentence in NO_WORKBOOKS:
        choose(page, content, name)
        says(page, "Filen kan ikke tas inn")
        expect(page.locator(".st-key-hl_findings")).to_contain_text(sentence, timeout=PATIENCE)
        assert "Traceback" not in page.content() and not page.query_selector("[data-testid=stException]")
        assert page.get_by_role("button", name="Ta inn").count() == 0
        press(page, "Fjern filen")
    assert not {name for _, name, _ in NO_WORKBOOKS} & set(imported(workshop))


@pytest.mark.slow
def test_who_confirms_after_somebody_else_imported_sees_what_holds_now(
    open_page: Callable[..., Page], workshop: Server
):
    slow, quick = open_page(workshop.link), open_page(workshop.link)
    choose(slow, posts_of("Grane", 3), "senere.xlsx")
    says(slow, "Filen kan tas inn. Gjelder Grane. Rader: 3 nye.")
    choose(quick, posts_of("Grane", 2), "forst.xlsx")
    says(quick, "Filen kan tas inn.")
    press(quick, "Ta inn")
    says(quick, "Tatt inn som import")
    press(quick, "Ferdig")
    press(slow, "Ta inn")
    says(
        slow,
        "Databasen er endret mens du så på denne filen. Sammenligningen er gjort på nytt. Se over den, og",
        "Filen kan tas inn. Gjelder Grane. Rader: 1 ny.",
    )
    press(slow, "Ta inn")
    says(slow, "Tatt inn som import")
    press(slow, "Ferdig")
    assert imported(workshop)[:2] == ["senere.xlsx", "forst.xlsx"]


def test_a_reload_in_the_middle_finds_the_file_again(open_page: Callable[..., Page], workshop: Server):
    page = open_page(workshop.link)
    choose(page, posts_of("Bindal", 2), "bindal.xlsx")
    says(page, "Filen kan tas inn. Gjelder Bindal. Rader: 2 nye.")
    page.reload()
    settle(page)
    says(page, "Filen kan tas inn. Gjelder Bindal. Rader: 2 nye.")
    press(page, "Avbryt")
    expect(page.get_by_role("button", name="Ta inn")).to_have_count(0)


@pytest.mark.slow
def test_the_same_file_again_is_said_so_and_changes_nothing(open_page: Callable[..., Page], workshop: Server):
    page, content = open_page(workshop.link), posts_of("Hemnes", 2)
    choose(page, content, "hemnes.xlsx")
    press(page, "Ta inn")
    says(page, "Tatt inn som import")
    press(page, "Ferdig")
    choose(page, content, "en gang til.xlsx")
    says(page, "Denne filen er tatt inn før, som import ")
    expect(page.locator(".stAlert")).to_contain_text("Den endrer ingenting.")
    assert page.get_by_role("button", name="Ta inn").count() == 0
    assert imported(workshop)[0] == "hemnes.xlsx"


def test_a_visitor_of_the_meeting_finds_one_sentence_where_the_coordinator_works(open_page, server: Server):
    page = open_page(f"{server.url}/last-opp")
    says(page, ONLY_THE_COORDINATOR)
    menu = [screen.title for screen in SCREENS if not screen.coordinator]
    assert page.locator("[data-testid=stTopNavLink]").all_inner_texts() == menu
    assert not page.query_selector("input[type=file]") and not page.query_selector("[data-testid=stDownloadButton]")


def test_signing_out_closes_the_coordinators_pages(open_page: Callable[..., Page], server: Server):
    page = open_page(server.link)
    assert page.get_by_text("Koordinator ·").is_visible()
    page.get_by_role("link", name="Til skjermmodus").click()
    settle(page)
    assert not page.get_by_text("Koordinator ·").count()
    page.goto(f"{server.url}/historikk")
    settle(page)
    says(page, ONLY_THE_COORDINATOR)
