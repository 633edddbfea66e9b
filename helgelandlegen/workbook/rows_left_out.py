"""Rows of a table that are no data: totals, notes and headings that come again. In doubt a row is data."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from helgelandlegen.workbook.cells import Raw, clean, folded, is_empty, is_missing, text_of
from helgelandlegen.workbook.numeric import parsed

ABOVE, TOTAL, NOTE, REPEATED = "above", "total", "note", "repeated heading"
KINDS = (ABOVE, REPEATED, TOTAL, NOTE)

# «Sum» alone is a total; «Sum Vega» only where the numbers say so, for a row of data may begin with such a word.
_TOTAL = re.compile(r"(sum|delsum|subtotal|totalt?|totalsum|sum totalt|i alt|til ?sammen|samlet)\s*:?")
_TOTAL_OF = re.compile(r"(sum|delsum|subtotal|totalt?|totalsum|i alt|til ?sammen|samlet)[\s:].{1,60}", re.DOTALL)
_NOTE = re.compile(
    r"(merknad(er)?|merk|noter?|fotnoter?|kilder?|kommentar(er)?|forklaring(er)?|nb|obs|sist oppdatert)\s*[:!].*"
    r"|\*+\s*[^\W_].*",
    re.DOTALL,
)
# What a row of data may begin with too; what begins otherwise is data, and needs no closer look.
_SUSPECT = re.compile(
    r"sum|delsum|subtotal|total|i alt|til ?sammen|samlet|merk|note|fotnote|kilde|kommentar|forklaring|nb|obs|sist|\*",
    re.IGNORECASE,
)

Row = tuple[int, list[Raw]]


def is_number(raw: Raw) -> bool:
    """Whether a cell is a number, also one written as text."""
    return parsed(raw) is not None


class Body:
    """Takes the rows below the headings one by one. After `end`, `rows` are data and `left_out` the rest by kind."""

    def __init__(self, texts: list[str]) -> None:
        self.headings = [folded(text) for text in texts]
        self.first = next((i for i, text in enumerate(texts) if text), 0)
        self.columns = sum(map(bool, texts))
        self.start = self.headings[0] if self.headings and self.headings[0] else "\n"  # which no text begins with
        self.rows: list[Row] = []
        self.left_out: dict[str, list[int]] = {}
        self.since: dict[int, Decimal] = defaultdict(Decimal)  # sums by column since the last total, and of all
        self.whole: dict[int, Decimal] = defaultdict(Decimal)
        self.summed, self.since_at = 0, 0

    def take(self, row: Row) -> None:
        """One more row, in the order of the sheet."""
        number, cells = row
        start = cells[0] if cells else None
        if (
            type(start) is str
            and start[:1].isalnum()
            and not (start.casefold().startswith(self.start) or _SUSPECT.match(start))
        ):
            self.rows.append(row)
            return
        first = next((i for i, cell in enumerate(cells) if not is_empty(cell)), None)
        if first is None:
            return
        kind = self._kind(cells, first)
        if kind is None:
            self.rows.append(row)
            return
        self.left_out.setdefault(kind, []).append(number)
        if kind == TOTAL:
            self._add_up()
            self.since.clear()
            self.since_at = len(self.rows)

    def end(self) -> None:
        """The lone sentences under the table are notes too."""
        block: list[Row] = []
        while self.columns > 1 and self.rows and _lone(self.rows[-1][1]):
            block.insert(0, self.rows.pop())
        last = self.rows[-1][0] if self.rows else 0
        apart = False
        for row in block:
            number, cells = row
            apart = apart or number > last + 1
            text = text_of(cells[_first(cells)])
            sentence = len(text.split()) > 2 and text.endswith((".", "!")) and (apart or _first(cells) != self.first)
            if self.rows and (sentence or (NOTE in self.left_out and len(text.split()) > 1)):
                self.left_out.setdefault(NOTE, []).append(number)
            else:
                self.rows.append(row)
            last = number
        self.left_out = {kind: sorted(self.left_out[kind]) for kind in KINDS if kind in self.left_out}

    def _kind(self, cells: list[Raw], first: int) -> str | None:
        start = cells[first]
        if isinstance(start, str):
            text = clean(start)
            same = first < len(self.headings) and folded(text) == self.headings[first]
            if same and self._is_heading(cells):
                return REPEATED
            if _SUSPECT.match(text):
                word = text.casefold()
                if self._is_labelled(word, cells, first):
                    return TOTAL
                if self._is_note(word, cells):
                    return NOTE
        if first > self.first and all(is_missing(cell) or is_number(cell) for cell in cells):
            return TOTAL if self._adds_up(cells, first) else None
        return None

    def _is_heading(self, cells: list[Raw]) -> bool:
        filled = [(i, folded(text_of(cell))) for i, cell in enumerate(cells) if not is_empty(cell)]
        same = sum(i < len(self.headings) and self.headings[i] == text for i, text in filled)
        return same == len(filled) and same >= min(2, self.columns)

    def _is_labelled(self, word: str, cells: list[Raw], first: int) -> bool:
        rest = [cell for cell in cells[first + 1 :] if not is_missing(cell)]
        if self.columns < 2 or not all(is_number(cell) for cell in rest):
            return False
        return _TOTAL.fullmatch(word) is not None or (
            _TOTAL_OF.fullmatch(word) is not None and bool(rest) and self._adds_up(cells, first + 1)
        )

    def _is_note(self, word: str, cells: list[Raw]) -> bool:
        filled = [cell for cell in cells if not is_empty(cell)]
        if self.columns < 2 or len(filled) > 1:
            return False
        return _NOTE.fullmatch(word) is not None

    def _adds_up(self, cells: list[Raw], start: int) -> bool:
        """Whether each number from a column on is the sum of two or more above, since the last total or in all."""
        self._add_up()
        numbers = [(i, found[0]) for i in range(start, len(cells)) if (found := parsed(cells[i])) is not None]
        for sums, rows in ((self.since, len(self.rows) - self.since_at), (self.whole, len(self.rows))):
            if rows > 1 and numbers and all(abs(sums[i] - number) < Decimal("0.005") for i, number in numbers):
                return True
        return False

    def _add_up(self) -> None:
        """Takes the rows that came since into the sums; a total is rare, so most sheets are never added up."""
        for _, cells in self.rows[self.summed :]:
            for index, cell in enumerate(cells):
                found = None if cell is None else parsed(cell)
                if found is not None:
                    self.since[index] += found[0]
                    self.whole[index] += found[0]
        self.summed = len(self.rows)


def _lone(cells: list[Raw]) -> bool:
    filled = [cell for cell in cells if not is_empty(cell)]
    return len(filled) == 1 and isinstance(filled[0], str) and not is_number(filled[0])


def _first(cells: list[Raw]) -> int:
    return next(i for i, cell in enumerate(cells) if not is_empty(cell))
