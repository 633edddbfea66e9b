"""The whole meeting in a real browser, by keys alone: nothing scrolls or is cut off, and typing is only typing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import serious
from tests.browser.looking import (
    english,
    focused_looks,
    hard_to_read,
    nameless,
    overlapping,
    seen,
    speechless,
)
from tests.browser.test_coordinator import PATIENCE
from tests.running import Server, running_server, settle

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
        assert overlapping(page) + nameless(page) + english(seen(page)) == [], name
        assert serious(page) + speechless(page) + hard_to_read(page) == [], name
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


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the demo, to write in."""
    with running_server(tmp_path_factory.mktemp("meeting")) as running:
        yield running


def reach(page: Page, target: Locator, most: int = 60) -> None:
    """Tabs there; fails where the focus does not show on its way."""
    unseen: list[str] = []
    for _ in range(most):
        if target.evaluate("e => e === document.activeElement"):
            assert not unseen
            return
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body"):  # past the last one it begins anew
            name, shows = focused_looks(page)
            unseen += [] if shows else [name]
    raise AssertionError("the Tab key does not get there")


def has_focus(page: Page, name: str) -> None:
    """Waits until the focus is on the button of that name."""
    expect(page.get_by_role("button", name=name, exact=True)).to_be_focused(timeout=PATIENCE)


def test_the_coordinator_holds_the_whole_meeting_with_the_keyboard_alone(
    own_server: Server, open_page: Callable[..., Page]
):
    page = open_page(own_server.link, size="1280")
    page.goto(own_server.url)
    settle(page)
    page.evaluate("window.still_here = true")
    reach(page, page.get_by_role("link", name="Møte", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator(".hl-agenda button")).to_have_count(len(NAMES), timeout=PATIENCE)
    settle(page)

    reach(page, page.get_by_role("combobox", name="Møte"))
    page.keyboard.type("3. desember 2026")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("dato=2026-12-03"), timeout=PATIENCE)
    settle(page)
    whole = "() => document.fullscreenElement !== null"
    reach(page, page.get_by_role("button", name="Start møtet →"))
    page.keyboard.press("f")
    page.wait_for_function(whole)
    page.keyboard.press("Enter")
    step(page, NAMES[0])
    has_focus(page, f"{NAMES[1]} →")  # not lost with the button that was pressed

    for name in NAMES[1:7]:
        page.keyboard.press("ArrowRight")
        step(page, name)
    assert page.evaluate(whole) and page.evaluate(AMISS) == []
    summary = page.locator(".hl-step summary")
    reach(page, summary)
    page.keyboard.press("Enter")
    expect(page.locator(".hl-step .hl-table")).to_be_visible()
    assert serious(page) + overlapping(page) == []
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === null")

    page.keyboard.press("ArrowRight")
    step(page, NAMES[7])
    expect(summary).to_be_focused(timeout=PATIENCE)  # the same place on the next step
    assert page.evaluate(AMISS) == []
    field = page.get_by_label("Beslutning", exact=True)
    reach(page, field)
    page.keyboard.type("Kostnaden deles likt")
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("helt f")
    assert field.input_value() == "Kostnaden deleshelt f likt"  # arrows and letters are only typed
    reach(page, page.get_by_role("spinbutton", name=re.compile("Frist")).first)
    page.keyboard.type("15012027")
    page.keyboard.press("ArrowLeft")
    reach(page, page.get_by_role("button", name="Skriv inn"))
    page.keyboard.press("Enter")
    expect(page.locator(".hl-matters")).to_contain_text("Kostnaden deleshelt f likt", timeout=PATIENCE)
    expect(page.locator(".hl-matters")).to_contain_text("Frist 15. januar 2027", timeout=PATIENCE)
    step(page, NAMES[7])
    assert headline(page) == "Én sak til beslutning; den er avgjort." and page.evaluate(AMISS) == []
    assert page.evaluate("document.activeElement !== document.body")

    reach(page, page.get_by_role("button", name=f"{NAMES[8]} →"))
    page.keyboard.press("Enter")
    step(page, NAMES[8])
    has_focus(page, f"← {NAMES[7]}")  # the way on ends here
    for name in reversed(NAMES[:8]):
        page.keyboard.press("Enter")
        step(page, name)
    page.keyboard.press("Enter")
    expect(page.locator(".hl-agenda button")).to_have_count(len(NAMES), timeout=PATIENCE)
    settle(page)
    has_focus(page, "Start møtet →")
    reach(page, page.get_by_role("link", name="Avslutt"))
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-hl_overview")).to_be_visible(timeout=PATIENCE)
    assert page.locator(".stAppHeader").is_visible() and page.evaluate("window.still_here") is True
