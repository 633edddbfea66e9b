"""Horizontal bars with their names and numbers beside them: nothing to look up, no axis to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helgelandlegen.figures import Number
from helgelandlegen.figures.drawing import (
    SIZE,
    SMALL,
    WIDTH,
    Key,
    block,
    column,
    frame,
    key,
    leading,
    nothing,
    num,
    paragraph,
    row,
    rule,
    text,
    unknown,
    whole,
)
from helgelandlegen.figures.marks import To
from helgelandlegen.typeface import text_width

GAP = 12
STUB = 30
LEAST = 2.5
"""How long the bar of a value above 0 is at least, so that it is seen."""


@dataclass(frozen=True)
class Bar:
    """One row: `value` as a bar in its tone and `text` after it; `of` outlines the whole of which it is a part.

    A value of None is drawn as a hatched stub of fixed length, whatever `parts` there are. `parts` stand in the bar's
    place, one after the other: (value, tone). No value is below 0. With `to` the row can be picked.
    """

    name: str
    value: Number | None
    text: str
    tone: str
    of: Number | None = None
    parts: Sequence[tuple[Number, str]] = ()
    to: To | None = None

    @property
    def pieces(self) -> Sequence[tuple[Number, str]]:
        """What the bar is made of; nothing where the value is not known."""
        if self.value is None:
            return ()
        return self.parts or ((self.value, self.tone),)

    @property
    def reach(self) -> float:
        """How far the row reaches, in the unit of its value."""
        if self.value is None:
            return 0.0
        return max(float(self.of or 0), sum(float(size) for size, _ in self.pieces))


def bars(rows: Sequence[Bar], *, label: str, unit: str = "", width: int = WIDTH, legend: Key = ()) -> str:
    """An SVG of the rows from top to bottom, as they come; `unit` stands above the bars, `legend` names the tones.

    `label` begins the text alternative, the rows follow in words. All bars have one scale from 0.
    """
    if not rows:
        return nothing(label, width)
    roomy = len(rows) <= 12
    size = SIZE if len(rows) <= 20 else SMALL
    thick = round(size * (1.3 if roomy else 1.1))
    names, name_width = column([bar.name for bar in rows], 0.36 * width, size)
    texts, _ = column([bar.text for bar in rows], 0.34 * width, size)
    left = name_width + GAP
    scale = _scale(rows, texts, size, width - left)
    body, y = key(legend, width)
    if unit:
        body, y = body + text(left, y + 13, unit, ink="muted", size=SMALL), y + 24
    top = y
    for bar, name, words in zip(rows, names, texts, strict=True):
        high = max(thick + size * (0.7 if roomy else 0.45), (max(len(name), len(words)) + 0.4) * leading(size))
        middle = y + high / 2
        drawn = paragraph(0, middle, name, size=size) + _bar(bar, left, middle - thick / 2, thick, scale)
        at = left + (STUB if bar.value is None else bar.reach * scale) + GAP
        ink, weight = ("ink", 600) if bar.value else ("muted", 400)
        drawn += paragraph(at, middle, words, size=size, ink=ink, weight=weight)
        body += row(drawn, f"{bar.name}: {bar.text}", y, width, high, bar.to)
        y += high
    return frame(
        body + rule(f"M{num(left)} {num(top)}V{num(y)}", axis=True),
        width,
        y,
        label,
        [f"{bar.name}: {bar.text}" for bar in rows],
    )


def _scale(rows: Sequence[Bar], texts: Sequence[Sequence[str]], size: float, room: float) -> float:
    """Units of length for 1: as long as the bars can be without any text leaving the drawing."""
    scales = []
    for bar, words in zip(rows, texts, strict=True):
        after = GAP + max(text_width(line, size) for line in words)
        if bar.reach:
            scales.append((room - after) / bar.reach)
    return min(scales, default=0.0)


def _bar(bar: Bar, x: float, y: float, thick: float, scale: float) -> str:
    if bar.value is None:
        return unknown(x, y, STUB, thick)
    drawn = whole(x, y, float(bar.of) * scale, thick) if bar.of else ""
    pieces = [piece for piece in bar.pieces if piece[0]]
    for place, (value, tone) in enumerate(pieces, 1):
        long = max(float(value) * scale, LEAST)
        # A hair's breadth between two parts, also where their colours are alike.
        seen = long - 1.5 if place < len(pieces) and long > 4 else long
        drawn += block(x, y, seen, thick, tone, radius=min(3.0, long / 2))
        x += long
    return drawn
