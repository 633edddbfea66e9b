"""The tile map as a small way about: each municipality a low tile with its name, its colour and its bar, to be picked.

It takes a third of the room of the large one (tilemap.py) with the type as large; the numbers are in each tile's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from helgelandlegen.figures import marks
from helgelandlegen.figures.colours import INK, MUTED, STEP_INK, STEPS
from helgelandlegen.figures.drawing import hatching, num
from helgelandlegen.figures.tilemap import (
    GAP,
    MARGIN,
    TILE_WIDTH,
    Tile,
    has_numbers,
    legend,
    pickable,
    step,
    tile_words,
)
from helgelandlegen.typeface import text_width

HEIGHT, INDENT = 32, 9
LARGE = 17.5  # the drawing is shown at three quarters of its size


def locator(tiles: Sequence[Tile], *, title: str, noun: str = "ledige", none_of: str = "ingen hjemler") -> str:
    """An SVG of the tiles with a legend; `title` names it, each tile that leads somewhere has its own words."""
    if not tiles:
        return ""
    left, top = min(tile.column for tile in tiles), min(tile.row for tile in tiles)
    width = (max(tile.column for tile in tiles) - left + 1) * (TILE_WIDTH + GAP) - GAP + 2 * MARGIN
    foot = (max(tile.row for tile in tiles) - top + 1) * (HEIGHT + GAP) + 2 * MARGIN
    key, key_height = legend(width, foot + 2, any(not has_numbers(tile) for tile in tiles), noun)
    height = foot + 2 + key_height
    drawn = "".join(
        pickable(
            tile,
            _tile(tile, MARGIN + (tile.column - left) * (TILE_WIDTH + GAP), MARGIN + (tile.row - top) * (HEIGHT + GAP)),
            tile_words(tile, noun, none_of),
        )
        for tile in tiles
    )
    role, drawn = marks.framed(drawn)
    return (
        f'<svg class="hl-locator" viewBox="0 0 {num(width)} {num(height)}" role="{role}"'
        f' aria-label="{escape(title)}">{drawn}{key}</svg>'
    )


def _tile(tile: Tile, x: float, y: float) -> str:
    known = has_numbers(tile)
    shade = step(tile.value or 0, tile.denominator or 1) if known else 0
    box = f'<rect x="{num(x)}" y="{num(y)}" width="{TILE_WIDTH}" height="{HEIGHT}" rx="6"'
    if known:
        drawn = f'{box} class="hl-step-{shade}" fill="{STEPS[shade].light}"/>'
    else:
        lines = hatching(x, y, TILE_WIDTH, HEIGHT)
        drawn = f'<path d="{lines}" stroke="{MUTED.light}" class="hl-axis" opacity=".35"/>'
        drawn += f'{box} fill="transparent" stroke="{MUTED.light}" class="hl-axis"/>'
    size = round(min(LARGE, LARGE * (TILE_WIDTH - INDENT - 5) / (text_width(tile.name, LARGE) or 1)), 1)
    drawn += (
        f'<text x="{num(x + INDENT)}" y="{num(y + 20)}" font-size="{size:g}" font-weight="600"'
        f' class="hl-step-ink-{shade}" fill="{STEP_INK[shade].light}">{escape(tile.name)}</text>'
    )
    if known and tile.value:
        long = (TILE_WIDTH - 2 * INDENT) * tile.value / (tile.denominator or 1)
        bar = f'd="M{num(x + INDENT)} {num(y + 27)}h{num(long)}" class="hl-step-bar-{shade}"'
        drawn += f'<path {bar} stroke="{STEP_INK[shade].light}" stroke-width="3"/>'
    if tile.marked:
        inner = f'x="{num(x + 1)}" y="{num(y + 1)}" width="{TILE_WIDTH - 2}" height="{HEIGHT - 2}" rx="5"'
        drawn += f'<rect {inner} fill="none" class="hl-edge" stroke="{INK.light}" stroke-width="3"/>'
    return drawn
