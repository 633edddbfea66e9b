"""One line a row on a common time axis: since when, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from helgelandlegen.figures.colours import CARD, INK, SUBJECT
from helgelandlegen.figures.drawing import (
    SIZE,
    SMALL,
    WIDTH,
    Key,
    along,
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
from helgelandlegen.figures.numbers import short_day
from helgelandlegen.figures.trend import x_ticks
from helgelandlegen.typeface import text_width

GAP = 14
ARROW = 13
LEAST = 4


@dataclass(frozen=True)
class Span:
    """One row: a line from `begin` to `end` (None: it goes on) in its tone, `text` at the right, a `mark` on a day.

    With `to` the row can be picked.
    """

    name: str
    begin: date
    end: date | None
    tone: str
    text: str
    mark: date | None = None
    to: To | None = None

    @property
    def words(self) -> str:
        """The row as text: «Kontoret i Nordvik: 01.03.2026–, 8 måneder»."""
        ends = f"–{short_day(self.end)}" if self.end else " og fremdeles"
        return f"{self.name}: {short_day(self.begin)}{ends}" + (f", {self.text}" if self.text else "")


def spans(
    rows: Sequence[Span],
    *,
    start: date,
    end: date,
    label: str,
    width: int = WIDTH,
    legend: Key = (),
    mark_name: str = "",
) -> str:
    """An SVG of the rows as they come, on an axis from `start` to `end`; up to some thirty remain readable.

    A row that began before `start` begins with an arrow. `legend` names the tones and `mark_name` the marks; `label`
    begins the text alternative, the rows follow in words.
    """
    if not rows:
        return nothing(label, width)
    size, least = (SIZE, 34.0) if len(rows) <= 10 else (SMALL + 1, 28.0) if len(rows) <= 20 else (SMALL, 23.0)
    names, name_width = column([span.name for span in rows], 0.36 * width, size)
    texts, text_room = column([span.text for span in rows], 0.26 * width, size)
    if text_room:  # the axis's last day stands above them
        text_room = max(text_room, text_width(short_day(end), SMALL))
    left, right = name_width + GAP + ARROW, width - (text_room + GAP if text_room else GAP)
    thick = min(16.0, least * 0.55)
    body, top = _legend(legend, mark_name, width)
    top += 28
    if text_room:
        body += text(right + GAP, top - 11, short_day(end), ink="muted", size=SMALL)
    y, drawn = top, ""
    for span, name, words in zip(rows, names, texts, strict=True):
        high = max(least, (max(len(name), len(words)) + 0.3) * leading(size))
        middle = y + high / 2
        line = paragraph(0, middle, name, size=size) + _line(span, start, end, left, right, middle, thick)
        line += paragraph(right + GAP, middle, words, size=size)
        drawn += row(line, span.words, y, width, high, span.to)
        y += high
    body += _axis(start, end, left, right, top, y)
    return frame(body + drawn, width, y + 4, label, [span.words for span in rows])


def _line(span: Span, start: date, end: date, left: float, right: float, middle: float, thick: float) -> str:
    """The row's line; nothing where it lies outside the axis."""
    until = min(span.end or end, end)
    if span.begin > end or until < start:
        return ""
    x = along(span.begin, start, end, left, right)
    x = min(x, right - LEAST)
    long = max(LEAST, along(until, start, end, left, right) - x)
    drawn = rule(f"M{num(left - ARROW)} {num(middle)}H{num(x - 3)}") if x - 3 > left else ""
    drawn += block(x, middle - thick / 2, long, thick, span.tone, radius=min(3.0, long / 2))
    if span.begin < start:
        tip, colour = left - ARROW, SUBJECT[span.tone].light
        drawn += (
            f'<path d="M{num(left - 2)} {num(middle - thick / 2)}L{num(tip)} {num(middle)}'
            f'L{num(left - 2)} {num(middle + thick / 2)}Z" class="hl-tone-{span.tone}" fill="{colour}"/>'
        )
    if span.mark and start <= span.mark <= end:
        drawn += _mark(along(span.mark, start, end, left, right), middle, thick / 2 + 1)
    return drawn


def _mark(x: float, y: float, half: float) -> str:
    """A small diamond with an edge that sets it off from the line."""
    left, right = num(x - half), num(x + half)
    return (
        f'<path d="M{left} {num(y)}L{num(x)} {num(y - half)}L{right} {num(y)}L{num(x)} {num(y + half)}Z"'
        f' class="hl-mark" fill="{INK.light}" stroke="{CARD.light}" stroke-width="2"/>'
    )


def _axis(start: date, end: date, left: float, right: float, top: float, foot: float) -> str:
    """Years or months over the rows, each with a thin line through them, and a firmer one at the end."""
    drawn = ""
    for when, words in ticks(start, end, right - left):
        x = along(when, start, end, left, right)
        half = text_width(words, SMALL) / 2
        drawn += rule(f"M{num(x)} {num(top - 4)}V{num(foot)}")
        drawn += text(max(x, left + half - ARROW), top - 11, words, anchor="middle", ink="muted", size=SMALL)
    return drawn + rule(f"M{num(right)} {num(top - 4)}V{num(foot)}", axis=True)


def ticks(start: date, end: date, room: float) -> list[tuple[date, str]]:
    """Years over more than two of them, else months: as many as have room for their names beside each other."""
    for most in range(12 if (end - start).days < 2 * 366 else end.year - start.year + 1, 0, -1):
        found = x_ticks(start, end, most)
        places = [along(when, start, end, 0, room) for when, _ in found]
        widest = max((text_width(words, SMALL) for _, words in found), default=0.0)
        if all(later - earlier > widest + 16 for earlier, later in pairwise(places)):
            break
    return found


def _legend(legend: Key, mark_name: str, width: float) -> tuple[str, float]:
    """The key of the tones, with the mark as its last entry."""
    body, height = key(legend, width - (text_width(mark_name, SMALL) + 60 if mark_name else 0))
    if not mark_name:
        return body, height
    x = sum(56 + text_width(words, SMALL) for _, words in legend)
    if height > 34:  # the key takes more than one line: the mark gets one of its own
        x, height = 0.0, height + 24
    height = height or 34
    y = height - 23
    return body + _mark(x + 11, y, 8) + text(x + 30, y + 5, mark_name, ink="muted", size=SMALL), height
