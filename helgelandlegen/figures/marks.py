"""What can be picked in a drawing: where it leads and what that does, for the pointer, the keyboard and the ear.

Marks are an option of the drawing functions. They change nothing that is seen: without them the picture is the same.
The browser's part is ui/pick.js, the server's ui/look.py.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from html import escape, unescape

from helgelandlegen.figures import phrases

# In addresses: the date, the place and the figure that a page is about.
AS_OF, PLACE, FIGURE = "per", "sted", "tall"

_PAGE = re.compile(r"[a-z-]*")
_MARK = re.compile(r' data-pick="([^"]*)" role="\w+" tabindex="-?\d"(?: aria-current="true")? aria-label="[^"]*"')


@dataclass(frozen=True)
class To:
    """Where a mark leads, and what that does in words: «Vis kommunen».

    `reference` is read as a link's, from the page that the drawing stands on: «kommune?sted=1833» is another page,
    «?per=2026-09-17» a choice on this one, «#events:2,5» these rows of the first table of its panel `events`.
    """

    reference: str
    does: str

    @property
    def role(self) -> str:
        """What it is to a screen reader: a link to another page, or a button that does something on this one."""
        return "link" if _PAGE.match(self.reference)[0] else "button"  # type: ignore[index]


def day(when: date) -> To:
    """To the same page on another date."""
    return To(f"?{AS_OF}={when.isoformat()}", "Velg datoen")


def place(name: str, does: str = "Vis kommunen", *, page: str = "") -> To:
    """To the same page or another about a place, as addresses call it (a municipality's number); empty for all."""
    return To(f"{page}?{PLACE}={name}", does)


def figure(name: str, does: str = "Vis nøkkeltallet", *, as_of: date | None = None) -> To:
    """To a figure's own page, there or on another date, with the rows behind it where they may be seen."""
    return To(f"nokkeltall?{FIGURE}={name}" + (f"&{AS_OF}={as_of.isoformat()}" if as_of else ""), does)


def rows(panel: str, numbers: Iterable[int], does: str, *, table: int = 0) -> To:
    """To some rows (from 0) of a panel's table: the first, or the one of that number."""
    listed = ",".join(map(str, numbers))
    return To(f"#{panel}{f'.{table}' if table else ''}:{listed}", does)


def attributes(to: To | None, words: str, *, current: bool = False) -> str:
    """The attributes of an element that can be picked and says the words; none where it leads nowhere."""
    if to is None:
        return ""
    here = ' aria-current="true"' if current else ""
    return (
        f' data-pick="{_one_line(to.reference)}" role="{to.role}" tabindex="-1"{here}'
        f' aria-label="{_one_line(words).rstrip(".")}. {_one_line(to.does)}"'
    )


def title(words: str, to: To | None = None) -> str:
    """What pointing at a mark says: its words, and on a line of its own what picking it does."""
    return f"<title>{_one_line(words)}{chr(10) + _one_line(to.does) if to else ''}</title>"


def framed(body: str, *, last: bool = False) -> tuple[str, str]:
    """The role of a drawing and what stands in it: a picture, or a group of marks.

    The Tab key comes to one mark of a group, that of the place one is at or else the first (or the `last`); from there
    the arrows lead on.
    """
    places = [found.start() for found in re.finditer(' role="[a-z]+" tabindex="-1"', body)]
    if not places:
        return "img", body
    current = body.find(' tabindex="-1" aria-current')
    place = current if current >= 0 else places[-1 if last else 0]
    return "group", body[:place] + body[place:].replace('tabindex="-1"', 'tabindex="0"', 1)


def button(to: To, words: str) -> str:
    """The words as a button among HTML text, in the style sheet's quiet form of a link."""
    return f'<button type="button" class="hl-pick" data-pick="{_one_line(to.reference)}">{_one_line(words)}</button>'


def kept(html: str, pages: Container[str]) -> str:
    """A drawing that was stored, with those of its marks whose page (empty: its own) there still is.

    Rows may be others by now: a mark of rows leads to their table.
    """

    def one(found: re.Match[str]) -> str:
        page = _PAGE.match(unescape(found[1]))
        return re.sub(r'(#[\w.]+):[\d,]*"', r'\1"', found[0]) if page and page[0] in pages else ""

    drawn = _MARK.sub(one, html)
    if drawn != html and ' data-pick="' not in drawn:
        drawn = re.sub(r"\n[^<]*</title>", "</title>", drawn.replace(' role="group"', ' role="img"', 1))
    return drawn if ' tabindex="0" ' in drawn else framed(drawn)[1]


def _one_line(words: str) -> str:
    return escape(phrases.one_line(words).strip())
