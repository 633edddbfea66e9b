"""Panels as a document shows them, and what the figures mean in the words of their own files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from helgelandlegen.figures import exhibit
from helgelandlegen.figures.charted import charted
from helgelandlegen.figures.exhibit import Chart, Definition, Exhibit
from helgelandlegen.figures.table import Table
from helgelandlegen.privacy import catalogue
from helgelandlegen.subjects.panel import Panel


def shown(
    panel: Panel, kind: str = "", series: Mapping[str, str] | None = None, *, upwards: bool = False,
    tabled: bool | None = None, printed: tuple[str, ...] = (), named: int = 1,
) -> Exhibit:  # fmt: skip
    """The panel with its drawings and its first table; the chart is made of the table's columns `series`.

    The first `named` columns together tell its bars apart.
    """
    table = exhibit.plain_table(panel.tables[0]) if panel.tables else None
    chart: Chart | None = None
    if table is not None and kind and series and table.rows:
        chart = charted(table, kind, series, title=panel.title, upwards=upwards, named=named)
    note = panel.note or (table.note if table else "")
    return Exhibit(
        panel.key, panel.title, exhibit.drawings(panel.html, panel.title), table, chart, note, tabled, printed
    )


def alone(key: str, title: str, table: Table, note: str = "", *, tabled: bool | None = None) -> Exhibit:
    """A table that stands alone; one that is not `tabled` is for the files only."""
    return Exhibit(key, title, (), exhibit.plain_table(table), None, note or table.note, tabled)


def definitions(names: Iterable[str]) -> tuple[Definition, ...]:
    """What the figures mean, each once."""
    found = [catalogue()[name] for name in dict.fromkeys(names)]
    return tuple(Definition(one.id, one.title, one.definition, one.source, one.caveat) for one in found)
