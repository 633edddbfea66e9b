"""A file's bytes become typed rows and every finding about them at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from helgelandlegen.workbook.cells import RawSheet, RawWorkbook, is_empty
from helgelandlegen.workbook.check_sheet import CheckedRow, SheetCheck, Surroundings
from helgelandlegen.workbook.findings import Finding, Level, did_you_mean, finding
from helgelandlegen.workbook.guide import GUIDE_SHEET, LIST_SHEET
from helgelandlegen.workbook.headings import folded, letters
from helgelandlegen.workbook.personal import MASK, Hit, in_text, mask, masked
from helgelandlegen.workbook.read import Unreadable, read
from helgelandlegen.workbook.sheets import SHEETS, Scope
from helgelandlegen.workbook.values import Context

if TYPE_CHECKING:
    from helgelandlegen.programme import Programme

__all__ = ["CheckedFile", "CheckedRow", "check"]

_KNOWN = {folded(sheet.heading): sheet for sheet in SHEETS.values()}
_OWN = {folded(GUIDE_SHEET), folded(LIST_SHEET)}  # the template's other sheets, which hold nothing to read


@dataclass(frozen=True)
class CheckedFile:
    """What a file says. `sheets` maps the name of each known sheet in the file to its rows that have a key.

    `declared` are the municipalities that its report speaks for, None where no report row could be read. `untouched`
    names the sheets in which nothing but the template's example stands.
    """

    file_name: str
    sha256: str
    sheets: dict[str, list[CheckedRow]]
    declared: frozenset[str] | None
    findings: list[Finding]
    untouched: frozenset[str] = field(default=frozenset())

    @property
    def stopped(self) -> bool:
        """Something keeps the file out."""
        return any(f.level is Level.STOP for f in self.findings)


def check(
    content: bytes,
    file_name: str,
    programme: Programme,
    today: date,
    *,
    figures: frozenset[str] | None = None,
    share_figures: frozenset[str] | None = None,
) -> CheckedFile:
    """Reads and checks a file as far as it can be without what is stored. Raises nothing for a bad file.

    `figures` are the key figures' ids, `share_figures` those that are shares. Without the first any id is taken,
    without the second only a number with a percent sign is read as a share.
    """
    findings = [finding("personal_number_in_file_name")] if in_text(file_name) else []
    digest = sha256(content).hexdigest()
    try:
        workbook, hits = mask(read(content, file_name))
    except Unreadable as unreadable:
        return CheckedFile(masked(file_name), digest, {}, None, [*findings, unreadable.finding])
    if Hit(None) in hits:
        findings.append(finding("personal_number_elsewhere"))
    around = Surroundings(programme, today, Context.of(programme, figures), share_figures)
    checks: dict[str, SheetCheck] = {}
    for index, raw in enumerate(workbook.sheets):
        own = [hit for hit in hits if hit.sheet == index]
        findings += [finding("personal_number_in_sheet_name", sheet=MASK) for hit in own if hit.row is None]
        cells = {(hit.row, hit.column) for hit in own if hit.row is not None and hit.column is not None}
        sheet = _KNOWN.get(folded(raw.name))
        if sheet and sheet.name not in checks:
            checks[sheet.name] = SheetCheck(sheet, raw, cells, around)
            findings += checks[sheet.name].findings
        else:
            findings += _unread(raw, cells)
    findings = _whole(workbook, checks, findings) + findings
    return CheckedFile(
        file_name=masked(file_name),
        sha256=digest,
        sheets={name: checked.rows for name, checked in checks.items()},
        declared=_declared(checks),
        findings=findings,
        untouched=frozenset(name for name, checked in checks.items() if checked.untouched),
    )


def _unread(raw: RawSheet, cells: set[tuple[int, int]]) -> list[Finding]:
    """The findings of a sheet that is not read: unknown, or known but there already."""
    found = [
        finding("personal_number", sheet=raw.name, row=row, column=f"kolonne {letters(column)}", value=MASK)
        for row, column in sorted(cells)
    ]
    name = folded(raw.name)
    empty = all(is_empty(cell) for _, row in raw.rows for cell in row)
    if name in _KNOWN:
        return [finding("duplicate_sheet", sheet=raw.name), *found]
    if name in _OWN or empty:
        return found
    hint = did_you_mean(raw.name, [sheet.heading for sheet in SHEETS.values()])
    return [finding("unknown_sheet", sheet=raw.name, value=raw.name, hint=hint), *found]


def _whole(workbook: RawWorkbook, checks: dict[str, SheetCheck], findings: list[Finding]) -> list[Finding]:
    """What keeps the file out as a whole: nothing in it to read."""
    if not checks:
        names = [f"«{sheet.name}»" for sheet in workbook.sheets] or ["ingen ark"]
        return [finding("no_known_sheet", found=names)]
    stopped = any(f.level is Level.STOP for f in findings)
    return [] if stopped or any(checked.filled for checked in checks.values()) else [finding("no_rows")]


def _declared(checks: dict[str, SheetCheck]) -> frozenset[str] | None:
    reports = [checked for name, checked in checks.items() if SHEETS[name].scope is Scope.REPORT]
    numbers = frozenset(row.values["municipality"] for checked in reports for row in checked.rows)
    return numbers or None
