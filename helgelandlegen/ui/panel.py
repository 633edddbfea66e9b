"""The panels of a subject screen: each a title that states what the data says, the drawing, and its numbers as a table.

All of a screen's panels are drawn as one (drawn.py); the files of all their tables are in one popover, and each is
made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from weakref import WeakKeyDictionary

import streamlit as st

from helgelandlegen.figures import files
from helgelandlegen.figures.numbers import day
from helgelandlegen.figures.phrases import small
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.memory import Memory
from helgelandlegen.privacy import GP_POST, PROGRAMME, Publication, Shown
from helgelandlegen.ui import cards, drawn, frame, pick, style
from helgelandlegen.ui.filters import EVERYWHERE
from helgelandlegen.ui.seen import Seen

HALF, FULL = 600, 1220  # the width of a drawing in a panel of one column, or of two
SCREENS_KEPT = 40  # a quarter of a megabyte each
ABOUT_PERSONS = (
    "Tall om personer vises bare for hele programmet, og for regioner der ingen gruppe er for liten. "
    "Kortene nedenfor sier hva hvert tall gjelder."
)

_screens: WeakKeyDictionary[Publication, Memory[tuple[object, ...], Content]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Panel:
    """A panel: `key` names it, `title` is what its data says.

    `html` is the drawing, and the tables open below it; without a drawing the first table itself is shown. `note`
    stands below in small type: where the numbers come from, for which date they hold, what is left out. `for_all`: it
    holds for the whole programme, whatever place is chosen.
    """

    key: str
    title: str
    html: str
    tables: Sequence[Table]
    note: str = ""
    for_all: bool = False

    def drawn(self) -> str:
        """The panel as HTML."""
        heading = f'<div class="hl-title" role="heading" aria-level="2">{escape(self.title)}</div>'
        note = f'<p class="hl-note">{escape(self.note)}</p>' if self.note else ""
        # A note that the panel has is not said again below its tables.
        tables = [replace(table, note="") if table.note == self.note else table for table in self.tables]
        shown = self.html or "".join(table.html() for table in tables[:1])
        folded = _folded(tables if self.html else tables[1:], drawing="<svg" in shown)
        return f'<section class="hl-panel" id="panel-{self.key}">{heading}{shown}{note}{folded}</section>'


@dataclass(frozen=True)
class Columns:
    """Panels below each other in two columns."""

    left: Sequence[Panel]
    right: Sequence[Panel]


@dataclass(frozen=True)
class Content:
    """What a subject screen says: its sentence, the ids of its figures, rows of panels, and `more` to be said above."""

    sentence: str
    figures: Sequence[str]
    rows: Sequence[Panel | Columns]
    more: str = ""

    @cached_property
    def drawn(self) -> str:
        """All panels as HTML."""
        return f'<div class="hl-panels" lang="nb">{"".join(map(_row, self.rows))}</div>'

    @property
    def tables(self) -> list[tuple[Table, Panel]]:
        """All tables, each with its panel."""
        return [(table, panel) for row in self.rows for panel in _panels(row) for table in panel.tables]


def screen(seen: Seen, name: str, make: Callable[[], Content], take: Callable[[str], None] | None = None) -> None:
    """Draws a whole subject screen. What it says is kept by `name` for each choice of the header.

    `take` is given what is picked in the panels, where something can be (pick.py).
    """
    kept = _screens.setdefault(seen.publication, Memory(SCREENS_KEPT))
    content = kept.recall((name, *seen.key), make)
    with st.container(key="hl_opening", horizontal=True, gap="small"):
        _opening(content.sentence, content.more)
        _all_files(seen, content.tables)
    if content.figures:
        cards.strip([cards.of(seen, figure) for figure in content.figures], to=frame.page("nokkeltall"))
    if take is None:
        drawn.draw(content.drawn, "panels")
    else:
        pick.draw(content.drawn, "panels", take)


def _opening(sentence: str, more: str) -> None:
    quiet = f'<p class="hl-more">{escape(more)}</p>' if more else ""
    st.markdown(
        f'<div class="hl-opening" lang="nb"><p role="heading" aria-level="2">{escape(sentence)}</p>{quiet}</div>',
        unsafe_allow_html=True,
    )


def _row(row: Panel | Columns) -> str:
    if isinstance(row, Panel):
        return row.drawn()
    sides = "".join(f"<div>{''.join(panel.drawn() for panel in side)}</div>" for side in (row.left, row.right))
    return f'<div class="hl-columns">{sides}</div>'


def _panels(row: Panel | Columns) -> Iterator[Panel]:
    yield from (row,) if isinstance(row, Panel) else (*row.left, *row.right)


def _folded(tables: Sequence[Table], *, drawing: bool) -> str:
    if not tables:
        return ""
    shown = "".join(table.html() for table in tables)
    words = "Vis som tabell" if drawing else "Vis hele tabellen"
    return f'<details class="hl-folded"><summary>{words}</summary>{shown}</details>'


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


def said(text: str) -> str:
    """What stands in the place of a drawing where there is nothing to draw."""
    return f"<p>{escape(text)}</p>"


def about_persons(seen: Seen) -> str:
    """What a screen about persons says at its top where the header's choices do not reach all of it."""
    return "" if seen.choice.group == PROGRAMME and seen.choice.post_type == GP_POST else ABOUT_PERSONS


def course_table(figure: Shown) -> Table:
    """A figure's course as a table, the newest date first."""
    share = figure.kind == "share"
    columns = [Column("Dato"), Column(figure.title, numeric=True, missing="ingen tall", share=share)]
    rows = [[when, value] for when, value in reversed(figure.series)]
    return Table(f"{figure.title}, utvikling", columns, rows, f"Kilde: {small(figure.definition.source)}")
