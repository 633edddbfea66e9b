"""The tile map on a slide: each municipality is one shape with its text in it, wider than on screen to be read afar."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from helgelandlegen.briefing.deck import fitting
from helgelandlegen.briefing.deck.drawings import HATCHED
from helgelandlegen.briefing.deck.words import Box, Run, grouped, shape, text_box, write
from helgelandlegen.figures.exhibit import Drawing
from helgelandlegen.figures.tilemap import GAP, TILE_HEIGHT, TILE_WIDTH

MAP = '<svg class="hl-tiles"'
BETWEEN = 4.0
LEGEND_TALL, SWATCH = 34.0, 14.0
NAMES, NUMBERS = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0), 0.34
WIDEST = 150.0
_BAR = re.compile(r"h([\d.]+)$")


@dataclass
class _Tile:
    """A tile as it was drawn: where in the grid, in which colours, what it says, and how long its bar is (0–1)."""

    column: int
    row: int
    fill: str
    ink: str = ""
    texts: list[str] = field(default_factory=list)
    share: float = 0.0


def is_map(drawing: Drawing) -> bool:
    """Whether it is a tile map."""
    return drawing.svg.startswith(MAP)


def add(shapes: Any, drawing: Drawing, box: Box) -> float:
    """The map as a group in `box`; gives how wide it stands."""
    tiles, legend = _read(drawing)
    columns, rows = 1 + max(one.column for one in tiles), 1 + max(one.row for one in tiles)
    wide = min(WIDEST, (box.wide - BETWEEN * (columns - 1)) / columns)
    tall = (box.tall - LEGEND_TALL - BETWEEN * rows) / rows
    first = len(shapes)
    size = min(14.0, tall * 0.3)
    for tile in tiles:
        left, top = box.left + tile.column * (wide + BETWEEN), box.top + tile.row * (tall + BETWEEN)
        _tile(shapes, tile, Box(left, top, wide, tall), size)
    across = columns * (wide + BETWEEN) - BETWEEN
    _legend(shapes, legend, Box(box.left, box.top + box.tall - LEGEND_TALL + 2, across, LEGEND_TALL))
    grouped(shapes, first, "Kommunekart", drawing.alt)
    return across


def _tile(shapes: Any, tile: _Tile, box: Box, size: float) -> None:
    name, *rest = tile.texts or [""]
    said = rest[0] if rest else ""
    line = "" if tile.share or tile.fill != HATCHED else "muted"
    made = shape(shapes, MSO_SHAPE.ROUNDED_RECTANGLE, box, name=f"{name}: {said}", fill=_six(tile.fill), line=line)
    made.adjustments[0] = 0.1
    frame = made.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Emu(Pt(6))
    frame.margin_top, frame.margin_bottom = Emu(Pt(2)), Emu(Pt(5))
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    ink = _six(tile.ink)
    fits = [one for one in NAMES if one <= size and fitting.width(name, one, True) <= box.wide - 12]
    number, space, of = said.partition(" ")
    runs = [Run(number, size * 1.2, True, ink), Run(space + of, size * 0.95, None, ink)]
    plain = [Run(said, size * 0.95, None, ink)]
    write(frame, [Run(name, fits[0] if fits else NAMES[-1], True, ink), runs if number.isdigit() else plain], "left")
    if tile.share:
        bar = Box(box.left + 6, box.top + box.tall - 5, (box.wide - 12) * tile.share, 2)
        shape(shapes, MSO_SHAPE.RECTANGLE, bar, name=f"Stolpe for {name}", fill=ink)


def _legend(shapes: Any, found: list[tuple[str, str]], box: Box) -> None:
    """One row: what the colours mean."""
    (title, _), *steps = found
    text_box(shapes, Box(box.left, box.top, box.wide, 14), [Run(title, 10.5, True)], name="Tegnforklaring")
    x = box.left
    for words, fill in steps:
        line = "muted" if fill == HATCHED else ""
        swatch = Box(x, box.top + 16.5, SWATCH, 10)
        shape(shapes, MSO_SHAPE.ROUNDED_RECTANGLE, swatch, name=words, fill=_six(fill), line=line)
        long = fitting.width(words, 10)
        text_box(shapes, Box(x + SWATCH + 4, box.top + 15, long, 14), [Run(words, 10)], name=words, wrap=False)
        x += SWATCH + long + 14


def _read(drawing: Drawing) -> tuple[list[_Tile], list[tuple[str, str]]]:
    """The tiles, and the legend: its title and then the words and the colour of each step."""
    tiles: list[_Tile] = []
    legend: list[tuple[str, str]] = []
    swatch = ""
    for element in ElementTree.fromstring(drawing.svg).iter():
        tag = str(element.tag).rpartition("}")[2]
        given = element.attrib
        fill = given.get("fill", "")
        if tag == "rect" and given.get("width") == f"{TILE_WIDTH}":
            if fill != "none":  # an edge around a tile that is set apart
                column, row = (round(float(given[name]) / step) for name, step in _STEPS)
                tiles.append(_Tile(column, row, HATCHED if fill.startswith("url(") else fill))
        elif tag == "rect":
            swatch = HATCHED if fill.startswith("url(") else fill
        elif tag == "text" and (swatch or not tiles or _below(given, tiles)):
            legend.append(("".join(element.itertext()), swatch))
        elif tag == "text":
            words = " ".join(text for text in element.itertext())
            tiles[-1].texts.append(words)
            tiles[-1].ink = fill
        elif tag == "path" and tiles and (bar := _BAR.search(given.get("d", ""))):
            tiles[-1].share = float(bar[1]) / (TILE_WIDTH - 20)
    return tiles, legend


_STEPS = (("x", TILE_WIDTH + GAP), ("y", TILE_HEIGHT + GAP))


def _below(given: dict[str, str], tiles: list[_Tile]) -> bool:
    """Whether a text stands below all of the tiles."""
    return float(given.get("y", 0)) > (1 + max(tile.row for tile in tiles)) * (TILE_HEIGHT + GAP)


def _six(colour: str) -> str:
    return colour.lstrip("#").upper()
