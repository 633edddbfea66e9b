"""A change step by step: the bar of each part begins where the one before it ended, from the first value to the last.

Lying down, so that each part has its name and its number beside it in full. Where the change is small beside the values
the scale does not begin at 0: the bars of whole values are then broken off, and a line says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
)
from helgelandlegen.figures.marks import To
from helgelandlegen.typeface import text_width

GAP = 12
THICK, HIGH = 24, 38
LEAST = 3.0
FROM_ZERO = 0.2
"""From which share of the largest value on the steps are seen well enough on a scale from 0."""

BROKEN = "Aksen begynner ikke på null."


@dataclass(frozen=True)
class Step:
    """One row: a part from `start` to `end`, or with `whole` a value, which stands at `end`; `text` stands after it.

    With `to` it can be picked.
    """

    name: str
    start: float
    end: float
    text: str
    tone: str
    whole: bool = False
    to: To | None = None


def waterfall(steps: Sequence[Step], *, label: str, width: int = WIDTH, legend: Key = ()) -> str:
    """An SVG of the steps from top to bottom. `label` begins the text alternative, the steps follow in words.

    The first and the last are whole values; each part begins where the one before it ended.
    """
    if not steps:
        return nothing(label, width)
    names, name_width = column([step.name for step in steps], 0.4 * width)
    left = name_width + GAP
    room = width - left - GAP - max(text_width(step.text, SIZE) for step in steps)
    levels = [place for step in steps for place in ((step.end,) if step.whole else (step.start, step.end))]
    low, high = min(levels), max(levels)
    broken = low > 0 and high - low < FROM_ZERO * high
    base = low - 0.25 * (high - low or 1) if broken else min(0.0, low)
    foot = base if broken else 0.0
    scale = room / ((high - base) or 1)
    body, y = key(legend, width)
    top, places = y, []
    for step, name in zip(steps, names, strict=True):
        tall = max(HIGH, (len(name) + 0.4) * leading(SIZE))
        begin, end = (left + (at - base) * scale for at in (foot if step.whole else step.start, step.end))
        places.append((end, y, tall))
        body += row(
            _step(step, name, begin, end, y + tall / 2, left, broken), f"{step.name}: {step.text}", y, width, tall,
            step.to,
        )  # fmt: skip
        y += tall
    for (at, above, tall), (_, below, next_tall) in pairwise(places):
        body += rule(f"M{num(at)} {num(above + (tall + THICK) / 2)}V{num(below + (next_tall - THICK) / 2)}", axis=True)
    facts = [f"{step.name}: {step.text}" for step in steps]
    zero = left + (0 - base) * scale
    if not broken:
        body += rule(f"M{num(zero)} {num(top)}V{num(y)}", axis=True)
    else:
        body, y = body + text(left, y + 17, BROKEN, ink="muted", size=SMALL), y + 26
    return frame(body, width, y, label, facts)


def _step(step: Step, name: Sequence[str], begin: float, end: float, middle: float, left: float, broken: bool) -> str:
    low, long = min(begin, end), max(abs(end - begin), 0 if step.whole else LEAST)
    drawn = paragraph(0, middle, name, weight=600 if step.whole else 400)
    if long:
        drawn += block(low, middle - THICK / 2, long, THICK, step.tone)
    if step.whole and broken:
        torn = "".join(f"l{5 if n % 2 else -5} {THICK / 4:g}" for n in range(4))
        drawn += f'<path d="M{num(left + 16)} {num(middle - THICK / 2)}{torn}" class="hl-torn" fill="none"/>'
    return drawn + paragraph(max(low + long, begin) + GAP, middle, [step.text], weight=600)
