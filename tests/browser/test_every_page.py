"""Every page, in both themes: it keeps nobody out, every word is Norwegian, and no other machine is asked.

That no page asks another host, or complains in its console, is what `open_page` fails for (conftest.py).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from playwright.sync_api import Browser, Page

from app import SCREENS
from tests.browser.axe import serious
from tests.browser.looking import (
    STREAMLITS_OWN,
    THEMES,
    english,
    hard_to_read,
    headings,
    nameless,
    seen,
    speechless,
    spoken,
    streamlits_own,
    theme,
)
from tests.running import Server, new_context, settle

# The meeting's steps are looked at where they are walked through (test_meeting.py).
EVERY_PAGE = ["/", *(f"/{screen.address}" for screen in SCREENS[1:])]
BEHIND_THEM = [
    "/nokkeltall?tall=vacant_posts",
    "/nokkeltall?tall=on_time_completion",
    "/grunnlag?tall=retention_24m",
    "/kommune?sted=1833",
    "/mote?dato=2026-12-03&steg=8",
]


def troubles(page: Page) -> dict[str, object]:
    """What is wrong with the page as it is shown now; leaves it in the other theme."""
    assert page.get_attribute("html", "lang") == "nb" and page.query_selector("[data-testid=stException]") is None
    levels = [level for level, _ in headings(page)]
    found = {
        "axe": serious(page),
        "English": english(seen(page)),
        "without a name": nameless(page),
        "headings": levels[0] != 1 or any(b > a + 1 for a, b in pairwise(levels)),
        "drawings": speechless(page),
        "hard to read": hard_to_read(page),
    }
    return {what: wrong for what, wrong in found.items() if wrong}


def test_every_page_is_for_everybody_in_both_themes_and_asks_no_other_machine(
    server: Server, open_page: Callable[..., Page]
):
    page = open_page(server.link, size="1280", theme="dark")
    wrong: dict[str, object] = {}
    loaded_in, said = set(), set()
    for address in EVERY_PAGE + BEHIND_THEM:
        page.goto(server.url + address)
        settle(page)
        loaded_in.add(theme(page))
        own, strange = streamlits_own(english(spoken(page)))
        said |= own
        wrong[address] = troubles(page) | ({"English to screen readers": strange} if strange else {})
    assert not {address: found for address, found in wrong.items() if found}
    # Each is left in the other theme, in which the next one is loaded.
    assert loaded_in == set(THEMES)
    # What Streamlit no longer says in English is struck from its list.
    assert said == set(STREAMLITS_OWN)


BROKEN = """<html lang="nb"><title>Side</title><style>
.stApp { color-scheme: light dark; background: light-dark(#f5f4f0, #0f1419); color: #767676 }
h1 { color: light-dark(#17212b, #eaeff4) }
</style><main class="stApp"><h1>Tittel</h1><h3>Choose a file</h3><input>
<section class="hl-panel"><div class="hl-title">Rana har flest: 6 av 30. Ledig i 5</div>
<svg role="img" aria-label="Kart"><rect width="99" height="40" fill="#fff"/><text y="20" fill="#eee">hvitt</text></svg>
</section></main></html>"""


def test_what_is_looked_for_is_found_on_a_page_made_for_it(browser: Browser):
    with new_context(browser) as context:
        page = context.new_page()
        page.set_content(BROKEN)
        found: dict[str, Any] = troubles(page)
    assert set(found) == {"axe", "English", "without a name", "headings", "drawings", "hard to read"}
    assert [line.split(":")[0] for line in found["axe"]] == ["label"]
    assert found["drawings"] == ["Rana har flest: 6 av 30. Ledig i 5: Kart"]
    # Grey on the light page and on the dark one, and almost white on white: 1.05 / (0.855 + 0.05) = 1.16.
    assert [line.split(" ")[0] for line in found["hard to read"]] == ["light"] * 3 + ["dark"] * 3
    assert found["hard to read"][2] == "light 1.16: hvitt"
