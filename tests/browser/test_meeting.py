"""The whole meeting in a real browser, by keys alone: nothing scrolls or is cut off, and typing is only typing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import english, hard_to_read, nameless, overlapping, seen, spoken
from tests.browser.test_coordinator import PATIENCE
from tests.running import Server, running_server, settle

STREAMLITS_OWN = "Skip to main content"  # said in Norwegian by style.css, which draws over it
NAMES = ["Siden sist", "Ledige hjemler", "Rekruttering", "Utdanning", "Milepæler", "Risiko", "Økonomi",
         "Saker til beslutning", "Oppfølging"]  # fmt: skip
# What lies outside the window or its own box, and whether the page can be scrolled.
AMISS = """() => {
  const found = [], main = document.querySelector('[data-testid=stMain]');
  if (main.scrollHeight > innerHeight + 1 || document.documentElement.scrollWidth > innerWidth) found.push('scrolls');
  for (const one of document.querySelectorAll('.hl-step h1, .hl-step > ul li, .hl-drawing svg, .hl-matters li,'
      + ' .hl-under > *, .st-key-hl_meeting_foot button, .st-key-hl_meeting_bar a, .hl-agenda button,'
      + ' .st-key-hl_writing')) {
    const box = one.getBoundingClientRect();
    if (!box.width || box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1)
      found.push(`outside: ${one.tagName} ${(one.textContent || '').slice(0, 40)}`);
    if (one.scrollWidth > one.clientWidth + 2 && one.tagName !== 'svg')
      found.push(`cut: ${one.textContent.slice(0, 40)}`);
  }
  const drawing = document.querySelector('.hl-drawing'), under = document.querySelector('.hl-under');
  if (drawing && under && drawing.scrollHeight > drawing.clientHeight + 2) found.push('the drawing has no room');
  return found;
}"""


def step(page: Page, name: str) -> None:
    """Waits for the step of that name."""
    expect(page.locator(".hl-where b")).to_have_text(name, timeout=PATIENCE)
    settle(page)


def headline(page: Page) -> str:
    return page.locator(".hl-step h1").inner_text()


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ("1280", "light"),
        pytest.param("1280", "dark", marks=pytest.mark.slow),
        pytest.param("1920", "light", marks=pytest.mark.slow),
    ],
)
def test_the_whole_meeting_is_driven_by_the_arrow_keys(
    server: Server, open_page: Callable[..., Page], size: str, theme: str
):
    page = open_page(f"{server.url}/mote", size=size, theme=theme)
    expect(page.locator(".hl-agenda button")).to_have_count(len(NAMES))
    assert page.evaluate(AMISS) == [] and not page.locator(".stAppHeader").is_visible()
    messages = []
    for name in NAMES:
        page.keyboard.press("ArrowRight")
        step(page, name)
        assert page.evaluate(AMISS) == [], name
        assert overlapping(page) == [] and nameless(page) == [] and english(seen(page)) == []
        messages.append(headline(page))
        assert page.locator(".hl-say").text_content() == messages[-1]
        assert re.search(r"\d|Ingen|Én|Ett|To|Tre|Fire|Fem|Seks|Sju|Åtte|Ni|Ti", messages[-1])
    assert len(set(messages)) == len(NAMES)
    page.keyboard.press("ArrowRight")  # there is nothing after the last step
    settle(page)
    assert headline(page) == messages[-1]
    for name in reversed(NAMES[:-1]):
        page.keyboard.press("ArrowLeft")
        step(page, name)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".hl-agenda button")).to_have_count(len(NAMES), timeout=PATIENCE)


@pytest.mark.slow
def test_a_presenters_keys_turn_the_pages_too(server: Server, open_page: Callable[..., Page]):
    page = open_page(f"{server.url}/mote?steg=2", size="1280")
    page.keyboard.press("PageDown")
    step(page, "Rekruttering")
    page.keyboard.press("PageUp")
    step(page, "Ledige hjemler")


@pytest.mark.slow
def test_the_whole_screen_is_a_key_and_a_button_away(server: Server, open_page: Callable[..., Page]):
    page = open_page(f"{server.url}/mote?steg=2", size="1280")
    whole = "() => document.fullscreenElement !== null"
    page.keyboard.press("f")
    page.wait_for_function(whole)
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === null")
    page.get_by_role("button", name="Hele skjermen").click()
    page.wait_for_function(whole)


def test_every_word_can_be_read_in_both_themes(server: Server, open_page: Callable[..., Page]):
    page = open_page(f"{server.url}/mote?steg=9", size="1280")
    assert hard_to_read(page, ".hl-step h1", ".hl-where", ".hl-matters *", ".hl-under *", ".hl-nth", "button p") == {}
    assert english([text for text in spoken(page) if text != STREAMLITS_OWN]) == []


def test_the_table_behind_a_step_opens_over_it_and_the_meeting_is_left_by_a_link(
    server: Server, open_page: Callable[..., Page]
):
    page = open_page(f"{server.url}/mote?steg=2", size="1280")
    page.get_by_text("Tabell", exact=True).click()
    expect(page.locator(".hl-step .hl-table")).to_be_visible()
    page.get_by_role("link", name="Avslutt").click()
    expect(page.locator(".st-key-hl_overview")).to_be_visible(timeout=PATIENCE)
    assert page.locator(".stAppHeader").is_visible()


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the demo, to write in."""
    with running_server(tmp_path_factory.mktemp("meeting")) as running:
        yield running


def test_a_decision_is_written_by_keys_while_arrows_move_in_the_text(
    own_server: Server, open_page: Callable[..., Page]
):
    page = open_page(own_server.link, size="1280")
    page.goto(f"{own_server.url}/mote?dato=2026-12-03&steg=8")
    settle(page)
    assert page.evaluate(AMISS) == [] and nameless(page) == []
    field = page.get_by_label("Beslutning", exact=True)
    field.click()
    page.keyboard.type("Kostnaden deles likt")
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("helt ")
    assert field.input_value() == "Kostnaden deleshelt  likt"
    step(page, "Saker til beslutning")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Skriv inn").click()
    expect(page.locator(".hl-matters")).to_contain_text("Kostnaden deleshelt likt", timeout=PATIENCE)
    settle(page)
    assert headline(page) == "Én sak til beslutning; den er avgjort." and page.evaluate(AMISS) == []
