"""Tables and texts as the template takes them: plain texts, how wide each column is, where its decimals begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from helgelandlegen.briefing.letters import printable
from helgelandlegen.figures.exhibit import Mark
from helgelandlegen.figures.table import Column, Table, cell

NARROWEST, WIDEST = 6.0, 60.0  # shares of a column of words
SHORT, ROOM = 17, 62  # letters: of a column that is not broken, and of all such columns
LONGEST_WORD, SHORTEST_PART = 10, 6  # of a heading over numbers; a longer one is hyphenated
_DAY = re.compile(r"^(\d\d\.\d\d\.\d{4}|–|aldri)$")
FEW, BRIEF = 10, 1200  # rows and letters of a table that is not broken over two pages
WORDS = 12  # letters of what may stand among numbers: «ingen tall»
LINE, AROUND = 104, 2  # letters across the page, and between two columns
BOLD = 1.15  # a heading's letter beside a cell's
_NUMBER = re.compile(r"^([+−-]?[\d\u00a0]*\d)(.*)$", re.DOTALL)
_UNIT = re.compile(r"^(,\d+)?\D{0,6}$")


def table(found: Table, most: int | None = None) -> dict[str, Any]:
    """The table: heading row, rows of cells, the columns' widths as shares; at most so many rows, the sum kept."""
    rows = list(found.rows)
    left = len(rows) - most if most else 0
    if left > 0:
        rows = rows[:most]
    texts = [[_cell(value, column) for value, column in zip(row, found.columns, strict=True)] for row in rows]
    headings = [printable(column.heading) for column in found.columns]
    return {
        "name": printable(found.name),
        "headings": headings,
        "right": [column.numeric or column.share for column in found.columns],
        "widths": _widths(found, headings, texts),
        "rows": texts,
        "total": found.total and left <= 0,
        "left": max(left, 0),
        "whole": len(texts) <= FEW and sum(len(one["text"]) for row in texts for one in row) <= BRIEF,
    }


def _cell(value: object, column: Column) -> dict[str, str]:
    """A cell's text; of a number what stands before the decimal comma (`head`) and from it on (`tail`)."""
    if isinstance(value, Mark):
        return {"text": printable(value.words), "shape": value.shape}
    text = printable(cell(value, column))
    if column.numeric or column.share:
        found = _NUMBER.match(text)
        if found and _UNIT.match(found[2]):
            return {"text": text, "head": found[1], "tail": found[2]}
    return {"text": text}


def _widths(found: Table, headings: Sequence[str], rows: Sequence[Sequence[dict[str, str]]]) -> list[dict[str, float]]:
    """How much room each column gets: in letters where its cells cannot be broken, else as a share of what is left.

    Short words stand on one line too, as long as there is room for the others.
    """
    cells = [[row[n] for row in rows] for n in range(len(headings))]
    wanted = [max((len(one["text"]) + 3 * ("shape" in one) for one in column), default=0) for column in cells]
    longest = [max((ceil(len(word) * BOLD) for word in heading.split(" ")), default=0) for heading in headings]
    broken = [max((len(word) for one in column for word in one["text"].split(" ")), default=0) for column in cells]
    fixed: list[float] = [0] * len(headings)
    for n, column in enumerate(found.columns):
        if _whole(cells[n], column.numeric or column.share):
            fixed[n] = max(wanted[n], min(longest[n], LONGEST_WORD))
    for n in sorted(range(len(headings)), key=wanted.__getitem__):
        letters = max(wanted[n], min(longest[n], LONGEST_WORD))
        if not fixed[n] and wanted[n] <= SHORT and sum(fixed) + letters <= ROOM:
            fixed[n] = letters
    if all(fixed):
        words = [n for n, column in enumerate(found.columns) if not _whole(cells[n], column.numeric or column.share)]
        for n in words or [0]:
            fixed[n] = 0
    numbers = [n for n, column in enumerate(found.columns) if fixed[n] and (column.numeric or column.share)]
    # Where all is too wide, «ingen tall» stands on two lines and headings are parted: names keep their room.
    for letters in (LONGEST_WORD, SHORTEST_PART):
        if sum(one or word for one, word in zip(fixed, broken, strict=True)) + AROUND * (len(fixed) - 1) <= LINE:
            break
        for n in numbers:
            fixed[n] = max(_unbroken(cells[n]), min(longest[n], letters))
    least = [max(NARROWEST, a, min(b, SHORT)) for a, b in zip(longest, broken, strict=True)]
    shares = [round(min(WIDEST, max(a, b**0.85)), 2) for a, b in zip(least, wanted, strict=True)]
    return [{"fixed": a, "share": b} for a, b in zip(fixed, shares, strict=True)]


def _unbroken(column: Sequence[dict[str, str]]) -> int:
    """The letters of the longest number or word in a column of numbers."""
    return max(
        (len(part) for one in column for part in ([one["text"]] if "head" in one else one["text"].split())), default=0
    )


def _whole(column: Sequence[dict[str, str]], numeric: bool) -> bool:
    """Whether a column holds what is not broken over lines: numbers, or days."""
    if numeric and all("head" in one or len(one["text"]) <= WORDS for one in column):
        return True
    return all(_DAY.match(one["text"]) for one in column if one["text"])


def paragraphs(text: str) -> list[str]:
    """A text's paragraphs."""
    return [line for line in (" ".join(part.split()) for part in printable(text).split("\n")) if line]
