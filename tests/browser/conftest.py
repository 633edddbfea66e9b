"""A browser on the real server. A page that asks another machine, or complains in its console, fails its test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.running import ROOT, Server, launch_chromium, new_context, running_server, settle


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these are browser tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server with a store of its own, started once: tests that change the store start their own."""
    if not (ROOT / "app.py").exists():
        pytest.skip("there is no app.py yet")
    with running_server(tmp_path_factory.mktemp("store")) as running:
        yield running


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a fresh browser and waits until it has settled: `open_page(url, size="1280", theme="dark")`.

    At the end the test fails if any page asked another host than this machine, met a refused request, or wrote an
    error to its console.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_it(url: str, *, size: str = "1920", theme: str = "light") -> Page:
        context = new_context(browser, size=size, theme=theme)
        contexts.append(context)
        page = context.new_page()
        watch(page, complaints)
        page.goto(url)
        settle(page)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def page(open_page: Callable[..., Page], server: Server) -> Page:
    """The first screen of the app, settled, 1920×1080, light."""
    return open_page(server.url)


def watch(page: Page, complaints: list[str]) -> None:
    """Write down every request to another host than 127.0.0.1, every console error and every script error."""

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            complaints.append(f"asked for {url}")

    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda socket: asked(socket.url))
    page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))


def _is_complaint(message: ConsoleMessage) -> bool:
    # On an address like /oversikt Streamlit first tries whether the app lives below it; the 404 is its answer.
    looking = re.search(r"/[a-z-]+/_stcore/(health|host-config)$", message.location.get("url", ""))
    return message.type == "error" and not looking
