"""Taking an import back, or taking that back: shown before it is done, and said where it cannot be done."""

from __future__ import annotations

from typing import Any

import streamlit as st

from helgelandlegen.errors import PlainError
from helgelandlegen.figures.table import Column, table
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import cache, change_view, consequence_view, frame, history_view, style, who
from helgelandlegen.workbook.history import RESTORE, WITHDRAW, Withdrawal, restore, withdraw

ASKED, TRIED = "undo_asked", "undo_tried"  # in the session: what is to be done now; the trial that is shown
MOST_ROWS = 200
TURN = {WITHDRAW: withdraw, RESTORE: restore}
DO = {WITHDRAW: "Trekk tilbake import {}", RESTORE: "Ta inn igjen import {}"}
DONE = {WITHDRAW: "Import {} er trukket tilbake.", RESTORE: "Import {} er tatt inn igjen."}
LOOK = {
    WITHDRAW: "Se hva som skjer om import {} trekkes tilbake",
    RESTORE: "Se hva som skjer om import {} tas inn igjen",
}
WORKING = {
    WITHDRAW: "Trekker tilbake og regner ut tallene på nytt …",
    RESTORE: "Tar inn igjen og regner ut tallene på nytt …",
}
CHANGED_MEANWHILE = (
    "Noen andre endret databasen mens du så på dette. Sammenligningen er gjort på nytt. Se over den, og bekreft."
)


def what_was_asked() -> None:
    """Does what a button asked for, and says how it went. Comes before the history is read."""
    asked = st.session_state.pop(ASKED, None)
    if asked is None:
        return
    what, number, version = asked
    try:
        with st.spinner(WORKING[what]):
            done = TURN[what](cache.store(), number, done_by=who.role(), expected=version)
    except PlainError as error:
        st.error(f"{style.plain(str(error))} Ingenting ble gjort nå. Siden viser hvordan det er.")
        return
    if done.done:
        st.session_state[f"try_{what}_{number}"] = False
        st.success(DONE[what].format(number))
    elif done.compared_anew:
        st.warning(CHANGED_MEANWHILE)


def turn(seen: Seen, row: dict[str, Any]) -> None:
    """The switch that shows what taking the import back, or in again, would do; and the button that does it."""
    what, number = (RESTORE if row["withdrawn_at"] else WITHDRAW), row["import_id"]
    if not st.toggle(LOOK[what].format(number), key=f"try_{what}_{number}"):
        return
    try:
        with st.spinner("Ser hva som skjer …"):
            tried = _trial(what, number)
    except PlainError as error:
        st.error(style.plain(str(error)))
        return
    if tried.findings:
        _refused(seen, tried, what)
        return
    with st.container(key="hl_undo", horizontal=True, gap="small", vertical_alignment="bottom"):
        who.field()
        st.button(
            DO[what].format(number), type="primary", on_click=_ask, args=(what, number, tried.version),
        )  # fmt: skip
    consequence_view.show(tried.after, seen)
    if tried.differences:
        change_view.summary(tried.differences)
        change_view.details(tried.differences)
    else:
        st.info("Ingen rader endres: andre importer gjelder.")


def _ask(what: str, number: int, version: int) -> None:
    st.session_state[ASKED] = (what, number, version)


def _trial(what: str, number: int) -> Withdrawal:
    """The trial, kept while the data stays the same."""
    about = (what, number, cache.store().version)
    kept = st.session_state.get(TRIED)
    if kept is None or kept[0] != about:
        kept = (about, TURN[what](cache.store(), number, keep=False))
        st.session_state[TRIED] = kept
    found: Withdrawal = kept[1]
    return found


def _refused(seen: Seen, tried: Withdrawal, what: str) -> None:
    verb = "trekkes tilbake" if what == WITHDRAW else "tas inn igjen"
    st.error(
        f"Importen kan ikke {verb} ennå, for da ville disse radene vist til noe som ikke finnes. Databasen er uendret."
    )
    _first(seen, tried)
    shown = f", de første {MOST_ROWS} er vist" if len(tried.findings) > MOST_ROWS else ""
    lines = [(finding.message,) for finding in tried.findings[:MOST_ROWS]]
    st.markdown(
        table(f"Rader som står i veien{shown}", [Column("Hva som mangler")], lines), unsafe_allow_html=True
    )  # fmt: skip


def _first(seen: Seen, tried: Withdrawal) -> None:
    """What has to be done before, each as a link to the import in question."""
    known = {row["import_id"]: row for row in history_view.every()}
    for number in tried.first:
        row = known[number]
        todo = "Ta først inn igjen" if row["withdrawn_at"] else "Trekk først tilbake"
        st.page_link(
            frame.page("historikk"), label=style.plain(f"{todo} import {number}: {row['file_name']}"),
            query_params=seen.choice.address | {history_view.CHOSEN: str(number)},
        )  # fmt: skip
