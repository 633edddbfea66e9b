"""Real tables: the heading row is one, numbers stand to the right, and what is longer than a slide goes on the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from helgelandlegen.briefing.deck import fitting
from helgelandlegen.briefing.deck.grids import Cell, Grid
from helgelandlegen.briefing.deck.package import rgb
from helgelandlegen.briefing.deck.words import Box, Run, describe, write
from helgelandlegen.figures import colours, plan
from helgelandlegen.figures.exhibit import STATES

STYLE = "{7C3B2A1E-5D64-4F0B-9E8A-1B6F0C2D3E41}"  # in template/ppt/tableStyles.xml
SIZES = (14.0, 13.0, 12.0, 11.0, 10.5)
SMALLEST = (10.0, 9.0, 8.0)
ACROSS, DOWN = 6.0, 3.2  # points between a cell's text and its edges
ROOMY = 1.25  # how much wider than it needs a column may be
ODD = 0.25  # a table that leaves less than this of the slide's width empty fills it
LONGEST_COLUMN = 300.0


@dataclass(frozen=True)
class Sheet:
    """What one slide holds of a grid, its text `size` and its columns' widths in points."""

    grid: Grid
    size: float
    widths: tuple[float, ...]

    @property
    def tall(self) -> float:
        """How high it stands."""
        return _head(self.grid, self.widths, self.size) + sum(
            _tall(row, self.widths, self.size) for row in self.grid.rows
        )


def sheets(found: Grid, room: float, tall: float, sizes: Sequence[float] = SIZES) -> list[Sheet]:
    """The grid on as many slides as it takes, in the largest of the sizes that takes no more of them."""
    fitted = [(size, widths) for size in sizes if (widths := _widths(found, size, room))]
    if not fitted:
        size = next((one for one in SMALLEST if _widths(found, one, room)), SMALLEST[-1])
        fitted = [(size, _widths(found, size, room, broken=True))]
    tried = [[Sheet(part, size, widths) for part in _parted(found, size, widths, tall)] for size, widths in fitted]
    fewest = min(map(len, tried))
    return next(one for one in tried if len(one) == fewest)


def below(grids: Sequence[Grid], room: float, tall: float, sizes: Sequence[float]) -> list[Sheet]:
    """The grids in the largest of the sizes in which all of them stand on one slide; empty where none is that small."""
    for size in sizes:
        found = [sheets(one, room, tall, (size,)) for one in grids]
        if all(len(one) == 1 and one[0].size == size for one in found) and sum(one[0].tall for one in found) <= tall:
            return [one[0] for one in found]
    return []


def add(shapes: Any, sheet: Sheet, left: float, top: float, *, alt: str) -> Any:
    """Puts the table on the slide; `alt` states its message."""
    shown, widths = sheet.grid, sheet.widths
    frame = shapes.add_table(
        len(shown.rows) + 1, len(widths), *Box(left, top, sum(widths), sheet.tall).emu
    )  # fmt: skip
    describe(frame, f"Tabell: {shown.name}", alt)
    made = frame.table
    made._tbl.tblPr.find("{*}tableStyleId").text = STYLE
    made.first_row, made.horz_banding, made.last_row = True, False, shown.total
    for column, wide in zip(made.columns, widths, strict=True):
        column.width = Emu(Pt(round(wide, 1)))
    tall = [_head(shown, widths, sheet.size), *(_tall(row, widths, sheet.size) for row in shown.rows)]
    for line, high in zip(made.rows, tall, strict=True):
        line.height = Emu(Pt(round(high, 1)))
    for line, row in enumerate([tuple(map(Cell, shown.headings)), *shown.rows]):
        bold = line == 0 or (shown.total and line == len(shown.rows))
        for place, one in enumerate(row):
            _write(made.cell(line, place), one, sheet.size, shown.right[place], bold, line == 0)
    return frame


def colour(shape: str) -> str:
    """The colour of a status's words; that of plain text where nothing is concluded."""
    state = next((plan.TONES[one] for one, name in STATES.items() if name == shape), shape)
    return rgb(colours.STATUS[state]) if state in ("on", "near", "off") else "muted"


def _write(place: Any, one: Cell, size: float, right: bool, bold: bool, head: bool) -> None:
    place.margin_left = place.margin_right = Emu(Pt(ACROSS))
    place.margin_top = place.margin_bottom = Emu(Pt(DOWN))
    place.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
    tone = colour(one.shape) if one.shape else ""
    write(place.text_frame, [Run(one.whole, size, bold or bool(one.shape) or None, tone)], "right" if right else "")


def _widths(found: Grid, size: float, room: float, *, broken: bool = False) -> tuple[float, ...]:
    """The columns' widths; empty where a word would have to be broken, unless it may be."""
    least, wanted = [], []
    for place, heading in enumerate(found.headings):
        last = len(found.rows) - 1 if found.total else -1
        texts = [(row[place].whole, bool(row[place].shape) or n == last) for n, row in enumerate(found.rows)]
        words = {(word, bold) for text, bold in texts for word in text.split(" ")}
        headed = max(fitting.width(word, size, True) for word in heading.split(" "))
        longest = max([headed, *(fitting.width(word, size, bold) for word, bold in words)])
        least.append(longest + 2 * ACROSS + 1)
        full = max(
            headed, fitting.width(heading, size, True) / 2, *(fitting.width(*_at(one, size)) for one in texts), 0
        )
        wanted.append(max(least[-1], min(full + 2 * ACROSS + 1, LONGEST_COLUMN * size / 12)))
    if sum(least) > room:
        if not broken:
            return ()
        cap = room / len(least) * 1.5
        least = [min(one, cap) for one in least]
        return tuple(one * min(1.0, room / sum(least)) for one in least)
    spare = room - sum(wanted)
    if spare >= 0:
        return _roomy(wanted, found, room)
    more = [(one - some) ** 0.8 for one, some in zip(wanted, least, strict=True)]
    left = room - sum(least)
    return tuple(some + left * one / sum(more) for some, one in zip(least, more, strict=True))


def _roomy(wanted: Sequence[float], found: Grid, room: float) -> tuple[float, ...]:
    """Columns somewhat wider than they need to be; where little is left, the widest text takes it."""
    wide = [one * min(ROOMY, room / sum(wanted)) for one in wanted]
    left = room - sum(wide)
    texts = [n for n, right in enumerate(found.right) if not right]
    if texts and left < room * ODD:
        wide[max(texts, key=wide.__getitem__)] += left
    return tuple(wide)


def _at(text: tuple[str, bool], size: float) -> tuple[str, float, bool]:
    return text[0], size, text[1]


def _tall(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    bold = [bool(one.shape) for one in row]
    many = max(
        fitting.lines(one.whole, size, wide - 2 * ACROSS, b) for one, wide, b in zip(row, widths, bold, strict=True)
    )
    return many * size * fitting.LEADING + 2 * DOWN


def _head(found: Grid, widths: Sequence[float], size: float) -> float:
    many = max(
        fitting.lines(text, size, wide - 2 * ACROSS, True) for text, wide in zip(found.headings, widths, strict=True)
    )
    return many * size * fitting.LEADING + 2 * DOWN


def _parted(found: Grid, size: float, widths: tuple[float, ...], tall: float) -> list[Grid]:
    """The grid in parts of about the same height, each no higher than `tall`; the sum stands on the last."""
    room = tall - _head(found, widths, size)
    rows = [part for row in found.rows for part in _pieces(row, size, widths, room)]
    heights = [_tall(row, widths, size) for row in rows]
    parts = _filled(heights, room)
    if len(parts) > 1:
        # The same number of slides, but none nearly empty.
        low, high = sum(heights) / len(parts), room
        for share in (0.0, 0.2, 0.4, 0.6, 0.8):
            tried = _filled(heights, low + (high - low) * share)
            if len(tried) == len(parts):
                parts = tried
                break
    return [
        replace(found, rows=tuple(rows[a:b]), total=found.total and b == len(rows)) for a, b in parts
    ] or [found]  # fmt: skip


def _filled(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    found, begin, used = [], 0, 0.0
    for n, high in enumerate(heights):
        if n > begin and used + high > room:
            found.append((begin, n))
            begin, used = n, 0.0
        used += high
    return [*found, (begin, len(heights))] if heights else []


def _pieces(row: tuple[Cell, ...], size: float, widths: Sequence[float], room: float) -> list[tuple[Cell, ...]]:
    """A row that is higher than a slide, in as many as it takes; it goes on in the cells that do."""
    if _tall(row, widths, size) <= room:
        return [row]
    cut = [fitting.pages([one.text], size, wide - 2 * ACROSS, room - 2 * DOWN, 0)
           for one, wide in zip(row, widths, strict=True)]  # fmt: skip
    most = max(map(len, cut))
    return [
        tuple(
            replace(one, text=" ".join(parts[n]) if n < len(parts) else "", shape=one.shape if n == 0 else "")
            for one, parts in zip(row, cut, strict=True)
        )
        for n in range(most)
    ]
