"""`make screens`: pictures of the pages on the demo data, into docs/screens/<page>-<width>-<theme>.png.

`python -m tests.screens oversikt historikk` takes only those pages.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.running import ROOT, SIZES, Server, launch_chromium, new_context, running_server, settle

FOLDER = ROOT / "docs" / "screens"


@dataclass(frozen=True)
class Screen:
    """One page. `address` is what follows the server's name; coordinator pages are opened by the coordinator's link."""

    name: str
    address: str
    coordinator: bool = False


SCREENS = (
    Screen("oversikt", "/"),
    Screen("ledige-hjemler", "/ledige-hjemler"),
    Screen("rekruttering", "/rekruttering"),
    Screen("utdanning", "/utdanning"),
    Screen("nokkeltall", "/nokkeltall"),
    Screen("ett-tall", "/nokkeltall?tall=vacant_posts"),
    Screen("ett-tall-personer", "/nokkeltall?tall=on_time_completion"),
    Screen("om-tallene", "/om-tallene"),
    Screen("last-opp", "/last-opp", coordinator=True),
    Screen("historikk", "/historikk", coordinator=True),
    Screen("grunnlag", "/grunnlag", coordinator=True),
)


def take(browser: Browser, server: Server, screen: Screen, size: str, theme: str) -> Path:
    """One picture of what a screen of that size shows without scrolling."""
    context = new_context(browser, size=size, theme=theme)
    page = context.new_page()
    if screen.coordinator:
        page.goto(server.link)
        settle(page)
    page.goto(server.url + screen.address)
    settle(page, quiet=0.6)
    path = FOLDER / f"{screen.name}-{size}-{theme}.png"
    page.screenshot(path=path, animations="disabled")
    context.close()
    return path


def main(names: list[str]) -> int:
    """Take the pictures of the named pages, or of all."""
    wanted = [screen for screen in SCREENS if not names or screen.name in names]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as store,
        running_server(Path(store)) as server,
    ):
        browser = launch_chromium(playwright)
        for screen in wanted:
            for size in SIZES:
                for theme in ("light", "dark"):
                    print(take(browser, server, screen, size, theme).relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
