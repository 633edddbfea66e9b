"""Which column of a sheet stands where, by its heading."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from helgelandlegen.workbook.cells import Raw, RawSheet, folded, is_empty
from helgelandlegen.workbook.findings import Finding, did_you_mean, finding
from helgelandlegen.workbook.personal import MASK
from helgelandlegen.workbook.rows_left_out import ABOVE, NOTE, REPEATED, TOTAL
from helgelandlegen.workbook.shape import shape
from helgelandlegen.workbook.sheets import Column, Sheet

__all__ = ["Headings", "find", "folded", "letters", "personal_numbers", "ranges"]

MOST_RANGES, MOST_NUMBERS = 50, 1000

# What may be left out of a table, as the code of the finding that says so.
_LEFT_OUT = {ABOVE: "rows_above", TOTAL: "total_rows", NOTE: "note_rows", REPEATED: "repeated_headings"}


@dataclass
class Headings:
    """The heading row's number and texts, and the known columns by index, none where no heading is known.

    `body` are the rows of data, `left_out` the numbers of the rows that are read as none. Of two rows of headings
    `row` is the lower.
    """

    row: int
    texts: list[str]
    body: list[tuple[int, list[Raw]]] = field(default_factory=list)
    left_out: frozenset[int] = frozenset()
    columns: dict[int, Column] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def at(self, index: int) -> str:
        """What to call the column at an index: its heading, else «kolonne C»."""
        if index in self.columns:
            return self.columns[index].heading
        text = self.texts[index] if index < len(self.texts) else ""
        return text if text and text != MASK else f"kolonne {letters(index)}"

    def position(self, name: str | None) -> int:
        """Where in the file a column stands, for sorting; headings that are not there come first."""
        return next((i for i in range(len(self.texts)) if self.at(i) == name), -1)


def letters(index: int) -> str:
    """A for 0, AA for 26."""
    before, last = divmod(index, 26)
    return (letters(before - 1) if before else "") + chr(65 + last)


def find(sheet: Sheet, raw: RawSheet) -> Headings:
    """Finds the table and its headings; the findings say what is missing, unknown, there twice or left out."""
    known = {folded(c.heading): c for c in sheet.columns}
    table = shape(raw, known)
    if table is None:
        headings = Headings(next((n for n, cells in raw.rows if not all(map(is_empty, cells))), 1), [])
    else:
        left_out = frozenset(n for rows in table.left_out.values() for n in rows)
        headings = Headings(table.heading_rows[-1], table.texts, table.body, left_out)
    row = headings.row
    for index, text in enumerate(headings.texts):
        column = known.get(folded(text))
        if column and column in headings.columns.values():
            headings.findings.append(finding("duplicate_column", sheet=raw.name, row=row, column=column.heading))
        elif column:
            headings.columns[index] = column
    if not headings.columns:
        wanted = [c.heading for c in sheet.columns if c.required]
        headings.findings.append(finding("no_headings", sheet=raw.name, headings=wanted))
        return headings
    headings.findings += [
        finding("missing_column", sheet=raw.name, column=c.heading)
        for c in sheet.columns
        if c.required and c not in headings.columns.values()
    ]
    headings.findings += _ignored(sheet, raw, headings)
    headings.findings += left_out_of(raw.name, table.left_out if table else {})
    return headings


def left_out_of(name: str, rows: Mapping[str, list[int]]) -> list[Finding]:
    """What is said of the rows that are left out of a sheet's table, by their kind."""
    return [finding(_LEFT_OUT[kind], sheet=name, rows=ranges(numbers)) for kind, numbers in rows.items()]


def _ignored(sheet: Sheet, raw: RawSheet, headings: Headings) -> list[Finding]:
    """One warning for each column that is not read although it holds something."""
    found, warned = [], set()
    missing = [c.heading for c in sheet.columns if c not in headings.columns.values()]
    known = {folded(c.heading) for c in sheet.columns}
    for text in headings.texts:
        if text and text != MASK and folded(text) not in known and folded(text) not in warned:
            warned.add(folded(text))
            hint = did_you_mean(text, missing)
            found.append(
                finding("unknown_column", sheet=raw.name, row=headings.row, column=text, value=text, hint=hint)
            )
    for index in _filled_without_heading(headings):
        found.append(finding("column_without_heading", sheet=raw.name, column=headings.at(index)))
    return found


def _filled_without_heading(headings: Headings) -> list[int]:
    """The columns with content under no heading."""
    width = max((len(cells) for _, cells in headings.body), default=0)
    nameless = {i for i in range(width) if i >= len(headings.texts) or not headings.texts[i]}
    if not nameless:
        return []
    filled = {i for _, cells in headings.body for i, cell in enumerate(cells) if cell is not None and i in nameless}
    return sorted(i for i in filled if any(len(c) > i and not is_empty(c[i]) for _, c in headings.body))


def personal_numbers(sheet: str, cells: Collection[tuple[int, int]], called: Callable[[int], str]) -> list[Finding]:
    """A finding for each cell (Excel row, column index) with a personal number; of very many only the first."""
    found = [
        finding("personal_number", sheet=sheet, row=row, column=called(index), value=MASK)
        for row, index in heapq.nsmallest(MOST_NUMBERS, cells)
    ]
    if len(cells) > MOST_NUMBERS:
        found.append(finding("personal_numbers", sheet=sheet, count=len(cells), shown=MOST_NUMBERS))
    return found


def ranges(rows: list[int]) -> list[str]:
    """Row numbers in words: 3–7, 12."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in found]
    return [*texts[:MOST_RANGES], "flere"] if len(texts) > MOST_RANGES else texts
