"""What a reader sees and hears of a page, asked of the browser itself (the questions stand in looking.js)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page, expect

from helgelandlegen.figures import colours
from helgelandlegen.privacy import catalogue


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
    r"|select|choose|option|press|enter|search|loading|close|open|add|remove|help|error|please|clear|the|and|of|pages?"
    r"|date|day|month|year|yyyy|previous|next|no results|skip|main|content|view|show|hide|copy|true|false|undefined)"
    r"(?![\w.-])",
    re.IGNORECASE,
)
# Names of columns and of Python's things. The figures' codes are meant to be read: the workbook asks for them.
SYSTEM = re.compile(r"[a-z]_[a-z]|[{}]|\b(Traceback|Exception|[A-Za-z]+Error)\b")
CODES = frozenset(catalogue())
# What Streamlit itself says to screen readers, in English whatever the page's language: nothing of it can be set.
STREAMLITS_OWN = {
    "the link past the menu (style.css draws Norwegian over it)": "Skip to main content",
    "the menu's name": "App pages",
    "the field of a list to choose from": "Choose an option",
    "the button that unfolds it": "Open",
    "the button beside a date, and its calendar": r"Choose date(, .+)?",
    "the parts of a date": r"(day|month|year), .+",
    "the question mark beside a field": r"Help for .+",
}


def english(texts: list[str]) -> list[str]:
    """The texts with an English word or a system's word in them."""
    return [text for text in texts if ENGLISH.search(text) or (SYSTEM.search(text) and text not in CODES)]


def streamlits_own(texts: list[str]) -> tuple[set[str], list[str]]:
    """English texts: which of Streamlit's own are among them (their keys), and those that are nobody's."""
    own = {what: re.compile(said) for what, said in STREAMLITS_OWN.items()}
    found = {what for what, said in own.items() if any(map(said.fullmatch, texts))}
    return found, [text for text in texts if not any(said.fullmatch(text) for said in own.values())]


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


def hard_to_read(page: Page) -> list[str]:
    """Each text of the page with too little contrast, in the theme it is shown in and in the other, where it is left."""
    found = _pale(page)
    turn(page)
    return found + _pale(page)


def turn(page: Page) -> None:
    """Changes to the other theme, as when the system does."""
    other: Literal["light", "dark"] = "light" if theme(page) == "dark" else "dark"
    page.emulate_media(color_scheme=other)
    expect(page.locator(".stApp")).to_have_css("background-color", THEMES[other], timeout=20_000)


def theme(page: Page) -> str:
    """The theme the page is shown in: light or dark."""
    return "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"


def _pale(page: Page) -> list[str]:
    return [f"{theme(page)} {ratio}: {text}" for ratio, text in _ask(page, "pale", ENOUGH)]


def speechless(page: Page) -> list[str]:
    """The drawings whose text alternative does not say what they show.

    It is made of sentences, holds a number or says that there is none, names its card's figure, and together with its
    neighbours in a panel has the numbers of the panel's first clause.
    """
    wrong = []
    for name, frame, title, beside in _ask(page, "drawings"):
        sentence = len(name.split()) > 3 and name.endswith((".", "!", "?")) and re.search(r"\d|[Ii]ngen", name)
        numbers = set(re.findall(r"\d+(?:[ ,]\d+)*", re.split(r"[.:] (?=[A-ZÆØÅ«])|; |, ", title)[0]))
        told = name.startswith(title) if frame == "card" else all(number in beside for number in numbers)
        if not (sentence and told):
            wrong.append(f"{title}: {name[:120]}")
    return wrong


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
