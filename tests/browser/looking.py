"""What a reader sees and hears of a page, asked of the browser itself (the questions stand in looking.js)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page, expect

from helgelandlegen.figures import colours


def _rgb(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


_QUESTIONS = Path(__file__).with_name("looking.js").read_text(encoding="utf-8").partition("\n")[2]

ENOUGH = 4.5  # also for small print (WCAG 1.4.3)
# The page's own colour tells that the browser has changed its theme.
THEMES: dict[Literal["light", "dark"], str] = {"light": _rgb(colours.PAGE.light), "dark": _rgb(colours.PAGE.dark)}
# Words of Streamlit's, of Python's and of browsers'. Some are Norwegian too (null, for, fil) and left out.
ENGLISH = re.compile(
    r"(?<![\w«.-])(browse|drag|drop|upload|limit|files?|download|rerun|running|settings|not found|none|nan|dataframe"
    r"|select|choose|option|press|enter|search|loading|close|open|add|remove|help|error|please|clear|the|and|of|page"
    r"|date|day|month|year|previous|next|no results|skip|main|content|view|show|hide|copy|true|false|undefined)"
    r"(?![\w.-])",
    re.IGNORECASE,
)


def english(texts: list[str]) -> list[str]:
    """The texts with an English word in them."""
    return [text for text in texts if ENGLISH.search(text)]


def seen(page: Page) -> list[str]:
    """Every text that is visible on the page, scrolled to or not; SQL and icons left out."""
    return list(_ask(page, "seen"))


def spoken(page: Page) -> list[str]:
    """What a screen reader says beyond the visible text."""
    return list(_ask(page, "spoken"))


def cut_off(page: Page) -> list[str]:
    """What is wrong with the first screen's layout: text cut off, cards that overlap or leave the window, scrolling."""
    return list(_ask(page, "cutOff"))


def amiss(page: Page) -> list[str]:
    """What is wrong with a subject screen's layout: sideways scrolling, its beginning not in view, text that leaves."""
    return list(_ask(page, "subject"))


def too_wide(page: Page) -> list[str]:
    """The tables of the panels, the folded ones left out, that have to be scrolled sideways."""
    return list(_ask(page, "tooWide"))


def out_of_tile(page: Page) -> list[str]:
    """The words on the tile map that leave their tile."""
    return list(_ask(page, "outOfTile"))


def overlapping(page: Page) -> list[str]:
    """Texts that lie over each other in a drawing of a panel."""
    return list(_ask(page, "overlapping"))


def hard_to_read(page: Page, *selectors: str) -> dict[str, tuple[float, str]]:
    """What has too little contrast in the light theme or in the dark one: theme and selector → contrast and text."""
    found: dict[str, tuple[float, str]] = {}
    for theme, background in THEMES.items():
        page.emulate_media(color_scheme=theme)
        expect(page.locator(".stApp")).to_have_css("background-color", background, timeout=20_000)
        found |= {f"{theme} {name}": worst for name, worst in contrasts(page, *selectors).items() if worst[0] < ENOUGH}
    page.emulate_media(color_scheme="light")
    return found


def contrasts(page: Page, *selectors: str) -> dict[str, tuple[float, str]]:
    """For each selector that finds something the lowest contrast of its texts, and which text that is."""
    return {name: (ratio, text) for name, (ratio, text) in _ask(page, "contrasts", list(selectors)).items()}


def nameless(page: Page) -> list[str]:
    """Pictures, fields, buttons and links without an accessible name."""
    return list(_ask(page, "nameless"))


def headings(page: Page) -> list[tuple[int, str]]:
    """Level and text of each heading, in order."""
    return [(level, text) for level, text in _ask(page, "headings")]


def focused_looks(page: Page) -> tuple[str, bool]:
    """The focused element's name, and whether it looks otherwise than without the focus."""
    name, differs = _ask(page, "focusedLooks")
    return name, differs


def _ask(page: Page, question: str, about: Any = None) -> Any:
    return page.evaluate(f"about => {_QUESTIONS.strip()}.{question}(about)", about)
