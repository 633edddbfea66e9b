"""The cells of a cause, with a way to put them right on the spot, and what is put right already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from helgelandlegen.errors import PlainError
from helgelandlegen.figures import numbers
from helgelandlegen.figures.table import Column, table
from helgelandlegen.memory import Memory
from helgelandlegen.ui import cache, style
from helgelandlegen.ui.sheet_editor import FIXED, Draft, Field, Line, edit
from helgelandlegen.workbook.causes import Cause
from helgelandlegen.workbook.cells import Cell, text_of
from helgelandlegen.workbook.check import CheckedFile
from helgelandlegen.workbook.correct import Correction, cells_of
from helgelandlegen.workbook.desk import Piece
from helgelandlegen.workbook.findings import Finding
from helgelandlegen.workbook.receive import Received
from helgelandlegen.workbook.suggest import Known, can_be_mended, is_superfluous, suggestions, target

A_PAGE, MOST_BESIDE, MOST_LETTERS, MOST_MENDED = 20, 4, 40, 200
WIDE = 320  # pixels
PATIENCE = 10  # seconds; after that the page shows how far the work is
AT_WORK = "mending"  # in the session
OWN = "Skriv en annen verdi …"
TWICE = ("duplicate_key", "report_twice")

_known: Memory[tuple[int, int], Known] = Memory(2)


@dataclass(frozen=True)
class Spot:
    """A cell with a finding: what tells its row from the others, and what could stand in it instead."""

    found: Finding
    cell: Cell
    beside: str
    ideas: list[str]


def cells(piece: Piece, cause: Cause, name: str) -> None:
    """The cells of a cause, a page at a time, with fields where they can be put right here; `name` is a key."""
    begin = _begin(len(cause.findings), name)
    shown = cause.findings[begin : begin + A_PAGE]
    received, checked = piece.received, piece.checked
    assert checked is not None
    if received is None or received.workbook is None or not can_be_mended(checked, cause.findings[0]):
        _only_listed(shown, is_file=received is not None)
        return
    spots = [spot for found in shown if (spot := _spot(received, checked, found))]
    alike = len({tuple(spot.ideas) for spot in spots}) == 1 and len({found.value for found in cause.findings}) == 1
    if len(cause.findings) == 1 or alike:
        _all(piece, cause, spots[0], name)
    if len(cause.findings) > 1:
        _each(piece, cause, spots, name, f"{name}_{begin}_{len(piece.corrections)}")


def is_at_work(name: str) -> bool:
    """Whether cells of that cause were corrected last."""
    return bool(st.session_state.get(AT_WORK) == name)


def _begin(amount: int, name: str) -> int:
    """The first cell of the page that is chosen."""
    if amount <= A_PAGE:
        return 0
    chosen = st.selectbox(
        "Vis", range(0, amount, A_PAGE), key=f"{name}_page", width=240,
        format_func=lambda start: f"{start + 1}–{min(start + A_PAGE, amount)} av {numbers.number(amount)}",
    )  # fmt: skip
    return int(chosen or 0)


def _only_listed(shown: Sequence[Finding], *, is_file: bool) -> None:
    lines = [(f.sheet or "", f.row, f.column or "", f.value or "") for f in shown if f.row]
    if is_file:
        st.caption("Dette kan ikke rettes her. Last ned filen med merknader, rett den, og last den opp igjen.")
    if lines:
        columns = [Column("Ark"), Column("Rad"), Column("Kolonne"), Column("Verdi")]
        st.markdown(table("Celler", columns, lines, row_headings=False), unsafe_allow_html=True)


def _spot(received: Received, checked: CheckedFile, found: Finding) -> Spot | None:
    cell = checked.cell(found)
    if cell is None:
        return None
    return Spot(found, cell, _beside(received, checked, found, cell), suggestions(found, checked, known()))


def known() -> Known:
    """What suggestions are taken from, gathered once for each version of the data."""
    store = cache.store()
    return _known.recall((id(store), store.version), lambda: Known.of(store))


def _beside(received: Received, checked: CheckedFile, found: Finding, cell: Cell) -> str:
    """What else stands in the row, keys first, so that one knows it again; never what is in a column not taken."""
    about = target(checked, found)
    if about is None or received.workbook is None:
        return ""
    row, (sheet, column) = cells_of(received.workbook.sheets[cell.sheet], cell.row), about
    texts = []
    for other in sorted(sheet.stored, key=lambda c: not c.key):
        place = checked.places.get((found.sheet or "", other.heading))
        if other is not column and place and place[1] < len(row) and (text := text_of(row[place[1]])):
            texts.append(text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…")
    return " · ".join(texts[:MOST_BESIDE])


def _all(piece: Piece, cause: Cause, first: Spot, name: str) -> None:
    """One value for all the cells of a cause."""
    amount = len(cause.findings)
    if amount == 1 and first.beside:
        st.caption(style.plain(f"Rad {first.cell.row}: {first.beside}"))
    row = st.container(horizontal=True, vertical_alignment="bottom")
    chosen: str | None = OWN
    if first.ideas:
        chosen = row.selectbox("Ny verdi", [*first.ideas, OWN], key=f"{name}_idea", width=WIDE)
    if chosen == OWN:
        was = first.found.value or ""
        chosen = row.text_input("Skriv verdien", key=f"{name}_own", placeholder=was, width=WIDE).strip()
    every = "Rett" if amount == 1 else f"Rett alle {numbers.number(amount)}"
    if row.button(every, key=f"{name}_all", type="primary") and chosen:
        _apply(piece, name, dict.fromkeys(cause.findings, chosen))
    gone = "Ta bort raden" if amount == 1 else f"Ta bort alle {numbers.number(amount)} radene"
    may_go = is_superfluous(cause.findings[0]) and (amount == 1 or cause.code in TWICE)
    if may_go and row.button(gone, key=f"{name}_gone"):
        _apply(piece, name, {}, cause.findings)


def _each(piece: Piece, cause: Cause, spots: Sequence[Spot], name: str, state: str) -> None:
    """A field for each cell, and one click for all that have one suggestion of their own."""
    lines = [
        Line(str(n), spot.cell.row, {"beside": spot.beside, "now": spot.found.value or "(tomt)", "new": ""}, spot.ideas)
        for n, spot in enumerate(spots)
    ]
    fields = [
        Field("beside", "Raden ellers", FIXED), Field("now", "Står i filen", FIXED), Field("new", "Ny verdi", width=24),
    ]  # fmt: skip
    superfluous = is_superfluous(cause.findings[0])
    draft = edit(state, f"{cause.sheet}: {cause.column}", fields, lines, Draft(), can_remove=superfluous)
    by_id = {line.id: spot.found for line, spot in zip(lines, spots, strict=True)}
    typed = {by_id[row]: own["new"] for row, own in draft.cells.items() if row in by_id and own.get("new")}
    sure = {spot.found: spot.ideas[0] for spot in spots if len(spot.ideas) == 1}
    below = st.container(horizontal=True)
    if below.button("Rett det som er fylt ut", key=f"{state}_typed") and (typed or draft.gone):
        _apply(piece, name, typed, [by_id[row] for row in draft.gone if row in by_id])
    if len(sure) > 1 and below.button(f"Bruk de {len(sure)} forslagene", key=f"{state}_sure"):
        _apply(piece, name, sure)


def _apply(piece: Piece, name: str, changes: Mapping[Finding, str], gone: Iterable[Finding] = ()) -> None:
    """Corrects the cells, leaves out the rows, and looks at the file anew."""
    checked = piece.checked
    assert checked is not None
    made: dict[Cell, str | None] = {}
    headings: dict[Cell, str | None] = {}
    for found, text in changes.items():
        if cell := checked.cell(found):
            made[cell], headings[cell] = text, found.column
    for found in gone:
        if cell := checked.cell(found):
            made[cell._replace(column=None)] = None
    try:
        cache.desk().correct(piece, made, headings)
    except PlainError as refused:
        st.error(style.plain(str(refused)))
        return
    st.session_state[AT_WORK] = name
    piece.wait(PATIENCE)
    st.rerun()


def mended(piece: Piece) -> None:
    """What is put right here, and the way back for each."""
    made = list(piece.corrections.values())
    if not made:
        return
    with st.expander(f"Rettet her ({numbers.number(len(made))})", key=f"mended_{piece.id}", on_change="rerun") as box:
        if not box.open:
            return
        columns = [Column("Ark"), Column("Rad"), Column("Kolonne"), Column("Sto i filen"), Column("Rettet til")]
        lines = [(m.sheet, m.cell.row, m.heading or "hele raden", _before(m), _after(m)) for m in made]
        rest = f", de siste {MOST_MENDED} er vist" if len(made) > MOST_MENDED else ""
        caption = f"Rettelser som følger med når filen tas inn{rest}"
        st.markdown(table(caption, columns, lines[-MOST_MENDED:], row_headings=False), unsafe_allow_html=True)
        below = st.container(horizontal=True, vertical_alignment="bottom")
        chosen = below.selectbox(
            "Angre en rettelse", made[-MOST_MENDED:], format_func=_called, key=f"undo_{piece.id}", width=2 * WIDE
        )
        if below.button("Angre rettelsen", key=f"undo_one_{piece.id}") and chosen:
            _undo(piece, [chosen.cell])
        if len(made) > 1 and below.button("Angre alle", key=f"undo_all_{piece.id}"):
            _undo(piece, list(piece.corrections))


def _before(made: Correction) -> str:
    return "" if made.cell.column is None else made.original or "(tomt)"


def _after(made: Correction) -> str:
    if made.cell.column is None:
        return "tatt bort"
    return made.corrected or "(tomt)"


def _called(made: Correction) -> str:
    what = f"{made.original or '(tomt)'} → {_after(made)}" if made.cell.column is not None else "raden er tatt bort"
    return f"{made.sheet}, rad {made.cell.row}{', ' + made.heading if made.heading else ''}: {what}"


def _undo(piece: Piece, cells: Iterable[Cell]) -> None:
    cache.desk().uncorrect(piece, cells)
    piece.wait(PATIENCE)
    st.rerun()
