"""Looking closer, and the one way back: what a mark of a drawing leads to, and where the visitor came from.

A mark says where it leads as a link does (figures/marks.py), from the page it stands on: a choice of the header,
another page, or both. Each step closer is kept; back restores the page with all that was chosen on it. The browser's
own back leads to the same places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from helgelandlegen.figures.marks import FIGURE
from helgelandlegen.figures.numbers import day
from helgelandlegen.figures.phrases import small
from helgelandlegen.privacy import Publication, catalogue
from helgelandlegen.subjects.choice import EVERYWHERE, Choice, in_words
from helgelandlegen.ui import filters, pick, style

MOST = 20  # steps that are kept
_TRAIL, _NOW, _GOTO, _PICKED = "look_trail", "look_now", "look_goto", "look_picked"


@dataclass(frozen=True)
class Place:
    """Where the visitor is: the page and its query, all that is chosen, and what each of them is called.

    `led` is the query that was asked for from there: on the way Streamlit shows it with the old page for a moment, and
    the browser's back stops at that.
    """

    page: str
    query: Mapping[str, str]
    chosen: Mapping[str, str]
    title: str = ""
    view: str = ""
    day: str = ""
    led: Mapping[str, str] | None = None


def draw(html: str, key: str) -> None:
    """Draws the HTML; `key` names its place. Its marks lead where they say."""
    pick.draw(html, key, take)


def listen(selector: str, key: str) -> None:
    """Makes the marks lead where they say in what `st.markdown` has drawn inside that CSS selector."""
    pick.listen(selector, key, take)


def take(reference: str, *, page: str = "", chosen: Mapping[str, str] | None = None) -> None:
    """Goes where a mark says. For callbacks: it runs before the page does.

    `page` is what the reference is read from, and `chosen` what holds there besides; without them the place where the
    visitor is. A reference that leads nowhere does nothing: it comes from the browser.
    """
    now: Place = st.session_state[_NOW]
    to = urlsplit(reference)
    said = dict(parse_qsl(to.query, keep_blank_values=True))
    target = to.path or page or now.page
    if to.scheme or to.netloc or target not in st.session_state["pages"]:
        return
    here = Place(now.page, st.query_params.to_dict(), filters.kept(), now.title, now.view, now.day)
    wanted = {**(here.chosen if chosen is None else chosen), **{k: v for k, v in said.items() if k in filters.NAMES}}
    wanted = {name: value for name, value in wanted.items() if value}
    query = {FIGURE: said[FIGURE]} if FIGURE in said else {}
    if target == here.page:
        query = {name: value for name, value in here.query.items() if name not in filters.NAMES} | query
    if (target, wanted, query.get(FIGURE)) == (here.page, here.chosen, here.query.get(FIGURE)):
        return
    query |= wanted
    _keep(here if target == here.page else replace(here, led=query))
    _go(target, query, wanted)


def back() -> None:
    """Goes back to where the visitor was. For callbacks."""
    trail = _trail()
    if trail:
        before = trail.pop()
        _go(before.page, before.query, before.chosen)


def follow() -> None:
    """Goes to the page that something picked leads to: the address can only change when the page runs."""
    goto = st.session_state.pop(_GOTO, None)
    if goto:
        page, query = goto
        st.switch_page(st.session_state["pages"][page], query_params=query)


def arrive(page: str) -> None:
    """Keeps the trail true, whatever way the visitor has come; before what is chosen is read from the address.

    By the browser's back to a place of the trail: what was chosen there holds again. By a link to a figure: back leads
    to where the link stood. By the menu: a new beginning.
    """
    query, trail = st.query_params.to_dict(), _trail()
    before: Place | None = st.session_state.get(_NOW)
    picked = st.session_state.pop(_PICKED, False)
    for number, place in enumerate(trail):
        if place.page == page and query in (place.query, place.led):
            filters.put(place.chosen)
            if query != place.query:
                st.query_params.from_dict(dict(place.query))
            del trail[number:]
            return
    if picked or before is None or (before.page, before.query.get(FIGURE)) == (page, query.get(FIGURE)):
        return
    if FIGURE in query:
        _keep(before)
    else:
        trail.clear()


def now(page: str, title: str, publication: Publication | None = None, choice: Choice | None = None) -> None:
    """Remembers where the visitor is; with what is chosen, where the page has the header."""
    query = st.query_params.to_dict()
    if query.get(FIGURE) in catalogue():
        title = f"«{catalogue()[query[FIGURE]].title}»"
    view = when = ""
    if publication and choice:
        view, when = in_words(publication.programme, choice), day(choice.as_of)
    st.session_state[_NOW] = Place(page, query, filters.kept(), title, view, when)


def back_button() -> bool:
    """The button that leads back, where there is somewhere to go back to; whether it is there."""
    trail, here = _trail(), st.session_state[_NOW]
    if not trail:
        return False
    st.button(style.plain(f"← Tilbake til {_called(trail[-1], here)} (Esc)"), key="hl_return", on_click=back)
    return True


def _called(before: Place, here: Place) -> str:
    """What the place before is called: by what differs from here."""
    if (before.page, before.title) != (here.page, here.title):
        return before.title
    if before.view != here.view:
        return small(before.view) if before.view.startswith(EVERYWHERE) else before.view
    return before.day if before.day != here.day else before.title


def _trail() -> list[Place]:
    found: list[Place] = st.session_state.setdefault(_TRAIL, [])
    return found


def _keep(place: Place) -> None:
    trail = _trail()
    trail.append(place)
    del trail[:-MOST]


def _go(page: str, query: Mapping[str, str], chosen: Mapping[str, str]) -> None:
    filters.put(chosen)
    st.session_state[_PICKED] = True
    if page == st.session_state[_NOW].page:
        st.query_params.from_dict(dict(query))
    else:
        st.session_state[_GOTO] = page, dict(query)
