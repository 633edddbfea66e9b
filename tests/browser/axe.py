"""What axe-core finds on a page that keeps somebody from using it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WHAT_COUNTS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
    # It takes two seconds a page and gives up on most texts; `hard_to_read` measures every one, in both themes.
    "rules": {"color-contrast": {"enabled": False}},
}
SERIOUS = ("serious", "critical")
# Findings that are Streamlit's and not ours, by rule and the elements it may name; each with the reason.
STREAMLITS_OWN = {
    # Its English word cannot be set. style.css takes it out and writes «Velg filer», which browsers read aloud (a test
    # of the coordinator's way asks for the button by that name), but axe does not read what a style sheet writes.
    ("button-name", "[data-testid=stFileUploaderDropzone] > span > button"),
}


def serious(page: Page) -> list[str]:
    """Serious and critical findings in our own markup, in the theme that is shown: rule, element and what is missing.

    Of contrast it says nothing: that is `hard_to_read`'s.
    """
    found = Axe().run(page, options=WHAT_COUNTS).response["violations"]
    return [
        f"{rule['id']}: {element['html'][:160]} {element['failureSummary']}"
        for rule in found
        if rule["impact"] in SERIOUS
        for element in rule["nodes"]
        if not _is_streamlits(page, rule["id"], element)
    ]


def _is_streamlits(page: Page, rule: str, element: Any) -> bool:
    matches = "([place, own]) => !!document.querySelector(place)?.matches(own)"
    return any(
        rule == its_rule and page.evaluate(matches, [element["target"][-1], own]) for its_rule, own in STREAMLITS_OWN
    )
