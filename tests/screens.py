"""`make screens`: pictures of the pages on the demo data, into docs/screens/<page>-<width>-<theme>.png.

`python -m tests.screens oversikt historikk` takes only those pages; `--every` takes each at both sizes and in both
themes, of which fewer are kept here.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.running import ROOT, SIZES, Server, launch_chromium, new_context, running_server, settle

FOLDER = ROOT / "docs" / "screens"


Looks = tuple[tuple[str, str], ...]
SMALL: Looks = (("1280", "light"),)
BOTH: Looks = (("1280", "light"), ("1280", "dark"))
EVERY: Looks = tuple((size, theme) for size in SIZES for theme in ("light", "dark"))
STEPS = ("siden-sist", "ledige-hjemler", "rekruttering", "utdanning", "milepaeler", "risiko", "okonomi", "saker",
         "oppfolging")  # fmt: skip


@dataclass(frozen=True)
class Screen:
    """One page. `address` is what follows the server's name; coordinator pages are opened by the coordinator's link.

    `looks` are the sizes and themes of the pictures that are kept; `--every` takes them in all.
    """

    name: str
    address: str
    coordinator: bool = False
    looks: Looks = SMALL


SCREENS = (
    Screen("oversikt", "/", looks=EVERY),
    Screen("mote", "/mote", looks=BOTH),
    *(Screen(f"mote-{n}-{name}", f"/mote?steg={n}", looks=BOTH) for n, name in enumerate(STEPS, 1)),
    Screen("mote-8-saker-koordinator", "/mote?dato=2026-12-03&steg=8", coordinator=True),
    Screen("endringer", "/endringer"),
    Screen("ledige-hjemler", "/ledige-hjemler"),
    Screen("rekruttering", "/rekruttering"),
    Screen("utdanning", "/utdanning"),
    Screen("prosjekt", "/prosjekt"),
    Screen("maloppnaelse", "/maloppnaelse"),
    Screen("kommune", "/kommune"),
    Screen("kommune-en", "/kommune?sted=1833"),
    Screen("nokkeltall", "/nokkeltall"),
    Screen("ett-tall", "/nokkeltall?tall=vacant_posts"),
    Screen("ett-tall-personer", "/nokkeltall?tall=on_time_completion"),
    Screen("om-tallene", "/om-tallene"),
    Screen("rapportering", "/rapportering", coordinator=True),
    Screen("moter", "/moter", coordinator=True),
    Screen("notat", "/notat", coordinator=True),
    Screen("last-opp", "/last-opp", coordinator=True),
    Screen("historikk", "/historikk", coordinator=True),
    Screen("kjent-da", "/slik-det-var-kjent", coordinator=True),
    Screen("grunnlag", "/grunnlag", coordinator=True),
    Screen("endringer-alle-tall", "/endringer-grunnlag", coordinator=True),
    Screen("sikkerhetskopi", "/sikkerhetskopi", coordinator=True),
)


def take(page: Page, server: Server, screen: Screen, look: tuple[str, str]) -> Path:
    """One picture of what a screen of that size shows without scrolling."""
    page.goto(server.url + screen.address)
    settle(page, quiet=0.6)
    path = FOLDER / f"{screen.name}-{'-'.join(look)}.png"
    page.screenshot(path=path, animations="disabled")
    return path


def main(asked: list[str]) -> int:
    """Take the pictures of the named pages, or of all."""
    names = [name for name in asked if name != "--every"]
    wanted = [screen for screen in SCREENS if not names or screen.name in names]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as store,
        running_server(Path(store)) as server,
    ):
        browser = launch_chromium(playwright)
        for look in EVERY:
            for coordinator in (False, True):
                here = [s for s in wanted if s.coordinator is coordinator and (look in s.looks or "--every" in asked)]
                with new_context(browser, size=look[0], theme=look[1]) as context:
                    page = context.new_page()
                    if coordinator and here:
                        page.goto(server.link)
                        settle(page)
                    for screen in here:
                        print(take(page, server, screen, look).relative_to(ROOT), flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
