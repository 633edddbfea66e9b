"""A briefing as it will be: a page at a time, and the documents to take away."""

from __future__ import annotations

import base64
from collections.abc import Callable
from html import escape

import streamlit as st

from helgelandlegen.briefing import documents
from helgelandlegen.briefing.facts import Briefing, Reader, Wishes, wished
from helgelandlegen.briefing.slides import PPTX
from helgelandlegen.errors import PlainError
from helgelandlegen.figures.files import EXCEL, file_name
from helgelandlegen.memory import Memory
from helgelandlegen.ui import drawn, style

PAGE, WHICH = "briefing_page", "briefing_shown"
DOCUMENTS = (
    ("pdf", "Last ned PDF", "application/pdf"),
    ("pptx", "Last ned PowerPoint", PPTX),
    ("xlsx", "Last ned Excel-vedlegg", EXCEL),
)
KEPT = 4  # briefings, each with its pages as pictures: about a megabyte

_pages: Memory[Briefing, list[bytes]] = Memory(KEPT)


def show(found: Briefing, wishes: Wishes) -> None:
    """The documents and the pages; what stands in the way is said."""
    try:
        made = wished(found, wishes)
        with st.spinner("Lager sidene …"):
            pages = _pages.recall(made, lambda: documents.pictures(made))
    except PlainError as error:
        st.error(style.plain(str(error)))
        return
    with st.container(horizontal=True):
        for ending, label, kind in DOCUMENTS:
            st.download_button(
                label, _made(made, ending), file_name(_called(made), made.as_of, ending), kind, on_click="ignore",
                type="primary" if ending == "pdf" else "secondary", key=f"briefing_{ending}",
            )  # fmt: skip
    # Another briefing begins with its first page; one whose words are changed stays where it is.
    if st.session_state.get(WHICH) != (which := (made.reader, made.title)):
        st.session_state[WHICH], st.session_state[PAGE] = which, 1
    here = min(st.session_state[PAGE], len(pages))
    _turn(here, len(pages))
    drawn.draw(_picture(pages[here - 1], f"Side {here} av {len(pages)}: {made.title}"), "briefing_page")


def _called(made: Briefing) -> str:
    """What the file's name begins with: for whom it is."""
    return f"Notat {made.place or {Reader.STEERING: 'styringsgruppen', Reader.OSO: 'OSO'}[made.reader]}"


def _made(briefing: Briefing, ending: str) -> Callable[[], bytes]:
    return lambda: documents.document(briefing, ending)


def _turn(here: int, many: int) -> None:
    """The way to the page before and the one after."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("← Forrige side", disabled=here == 1, on_click=_go, args=(here - 1,), key="briefing_back")
        st.markdown(f"Side {here} av {many}")
        st.button("Neste side →", disabled=here == many, on_click=_go, args=(here + 1,), key="briefing_on")


def _go(page: int) -> None:
    st.session_state[PAGE] = page


def _picture(png: bytes, name: str) -> str:
    content = base64.b64encode(png).decode("ascii")
    return f'<img class="hl-page" src="data:image/png;base64,{content}" alt="{escape(name)}">'
