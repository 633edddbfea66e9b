"""Rows of the current state in a table that can be changed, checked and taken in like any file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from helgelandlegen.errors import PlainError
from helgelandlegen.figures import numbers
from helgelandlegen.figures.phrases import count
from helgelandlegen.memory import Memory
from helgelandlegen.ui import cache, style
from helgelandlegen.ui.mend_view import known
from helgelandlegen.ui.sheet_editor import CHOICE, TEXT, Draft, Field, Line, edit
from helgelandlegen.workbook import edit as editing
from helgelandlegen.workbook.desk import Piece, State
from helgelandlegen.workbook.imports import CORRECTION
from helgelandlegen.workbook.sheets import SHEETS, Column, Kind, Sheet

PROGRAMME = "Programmet"
MOST_ROWS = 200
WIDE = 280  # pixels
PATIENCE = 10  # seconds
KEPT, LAID, ROUND = "edit_drafts", "edit_laid", "edit_round"  # in the session
WIDTHS = {Kind.DATE: 9, Kind.MONTH: 8, Kind.INTEGER: 5, Kind.PERCENT: 5, Kind.AMOUNT: 10, Kind.MEASURE: 8,
          Kind.IDENTIFIER: 9, Kind.CHOICE: 12, Kind.MUNICIPALITY: 12, Kind.FIGURE: 20, Kind.YES_NO: 5}  # fmt: skip
MORE = "**Du har endret mer etter kontrollen.** Trykk «Kontroller endringene», så kommer alt med."
LEFT = "Det du endret etter kontrollen, er ikke tatt inn. Det står fortsatt i tabellen. Kontroller det og ta det inn."
FEW, LONG, SHORT = 8, 40, 16  # where there are few columns, a text gets more room

_rows: Memory[tuple[int, int, str, str], list[editing.Row]] = Memory(24)


@dataclass(frozen=True)
class Place:
    """Whose rows (None: the programme's), in which sheet, and where on the page more choices go."""

    municipality: str | None
    sheet: Sheet
    bar: DeltaGenerator


@dataclass(frozen=True)
class Laid:
    """Changes that were checked: the piece on the desk, the drafts by sheet as they were then, whether they are stored.

    `left`: there was more in the table by then.
    """

    piece: str
    drafts: dict[str, Draft]
    taken_in: bool = False
    left: bool = False


def choose() -> Place:
    """The choice of municipality and sheet."""
    programme = cache.store().programme
    names = {m.number: m.name for m in programme.municipalities} | {"": PROGRAMME}
    bar = st.container(horizontal=True, vertical_alignment="bottom")
    whose = bar.selectbox("Kommune", list(names), format_func=names.__getitem__, key="edit_whose", width=WIDE)
    municipality = whose or None
    found = editing.sheets(municipality)
    key = f"edit_sheet_{municipality is None}"
    sheet = bar.selectbox("Ark", found, format_func=lambda s: s.heading, key=key, width=WIDE)
    return Place(municipality, sheet, bar)


def table(place: Place) -> None:
    """The rows, at most some at a time, with what is changed in them."""
    municipality, sheet = place.municipality, place.sheet
    stored, columns = _stored(municipality, sheet), editing.columns(sheet, municipality)
    searched = place.bar.text_input("Vis bare rader med", key=f"edit_search_{sheet.name}", width=WIDE)
    wanted = searched.strip().casefold()
    found = [row for row in stored if not wanted or any(wanted in row.texts[c.name].casefold() for c in columns)]
    begin = 0
    if len(found) > MOST_ROWS:
        all_of_it = numbers.number(len(found))
        begin = place.bar.selectbox(
            "Vis", range(0, len(found), MOST_ROWS), key=f"edit_page_{sheet.name}", width=WIDE,
            format_func=lambda start: f"{start + 1}–{min(start + MOST_ROWS, len(found))} av {all_of_it}",
        )  # fmt: skip
    drafts = _drafts(municipality)
    lines = [Line(row.key, row.number, row.texts) for row in found[begin : begin + MOST_ROWS]]
    caption = f"{sheet.heading}: {count(len(found), 'rad', 'rader')}{' funnet' if wanted else ''}"
    fields = [_field(column, len(columns)) for column in columns]
    drafts[sheet.name] = edit(
        f"{st.session_state.get(ROUND, 0)}_{municipality}_{sheet.name}", caption, fields, lines,
        drafts.get(sheet.name, Draft()), can_add=True, can_remove=True, next_number=editing.next_number(stored),
    )  # fmt: skip
    settle(municipality)  # only now: what was typed last comes with the table


def _stored(municipality: str | None, sheet: Sheet) -> list[editing.Row]:
    """The current rows, read once for each version of the data."""
    store = cache.store()
    key = (id(store), store.version, municipality or "", sheet.name)
    return _rows.recall(key, lambda: editing.rows(store, sheet, municipality))


def _field(column: Column, beside: int) -> Field:
    choices: Sequence[str] | None = column.choices or None
    kind = CHOICE if choices or column.kind in (Kind.MUNICIPALITY, Kind.YES_NO) else TEXT
    if column.kind is Kind.MUNICIPALITY:
        choices = known().context.names
    elif column.kind is Kind.YES_NO:
        choices = ("Ja", "Nei")
    heading = f"{column.heading}*" if column.required else column.heading
    width = WIDTHS.get(column.kind, LONG if beside <= FEW else SHORT)
    return Field(column.name, heading, kind, width, choices, column.help)


def _drafts(municipality: str | None) -> dict[str, Draft]:
    """What is changed for a municipality, by sheet, kept while the session lasts."""
    kept: dict[str, dict[str, Draft]] = st.session_state.setdefault(KEPT, {})
    return kept.setdefault(municipality or "", {})


def check(municipality: str | None) -> None:
    """What is changed so far, and the buttons that check it or throw it away. Drawn after the table has told it."""
    changed = {name: draft for name, draft in _drafts(municipality).items() if draft.count}
    rows = ", ".join(f"{SHEETS[name].heading} {count(d.count, 'rad', 'rader')}" for name, d in changed.items())
    row = st.container(horizontal=True, vertical_alignment="center")
    # Always there: a button that came with the first change would move the table under the hand.
    if row.button("Kontroller endringene", type="primary") and changed:
        _lay(municipality, changed)
    if row.button("Forkast endringene") and changed:
        forget(municipality)
        st.rerun()
    row.markdown(f"**Endret her:** {rows}" if rows else "Skriv i cellene, ta bort rader eller legg til nye.")


def _lay(municipality: str | None, changed: dict[str, Draft]) -> None:
    """Has the changes checked, and lays them on the desk in the place of an earlier try."""
    edited = {name: editing.Edited(d.cells, d.gone, d.added) for name, d in changed.items()}
    name = editing.file_name(cache.store().programme, municipality)
    with st.spinner("Kontrollerer endringene …"):
        try:
            if earlier := laid(municipality):
                cache.desk().clear(earlier)
            make = partial(editing.check, municipality=municipality, changes=edited)
            piece = cache.desk().lay_made(make, name, CORRECTION)
        except PlainError as refused:
            st.error(style.plain(str(refused)))
            return
        _all_laid()[municipality or ""] = Laid(piece.id, changed)
        piece.wait(PATIENCE)
    st.rerun()


def _all_laid() -> dict[str, Laid]:
    kept: dict[str, Laid] = st.session_state.setdefault(LAID, {})
    return kept


def laid(municipality: str | None) -> Piece | None:
    """The checked changes of that municipality that lie on the desk."""
    kept = _all_laid().get(municipality or "")
    return cache.desk().piece(kept.piece) if kept else None


def more_since(municipality: str | None) -> str:
    """Why what lies on the desk may not come in now: more is changed since it was checked. Empty where it may."""
    kept = _all_laid().get(municipality or "")
    changed = {name: draft for name, draft in _drafts(municipality).items() if draft.count}
    return "" if kept is None or kept.taken_in or changed == kept.drafts else MORE


def said(municipality: str | None) -> None:
    """What is left to say when the changes were taken in: that there are more."""
    kept = _all_laid().get(municipality or "")
    if kept and kept.left and laid(municipality):
        st.warning(LEFT)


def settle(municipality: str | None) -> None:
    """Draws the page anew where the changes have been taken in: they are no changes any more, but later ones are."""
    kept, piece = _all_laid().get(municipality or ""), laid(municipality)
    if kept is None or kept.taken_in or piece is None or piece.state is not State.STORED:
        return
    drafts = _drafts(municipality)
    left = {name: draft.since(kept.drafts.get(name, Draft())) for name, draft in drafts.items()}
    left = {name: draft for name, draft in left.items() if draft.count}
    forget(municipality)
    drafts.update(left)
    _all_laid()[municipality or ""] = replace(kept, taken_in=True, left=bool(left))
    st.rerun()


def forget(municipality: str | None) -> None:
    """Throws the changes away; the table begins anew."""
    _drafts(municipality).clear()
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
