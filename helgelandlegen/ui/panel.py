"""A subject's screen: its sentence, its figures as cards, and its panels.

All of a screen's panels are drawn as one (pick.py); the files of all their tables are in one popover, and each is
made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from weakref import WeakKeyDictionary

import streamlit as st

from helgelandlegen.figures import files
from helgelandlegen.figures.numbers import day
from helgelandlegen.figures.table import Table
from helgelandlegen.memory import Memory
from helgelandlegen.privacy import Publication
from helgelandlegen.subjects.choice import EVERYWHERE
from helgelandlegen.subjects.panel import Content, Panel
from helgelandlegen.subjects.seen import Seen
from helgelandlegen.ui import cards, frame, look, style

SCREENS_KEPT = 40  # a quarter of a megabyte each

_screens: WeakKeyDictionary[Publication, Memory[tuple[object, ...], Content]] = WeakKeyDictionary()


def screen(seen: Seen, name: str, make: Callable[[], Content]) -> None:
    """Draws a whole subject screen. What it says is kept by `name` for each choice of the header.

    What is picked in its panels leads where the mark says (look.py).
    """
    kept = _screens.setdefault(seen.publication, Memory(SCREENS_KEPT))
    content = kept.recall((name, *seen.key), make)
    with st.container(key="hl_opening", horizontal=True, gap="small"):
        _opening(content.sentence, content.more)
        _all_files(seen, content.tables)
    if content.figures:
        cards.strip([cards.of(seen, figure) for figure in content.figures], to=frame.page("nokkeltall"))
    look.draw(content.drawn, "panels")


def _opening(sentence: str, more: str) -> None:
    quiet = f'<p class="hl-more">{escape(more)}</p>' if more else ""
    st.markdown(
        f'<div class="hl-opening" lang="nb"><p role="heading" aria-level="2">{escape(sentence)}</p>{quiet}</div>',
        unsafe_allow_html=True,
    )


def _all_files(seen: Seen, tables: Sequence[tuple[Table, Panel]]) -> None:
    # Two dozen buttons that nobody sees would cost each run a tenth of a second in the browser.
    files_of = st.popover("Last ned tabellene", on_change="rerun", key="hl_files")
    if not files_of.open:
        return
    with files_of:
        # A table that two panels show is taken away once.
        for number, (table, panel) in enumerate({table.name: (table, panel) for table, panel in tables}.values()):
            with st.container(key=f"hl_file_{number}", horizontal=True, gap="small"):
                _files(seen, table, EVERYWHERE if panel.for_all else seen.in_words, str(number))


def _files(seen: Seen, table: Table, what: str, key: str) -> None:
    as_of = seen.choice.as_of
    about = f"{seen.publication.programme.title}: {what}, per {day(as_of)}."
    for ending, label, kind, make in (
        ("xlsx", f"{table.name} (Excel)", files.EXCEL, _xlsx(table, about)),
        ("csv", f"{table.name} (CSV)", "text/csv", _csv(table, about)),
    ):
        st.download_button(
            style.plain(label), make, files.file_name(table.name, as_of, ending), kind, key=f"{ending}_{key}",
            on_click="ignore", wrap=True,
        )  # fmt: skip


def _xlsx(table: Table, about: str) -> Callable[[], bytes]:
    return lambda: files.xlsx([table], title=table.name, about=about)


def _csv(table: Table, about: str) -> Callable[[], bytes]:
    return lambda: files.csv_text(table, about)
