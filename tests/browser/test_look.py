"""A closer look in the browser: a tile, a bar, a course's dot and a meeting's drawing, and one key back from each."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.running import Server, settle

PATIENCE = 20_000
DAY = "per=2026-09-17"


def arrived(page: Page, address: str, back: str = "") -> None:
    """Waits for the address, and for the button that leads back with those words, or for none."""
    page.wait_for_url(address, timeout=PATIENCE)
    button = page.locator(".st-key-hl_return button")
    if back:
        expect(button).to_have_text(f"← Tilbake til {back} (Esc)", timeout=PATIENCE)
    else:
        expect(button).to_have_count(0, timeout=PATIENCE)
    settle(page)


def test_what_is_picked_in_a_drawing_opens_and_one_key_leads_back_to_the_same_place(
    open_page: Callable[..., Page], server: Server
):
    page = open_page(f"{server.url}/?{DAY}", size="1280")
    page.evaluate("window.still_here = true")
    start = page.url

    # A tile: the municipality's page, and Escape back; once more, and the browser's own back.
    page.locator('.hl-tiles [data-pick="kommune?sted=1833"]').click()
    arrived(page, f"{server.url}/kommune?{DAY}&sted=1833", "Oversikt")
    expect(page.locator(".hl-place b")).to_have_text("Rana")
    page.keyboard.press("Escape")
    arrived(page, start)
    page.locator('.hl-tiles [data-pick="kommune?sted=1824"]').click()
    arrived(page, f"{server.url}/kommune?{DAY}&sted=1824", "Oversikt")
    page.go_back()
    arrived(page, start)
    expect(page.locator(".st-key-hl_header .stPopover button").first).to_contain_text("Alle kommuner")

    # By the keyboard: from a tile to the one below it, and the page is about that one alone; the focus stays.
    page.goto(f"{server.url}/ledige-hjemler?{DAY}")
    settle(page)
    page.evaluate("window.still_here = true")
    start, sentence = page.url, page.locator(".hl-opening p").first.inner_text()
    page.locator('#panel-map [data-pick="?sted=1833"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    arrived(page, f"{start}&sted=1832", "alle kommuner")
    expect(page.locator(".hl-opening p").first).not_to_have_text(sentence)
    expect(page.locator('#panel-map [data-pick="?sted="]')).to_be_focused()
    page.keyboard.press("Backspace")
    arrived(page, start)
    expect(page.locator(".hl-opening p").first).to_have_text(sentence)

    # A dot of the course: its date; the button leads back as the key does.
    page.locator('#panel-course [data-pick="?per=2023-01-31"] > path').click(force=True)
    arrived(page, f"{server.url}/ledige-hjemler?per=2023-01-31", "17. september 2026")
    page.locator(".st-key-hl_return button").click()
    arrived(page, start)

    # A bar: the rows behind it on this page, and back to where it stands in the window.
    bar = page.locator("#panel-forms [data-pick]").first
    many = int((bar.get_attribute("aria-label") or "").split(": ")[1].split()[0])
    bar.scroll_into_view_if_needed()
    bar.click()
    rows = page.locator("#panel-rows tbody tr:visible")
    expect(rows).to_have_count(many)
    expect(rows.first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(bar).to_be_focused()
    expect(bar).to_be_in_viewport()
    assert page.locator("#panel-rows tbody tr").count() > many and page.url == start
    assert page.locator("#panel-rows tbody tr[hidden]").count() == 0

    # A drawing far down leads to another page; back is where it stands.
    bar = page.locator("#panel-fill [data-pick]").last
    bar.scroll_into_view_if_needed()
    bar.click()
    arrived(page, "**/nokkeltall?*tall=time_to_fill*", "Ledige hjemler")
    page.keyboard.press("Escape")
    arrived(page, start)
    expect(page.locator("#panel-fill [data-pick]").last).to_be_in_viewport()
    assert page.evaluate("window.still_here") is True

    # A meeting: the subject's page with the meeting's dates and the rows that were picked; the same step again.
    step = f"{server.url}/mote?dato=2026-09-17&steg=6"
    page.goto(step)
    settle(page)
    page.locator(".hl-step [data-pick]").nth(1).click()
    arrived(page, f"{server.url}/prosjekt?{DAY}&mot=2026-05-21", "møtet")
    expect(page.locator("#panel-answers tbody tr:visible")).to_have_count(1)
    expect(page.locator(".st-key-hl_return button")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".hl-where b")).to_have_text("Risiko", timeout=PATIENCE)
    assert page.url == step
    page.keyboard.press("ArrowRight")
    expect(page.locator(".hl-where b")).to_have_text("Økonomi", timeout=PATIENCE)
