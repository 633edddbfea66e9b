"""Where files come in to be looked at, and the workbooks that go out to be filled in."""

from __future__ import annotations

import streamlit as st

from helgelandlegen.figures.files import EXCEL
from helgelandlegen.ui import cache, desk_list, style
from helgelandlegen.workbook import exports
from helgelandlegen.workbook.template import template

ROUND = "upload_round"  # a new key gives a new, empty uploader


def receive() -> None:
    """The uploader: every file that is put into it is laid on the desk, once."""
    round_ = st.session_state.get(ROUND, 0)
    received = st.file_uploader(
        "Filer fra kommunene", key=f"uploader_{round_}", accept_multiple_files=True,
        help="Excel (.xlsx, .xlsm, .xls), .ods eller .csv, etter malen eller med kommunens egne overskrifter.",
    )  # fmt: skip
    if received:
        pieces = [cache.desk().lay(file.getvalue(), file.name) for file in received]
        desk_list.open_piece(pieces[0])
        st.session_state[ROUND] = round_ + 1
        st.rerun()


def templates() -> None:
    """The empty workbook, and the current state in the same format, for one municipality or all."""
    store = cache.store()
    with st.container(key="hl_templates"):
        style.heading("Arbeidsbøker å sende ut", level=2)
        names = {m.number: m.name for m in store.programme.municipalities}
        empty, one, every = st.columns(3)
        empty.markdown("Tom mal med veiledning")
        empty.download_button(
            "Last ned malen", lambda: template(store.programme), f"{store.programme.name}-mal.xlsx", EXCEL,
            on_click="ignore",
        )  # fmt: skip
        number = one.selectbox("Ferdig utfylt for kommune", list(names), format_func=names.__getitem__)
        one.download_button(
            f"Last ned for {names[number]}", lambda: exports.workbook(store, number), f"{number}-{names[number]}.xlsx",
            EXCEL, on_click="ignore",
        )  # fmt: skip
        every.markdown("Ferdig utfylt for alle, i én zip-fil")
        every.download_button(
            "Last ned alle", lambda: exports.bundle(store), f"{store.programme.name}.zip", "application/zip",
            on_click="ignore",
        )  # fmt: skip
