"""The files under work: which there are, which one is looked at, and one yes to all that can come in."""

from __future__ import annotations

import streamlit as st

from helgelandlegen.figures.phrases import count
from helgelandlegen.ui import cache, who
from helgelandlegen.ui.desk_view import CHOSEN, LOOK_EACH, asked, levels
from helgelandlegen.workbook.desk import Piece, State

LIST_WHOLE, LIST_HEIGHT = 5, 190  # so many files are listed without a scroll bar; pixels


def choose() -> Piece | None:
    """The list of files under work, where there is more than one, and the chosen one; None where there is none."""
    pieces = cache.desk().pieces()
    if not pieces:
        st.query_params.pop(CHOSEN, None)
        return None
    known = {piece.id: piece for piece in pieces}
    wanted = st.query_params.get(CHOSEN)
    if len(pieces) > 1:
        index = list(known).index(wanted) if wanted in known else 0
        lines = {name: _line(piece) for name, piece in known.items()}
        with st.container(height=LIST_HEIGHT if len(pieces) > LIST_WHOLE else "content", border=False):
            wanted = st.radio(
                f"Filer til behandling: {len(pieces)}", list(known), index=index,
                format_func=lines.__getitem__,
            )  # fmt: skip
        _all_at_once(pieces)
    piece = known[wanted] if wanted in known else pieces[0]
    st.query_params[CHOSEN] = piece.id
    others = tuple(p.id for p in pieces if p.state is State.WORKING and p is not piece)
    if others:
        _awaited(others)
    return piece


def _all_at_once(pieces: list[Piece]) -> None:
    """One yes to all that can come in, and one broom for what is done."""
    ready = [piece for piece in pieces if piece.may_come_in]
    stored = [piece for piece in pieces if piece.state is State.STORED]
    if len(ready) < 2 and not stored:
        return
    yes, away, _ = st.columns([2, 2, 3])
    every, shown = f"Ta inn alle {len(ready)} som kan tas inn", hash(tuple(asked(piece) for piece in ready))
    if len(ready) > 1 and yes.button(every, key=f"all_{shown}", width="stretch"):
        cache.desk().confirm_all(who.role())
        st.rerun()
    if stored and away.button(f"Rydd bort {count(len(stored), 'ferdig', 'ferdige')}", width="stretch"):
        for piece in stored:
            cache.desk().clear(piece)
        st.rerun()


@st.fragment(run_every=LOOK_EACH)
def _awaited(names: tuple[str, ...]) -> None:
    """Draws the list anew when one of the other files is done."""
    found = [cache.desk().piece(name) for name in names]
    if any(piece is None or piece.state is not State.WORKING for piece in found):
        st.rerun()


def open_piece(piece: Piece) -> None:
    """Makes a file the chosen one at the next run."""
    st.query_params[CHOSEN] = piece.id


def _line(piece: Piece) -> str:
    return f"{piece.file_name} – {_state(piece)}"


def _state(piece: Piece) -> str:
    if piece.state is State.READY and piece.outcome is not None:
        stops, warnings = levels(piece.outcome)
        if stops:
            return f"✖ {count(stops, 'feil', 'feil')} må rettes"
        return f"✔ kan tas inn, {count(warnings, 'varsel', 'varsler')}" if warnings else "✔ kan tas inn"
    if piece.state is State.STORED and piece.outcome is not None:
        return f"tatt inn som import {piece.outcome.import_id}"
    return {State.CANCELLED: "stoppet", State.FAILED: "ikke lest"}.get(piece.state, "under arbeid")
