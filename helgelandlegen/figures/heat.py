"""Rows by years in the five ordered steps of the tile map: where it is worst, and for how long it has been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helgelandlegen.figures.colours import STEP_INK, STEPS
from helgelandlegen.figures.drawing import (
    SIZE,
    SMALL,
    WIDTH,
    box,
    column,
    frame,
    leading,
    nothing,
    num,
    one_line,
    paragraph,
    part,
    text,
    unknown,
)
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.numbers import NBSP, NO_VALUE
from helgelandlegen.figures.tilemap import FROM, STEP_WORDS
from helgelandlegen.typeface import text_width

NONE = "–"
GAP = 3
HEAD = 26
WIDEST = 132
SWATCH = 24

Cell = tuple[int, int]
"""A cell's row and column, counted from 0."""


def heat(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[Cell, float | None],
    texts: Mapping[Cell, str],
    *,
    label: str,
    noun: str = "ledige",
    width: int = WIDTH,
    to: Sequence[To | None] = (),
) -> str:
    """An SVG of the shares (0–1) by row and column, with `texts` in them and the tile map's steps named below.

    A cell without a value is hatched, with its text or else «–». `noun` says what the shares are of («Andel ledige»);
    `label` begins the text alternative, the rows follow in words. `to` says of each row where picking it leads.
    """
    if not rows or not columns:
        return nothing(label, width)
    names, name_width = column(rows, 0.3 * width)
    left = name_width + 14
    wide = min(WIDEST, (width - left + GAP) / len(columns))
    body, y = _head(columns, left, wide, width), float(HEAD)
    size = _size([*texts.values()], wide - GAP - 6)
    least = 32 if len(rows) <= 12 else 27
    facts = _facts(rows, columns, cells, texts)
    for i, name in enumerate(names):
        high = max(least, (len(name) + 0.3) * leading(SIZE))
        line = paragraph(0, y + (high - GAP) / 2, name)
        for j, head in enumerate(columns):
            words = texts.get((i, j), NONE if cells.get((i, j)) is None else "")
            title = f"{rows[i]} {head}: {NO_VALUE if words == NONE else words}"
            drawn = _cell(cells.get((i, j)), words, left + j * wide, y, wide - GAP, high - GAP, size)
            line += part(drawn, title)
        body += part(line, facts[i], to[i]) if to and to[i] else line
        y += high
    missing = any(cells.get((i, j)) is None for i in range(len(rows)) for j in range(len(columns)))
    legend, foot = _legend(noun, left, y + 12, width, missing)
    return frame(body + legend, width, foot, label, facts)


def shade(share: float) -> int:
    """The colour step of a share, with the tile map's limits."""
    return 0 if share <= 0 else 1 + sum(share >= limit for limit in FROM)


def _facts(
    rows: Sequence[str], columns: Sequence[str], cells: Mapping[Cell, float | None], texts: Mapping[Cell, str]
) -> list[str]:
    def said(cell: Cell) -> str:
        words, share = texts.get(cell, ""), cells.get(cell)
        if words not in ("", NONE):
            return words
        return NO_VALUE if share is None else STEP_WORDS[shade(share)]

    return [
        f"{name}: " + ", ".join(f"{head} {said((i, j))}" for j, head in enumerate(columns))
        for i, name in enumerate(rows)
    ]


def _head(columns: Sequence[str], left: float, wide: float, width: float) -> str:
    """The columns' names: every one, or as many as there is room for, the last one always."""
    widest = max(text_width(name, SMALL) for name in columns)
    every = next(n for n in range(1, len(columns) + 1) if n * wide > widest + 12 or n == len(columns))
    shown = [j for j in range(len(columns)) if (len(columns) - 1 - j) % every == 0]
    places = {j: min(left + (j + 0.5) * wide - GAP / 2, width - text_width(columns[j], SMALL) / 2) for j in shown}
    return "".join(text(x, 15, columns[j], anchor="middle", ink="muted", size=SMALL) for j, x in places.items())


def _size(texts: Sequence[str], room: float) -> float:
    """One size for all cells in which the widest text fits; 0 where it would be too small to read."""
    widest = max((text_width(words, 1) for words in texts), default=0.0)
    size = min(SMALL, room / widest) if widest else SMALL
    return size if size >= 10.5 else 0.0


def _cell(share: float | None, words: str, x: float, y: float, wide: float, high: float, size: float) -> str:
    if share is None:
        drawn, step = unknown(x, y, wide, high), 0
    else:
        step = shade(share)
        drawn = f'{box(x, y, wide, high, 3)} class="hl-step-{step}" fill="{STEPS[step].light}"/>'
    return drawn + (_written(x + wide / 2, y + high / 2 + size * 0.35, words, step, size) if size and words else "")


def _written(x: float, y: float, words: str, step: int, size: float) -> str:
    return (
        f'<text x="{num(x)}" y="{num(y)}" text-anchor="middle" font-size="{num(size)}" class="hl-step-ink-{step}"'
        f' fill="{STEP_INK[step].light}">{one_line(words)}</text>'
    )


def _legend(noun: str, left: float, y: float, width: float, missing: bool) -> tuple[str, float]:
    """What is counted, and each step with its words, in as many lines as it takes; and where it ends."""
    entries = [word.replace(" %", NBSP + "%") for word in (*STEP_WORDS, *([NO_VALUE] if missing else []))]
    first = text_width(f"Andel {noun}", SMALL) + 16
    if left + first + sum(SWATCH + 21 + text_width(words, SMALL) for words in entries) - 14 > width:
        left = 0.0
    drawn, x = text(left, y + 13, f"Andel {noun}", ink="muted", size=SMALL), left + first
    for i, words in enumerate(entries):
        room = SWATCH + 7 + text_width(words, SMALL)
        if x + room > width:
            x, y = left + first, y + 24
        if i < len(STEPS):
            drawn += f'{box(x, y, SWATCH, 16, 3)} class="hl-step-{i}" fill="{STEPS[i].light}"/>'
        else:
            drawn += unknown(x, y, SWATCH, 16)
        drawn += text(x + SWATCH + 7, y + 13, words, ink="muted", size=SMALL)
        x += room + 14
    return drawn, y + 22
