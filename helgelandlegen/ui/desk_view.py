"""A file under work: how far it has come, what it would do, and the yes."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Literal

import streamlit as st

from helgelandlegen.errors import PlainError
from helgelandlegen.figures import numbers
from helgelandlegen.figures.phrases import count, listed
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import cache, change_view, consequence_view, style, who
from helgelandlegen.workbook.compare import UNDONE
from helgelandlegen.workbook.desk import Piece, State
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.imports import CORRECTION, Outcome
from helgelandlegen.workbook.progress import CHECKING, COMPARING, COUNTING, READING, WRITING

CHOSEN = "fil"  # in the address, so that a reload finds the file again
PATIENCE = 1.2  # seconds that a page waits for quick work before it shows how far it is
LOOK_EACH = 0.5  # seconds between two looks at work under way
WORDS = {
    READING: "Leser filen",
    CHECKING: "Kontrollerer radene",
    COMPARING: "Sammenligner med det som er lagret",
    WRITING: "Legger inn radene",
    COUNTING: "Regner ut nøkkeltallene",
}
UNDO = "Ja, det som ble skrevet inn i møtet, skal bort eller endres"
CHANGED_MEANWHILE = (
    "Databasen er endret mens du så på denne filen. Sammenligningen er gjort på nytt. Se over den, og bekreft."
)


def is_ready(piece: Piece) -> bool:
    """Whether the file is checked and compared; else says how far it is, or how it ended."""
    version = cache.store().version
    if piece.state is State.READY and piece.outcome is not None and piece.outcome.version != version:
        _look_again(piece, overtaken=True)  # somebody has changed the store since: what would be shown does not hold
    if piece.state is State.WORKING and not piece.wait(PATIENCE):
        _working(piece.id)
        return False
    if piece.state is State.READY:
        return True
    _ended(piece)
    return False


def _look_again(piece: Piece, *, overtaken: bool = False) -> None:
    with suppress(PlainError):  # somebody else's yes came first: how far that is, is shown
        cache.desk().look_again(piece, overtaken=overtaken)


@st.fragment(run_every=LOOK_EACH)
def _working(name: str) -> None:
    """How far the work has come, looked at again and again until it ends."""
    piece = cache.desk().piece(name)
    if piece is None or piece.state is not State.WORKING:
        st.rerun()
    step = piece.progress.step
    amount = f": {numbers.number(step.done)} av {numbers.number(step.of)} rader" if step.of else ""
    if step.done and not step.of:
        amount = f": {numbers.number(step.done)} rader"
    st.progress(min(1.0, step.done / step.of) if step.of else 0.0, f"{piece.file_name}. {WORDS[step.what]}{amount} …")
    if st.button("Stopp", key=f"stop_{name}"):
        cache.desk().cancel(piece)


def _ended(piece: Piece) -> None:
    """A file that is stored, stopped or not understood: what happened, and the way on."""
    if piece.state is State.STORED and piece.outcome is not None:
        st.success(f"Tatt inn som import {piece.outcome.import_id}. Du kan angre under «Historikk».")
    elif piece.state is State.CANCELLED:
        st.info("Arbeidet er stoppet. Databasen er uendret.")
    else:
        st.error(piece.error or "Filen er ikke lest. Databasen er uendret.")
    again, away, _ = st.columns([1, 1, 3])
    if piece.state is not State.STORED and again.button("Prøv igjen", width="stretch"):
        _look_again(piece)
        st.rerun()
    if away.button("Ferdig" if piece.state is State.STORED else _away(piece), width="stretch"):
        _clear(piece)


def verdict(piece: Piece, not_now: str = "") -> None:
    """In one box: may the file come in, for whom does it speak, what does it change. Below it the yes and the no.

    `not_now` says why it may not be taken in as it is; then it stands in the box.
    """
    outcome = piece.outcome
    assert outcome is not None
    stops, warnings = levels(outcome)
    if outcome.compared_anew or piece.overtaken:
        st.warning(CHANGED_MEANWHILE)
    if not_now:
        st.warning(not_now)
    elif stops:
        st.error(
            f"**{_called(piece)} kan ikke tas inn ennå.** {numbers.number(stops)} feil må rettes, {_where(piece)}. "
            "Databasen er uendret."
        )
    elif outcome.unchanged:
        st.info(f"Denne filen er tatt inn før, som import {outcome.same_as}. Den endrer ingenting.")
    else:
        noted = f" Det er {count(warnings, 'varsel', 'varsler')} å se på." if warnings else ""
        st.success(f"**{_called(piece)} kan tas inn.** {_whom(outcome)} Rader: {_rows(outcome)}.{noted}")
    _answer(piece, may=not stops and not outcome.unchanged, now=not not_now)


def _called(piece: Piece) -> str:
    return "Rettelsen" if piece.kind == CORRECTION else "Filen"


def _away(piece: Piece) -> str:
    return "Forkast rettelsen" if piece.kind == CORRECTION else "Fjern filen"


def _where(piece: Piece) -> str:
    return "i tabellen" if piece.kind == CORRECTION else "her eller i filen"


def _whom(outcome: Outcome) -> str:
    programme = cache.store().programme
    names = [programme.group_name(number) for number in outcome.covered]
    whom = f"Gjelder {listed(names)}." if names else "Gjelder programmet, ingen kommune."
    how = "" if outcome.declared or not names else " Arket «Rapport» er ikke med, så kommunene er lest av radene."
    return whom + how


def _rows(outcome: Outcome) -> str:
    changed = Counter(difference.what for difference in outcome.differences)
    return ", ".join(count(changed[w], *words) for w, words in change_view.WORDS.items() if changed[w]) or (
        "ingen endringer"
    )


def _answer(piece: Piece, *, may: bool, now: bool) -> None:
    outcome, about = piece.outcome, asked(piece)
    if may and outcome is not None and outcome.undoes_decisions:
        st.warning(" ".join(style.plain(f.message) for f in outcome.findings if f.code == UNDONE))
        piece.may_undo = st.checkbox(UNDO, piece.may_undo, key=f"undo_{about}")
    row = st.container(horizontal=True, vertical_alignment="bottom", key="hl_answer")
    closed = not (now and piece.may_come_in)
    # A primary button that cannot be pressed has words that nobody can read.
    look: Literal["primary", "secondary"] = "secondary" if closed else "primary"
    yes = may and row.button("Ta inn", type=look, key=f"yes_{about}", disabled=closed) and not closed
    no = row.button("Avbryt" if may else _away(piece), key=f"no_{piece.id}")
    if may:
        with row:
            who.field()
    if yes:
        cache.desk().confirm(piece, who.role(), outcome)
        st.rerun()
    if no:
        _clear(piece)


def asked(piece: Piece) -> str:
    """What a question about a piece is called: a yes to what was shown is no yes to what is compared anew since."""
    return f"{piece.id}_{piece.outcome.version if piece.outcome else 0}_{piece.comparison}"


def figures(piece: Piece, seen: Seen) -> None:
    """What the programme's figures become if the file comes in."""
    outcome = piece.outcome
    if outcome is not None and outcome.after and not outcome.unchanged:
        consequence_view.show(outcome.after, seen)


def changes(piece: Piece) -> None:
    """What the file changes, by sheet and municipality, and row by row."""
    outcome = piece.outcome
    if outcome is not None and not outcome.stopped and outcome.differences:
        change_view.summary(outcome.differences)
        change_view.details(outcome.differences)


def _clear(piece: Piece) -> None:
    cache.desk().clear(piece)
    st.query_params.pop(CHOSEN, None)
    st.rerun()


def levels(outcome: Outcome) -> tuple[int, int]:
    """How many findings stop a file, and how many only warn."""
    stops = sum(found.level is Level.STOP for found in outcome.findings)
    return stops, len(outcome.findings) - stops
