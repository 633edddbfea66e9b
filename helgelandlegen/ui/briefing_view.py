"""Choosing a briefing: for whom, of what, which sections, and the coordinator's own words to each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from helgelandlegen.briefing import order as orders
from helgelandlegen.briefing.facts import LONGEST_COMMENT, Briefing, Reader, Section, Wishes
from helgelandlegen.briefing.order import Order
from helgelandlegen.errors import PlainError
from helgelandlegen.figures.numbers import day
from helgelandlegen.ui import cache, frame, meeting, style
from helgelandlegen.ui.history_view import moment

READERS = {
    Reader.STEERING: "Styringsgruppen", Reader.OSO: "OSO og Helsefellesskap", Reader.MUNICIPALITY: "Én kommune",
}  # fmt: skip
CHOSEN = "briefing"  # what is chosen, kept while the session lasts: a change of page takes the widgets' own state
OWN = "Datoene øverst på siden"
COMMENT_HEIGHT = 110  # px


def order() -> Order:
    """The fields for whom the briefing is and what it is of."""
    reader = _kept("reader", Reader.STEERING, lambda key: st.selectbox(
        "Til", list(READERS), format_func=READERS.__getitem__, key=key))  # fmt: skip
    place = _place() if reader is Reader.MUNICIPALITY else ""
    found = meeting.meetings()
    usual = meeting.usual(found) or OWN
    chosen = _kept("meeting", usual, lambda key: st.selectbox(
        "Gjelder", [*found, OWN], format_func=lambda one: one if one == OWN else f"Møtet {day(one)}", key=key,
    ))  # fmt: skip
    if chosen == OWN:
        dates = frame.chosen()
        return Order(reader, None, dates.as_of, dates.compared_with, place)
    lock = meeting.newest_lock(chosen)
    if lock is None:
        return Order(reader, chosen, municipality=place)
    live = _kept("live", False, lambda key: st.checkbox(
        f"Bruk det vi vet nå, ikke det som ble låst {moment(lock.locked_at)}", key=key))  # fmt: skip
    return Order(reader, chosen, municipality=place, live=live)


def _place() -> str:
    """The municipality: the one chosen in the header to begin with."""
    numbers = cache.store().programme.by_number
    here = frame.chosen().group
    return str(_kept("place", here if here in numbers else next(iter(numbers)), lambda key: st.selectbox(
        "Kommune", list(numbers), format_func=lambda number: numbers[number].name, key=key)))  # fmt: skip


def whole(wanted: Order) -> Briefing | None:
    """The briefing with all its sections; None where there can be none, which is said."""
    try:
        with st.spinner("Samler tallene …"):
            return orders.brief(wanted, cache.publication)
    except PlainError as error:
        st.warning(style.plain(str(error)))
        return None


def wishes(found: Briefing) -> Wishes:
    """For each section whether it is in, and a comment to it."""
    style.heading("Deler", beside="Åpne en del for å ta den ut eller skrive en kommentar.", level=2)
    without, comments = [], {}
    with st.container(gap="xsmall"):
        for section in found.sections:
            name = f"{found.reader}_{section.key}"
            with st.expander(_called(section, name), key=f"part_{name}"):
                if not _kept(f"in_{name}", True, lambda key: st.checkbox("Ta med", key=key)):
                    without.append(section.key)
                comments[section.key] = str(_kept(f"said_{name}", "", _comment))
    return Wishes(tuple(without), {key: said for key, said in comments.items() if said.strip()})


def _called(section: Section, name: str) -> str:
    """The section's heading, and what has been said of it."""
    words = str(st.session_state.get(f"{CHOSEN}_said_{name}", _chosen().get(f"said_{name}", "")))
    inside = st.session_state.get(f"{CHOSEN}_in_{name}", _chosen().get(f"in_{name}", True))
    state = "utelatt" if not inside else "med kommentar" if words.strip() else ""
    return f"{section.heading} – **{state}**" if state else section.heading


def _comment(key: str) -> str:
    return st.text_area(
        "Kommentar", max_chars=LONGEST_COMMENT, height=COMMENT_HEIGHT, key=key,
        help="Står i notatet som koordinatorens egne ord. Skriv ikke navn på leger eller kandidater.",
    )  # fmt: skip


def _chosen() -> dict[str, Any]:
    kept: dict[str, Any] = st.session_state.setdefault(CHOSEN, {})
    return kept


def _kept(name: str, usual: Any, field: Callable[[str], Any]) -> Any:
    """What a field says; it begins with what was chosen earlier in the session."""
    key = f"{CHOSEN}_{name}"
    st.session_state.setdefault(key, _chosen().get(name, usual))
    _chosen()[name] = field(key)
    return _chosen()[name]
