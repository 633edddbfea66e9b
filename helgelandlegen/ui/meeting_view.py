"""«Møte»: a cover on which the meeting is chosen, and its steps, each a screen of its own, by arrow keys or buttons."""

from __future__ import annotations

import re
from datetime import date
from functools import cache as once
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from helgelandlegen.briefing import steering
from helgelandlegen.figures import marks
from helgelandlegen.figures import meeting_messages as messages
from helgelandlegen.figures.agenda import Step
from helgelandlegen.figures.numbers import day
from helgelandlegen.figures.phrases import DEMO
from helgelandlegen.locks import STEERING_GROUP
from helgelandlegen.subjects import meeting_project
from helgelandlegen.subjects.meeting import NO_MEETINGS, Held
from helgelandlegen.ui import cache, filters, frame, look, meeting, pick, style, writing_view

DAY, STEP, LIVE = "dato", "steg", "na"  # in the address
MOST_NOTES = 2  # of a step; all of them stand on the page of the locks
# The page that tells more of a step's subject.
PAGES = {
    "siden-sist": "endringer", "ledige-hjemler": "ledige-hjemler", "rekruttering": "rekruttering",
    "utdanning": "utdanning", "milepaeler": "prosjekt", "risiko": "prosjekt", "okonomi": "prosjekt",
}  # fmt: skip
TALL, BROAD = 1.0, 1.9  # a drawing's width by its height
WHOLE = '<button type="button" class="hl-quiet" data-whole title="Tast F">Hele skjermen</button>'


def show(*, writes: bool) -> None:
    """The cover, or the step that the address names. `writes`: decisions can be written here."""
    found = meeting.meetings()
    chosen = _chosen(found)
    with st.container(key="hl_meeting"):
        if chosen is None:
            _leave()
            st.info(NO_MEETINGS)
            return
        held = meeting.held(chosen, live=bool(st.query_params.get(LIVE)))
        place = _place(len(held.agenda.steps))
        if place:
            _step(held, place, writes=writes and held.lock is None)
        else:
            _cover(found, held)


def _chosen(found: list[date]) -> date | None:
    """The meeting that the address names, else the usual one."""
    asked = st.query_params.get(DAY, "")
    return next((one for one in found if one.isoformat() == asked), meeting.usual(found))


def _place(steps: int) -> int:
    """The number of the step that the address names, from 1; 0 for the cover."""
    said = st.query_params.get(STEP, "")
    return min(int(said), steps) if said.isascii() and said.isdecimal() and len(said) < 4 else 0


def _go(place: int) -> None:
    """To a step, or to the cover; runs before the page does, so that a key costs one run."""
    if place:
        st.query_params[STEP] = str(place)
    else:
        st.query_params.pop(STEP, None)


def _cover(found: list[date], held: Held) -> None:
    agenda = held.agenda
    with st.container(key="hl_meeting_bar", horizontal=True, vertical_alignment="center"):
        style.heading(f"Møte i {STEERING_GROUP.lower()}n", beside=DEMO if cache.is_demo() else "")
        _leave()
    choice, list_ = st.columns([2, 3], gap="large")
    with choice:
        st.session_state["meeting_day"] = agenda.meeting_date
        st.selectbox("Møte", found, format_func=_named, key="meeting_day", on_change=_choose)
        st.markdown(messages.two_dates(agenda.as_of, agenda.compared_with, agenda.meeting_date))
        _lock_state(held)
        st.button("Start møtet →", type="primary", key="hl_on", shortcut="Right", on_click=_go, args=(1,))
        st.caption("Bla med piltastene eller knappene nederst. F gir hele skjermen.")
    with list_:
        pick.draw(_contents(agenda.steps), "agenda", lambda picked: _go(int(picked)))
    _component()(data="", key="meeting_step")  # the keys work here too


def _named(day_: date) -> str:
    coming = day_ > meeting.publication().programme.today()
    return f"{day(day_)} (kommer)" if coming else day(day_)


def _choose() -> None:
    st.query_params[DAY] = st.session_state["meeting_day"].isoformat()
    st.query_params.pop(LIVE, None)


def _lock_state(held: Held) -> None:
    """Whether the meeting is locked, and the way to the other view of it."""
    day_ = held.agenda.meeting_date
    if held.lock is not None:
        many = sum(map(len, held.corrected.values()))
        st.info(f"{_locked(held)} {messages.corrections(many)}")
        st.button("Vis med det vi vet nå", key="meeting_live", on_click=_look, args=("1",))
    elif meeting.newest_lock(day_) is not None:
        st.warning("Møtet er låst. Her vises det med det vi vet nå.")
        st.button("Vis slik det ble låst", key="meeting_locked", on_click=_look, args=("",))


def _look(live: str) -> None:
    if live:
        st.query_params[LIVE] = live
    else:
        st.query_params.pop(LIVE, None)


def _locked(held: Held) -> str:
    assert held.lock is not None
    return f"{steering.locked(meeting.publication(), held.lock)}."


def _contents(steps: tuple[Step, ...]) -> str:
    """The steps as a list in which one can be picked."""
    lines = "".join(
        f'<li><button type="button" class="hl-pick" data-pick="{number}"><b>{escape(step.name)}</b>'
        f"<span>{escape(step.headline)}</span></button></li>"
        for number, step in enumerate(steps, 1)
    )
    return f'<ol class="hl-agenda" lang="nb">{lines}</ol>'


def _step(held: Held, place: int, *, writes: bool) -> None:
    agenda = held.agenda
    step = agenda.steps[place - 1]
    with st.container(key="hl_meeting_bar", horizontal=True, vertical_alignment="center"):
        st.markdown(_bar(held, step), unsafe_allow_html=True)
        _leave()
    form = writes and step.key in (meeting_project.DECISIONS, meeting_project.ACTIONS)
    html = _html(held, step)
    if form:
        left, right = st.columns([5, 3], gap="medium")
        with left:
            _draw(held, step, html)
        with right, st.container(key="hl_writing"):
            writing_view.show(step.key, agenda.meeting_date)
    else:
        _draw(held, step, html)
    _foot(held, place)


def _draw(held: Held, step: Step, html: str) -> None:
    """The step. What is picked in it leads to its subject's page, with the meeting's dates and nothing else chosen."""
    dates = {filters.AS_OF: held.agenda.as_of, filters.COMPARED: held.agenda.compared_with}
    chosen = {name: day_.isoformat() for name, day_ in dates.items() if day_}
    take = partial(look.take, page=PAGES.get(step.key, ""), chosen=chosen)
    _component()(data=html, key="meeting_step", on_picked_change=pick.taking("meeting_step", take))


def _bar(held: Held, step: Step) -> str:
    quiet = [f"{STEERING_GROUP}n {day(held.agenda.meeting_date)}"]
    quiet += [_locked(held)] if held.lock is not None else []
    quiet += [DEMO] if cache.is_demo() else []
    said = " · ".join(map(escape, quiet))
    return f'<p class="hl-where" lang="nb"><b>{escape(step.name)}</b> {said}</p>'


def _html(held: Held, step: Step) -> str:
    """The step as it fills the screen: the headline, what else is said, the drawing, and the table behind it."""
    points = "".join(f"<li>{escape(one)}</li>" for one in step.sentences)
    said = f"<ul>{points}</ul>" if points else ""
    notes = held.corrected.get(step.key, [])
    told = [*notes[:MOST_NOTES], *([messages.more_notes(len(notes) - MOST_NOTES)] if len(notes) > MOST_NOTES else [])]
    changed = f'<p class="hl-corrected"><b>Rettet siden:</b> {escape(" ".join(told))}</p>' if notes else ""
    table = f"<details><summary>Tabell</summary><div>{step.table.html()}</div></details>" if step.table else ""
    drawing = step.drawing if held.lock is None else marks.kept(step.drawing, frame.addresses())
    drawing = drawing.replace("<svg ", '<svg preserveAspectRatio="xMinYMin" ')
    return (
        f'<article class="hl-step {_shape(step)}" lang="nb"><h1>{escape(step.headline)}</h1>'
        f'<div class="hl-drawing">{drawing}</div>{said}<div class="hl-under">{changed}{table}{WHOLE}</div></article>'
    )


def _shape(step: Step) -> str:
    """How the screen is shared: beside a tall drawing all that is said, below a broad one, else sentences beside."""
    if not step.sentences:
        return "hl-alone"
    found = re.match(r'<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"', step.drawing)
    if found is None:
        return "hl-across"
    ratio = float(found[1]) / float(found[2])
    return "hl-tall" if ratio < TALL else "hl-across" if ratio > BROAD else "hl-beside-it"


def _foot(held: Held, place: int) -> None:
    """The buttons to the step before and the one after, with their names."""
    steps = held.agenda.steps
    before = steps[place - 2].name if place > 1 else "Forsiden"
    with st.container(key="hl_meeting_foot", horizontal=True, vertical_alignment="center"):
        st.button(f"← {before}", key="hl_back", shortcut="Left", on_click=_go, args=(place - 1,))
        st.markdown(f'<p class="hl-nth">{messages.place(place, len(steps))}</p>', unsafe_allow_html=True)
        if place < len(steps):
            st.button(f"{steps[place].name} →", key="hl_on", shortcut="Right", on_click=_go, args=(place + 1,))
        else:
            st.markdown('<p class="hl-nth">Siste steg</p>', unsafe_allow_html=True)


def _leave() -> None:
    st.page_link(frame.page("oversikt"), label="Avslutt")


@once
def _component() -> Any:
    script = pick.script() + Path(__file__).with_name("meeting.js").read_text(encoding="utf-8")
    return st.components.v2.component("meeting", js=script, isolate_styles=False)
