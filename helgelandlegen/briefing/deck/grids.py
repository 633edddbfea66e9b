"""A table as texts, as it is printed; and the same one turned around, or with part and whole in one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from helgelandlegen.briefing.deck.fitting import clean
from helgelandlegen.figures.exhibit import Mark
from helgelandlegen.figures.table import Column, Table, cell

# A shape of its own before the words: the same outlines as on screen.
SHAPES = {"on": "●", "near": "▲", "off": "◆", "none": "○", "open": "◌", "late": "◆", "unforecast": "◌", "track": "▷",
          "done": "●"}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A cell as it is printed."""

    text: str
    shape: str = ""

    @property
    def whole(self) -> str:
        """The words with the shape before them."""
        return f"{SHAPES[self.shape]}\u00a0{self.text}" if self.shape in SHAPES else self.text


@dataclass(frozen=True)
class Grid:
    """A table as texts: headings, rows, which columns stand to the right, and whether the last row is a sum."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[bool, ...]
    total: bool = False


def grid(table: Table) -> Grid:
    """The table's cells as they are printed; marks keep their shapes."""
    rows = tuple(
        tuple(_cell(value, column) for value, column in zip(row, table.columns, strict=True)) for row in table.rows
    )
    right = tuple(column.numeric or column.share for column in table.columns)
    return Grid(table.name, tuple(clean(column.heading) for column in table.columns), rows, right, table.total)


def turned(found: Grid) -> Grid:
    """The grid with a row for each column: what has few rows and many columns is then read more easily."""
    lines = list(zip(found.headings, *found.rows, strict=True))
    (corner, *names), *rest = lines
    headings = (str(corner), *(one.text for one in names if isinstance(one, Cell)))
    rows = tuple((Cell(str(line[0])), *(one for one in line[1:] if isinstance(one, Cell))) for line in rest)
    return Grid(found.name, headings, rows, (False, *(True for _ in names)))


def joined(found: Grid) -> Grid:
    """The grid with part and whole in one column: «antall», «av» and the share become «3 av 24 (13 %)»."""
    parts: list[tuple[str, list[int]]] = []
    for place, heading in enumerate(found.headings):
        name = heading.removesuffix(": antall").removesuffix(": av")
        if parts and parts[-1][0] == name:
            parts[-1][1].append(place)
        else:
            parts.append((name, [place]))
    rows = tuple(tuple(_together([row[n] for n in places]) for _, places in parts) for row in found.rows)
    right = tuple(found.right[places[0]] for _, places in parts)
    return replace(found, headings=tuple(name for name, _ in parts), rows=rows, right=right)


def _together(cells: Sequence[Cell]) -> Cell:
    first, *rest = cells
    if not rest or not all(one.text[:1].isdigit() for one in cells[:2]):
        return first
    share = f" ({rest[1].text})" if len(rest) > 1 else ""
    return Cell(f"{first.text} av {rest[0].text}{share}")


def _cell(value: object, column: Column) -> Cell:
    if isinstance(value, Mark):
        return Cell(clean(value.words), value.shape)
    return Cell(" ".join(clean(cell(value, column)).split("\n")))
