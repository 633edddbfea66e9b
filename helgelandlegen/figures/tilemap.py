"""Municipalities as equal tiles on a grid: the small are seen as well as the large, and each has its numbers.

A tile says the same three times: in numbers, in one of five ordered colours, and as a bar of that length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from helgelandlegen.figures import marks
from helgelandlegen.figures.colours import INK, MUTED, STEP_INK, STEPS
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.numbers import NO_VALUE, number, percent, under
from helgelandlegen.typeface import text_width

TILE_WIDTH, TILE_HEIGHT, GAP, MARGIN = 92, 64, 5, 1
NAME_SIZE, NUMBER_SIZE, SMALL_SIZE = 14.0, 22.0, 13.0
LEGEND_ROW, LEGEND_CELL = 19, 92

# From which share each step begins; step 0 is none at all.
FROM = (0.10, 0.25, 0.50)
STEP_WORDS = ("ingen", "under 10 %", "fra 10 %", "fra 25 %", "fra 50 %")


@dataclass(frozen=True)
class Tile:
    """One municipality: its place in the grid, and `value` of `denominator`. None is «ingen tall».

    `hidden` stands for a number that a small group hides. `marked` sets it apart with an edge: it is what is looked at.
    With `to` it can be picked.
    """

    name: str
    column: int
    row: int
    value: int | None
    denominator: int | None
    hidden: bool = False
    marked: bool = False
    to: To | None = None


def step(value: int, denominator: int) -> int:
    """The colour step of a share: 0 for none, 1 for less than a tenth, … 4 for half or more."""
    if value == 0:
        return 0
    return 1 + sum(value / denominator >= limit for limit in FROM)


def tile_map(tiles: Sequence[Tile], *, title: str, noun: str = "ledige", none_of: str = "ingen hjemler") -> str:
    """An SVG of the tiles with a legend; `title` begins its text alternative, `noun` says what is counted."""
    if not tiles:
        return ""
    left, top = min(tile.column for tile in tiles), min(tile.row for tile in tiles)
    columns = max(tile.column for tile in tiles) - left + 1
    rows = max(tile.row for tile in tiles) - top + 1
    width = columns * (TILE_WIDTH + GAP) - GAP + 2 * MARGIN
    map_height = rows * (TILE_HEIGHT + GAP) + 2 * MARGIN
    key, key_height = legend(width, map_height + 4, any(not has_numbers(tile) for tile in tiles), noun)
    height = map_height + 4 + key_height
    drawn = "".join(
        pickable(
            tile,
            _tile(tile, left, top, none_of) + (_edge(tile, left, top) if tile.marked else ""),
            tile_words(tile, noun, none_of),
        )
        for tile in tiles
    )
    role, drawn = marks.framed(drawn)
    whole = f'role="{role}" aria-label="{escape(in_words(tiles, title=title, noun=noun, none_of=none_of))}"'
    return (
        f'<svg class="hl-tiles" viewBox="0 0 {width} {height}" style="--hl-ratio:{width / height:.3f}" {whole}>'
        '<defs><pattern id="hl-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V7" stroke="{MUTED.light}" class="hl-hatch" stroke-width="1.6" opacity=".45"/></pattern></defs>'
        f"{drawn}{key}</svg>"
    )


def pickable(tile: Tile, drawn: str, words: str) -> str:
    """What is drawn of a tile as a mark that says the words; as it is where the tile leads nowhere."""
    if tile.to is None:
        return drawn
    said = marks.attributes(tile.to, words, current=tile.marked)
    return f'<g class="hl-pick-tile"{said}>{marks.title(words, tile.to)}{drawn}</g>'


def in_words(tiles: Sequence[Tile], *, title: str, noun: str = "ledige", none_of: str = "ingen hjemler") -> str:
    """The whole map as text, the largest share first: «Ledige hjemler. Nordvik: 3 av 3 ledige (100 %). …»"""

    def order(tile: Tile) -> tuple[float, str]:
        share = tile.value / tile.denominator if has_numbers(tile) and tile.value and tile.denominator else 0.0
        return (-share if has_numbers(tile) else 1.0, tile.name)

    return f"{title}. " + " ".join(f"{tile_words(tile, noun, none_of)}." for tile in sorted(tiles, key=order))


def tile_words(tile: Tile, noun: str = "ledige", none_of: str = "ingen hjemler") -> str:
    """One tile as text: «Nordvik: 9 av 29 ledige (31 %)», «Sørvik: ingen tall»."""
    if tile.hidden:
        return f"{tile.name}: {under()}"
    if tile.value is None or tile.denominator is None:
        return f"{tile.name}: {NO_VALUE}"
    if tile.denominator == 0:
        return f"{tile.name}: {none_of}"
    share = percent(tile.value / tile.denominator)
    return f"{tile.name}: {number(tile.value)} av {number(tile.denominator)} {noun} ({share})"


def has_numbers(tile: Tile) -> bool:
    """Whether the tile has a share to show."""
    return not tile.hidden and tile.value is not None and bool(tile.denominator)


def _tile(tile: Tile, left: int, top: int, none_of: str) -> str:
    x = MARGIN + (tile.column - left) * (TILE_WIDTH + GAP)
    y = MARGIN + (tile.row - top) * (TILE_HEIGHT + GAP)
    box = f'<rect x="{x}" y="{y}" width="{TILE_WIDTH}" height="{TILE_HEIGHT}" rx="7"'
    if not has_numbers(tile):
        drawn = f'{box} class="hl-outline" fill="url(#hl-hatch)" stroke="{MUTED.light}"/>{_name(tile.name, x, y, 0)}'
        return drawn + _text(_unknown(tile, none_of), x + 10, y + 48, SMALL_SIZE, 0)
    value, denominator = tile.value or 0, tile.denominator or 1
    shade = step(value, denominator)
    ink = STEP_INK[shade].light
    some = _text(number(value), x + 10, y + 48, NUMBER_SIZE, shade, 700)
    every = f'<tspan dx="5" font-size="{SMALL_SIZE:g}" font-weight="400">av {number(denominator)}</tspan></text>'
    long = (TILE_WIDTH - 20) * value / denominator
    bar = f'<path d="M{x + 10} {y + 55.5}h{long:.1f}" class="hl-step-bar-{shade}" stroke="{ink}" stroke-width="3"/>'
    fill = f'{box} class="hl-step-{shade}" fill="{STEPS[shade].light}"/>'
    return fill + _name(tile.name, x, y, shade) + some.replace("</text>", every) + (bar if value else "")


def _edge(tile: Tile, left: int, top: int) -> str:
    x, y = MARGIN + (tile.column - left) * (TILE_WIDTH + GAP), MARGIN + (tile.row - top) * (TILE_HEIGHT + GAP)
    return (
        f'<rect x="{x + 1}" y="{y + 1}" width="{TILE_WIDTH - 2}" height="{TILE_HEIGHT - 2}" rx="6" fill="none"'
        f' class="hl-edge" stroke="{INK.light}" stroke-width="4"/>'
    )


def _unknown(tile: Tile, none_of: str) -> str:
    if tile.hidden:
        return under()
    return none_of if tile.denominator == 0 else NO_VALUE


def _name(name: str, x: float, y: float, shade: int) -> str:
    room = TILE_WIDTH - 16
    size = min(NAME_SIZE, NAME_SIZE * room / (text_width(name, NAME_SIZE) or 1))
    return _text(name, x + 10, y + 21, round(size, 1), shade, 600)


def _text(text: str, x: float, y: float, size: float, shade: int, weight: int = 400) -> str:
    return (
        f'<text x="{x:.4g}" y="{y:.4g}" font-size="{size:g}" font-weight="{weight}" class="hl-step-ink-{shade}"'
        f' fill="{STEP_INK[shade].light}">{escape(text)}</text>'
    )


def legend(width: float, y: float, with_unknown: bool, noun: str) -> tuple[str, float]:
    """The legend's drawing and its height: a swatch and a word for each step, in as many rows as it takes."""
    words = [*STEP_WORDS, *([NO_VALUE] if with_unknown else [])]
    cell = min(LEGEND_CELL + 30, max(LEGEND_CELL, width / 3))
    in_row = max(1, int(width // cell))
    drawn = _text(f"Andel {noun}", MARGIN, y + 13, SMALL_SIZE, 0, 600)
    for i, word in enumerate(words):
        x, line = MARGIN + (i % in_row) * cell, y + LEGEND_ROW * (1 + i // in_row)
        swatch = f'<rect x="{x:.4g}" y="{line + 3:.4g}" width="20" height="13" rx="3"'
        if i < len(STEPS):
            drawn += f'{swatch} class="hl-step-{i}" fill="{STEPS[i].light}"/>'
        else:
            drawn += f'{swatch} class="hl-outline" fill="url(#hl-hatch)" stroke="{MUTED.light}"/>'
        drawn += _text(word.replace(" %", "\u00a0%"), x + 26, line + 14, SMALL_SIZE, 0)
    return drawn, LEGEND_ROW * (1 + (len(words) + in_row - 1) // in_row) + MARGIN
