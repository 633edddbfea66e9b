"""Upright bars beside each other, each with its number above and its name below: months, or the steps of a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helgelandlegen.figures import Number
from helgelandlegen.figures.drawing import SMALL, Key, block, frame, key, nothing, num, part, rule, text, whole
from helgelandlegen.figures.marks import To
from helgelandlegen.typeface import text_width

LEAST = 2.5
SMALLEST = 11.0


@dataclass(frozen=True)
class Upright:
    """One bar: `value` in its tone with `text` above it, within the outline of `of`; None is no bar.

    `words` say the whole of it to who does not see it. No value is below 0. With `to` it can be picked.
    """

    name: str
    value: Number | None
    text: str
    tone: str
    words: str
    of: Number | None = None
    to: To | None = None

    @property
    def reach(self) -> float:
        """How high it reaches, in the unit of its value."""
        return max(float(self.value or 0), float(self.of or 0))


def columns(bars: Sequence[Upright], *, label: str, width: int = 600, height: int = 190, legend: Key = ()) -> str:
    """An SVG of the bars from left to right on one scale from 0; `height` is that of the highest.

    `legend` names the tones; `label` begins the text alternative, the bars follow in words.
    """
    if not bars:
        return nothing(label, width)
    body, top = key(legend, width)
    size = _size(bars, width / len(bars))
    top += size + 8
    foot = top + height
    scale = height / (max(bar.reach for bar in bars) or 1)
    pitch = width / len(bars)
    wide = min(pitch * 0.72, 84.0)
    for place, bar in enumerate(bars):
        middle = (place + 0.5) * pitch
        x = middle - wide / 2
        drawn = ""
        if bar.of:
            drawn += whole(x, foot - float(bar.of) * scale, wide, float(bar.of) * scale)
        if bar.value:
            high = max(float(bar.value) * scale, LEAST)
            inset = wide * 0.14 if bar.of is not None else 0.0
            drawn += block(x + inset, foot - high, wide - 2 * inset, high, bar.tone, radius=min(3.0, high / 2))
        ink, weight = ("ink", 600) if bar.value else ("muted", 400)
        drawn += text(
            middle, foot - bar.reach * scale - 6, bar.text, anchor="middle", ink=ink, weight=weight, size=size
        )
        drawn += text(middle, foot + 19, bar.name, anchor="middle", ink="muted", size=min(SMALL, size + 1))
        body += part(drawn, bar.words, bar.to)
    body += rule(f"M0 {num(foot)}H{num(width)}", axis=True)
    return frame(body, width, foot + 28, label, [bar.words for bar in bars])


def _size(bars: Sequence[Upright], room: float) -> float:
    """One size in which the widest text fits over its bar."""
    widest = max(text_width(words, 1) for bar in bars for words in (bar.text, bar.name))
    return max(SMALLEST, min(SMALL, (room - 4) / widest)) if widest else SMALL
