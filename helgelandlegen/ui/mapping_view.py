"""Tables with headings of their own: how they are read is said once, and next time they read themselves."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from helgelandlegen.figures.phrases import listed
from helgelandlegen.ui import cache, mapping_parts, style, who
from helgelandlegen.ui.mapping_columns import Chooser
from helgelandlegen.workbook import layouts
from helgelandlegen.workbook.cells import RawSheet
from helgelandlegen.workbook.check import CheckedFile
from helgelandlegen.workbook.correct import corrected
from helgelandlegen.workbook.desk import Piece, State
from helgelandlegen.workbook.layout import Layout, apply, fingerprint
from helgelandlegen.workbook.proposal import Proposal, layout_of, missing, propose, shared_start
from helgelandlegen.workbook.sheets import SHEETS
from helgelandlegen.workbook.values import Context

OPEN = "mapping_open"  # in the session: by the piece's id, the sheet that is being mapped (None: closed by the user)
KEPT = "mapping_kept"  # in the session: the proposal that is being looked over, and for what
EXPLAINED = "Velg hvor hver kolonne i malen kommer fra. Kolonner med \\* må være med."
ELSE = "Står det ikke i tabellen, kan du velge «Samme verdi i alle rader»."
MOVING = (
    "Stillingen og legen har samme «Fra og med». Når stillingen får ny lege, flyttes også datoen stillingen ble "
    "opprettet, og tallene bakover endres. Velg heller en annen kolonne eller en fast dato i «Stillinger»."
)
PREVIEWED = 2000  # rows of a table that are read as they are chosen, so that each choice is answered at once
PATIENCE = 1.2  # seconds that a save waits for the file to be read anew


def show(piece: Piece) -> None:
    """What of a file is read by a layout, what is not read at all, and the mapping of the table that is chosen."""
    received, checked = piece.received, piece.checked
    if received is None or received.workbook is None or checked is None:
        return
    workbook = corrected(received.workbook, checked.corrections)
    sheets, wanted = workbook.sheets, layouts.wanting(workbook, checked)
    chosen = _chosen(piece, checked, sheets, wanted)
    for index, layout in checked.layouts.items():
        if index != chosen:
            _read_by(piece, sheets[index], index, layout)
    mapped = fingerprint(sheets[chosen]) if chosen is not None and chosen < len(sheets) else None
    for index in wanted:
        if index != chosen and fingerprint(sheets[index]) != mapped:
            _not_read(piece, sheets[index], index)
    if chosen is not None and chosen < len(sheets):
        with st.container(border=True, key="hl_mapping"):
            _map(piece, sheets[chosen], chosen, checked.layouts.get(chosen))


def _chosen(piece: Piece, checked: CheckedFile, sheets: list[RawSheet], wanted: list[int]) -> int | None:
    """The sheet that is being mapped; by itself the first of a file of which nothing can be read, if all are alike."""
    opened: dict[str, int | None] = st.session_state.setdefault(OPEN, {})
    nothing_read = any(found.code == "no_known_sheet" for found in checked.findings)
    alike = len({fingerprint(sheets[index]) for index in wanted}) == 1
    if piece.id not in opened and nothing_read and alike and not piece.without:
        opened[piece.id] = wanted[0]
    return opened.get(piece.id)


def _open(piece: Piece, index: int | None) -> None:
    st.session_state.setdefault(OPEN, {})[piece.id] = index
    st.session_state.pop(KEPT, None)
    st.rerun()


def _read_by(piece: Piece, raw: RawSheet, index: int, layout: Layout) -> None:
    """By which layout a table is read, as what, and the ways out of it."""
    ours = listed([f"«{SHEETS[target.sheet].heading}»" for target in layout.targets])
    words, change, without = st.columns([6, 1.2, 1.5], vertical_alignment="center")
    words.markdown(style.plain(f"Arket «{raw.name}» er lest med oppsettet «{layout.name}» som {ours}."))
    if change.button("Endre", key=f"change_{piece.id}_{index}", width="stretch"):
        _open(piece, index)
    if without.button("Les uten oppsett", key=f"without_{piece.id}_{index}", width="stretch"):
        piece.without |= {layout.fingerprint}
        _look_again(piece)


def _not_read(piece: Piece, raw: RawSheet, index: int) -> None:
    """A table that is not read, and the way to have it read."""
    print_ = fingerprint(raw)
    words, button = st.columns([6, 2.7], vertical_alignment="center")
    if print_ in piece.without:
        words.markdown(style.plain(f"Oppsettet for arket «{raw.name}» er ikke brukt for denne filen."))
        if button.button("Bruk oppsettet", key=f"with_{piece.id}_{index}", width="stretch"):
            piece.without -= {print_}
            _look_again(piece)
        return
    words.markdown(
        style.plain(f"Arket «{raw.name}» har andre overskrifter eller ord enn malen. Vis én gang hvordan det leses.")
    )
    if button.button("Koble kolonnene", key=f"map_{piece.id}_{index}", width="stretch"):
        _open(piece, index)


def _map(piece: Piece, raw: RawSheet, index: int, current: Layout | None) -> None:
    """The mapping of one table, from what it is to what it becomes."""
    context = Context.of(cache.store().programme)
    proposal = _proposal(piece, raw, index, context, current)
    if proposal is None:
        st.info("Arket har ingen tabell med overskrifter.")
        return
    style.heading(f"Hvordan leses «{raw.name}»?", level=2, beside="Du gjør dette én gang. Neste måned leses det slik.")
    key = f"{piece.id}_{index}"
    above = st.container()
    never_kept = mapping_parts.personal(proposal, key)
    with above:
        mapping_parts.as_it_is(proposal, never_kept)
    chooser = Chooser(proposal, context, never_kept, key)
    chosen = mapping_parts.sheets(proposal, key)
    if chosen:
        st.caption(EXPLAINED)
    targets, below = [], {}
    for name, tab in zip(chosen, st.tabs([SHEETS[name].heading for name in chosen]) if chosen else (), strict=True):
        with tab:
            targets.append(chooser.target(SHEETS[name]))
            below[SHEETS[name].heading] = st.container()
    targets = chooser.words(targets)
    layout = layout_of(proposal, proposal.name, targets, never_kept)
    few = replace(raw, rows=raw.rows[:PREVIEWED])
    for made in apply(few, layout, context, piece.file_name):
        with below[made.reads_as or ""]:
            mapping_parts.preview(made, whole=len(raw.rows) <= PREVIEWED)
    _save(piece, proposal, layout)


def _proposal(piece: Piece, raw: RawSheet, index: int, context: Context, current: Layout | None) -> Proposal | None:
    """The proposal, made once for each table as it stands."""
    about = (piece.id, index, id(piece.checked))
    kept = st.session_state.get(KEPT)
    if kept is None or kept[0] != about:
        earlier = [one.layout for one in layouts.remembered(cache.store())]
        kept = (about, propose(raw, piece.file_name, context, current, earlier))
        st.session_state[KEPT] = kept
    found: Proposal | None = kept[1]
    return found


def _save(piece: Piece, proposal: Proposal, layout: Layout) -> None:
    """The name, the yes and the no."""
    lacking = missing(layout.targets)
    if lacking:
        named = listed([f"«{column.heading}» i {sheet.heading}" for sheet, column in lacking])
        st.info(style.plain(f"Velg hvor {named} kommer fra. {ELSE}"))
    if shared_start(layout.targets):
        st.warning(MOVING)
    name, yes, no = st.columns([3, 2, 1], vertical_alignment="bottom")
    typed = name.text_input(
        "Navn på oppsettet", value=proposal.name, max_chars=layouts.LONGEST_NAME, key=f"name_{piece.id}"
    )  # fmt: skip
    ready = bool(layout.targets) and not lacking and bool(typed.strip())
    # A primary button that cannot be pressed has words that nobody can read.
    if yes.button(
        "Lagre oppsettet og les filen", type="primary" if ready else "secondary", disabled=not ready,
        key=f"save_{piece.id}", width="stretch",
    ):  # fmt: skip
        saved = Layout(layout.fingerprint, typed, layout.targets, layout.never_kept, layout.headings)
        layouts.save(cache.store(), saved, who.role())
        st.session_state[OPEN][piece.id] = None
        piece.without -= {layout.fingerprint}
        _look_again(piece, layout.fingerprint)
    if no.button("Avbryt", key=f"leave_{piece.id}", width="stretch"):
        _open(piece, None)


def _look_again(piece: Piece, changed: str | None = None) -> None:
    """Reads the file anew, and the other files on the desk that have a table with the changed layout's headings."""
    desk = cache.desk()
    st.session_state.pop(KEPT, None)
    desk.look_again(piece)
    for other in desk.pieces():
        workbook = other.received.workbook if other.received else None
        waits = other is not piece and other.state is State.READY
        if changed and waits and workbook and any(fingerprint(raw) == changed for raw in workbook.sheets):
            desk.look_again(other)
    piece.wait(PATIENCE)
    st.rerun()
