"""Which column of a sheet stands where, by its heading."""

from __future__ import annotations

from dataclasses import dataclass, field

from helgelandlegen.workbook.cells import RawSheet, is_empty, text_of
from helgelandlegen.workbook.findings import Finding, did_you_mean, finding
from helgelandlegen.workbook.personal import MASK
from helgelandlegen.workbook.sheets import Column, Sheet


@dataclass
class Headings:
    """The heading row's number and texts, and the known columns by index, none where no heading is known."""

    row: int
    texts: list[str]
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


def folded(text: str) -> str:
    """A sheet's name or a heading as it is compared: without case, outer space and the mark of a required column."""
    return text.strip().rstrip("*").strip().casefold()


def letters(index: int) -> str:
    """A for 0, AA for 26."""
    before, last = divmod(index, 26)
    return (letters(before - 1) if before else "") + chr(65 + last)


def find(sheet: Sheet, raw: RawSheet) -> Headings:
    """Reads the first row with content as headings; the findings say what is missing, unknown or there twice."""
    row, cells = next(((n, cells) for n, cells in raw.rows if not all(map(is_empty, cells))), (1, []))
    headings = Headings(row, [text_of(cell) for cell in cells])
    known = {folded(c.heading): c for c in sheet.columns}
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
    return headings


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
    width = max((len(cells) for _, cells in raw.rows), default=0)
    for index in range(width):
        nameless = index >= len(headings.texts) or not headings.texts[index]
        if nameless and any(index < len(cells) and not is_empty(cells[index]) for _, cells in raw.rows):
            found.append(finding("column_without_heading", sheet=raw.name, column=headings.at(index)))
    return found
