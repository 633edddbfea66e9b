"""Where in a sheet its table stands: the headings under title rows, on one line or two, and the rows that are data."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from helgelandlegen.workbook.cells import Raw, RawSheet, folded, is_empty, text_of
from helgelandlegen.workbook.rows_left_out import ABOVE, Body, is_number

LOOKED_AT = 50  # rows with content from the top, in which the headings must stand
LONGEST_HEADING = 100
SHARE_OF_WIDTH = 0.7  # of the cells in the widest row below, that a row of unknown headings has at least

_UNIT = re.compile(
    r"\(?(i )?(antall|%|prosent|i prosent|kr|kroner|i kroner|1000 kr|dato|år|mnd|måneder|ja/nei|ja el(ler|\.) nei"
    r"|dd\.?mm\.?(åååå|yyyy)|åååå-mm-dd|obligatorisk|valgfri|må fylles ut)\.?\)?"
)
_WITH_UNIT = re.compile(r"(.+?)\s*\(([^()]*)\)\s*\*?")

Row = tuple[int, list[Raw]]


@dataclass(frozen=True)
class Shape:
    """A table. `heading_rows` are one or two Excel rows; `texts` has the heading of each column, "" where none.

    `body` are the rows of data below, `left_out` the Excel rows of each kind (see rows_left_out) that are none.
    """

    heading_rows: tuple[int, ...]
    texts: list[str]
    body: list[Row]
    left_out: dict[str, list[int]] = field(default_factory=dict)


def shape(raw: RawSheet, known: Collection[str] = ()) -> Shape | None:
    """The table in a sheet, None where there is none. `known` are folded headings to look for.

    A sheet that a layout has made has its headings in its first row, and nothing but data below.
    """
    found = heading(raw, known)
    if found is None:
        return None
    numbers, texts = found
    if raw.columns_from is not None:
        return Shape(numbers, texts, [row for row in raw.rows if row[0] > numbers[-1]])
    body = Body(texts)
    for row in raw.rows:
        if row[0] > numbers[-1]:
            body.take(row)
    body.end()
    above = [n for n, cells in raw.rows if n < numbers[0] and not all(map(is_empty, cells))]
    return Shape(numbers, texts, body.rows, ({ABOVE: above} if above else {}) | body.left_out)


def heading(raw: RawSheet, known: Collection[str] = ()) -> tuple[tuple[int, ...], list[str]] | None:
    """The Excel rows and the texts of a sheet's headings, None where nothing looks like headings."""
    rows = _top(raw)
    if raw.columns_from is not None:
        rows = rows[:1]
        return ((rows[0][0],), _texts(rows[0], known)) if rows else None
    words = frozenset(known)
    best, lines = (0, 0), tuple(rows[:1])
    for index, row in enumerate(rows):
        for tried in ((row,), tuple(rows[index : index + 2])):
            texts = _texts(row, words) if len(tried) == 1 else _two_lines(tried, words)
            score = (len({folded(text) for text in texts} & words), -len(tried))
            if score[0] and score > best:
                best, lines = score, tried
    unknown = _unknown(rows)
    if best[0] > 1 or (best[0] and (unknown is None or _filled(unknown) <= _filled(lines[0]))):
        return _with_neighbours(lines, rows, words)
    return _with_neighbours((unknown,), rows, words) if unknown else None


def _top(raw: RawSheet) -> list[Row]:
    found: list[Row] = []
    for row in raw.rows:
        if not all(map(is_empty, row[1])):
            found.append(row)
            if len(found) == LOOKED_AT:
                break
    return found


def _filled(row: Row) -> int:
    return sum(not is_empty(cell) for cell in row[1])


def _is_group(raw: Raw) -> bool:
    """Whether a cell can be a heading: a text that is no number, date or long sentence."""
    text = text_of(raw) if isinstance(raw, str) else ""
    return 0 < len(text) <= LONGEST_HEADING and not is_number(raw) and any(map(str.isalpha, text))


def _one_line(raw: Raw, known: Collection[str]) -> str:
    """A heading on one line; without its unit where it is known so."""
    text = " ".join(text_of(raw).split())
    match = None if folded(text) in known else _WITH_UNIT.fullmatch(text)
    return match[1] if match and folded(match[1]) in known and _UNIT.fullmatch(match[2].strip().casefold()) else text


def _texts(row: Row, known: Collection[str]) -> list[str]:
    return [_one_line(cell, known) for cell in row[1]]


def _two_lines(lines: tuple[Row, ...], known: Collection[str]) -> list[str]:
    """The headings of two rows, none where the lower one is no line of headings."""
    if len(lines) < 2 or lines[1][0] != lines[0][0] + 1:
        return []
    upper, lower = (_texts(line, known) for line in lines)
    if not all(is_empty(cell) or _is_group(cell) or _UNIT.fullmatch(folded(text_of(cell))) for cell in lines[1][1]):
        return []
    width = max(len(upper), len(lower))
    upper, lower = ([*texts, *[""] * (width - len(texts))] for texts in (upper, lower))
    joined, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        if above and below and folded(above) in known and folded(below) not in known and not _is_unit(below):
            return []  # a known heading with something else under it: that is data
        group = (above or group) if below else ""  # a merged heading stands in the first of its columns
        joined.append(_joined(group if below else above, below, known))
    return joined


def _is_unit(text: str) -> bool:
    return _UNIT.fullmatch(folded(text)) is not None


def _joined(above: str, below: str, known: Collection[str]) -> str:
    if not above or folded(below) in known:
        return below or above
    if not below or (folded(above) in known and _is_unit(below)):
        return above
    return f"{above} – {below}"


def _unknown(rows: list[Row]) -> Row | None:
    """The row that looks most like headings nobody knows: texts only, different ones, nearly as wide as the table."""
    best: Row | None = None
    for index, row in enumerate(rows):
        texts = [folded(text_of(cell)) for cell in row[1] if _is_group(cell)]
        filled = _filled(row)
        if len(texts) < max(2, filled * 0.75) or len(set(texts)) < len(texts) * 0.75 or texts[0].endswith(":"):
            continue
        width = max(map(_filled, rows[index + 1 : index + 21]), default=0)
        if filled >= SHARE_OF_WIDTH * width:
            return row
        best = row if best is None or filled > _filled(best) else best
    return best


def _with_neighbours(
    lines: tuple[Row, ...], rows: list[Row], known: Collection[str]
) -> tuple[tuple[int, ...], list[str]]:
    """The headings with the line of groups above them or the line of units or parts below them, if there is one."""
    if len(lines) == 1:
        at = next(i for i, row in enumerate(rows) if row[0] == lines[0][0])
        below, above = rows[at : at + 2], rows[max(at - 1, 0) : at + 1]
        if len(below) == 2 and _is_lower(*below) and _two_lines(tuple(below), known):
            lines = tuple(below)
        elif len(above) == 2 and (_is_upper(*above) or _is_lower(*above)) and _two_lines(tuple(above), known):
            lines = tuple(above)
    texts = _two_lines(lines, known) if len(lines) == 2 else _texts(lines[0], known)
    while texts and not texts[-1]:
        texts.pop()
    return tuple(number for number, _ in lines), texts


def _is_lower(upper: Row, lower: Row) -> bool:
    """Whether a row holds only units, or only the parts of merged headings above it, and no data."""
    cells = [(i, text_of(cell)) for i, cell in enumerate(lower[1]) if not is_empty(cell)]
    if all(_is_unit(text) for _, text in cells):
        return True
    tops = [text_of(cell) for cell in upper[1]] + [""] * len(lower[1])
    starts = [i for i, _ in cells if tops[i]]
    # Under each merged heading stand two parts or more, and some heading beside them has none.
    merged = all(not tops[i + 1] and any(j == i + 1 for j, _ in cells) for i in starts)
    alone = any(top and all(j != i for j, _ in cells) for i, top in enumerate(tops))
    names = all(not any(map(str.isdigit, text)) for _, text in cells)
    gaps = {i for i, _ in cells if not tops[i]}
    return bool(starts) and merged and alone and names and bool(gaps)


def _is_upper(upper: Row, lower: Row) -> bool:
    """Whether a row holds groups of headings: names without digits over headings, not a title at the left."""
    cells = [(i, text_of(cell)) for i, cell in enumerate(upper[1]) if not is_empty(cell)]
    under = [not is_empty(cell) for cell in lower[1]] + [False] * len(upper[1])
    first = under.index(True)
    names = all(not any(map(str.isdigit, text)) and text[-1] != ":" and len(text) <= 40 for _, text in cells)
    over = names and all(under[i] for i, _ in cells)
    return over and (len(cells) > 1 or cells[0][0] > first) and len(cells) < sum(under)
