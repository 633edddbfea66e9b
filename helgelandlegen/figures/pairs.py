"""Two measurements of the same thing for each name: a dot for ours, a ring for the official one, a line between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helgelandlegen.figures import Number
from helgelandlegen.figures.colours import CARD, SUBJECT
from helgelandlegen.figures.drawing import (
    SIZE,
    SMALL,
    WIDTH,
    column,
    frame,
    leading,
    nothing,
    num,
    paragraph,
    row,
    rule,
    text,
)
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.numbers import number, percent
from helgelandlegen.typeface import text_width

GAP = 14
HEAD = 36
DOT, RING = 6.5, 9.5


@dataclass(frozen=True)
class Pair:
    """One row: our value and the official one, each of them perhaps None, and their difference in words.

    With `to` it can be picked.
    """

    name: str
    ours: Number | None
    theirs: Number | None
    text: str
    to: To | None = None


def pairs(
    rows: Sequence[Pair],
    *,
    label: str,
    names: tuple[str, str],
    decimals: int = 0,
    share: bool = False,
    width: int = WIDTH,
) -> str:
    """An SVG of the rows as they come, on one scale from 0; `names` are ours and theirs, as the key says them.

    Each number stands beside its sign, with `decimals`, or as a percentage where the values are a `share` (0–1).
    `label` begins the text alternative, the rows follow in words. No value is below 0.
    """
    if not rows:
        return nothing(label, width)

    def printed(value: Number | None) -> str:
        return percent(value, decimals=decimals) if share else number(value, decimals)

    name_lines, name_width = column([pair.name for pair in rows], 0.34 * width)
    text_lines, text_room = column([pair.text for pair in rows], 0.3 * width)
    known = [value for pair in rows for value in (pair.ours, pair.theirs) if value is not None]
    beside = RING + 6 + max((text_width(printed(value), SIZE) for value in known), default=0.0)
    left, right = name_width + GAP + beside, width - text_room - GAP - beside
    scale = (right - left) / (float(max(known, default=0)) or 1.0)
    body, y, facts = _key(names), float(HEAD), []
    for pair, name, words in zip(rows, name_lines, text_lines, strict=True):
        high = max(34.0, (max(len(name), len(words)) + 0.4) * leading(SIZE))
        middle = y + high / 2
        drawn = paragraph(0, middle, name) + paragraph(width - text_room, middle, words)
        ours, theirs = (None if v is None else left + float(v) * scale for v in (pair.ours, pair.theirs))
        drawn += _signs(ours, theirs, middle)
        drawn += _numbers((ours, printed(pair.ours)), (theirs, printed(pair.theirs)), middle)
        said = ", ".join((f"{names[0]} {printed(pair.ours)}", f"{names[1]} {printed(pair.theirs)}"))
        facts.append(f"{pair.name}: {said}" + (f", {pair.text}" if pair.text else ""))
        body += row(drawn, facts[-1], y, width, high, pair.to) + rule(f"M0 {num(y)}H{width}")
        y += high
    return frame(body, width, y, label, facts)


def _key(names: tuple[str, str]) -> str:
    ours, theirs = names
    x = 40 + text_width(ours, SMALL) + 20
    drawn = _dot(RING, 12) + text(28, 17, ours, ink="muted", size=SMALL)
    return drawn + _ring(x, 12) + text(x + RING + 9, 17, theirs, ink="muted", size=SMALL)


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{DOT}" class="hl-tone-ours" fill="{SUBJECT["ours"].light}"/>'


def _ring(x: float, y: float) -> str:
    return (
        f'<circle cx="{num(x)}" cy="{num(y)}" r="{RING}" class="hl-card-fill hl-tone-line-official" fill="{CARD.light}"'
        f' stroke="{SUBJECT["official"].light}" stroke-width="2.4"/>'
    )


def _signs(ours: float | None, theirs: float | None, y: float) -> str:
    """The line between them, the ring, and the dot on top: where they agree, the dot stands in the ring."""
    drawn = ""
    if ours is not None and theirs is not None:
        drawn = (
            f'<path d="M{num(ours)} {num(y)}H{num(theirs)}" class="hl-tone-line-official"'
            f' stroke="{SUBJECT["official"].light}" stroke-width="3"/>'
        )
    return drawn + ("" if theirs is None else _ring(theirs, y)) + ("" if ours is None else _dot(ours, y))


def _numbers(ours: tuple[float | None, str], theirs: tuple[float | None, str], y: float) -> str:
    """Each number on the outer side of its sign, ours in bolder type; one number where both are printed alike."""
    if ours[0] is None or theirs[0] is None or ours[1] == theirs[1]:
        drawn = ours if ours[0] is not None else theirs
        return "" if drawn[0] is None else _number(drawn, y, after=True, ours=ours[0] is not None)
    ours_after = ours[0] > theirs[0]
    return _number(theirs, y, after=not ours_after, ours=False) + _number(ours, y, after=ours_after, ours=True)


def _number(one: tuple[float | None, str], y: float, *, after: bool, ours: bool) -> str:
    x = (one[0] or 0.0) + (RING + 6) * (1 if after else -1)
    anchor, ink, weight = "start" if after else "end", "ink" if ours else "muted", 600 if ours else 400
    return text(x, y + 6, one[1], anchor=anchor, ink=ink, weight=weight)
