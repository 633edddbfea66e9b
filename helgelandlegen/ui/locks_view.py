"""Locking a meeting: what it showed is kept word by word, and each lock is told of."""

from __future__ import annotations

from datetime import date

import streamlit as st

from helgelandlegen import locks
from helgelandlegen.errors import PlainError
from helgelandlegen.figures import agenda
from helgelandlegen.figures import meeting_messages as messages
from helgelandlegen.figures.numbers import day
from helgelandlegen.figures.table import Column, table
from helgelandlegen.locks import Lock
from helgelandlegen.subjects.meeting import NO_MEETINGS, Held, made
from helgelandlegen.ui import cache, frame, meeting, style, who
from helgelandlegen.ui.history_view import moment

DAY, SAID, REASON = "lock_day", "lock_said", "lock_reason"


def choose() -> date | None:
    """The field for the meeting; None where there is no meeting."""
    found = meeting.meetings()
    if not found:
        st.info(NO_MEETINGS)
        return None
    usual = meeting.usual(found)
    first = found.index(usual) if usual in found else 0
    return st.selectbox("Møte", found, index=first, format_func=day, key=DAY)


def state(chosen: date) -> None:
    """Whether the meeting is locked, the ways to it, and the button that locks it."""
    kind, text = st.session_state.pop(SAID, ("", ""))
    if kind:
        (st.success if kind == "success" else st.error)(style.plain(text))
    newest = meeting.newest_lock(chosen)
    asked = {"dato": chosen.isoformat()}
    if newest is None:
        st.markdown("Møtet er ikke låst. Det viser det vi vet nå, og tallene følger med når noe rettes.")
        st.page_link(frame.page("mote"), label="Åpne møtet", query_params=asked)
    else:
        held = meeting.held(chosen)
        many = sum(map(len, held.corrected.values()))
        who_ = f" av {style.plain(newest.locked_by)}" if newest.locked_by else ""
        st.markdown(f"Låst {moment(newest.locked_at)}{who_}. {messages.corrections(many)}")
        with st.container(horizontal=True):
            st.page_link(frame.page("mote"), label="Åpne møtet slik det ble låst", query_params=asked)
            st.page_link(frame.page("mote"), label="Åpne det med det vi vet nå", query_params={**asked, "na": "1"})
        if many:
            _notes(held)
    _lock(chosen, newest)


def _notes(held: Held) -> None:
    """All that later corrections would change in a locked meeting."""
    steps = {step.key: step.name for step in held.agenda.steps}
    lines = [(steps[key], note) for key, notes in held.corrected.items() for note in notes]
    caption = "Det som ville vært annerledes med det vi vet nå"
    with st.expander(caption):
        columns = [Column("Steg"), Column("Forskjell")]
        st.markdown(table(caption, columns, lines, row_headings=False), unsafe_allow_html=True)


def _lock(chosen: date, newest: Lock | None) -> None:
    if chosen > cache.store().programme.today():
        st.info("Møtet er ikke holdt ennå. Det kan låses fra møtedagen.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who.field()
        if newest is not None:
            st.text_input("Hvorfor det låses på nytt", key=REASON, max_chars=locks.LONGEST_REASON)
        label = "Lås møtet" if newest is None else "Lås på nytt"
        seen = None if newest is None else newest.lock_id
        st.button(label, type="primary", on_click=_do, args=(chosen, seen))
    st.caption(
        "Det som låses, er alt stegene i møtet viser: tall, setninger, tegninger og tabeller. Ingenting slettes: "
        "Låser du på nytt, blir den gamle låsen stående i listen."
    )


def _do(chosen: date, seen: int | None) -> None:
    if not frame.is_coordinator():
        return
    shown = meeting.publication()
    try:
        kept = locks.lock(
            cache.store(), chosen, agenda.dumps(made(shown, chosen)), shown.version, who.role(),
            st.session_state.get(REASON, ""), seen,
        )  # fmt: skip
    except PlainError as refused:
        st.session_state[SAID] = ("error", str(refused))
        return
    st.session_state[REASON] = ""
    st.session_state[SAID] = ("success", f"Møtet {day(chosen)} er låst {moment(kept.locked_at)}.")


def every() -> None:
    """All locks, the newest first."""
    found = locks.locks(cache.store())
    if not found:
        return
    counts = {one.meeting_date: one.lock_id for one in reversed(found)}
    columns = [Column(text) for text in ("Møte", "Låst", "Av", "Hvorfor på nytt", "Gjelder")]
    columns.insert(3, Column("Data, versjon", numeric=True))
    lines = [
        (one.meeting_date, moment(one.locked_at), one.locked_by or "", one.data_version, one.reason or "",
         counts[one.meeting_date] == one.lock_id)
        for one in found
    ]  # fmt: skip
    st.markdown(table("Alle låsninger", columns, lines, row_headings=False), unsafe_allow_html=True)
