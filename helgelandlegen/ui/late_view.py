"""One municipality: what it has sent, and the text and the workbook that remind it; or all who are late at once."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from helgelandlegen.age import Age
from helgelandlegen.figures import reporting as words
from helgelandlegen.figures.files import EXCEL, file_name
from helgelandlegen.figures.numbers import day, number, short_day
from helgelandlegen.figures.phrases import capital, count
from helgelandlegen.figures.table import Column, table
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import cache, frame, history_view, reporting_view, style
from helgelandlegen.workbook import exports
from helgelandlegen.workbook.history import matching
from helgelandlegen.workbook.reminder import Reminder, bundle, reminder
from helgelandlegen.workbook.reporting import MUNICIPAL, Line, Reporting

DEADLINE, PACKED = "reminder_deadline", "reminder_packed"
AHEAD = timedelta(days=14)
MOST_ROWS = 200
TEXT_HEIGHT = 330  # px


def one(seen: Seen, line: Line) -> None:
    """The municipality's own screen: what it has sent beside what to send it."""
    every = reporting_view.found(seen)
    st.page_link(frame.page("rapportering"), label="← Alle kommuner", query_params=seen.choice.address)
    style.heading(line.name, beside=_standing(every, line))
    sent, text = st.columns([1, 1], gap="medium")
    with sent:
        _sheets(every, line)
    with text:
        _remind(every, line)
    _imports(line)


def _standing(every: Reporting, line: Line) -> str:
    if line.newest is None:
        return "Har aldri rapportert."
    fresh = every.age(line.newest) is Age.FRESH
    age = words.ago(line.newest, every.as_of)
    return f"Nyeste rapport er datert {day(line.newest)} ({age}) og er {'fersk' if fresh else 'for gammel'}."


def _sheets(every: Reporting, line: Line) -> None:
    columns = [Column("Ark"), Column("Nyeste rapport"), Column("Alder"), Column("Varsler", numeric=True)]
    rows: list[tuple[object, ...]] = []
    for sheet in MUNICIPAL:
        held = line.held.get(sheet.name)
        if held is None:
            rows.append((sheet.heading, "aldri sendt", "", None))
        else:
            age = "fersk" if every.age(held.reported_on) is Age.FRESH else "for gammel"
            since = words.ago(held.reported_on, every.as_of)
            rows.append((sheet.heading, held.reported_on, f"{since}, {age}", len(held.remarks)))
    st.markdown(table("Hva kommunen har sendt", columns, rows), unsafe_allow_html=True)


def _remind(every: Reporting, line: Line) -> None:
    """The ready text, its deadline, and the workbook that goes with it."""
    store = cache.store()
    style.heading("Ferdig tekst til kommunen", level=2)
    text = reminder(store.programme, every, line, deadline(every))
    st.markdown(_address(text))
    st.text_area(
        "Teksten kan merkes og kopieres", text.body, height=TEXT_HEIGHT, key=f"reminder_{line.number}_{hash(text)}"
    )
    st.download_button(
        f"Last ned ferdig utfylt arbeidsbok for {line.name}", lambda: exports.workbook(store, line.number),
        f"{line.number}-{line.name}.xlsx", EXCEL, on_click="ignore",
    )  # fmt: skip


def _address(text: Reminder) -> str:
    return f"**Til:** {style.plain(text.to)}  \n**Emne:** {style.plain(text.subject)}"


def deadline(every: Reporting) -> date:
    """The field for the deadline, two weeks ahead where nothing else is chosen."""
    first = every.as_of + AHEAD
    st.session_state.setdefault(DEADLINE, first)
    chosen = st.date_input("Svarfrist", format="DD.MM.YYYY", key=DEADLINE)
    return chosen if isinstance(chosen, date) else first


def _imports(line: Line) -> None:
    """The imports that the municipality is in, and what was remarked on its own rows in the newest."""
    found = matching(history_view.every(), municipality=line.number)
    style.heading("Det kommunen har sendt", beside=count(len(found), "import", "importer"), level=2)
    if not found:
        st.markdown("Ingenting er tatt inn fra denne kommunen.")
        return
    history_view.table_of(found, f"municipality_{line.number}")
    remarks = [(said,) for sheet in MUNICIPAL if sheet.name in line.held for said in line.held[sheet.name].remarks]
    if remarks:
        with st.expander(f"Varsler på kommunens rader da de kom inn: {number(len(remarks))}"):
            st.markdown(table("Varsler", [Column("Varsel")], remarks[:MOST_ROWS]), unsafe_allow_html=True)


def all_late(seen: Seen) -> None:
    """All texts and workbooks to those who are late, in one file that is made when it is asked for."""
    every = reporting_view.found(seen)
    if not every.late:
        return
    names = words.missing([line.name for line in every.late])
    with st.container(key="hl_late", horizontal=True, gap="small", vertical_alignment="bottom"):
        who = count(len(every.late), "kommune", "kommuner")
        style.heading(f"Påminnelse til {who}", beside=capital(names), level=2)
        until = deadline(every)
        about = (cache.store().version, every.as_of, until)
        if st.button("Lag tekst og arbeidsbok til alle som mangler"):
            st.session_state[PACKED] = (about, _pack(every, until))
        packed = st.session_state.get(PACKED)
        if packed and packed[0] == about:
            st.download_button(
                "Last ned zip-filen", packed[1], file_name("påminnelser", every.as_of, "zip"), "application/zip",
                type="primary", on_click="ignore",
            )  # fmt: skip


def _pack(every: Reporting, until: date) -> bytes:
    shown = st.progress(0.0, f"Frist {short_day(until)} …")

    def tell(done: int, of: int, name: str) -> None:
        shown.progress(done / of, f"Lager arbeidsbok {number(done + 1)} av {number(of)}: {name}")

    content = bundle(cache.store(), every, until, tell)
    shown.empty()
    return content
