"""What comes above a time axis against what comes below it: the same scale both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from helgelandlegen.figures.colours import EMPTY
from helgelandlegen.figures.drawing import (
    BIG,
    NOTHING,
    SIZE,
    SMALL,
    WIDTH,
    along,
    block,
    box,
    frame,
    leading,
    nothing,
    num,
    part,
    rule,
    text,
    unknown,
    wrapped,
)
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.numbers import short_day
from helgelandlegen.typeface import text_width

HALF_YEAR = 365.25 / 2
ZONE, BAND, STUB = 124, 34, 20
"""Heights: of the tallest block, of the axis with its years, of a block whose count is not known."""
LEAST_SIZE = 11.0
HEIGHTS = "Høyden er antall per halvår"
FEWEST = 4
"""The scale reaches at least so many a half-year, so that a single one does not fill the drawing."""


@dataclass(frozen=True)
class Block:
    """So many between `begin` and `end`, over one half-year or several; `text` is what is written at it.

    A count of None is a hatched block of fixed height. With `to` it can be picked.
    """

    begin: date
    end: date
    count: int | None
    text: str
    to: To | None = None

    @property
    def half_years(self) -> int:
        """How many half-years it covers, at least one; `end` may be the last day or the day after it."""
        return max(1, round((self.end - self.begin).days / HALF_YEAR))

    @property
    def height(self) -> float:
        """How many a half-year; 0 where that is not known."""
        return (self.count or 0) / self.half_years

    @property
    def words(self) -> str:
        """The block as text: «01.01.2027–30.06.2027: 3»."""
        return f"{short_day(self.begin)}–{short_day(self.end)}: {self.text}"


def ahead(
    above: Sequence[Block],
    below: Sequence[Block],
    *,
    start: date,
    end: date,
    above_name: str,
    below_name: str,
    label: str,
    above_tone: str,
    below_tone: str,
    width: int = WIDTH,
) -> str:
    """An SVG with the years from `start` to `end` in the middle; a block's area is its count, on one scale both ways.

    `label` begins the text alternative; the blocks of each side follow in words.
    """
    if not above and not below:
        return nothing(label, width)
    scale = ZONE / max(FEWEST, *(one.height for one in (*above, *below)))
    merged = any(one.half_years > 1 for one in (*above, *below))
    body, axis = _heading(above_name, above_tone, 0, width, HEIGHTS if merged else "")
    up = _Side(above, above_tone, start, end, scale, width)
    down = _Side(below, below_tone, start, end, scale, width)
    axis += up.room
    foot = axis + BAND
    under, height = _heading(below_name, below_tone, foot + down.room + 8, width)
    body += under + _years(start, end, axis, width) + up.drawn(axis - 3, -1) + down.drawn(foot + 3, 1)
    facts = [
        f"{name}: {'; '.join(one.words for one in blocks) or NOTHING.lower()}"
        for name, blocks in ((above_name, above), (below_name, below))
    ]
    return frame(body, width, height, label, facts)


def _heading(name: str, tone: str, y: float, width: float, beside: str = "") -> tuple[str, float]:
    """A side's name after its swatch, and where it ends; what stands `beside` it only if there is room."""
    drawn = block(0, y + 3, 22, 16, tone)
    if beside and 32 + text_width(name, SIZE) + text_width(beside, SMALL) + 20 < width:
        drawn += text(width, y + 17, beside, anchor="end", ink="muted", size=SMALL)
    lines = wrapped(name, width - 32)
    for i, line in enumerate(lines):
        drawn += text(32, y + 17 + i * leading(SIZE), line, weight=600)
    return drawn, y + 4 + len(lines) * leading(SIZE)


def _years(start: date, end: date, y: float, width: float) -> str:
    """The band of the axis: a year's name in the middle of what is seen of it, a tick at each half-year."""
    drawn = f'{box(0, y, width, BAND, 3)} class="hl-empty-fill" fill="{EMPTY.light}"/>'
    for year in range(start.year, end.year + 1):
        left, right = (along(date(one, 1, 1), start, end, 0, width) for one in (year, year + 1))
        middle = along(date(year, 7, 1), start, end, 0, width)
        name = next((n for n in (str(year), f"’{year % 100:02d}") if text_width(n, SIZE) < right - left - 4), "")
        if 0 < left < width:
            drawn += rule(f"M{num(left)} {num(y)}v{BAND}", axis=True)
        if 0 < middle < width:
            drawn += rule(f"M{num(middle)} {num(y)}v5M{num(middle)} {num(y + BAND)}v-5", axis=True)
        if name:
            drawn += text((left + right) / 2, y + BAND / 2 + 6, name, anchor="middle")
    return drawn


def _ends(one: Block, start: date, end: date, width: float) -> tuple[float, float]:
    return along(one.begin, start, end, 0, width), along(one.end, start, end, 0, width)


class _Side:
    """The blocks on one side of the axis, those outside it left out, with one size of number for all of them."""

    def __init__(self, blocks: Sequence[Block], tone: str, start: date, end: date, scale: float, width: float) -> None:
        places = [(one, *_ends(one, start, end, width)) for one in blocks]
        self.blocks = [(one, left, right) for one, left, right in places if right > left]
        self.tone, self.scale, self.width = tone, scale, width
        fits = [(right - left - 3) / (text_width(one.text, 1) or 1) for one, left, right in self.blocks if one.count]
        self.size = max(LEAST_SIZE, min(BIG, *fits)) if fits else BIG

    @property
    def room(self) -> float:
        """The height that the tallest block takes together with its number."""
        heights = [self._height(one) + 14 + self._label(one, right - left)[2] for one, left, right in self.blocks]
        return max(heights, default=40.0)

    def drawn(self, foot: float, way: int) -> str:
        """The blocks from the height `foot` upwards (`way` -1) or downwards (1)."""
        if not self.blocks:
            return text(0, foot + (28 if way > 0 else -14), NOTHING, ink="muted")
        return "".join(self._block(*place, foot, way) for place in self.blocks)

    def _height(self, one: Block) -> float:
        return STUB if one.count is None else one.height * self.scale

    def _label(self, one: Block, room: float) -> tuple[list[str], float, float]:
        """The lines of a block's text, their size and their height together; words are never broken."""
        size = self.size if one.count else min(SMALL, self.size)
        lines = [one.text] if text_width(one.text, size) <= room else one.text.split(" ")
        widest = max(text_width(line, 1) for line in lines)
        size = min(size, max(LEAST_SIZE, room / widest)) if widest else size
        return lines, size, len(lines) * leading(size)

    def _block(self, one: Block, left: float, right: float, foot: float, way: int) -> str:
        """One block with its number outside it, away from the axis."""
        long, high = max(right - left - 4, 2.0), self._height(one)
        y, drawn = (foot - high if way < 0 else foot), ""
        if high:
            shape = (left + 2, y, long, high)
            drawn = unknown(*shape) if one.count is None else block(*shape, self.tone)
        lines, size, tall = self._label(one, right - left)
        first = (foot - high - 3 - tall if way < 0 else foot + high + 5) + size * 0.9
        ink, weight = ("ink", 700) if one.count else ("muted", 400)
        half = max(text_width(line, size) for line in lines) / 2
        middle = min(max((left + right) / 2, half), self.width - half)
        for i, line in enumerate(lines):
            drawn += text(middle, first + i * leading(size), line, anchor="middle", size=size, ink=ink, weight=weight)
        return part(drawn, one.words, one.to)
