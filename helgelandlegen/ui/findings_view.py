"""What a check has found, by cause, what is put right already, and the lists to send back."""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from helgelandlegen.figures import numbers
from helgelandlegen.figures.files import EXCEL
from helgelandlegen.figures.phrases import count
from helgelandlegen.memory import Memory
from helgelandlegen.ui import mend_view, style
from helgelandlegen.workbook.annotate import annotated, copy_name
from helgelandlegen.workbook.causes import Cause, causes
from helgelandlegen.workbook.desk import Piece
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.findings_file import findings_workbook
from helgelandlegen.workbook.imports import Outcome

MACROS = "application/vnd.ms-excel.sheet.macroEnabled.12"
MOST_CAUSES = 20
LEVELS = {Level.STOP: "✖ Stopp", Level.WARNING: "▲ Varsel"}

# With the outcome itself, so that its id is not taken by another.
_causes: Memory[tuple[str, int], tuple[Outcome, list[Cause]]] = Memory(40)


def show(piece: Piece) -> None:
    """The causes, those that stop the file first, each with its cells when it is opened; nothing where all is well."""
    outcome = piece.outcome
    if outcome is None or piece.checked is None:
        return
    mend_view.mended(piece)
    if not outcome.findings:
        return
    found = _causes.recall((piece.id, id(outcome)), lambda: (outcome, causes(outcome.findings)))[1]
    with st.container(key="hl_findings", gap="xsmall"):
        style.heading(_heading(found), level=2)
        for cause in found[:MOST_CAUSES]:
            _cause(piece, cause)
        if len(found) > MOST_CAUSES:
            st.caption(
                f"Her vises de {MOST_CAUSES} viktigste. {numbers.number(len(found) - MOST_CAUSES)} til står i listen "
                "som kan lastes ned."
            )
        _files(piece, outcome)


def _heading(found: list[Cause]) -> str:
    stops = sum(cause.level is Level.STOP for cause in found)
    texts = [f"{numbers.number(stops)} ting må rettes"] if stops else []
    return " og ".join(
        [*texts, *([f"{numbers.number(len(found) - stops)} ting å se på"] if len(found) > stops else [])]
    )


def _cause(piece: Piece, cause: Cause) -> None:
    where = f" – {cause.where}" if cause.where else ""
    label = f"**{LEVELS[cause.level]}** {style.plain(cause.sentence + where)}"
    name = f"cause_{piece.id}_{cause.key}"
    # What is inside is made only when it is opened.
    # A cause whose words change because some of its cells are right now stays open.
    with st.expander(label, key=name, expanded=mend_view.is_at_work(name), on_change="rerun") as box:
        if box.open:
            mend_view.cells(piece, cause, name)


def _files(piece: Piece, outcome: Outcome) -> None:
    """The workbook with the wrong cells marked, and the plain list."""
    row = st.container(horizontal=True)
    received, checked = piece.received, piece.checked
    stem = PurePath(piece.file_name if received is None else received.file_name).stem
    if received is not None and received.workbook is not None and checked is not None:
        # Made when it is asked for: it takes a second or more.
        name = copy_name(received)
        row.download_button(
            "Last ned filen med merknader", lambda: annotated(received, checked, outcome.findings), name,
            MACROS if name.endswith("xlsm") else EXCEL, key=f"annotated_{piece.id}", on_click="ignore",
        )  # fmt: skip
    row.download_button(
        f"Last ned listen ({count(len(outcome.findings), 'funn', 'funn')})",
        lambda: findings_workbook(sorted(outcome.findings, key=lambda f: f.level is not Level.STOP)),
        f"{stem} – funn.xlsx", EXCEL, key=f"listed_{piece.id}", on_click="ignore",
    )  # fmt: skip
