"""What the coordinator writes in a meeting, beside what all look at: decisions, what is done, targets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from helgelandlegen.case_number import number_of, parted
from helgelandlegen.errors import PlainError
from helgelandlegen.figures.numbers import day
from helgelandlegen.privacy import catalogue
from helgelandlegen.subjects import meeting_project
from helgelandlegen.ui import cache, frame, style, who
from helgelandlegen.workbook import decide
from helgelandlegen.workbook.decide import Goal, Matter
from helgelandlegen.workbook.edit import Row

ROLE = "Ansvarlig (rolle, ikke navn)"
ROLE_HELP = (
    "Skriv hvilken rolle som følger opp, for eksempel Koordinator eller Kommuneoverlegene. Navn skal ikke stå her."
)
NEW = "Ny sak"
SAID, ROUND, KNOWN = "writing_said", "writing_round", "writing_known"  # in the session
WRITTEN = ("decision", "responsible", "due_on", "done_on")
DATES = "DD.MM.YYYY"


def show(step: str, meeting: date) -> None:
    """The forms of a step."""
    _said()
    rows = decide.matters(cache.store())
    # What is shown now is what a press of the button is about, also if somebody else writes in between.
    st.session_state[KNOWN] = {r.texts["case_title"]: {name: r.texts[name] for name in WRITTEN} for r in rows}
    if step == meeting_project.DECISIONS:
        here = [row for row in rows if row.texts["meeting_date"] == f"{meeting:%d.%m.%Y}"]
        _decision(here, meeting)
        _target([row for row in here if row.texts["decision"]], meeting)
    else:
        _done([row for row in rows if row.texts["decision"] and not row.texts["done_on"]])


def _said() -> None:
    """What became of what was written last, once."""
    kind, text = st.session_state.pop(SAID, ("", ""))
    if kind:
        (st.success if kind == "success" else st.error)(style.plain(text))


def _key(name: str) -> str:
    """A field's key: new after each thing written, so that the fields are empty again."""
    return f"writing_{name}_{st.session_state.get(ROUND, 0)}"


def _field(name: str) -> Any:
    return st.session_state.get(_key(name))


def _decision(here: list[Row], meeting: date) -> None:
    titles = [row.texts["case_title"] for row in here]
    first = next((n for n, row in enumerate(here) if not row.texts["decision"]), None)
    title = st.selectbox("Sak", [*titles, NEW], index=len(titles) if first is None else first, key=_key("case"))
    row = next((row for row in here if row.texts["case_title"] == title), None)
    of_case = f"{titles.index(title)}" if row else "new"
    with st.form(_key("form"), border=False):
        if row is None:
            st.text_input("Hva saken gjelder", key=_key("title"), max_chars=decide.LONGEST)
        texts = row.texts if row else {}
        st.text_area("Beslutning", texts.get("decision", ""), key=_key(f"decision{of_case}"), height=92)
        st.text_input(ROLE, texts.get("responsible", ""), key=_key(f"who{of_case}"), help=ROLE_HELP, max_chars=60)
        st.date_input("Frist", _day(texts.get("due_on", "")), key=_key(f"due{of_case}"), format=DATES)
        st.form_submit_button("Skriv inn", type="primary", on_click=_write_decision, args=(title, of_case, meeting))


def _write_decision(title: str, of_case: str, meeting: date) -> None:
    decision, who_, due = (_field(f"{name}{of_case}") for name in ("decision", "who", "due"))
    matter = Matter(_field("title") or title, decision or "", who_ or "", due)

    def write() -> str:
        if of_case == "new":
            if not _field("title"):
                raise PlainError("Skriv hva saken gjelder.")
            return f"Skrevet inn som sak {decide.add(cache.store(), meeting, matter, who.role())}."
        decide.decide(cache.store(), title, matter, st.session_state[KNOWN][title], who.role())
        return f"Skrevet inn: {title}."

    _write(write)


def _done(left: list[Row]) -> None:
    if not left:
        st.markdown("Ingen vedtak venter på å bli utført.")
        return
    titles = [row.texts["case_title"] for row in left]
    with st.form(_key("form"), border=False):
        st.selectbox("Vedtak", titles, key=_key("done"))
        st.date_input("Utført", cache.store().programme.today(), key=_key("day"), format=DATES)
        st.form_submit_button("Merk som utført", type="primary", on_click=_write_done)


def _write_done() -> None:
    title, when = _field("done"), _field("day")

    def write() -> str:
        if when is None:
            raise PlainError("Skriv datoen vedtaket ble utført.")
        decide.done(cache.store(), title, when, st.session_state[KNOWN][title], who.role())
        return f"Utført {day(when)}: {title}."

    _write(write)


def _target(decided: list[Row], meeting: date) -> None:
    """The form for a target that follows from one of the meeting's decisions."""
    numbers = {number_of(row.texts["case_title"]): parted(row.texts["case_title"])[1] for row in decided}
    numbers.pop("", None)
    with st.popover(
        "Sett et mål", disabled=not numbers, help="" if numbers else "Et mål settes fra et vedtak i møtet."
    ):
        figures = {name: kpi.title for name, kpi in catalogue().items() if kpi.better != "none"}
        with st.form(_key("target_form"), border=False):
            st.selectbox("Vedtak", list(numbers), format_func=lambda n: f"{n} {numbers[n]}", key=_key("from"))
            st.selectbox("Nøkkeltall", list(figures), format_func=figures.__getitem__, key=_key("figure"))
            st.text_input("Mål", key=_key("goal"), help="Andeler skrives som 80 %.")
            st.text_input("Mål til (når målet er et bånd)", key=_key("upper"))
            st.text_input("Varselgrense", key=_key("warning"))
            st.date_input("Gjelder fra", meeting, key=_key("from_day"), format=DATES)
            st.form_submit_button("Sett målet", type="primary", on_click=_write_target)


def _write_target() -> None:
    figure, number, from_day = _field("figure"), _field("from"), _field("from_day")

    def write() -> str:
        if from_day is None:
            raise PlainError("Skriv når målet gjelder fra.")
        target, upper, warning = (_field(name) or "" for name in ("goal", "upper", "warning"))
        goal = Goal(figure, from_day, target, upper, warning, number)
        decide.set_target(cache.store(), goal, who.role())
        return f"Målet for «{catalogue()[figure].title}» er satt fra vedtak {number}."

    _write(write)


def _write(write: Callable[[], str]) -> None:
    """Does it, and keeps what there is to say of it; what was typed stays where it was refused."""
    if not frame.is_coordinator():
        st.session_state[SAID] = ("error", "Bare koordinatoren kan skrive. Åpne siden med koordinatorens lenke.")
        return
    try:
        st.session_state[SAID] = ("success", write())
    except PlainError as refused:
        st.session_state[SAID] = ("error", str(refused))
        return
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _day(text: str) -> date | None:
    """A date as the sheet's rows have it as a text."""
    parts = text.split(".")
    return date(*map(int, reversed(parts))) if len(parts) == 3 else None
