"""The parts of a mapping that need no choice of columns: the table as it is, whom it tells of, and what it becomes."""

from __future__ import annotations

import streamlit as st

from helgelandlegen.figures.phrases import count
from helgelandlegen.figures.table import Column, table
from helgelandlegen.ui import style
from helgelandlegen.workbook.cells import Raw, RawSheet, text_of
from helgelandlegen.workbook.exports import COMMON, MUNICIPAL
from helgelandlegen.workbook.findings import shorten
from helgelandlegen.workbook.proposal import Proposal
from helgelandlegen.workbook.sheets import SHEETS

FIRST = 5  # rows that are shown of a table
HIDDEN = "skjult"


def personal(proposal: Proposal, key: str) -> tuple[int, ...]:
    """Which columns tell who somebody is; those that seem to are marked already."""
    texts = proposal.table.texts
    named = [i for i, text in enumerate(proposal.table.headings) if text or proposal.table.values[i]]
    marked = st.pills(
        "Personopplysninger som aldri lagres", named, selection_mode="multi", default=proposal.never_kept,
        format_func=lambda index: style.plain(texts[index]), key=f"never_{key}",
        help="Navn, adresse, telefon, e-post og fødselsdato. Det som står i disse kolonnene, blir verken lest eller "
        "tatt vare på.",
    )  # fmt: skip
    return tuple(sorted(marked))


def as_it_is(proposal: Proposal, never_kept: tuple[int, ...]) -> None:
    """The table's first rows, with what tells of persons left out."""
    found = proposal.table
    lines = [
        [HIDDEN if index in never_kept and index < len(cells) and cells[index] is not None else _at(cells, index)
         for index in range(len(found.headings))]
        for _, cells in found.rows[:FIRST]
    ]  # fmt: skip
    caption = f"Tabellen i filen: {count(len(found.rows), 'rad', 'rader')}"
    columns = [Column(text) for text in found.texts]
    st.markdown(table(caption + _of(len(found.rows)), columns, lines), unsafe_allow_html=True)


def _at(cells: list[Raw], index: int) -> str:
    return shorten(text_of(cells[index])) if index < len(cells) else ""


def _of(rows: int) -> str:
    return f", de {FIRST} første er vist" if rows > FIRST else ""


def sheets(proposal: Proposal, key: str) -> list[str]:
    """Which of our sheets the table has something for, the likely ones chosen already; in the workbook's order."""
    every = st.session_state.get(f"every_{key}", False)
    offered = [s.name for s in (*MUNICIPAL, *(COMMON if every else ()))]
    offered = [*proposal.sheets, *(name for name in offered if name not in proposal.sheets)]
    chosen = st.pills(
        "Hvilke ark i malen har tabellen opplysninger til?", offered, selection_mode="multi", default=proposal.sheets,
        format_func=lambda name: SHEETS[name].heading, key=f"sheets_{key}",
    )  # fmt: skip
    st.checkbox("Vis også programmets egne ark", key=f"every_{key}")
    return [name for name in SHEETS if name in chosen]


def preview(made: RawSheet, *, whole: bool) -> None:
    """The first rows of one of our sheets as they become; `whole`: of the whole table, not only its beginning."""
    headings, *rows = [cells for _, cells in made.rows]
    lines = [[shorten(text_of(cell)) for cell in row] for row in rows[:FIRST]]
    many = f"{'' if whole else 'mer enn '}{count(len(rows), 'rad', 'rader')}"
    caption = f"Slik blir radene: {many}{_of(len(rows))}"
    st.markdown(table(caption, [Column(str(text)) for text in headings], lines), unsafe_allow_html=True)
