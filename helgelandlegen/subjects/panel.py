"""The panels of a subject: each a title that states what the data says, the drawing, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from helgelandlegen.figures.phrases import small
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.privacy import GP_POST, PROGRAMME, Shown
from helgelandlegen.subjects.seen import Seen

HALF, FULL = 600, 1220  # the width of a drawing in a panel of one column, or of two
ABOUT_PERSONS = (
    "Tall om personer vises bare for hele programmet, og for regioner der ingen gruppe er for liten. "
    "Kortene nedenfor sier hva hvert tall gjelder."
)


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
