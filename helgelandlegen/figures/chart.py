"""A chart as a page shows it: the message, the drawing, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass

from helgelandlegen.figures.table import Table


@dataclass(frozen=True)
class Chart:
    """One chart. `title` is its message in words, from the data; `svg` says the same to those who do not see it."""

    title: str
    svg: str
    table: Table
