"""A received file becomes typed rows and every finding about them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from helgelandlegen.workbook.by_layout import joined, read_by
from helgelandlegen.workbook.cells import Cell, RawSheet, RawWorkbook, is_empty
from helgelandlegen.workbook.check_sheet import CheckedRow, SheetCheck, Surroundings
from helgelandlegen.workbook.correct import Correction, corrected, typed
from helgelandlegen.workbook.findings import Finding, Level, did_you_mean, finding
from helgelandlegen.workbook.findings_file import SHEET as FUNN
from helgelandlegen.workbook.guide import GUIDE_SHEET, LIST_SHEET
from helgelandlegen.workbook.headings import folded, letters, personal_numbers
from helgelandlegen.workbook.layout import Layout, fingerprint
from helgelandlegen.workbook.personal import MASK
from helgelandlegen.workbook.progress import Progress
from helgelandlegen.workbook.receive import Received
from helgelandlegen.workbook.sheets import SHEETS, Scope, Sheet
from helgelandlegen.workbook.values import Context

if TYPE_CHECKING:
    from helgelandlegen.programme import Programme

__all__ = ["KNOWN", "CheckedFile", "CheckedRow", "Rules", "check"]

KNOWN = {folded(sheet.heading): sheet for sheet in SHEETS.values()}
# The template's other sheets, and the list in a copy that has been sent back: nothing to read in them.
_OWN = {folded(GUIDE_SHEET), folded(LIST_SHEET), folded(FUNN)}


@dataclass(frozen=True)
class CheckedFile:
    """What a file says. `sheets` maps the name of each known sheet in the file to its rows that have a key.

    `declared` are the municipalities that its report speaks for, None where no report row could be read. `untouched`
    names the sheets in which nothing but the template's example stands. `called` maps our sheets' names to what the
    file calls them, `places` a sheet and a column as findings call them to their place in the file. `layouts` are
    those that were applied, by the index of the sheet.
    """

    file_name: str
    sha256: str
    sheets: dict[str, list[CheckedRow]]
    declared: frozenset[str] | None
    findings: list[Finding]
    untouched: frozenset[str] = field(default=frozenset())
    called: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    layouts: dict[int, Layout] = field(default_factory=dict)

    @property
    def stopped(self) -> bool:
        """Something keeps the file out."""
        return any(f.level is Level.STOP for f in self.findings)

    def cell(self, found: Finding) -> Cell | None:
        """Where a finding stands in the file, None where it is about no cell of it."""
        place = self.places.get((found.sheet or "", found.column or ""))
        return Cell(place[0], found.row, place[1]) if place and found.row else None


@dataclass(frozen=True)
class Rules:
    """What a file is checked against besides the declaration.

    `figures` are the key figures' ids, `share_figures` those that are shares. Without the first any id is taken,
    without the second only a number with a percent sign is read as a share. `layouts` are known by fingerprint.
    """

    programme: Programme
    today: date
    figures: frozenset[str] | None = None
    share_figures: frozenset[str] | None = None
    layouts: Mapping[str, Layout] = field(default_factory=dict)


def check(
    received: Received, rules: Rules, corrections: Iterable[Correction] = (), progress: Progress | None = None
) -> CheckedFile:
    """Checks a file as far as it can be without what is stored. Raises nothing for a bad file, only Cancelled."""
    made = tuple(corrections)
    result = CheckedFile(received.file_name, received.sha256, {}, None, list(received.findings), corrections=made)
    if received.workbook is None:
        return result
    around = Surroundings(rules.programme, rules.today, Context.of(rules.programme, rules.figures), rules.share_figures)
    workbook = corrected(received.workbook, made)
    checks: dict[str, SheetCheck] = {}
    for index, whole in enumerate(workbook.sheets):
        own = [hit for hit in (*received.hits, *typed(made)) if hit.sheet == index]
        result.findings.extend(finding("personal_number_in_sheet_name", sheet=MASK) for hit in own if hit.row is None)
        cells = {(hit.row, hit.column) for hit in own if hit.row is not None and hit.column is not None}
        read = [whole]
        if layout := _layout(whole, rules.layouts):
            result.layouts[index] = layout
            read, said = read_by(whole, layout, around.context, received.file_name)
            result.findings.extend([*said, *_personal(whole, cells, read)])
        for raw in read:
            sheet = KNOWN.get(folded(raw.reads_as or raw.name))
            there = checks.get(sheet.name) if sheet else None
            # Two sheets of our own with one name are a mistake; tables of theirs may well be one sheet for each office.
            if sheet and (there is None or raw.reads_as or there.raw.reads_as):
                one = SheetCheck(sheet, raw, _masked(raw, cells), around, progress)
                result.findings.extend(_kept_all_the_same(index, received.workbook.sheets[index], raw, one, made))
                result.findings.extend([*one.findings, *(joined(there, one) if there else [])])
                checks.setdefault(sheet.name, one)
                result.called[sheet.name] = f"{result.called[sheet.name]} og {raw.name}" if there else raw.name
                places = _places(index, sheet, raw, one)
                result.places.update({k: v for k, v in places.items() if k[0] == raw.name or k not in result.places})
            else:
                result.findings.extend(_unread(raw, cells))
    result.findings[:0] = _whole(workbook, checks, result.findings)
    result.sheets.update({name: checked.rows for name, checked in checks.items()})
    untouched = frozenset(name for name, checked in checks.items() if checked.untouched)
    return replace(result, declared=_declared(checks), untouched=untouched)


def _kept_all_the_same(
    index: int, whole: RawSheet, raw: RawSheet, check: SheetCheck, made: Iterable[Correction]
) -> list[Finding]:
    """The cells that may not be filled in rows that are left out: the file itself would be kept with them."""
    refused = {i: column.heading for i, column in check.headings.columns.items() if column.refused}
    left_out = {one.cell.row for one in made if one.cell.sheet == index and one.cell.column is None}
    return [
        finding("refused_column", sheet=raw.name, row=row, column=heading, value=MASK)
        for row, cells in (whole.rows if refused else ())
        for i, heading in refused.items()
        if row in left_out and (source := raw.source(i)) is not None and source < len(cells)
        and not is_empty(cells[source])
    ]  # fmt: skip


def _layout(raw: RawSheet, layouts: Mapping[str, Layout]) -> Layout | None:
    """The layout that a sheet is read by; a hidden sheet that is not in our own form is never read."""
    return layouts.get(fingerprint(raw)) if layouts and not raw.hidden else None


def _masked(raw: RawSheet, cells: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The masked cells by the columns of the sheet that is checked."""
    if raw.columns_from is None:
        return cells
    return {(row, i) for row, column in cells for i, source in enumerate(raw.columns_from) if source == column}


def _personal(whole: RawSheet, cells: set[tuple[int, int]], read: list[RawSheet]) -> list[Finding]:
    """The personal numbers in the columns of a table that its layout does not read."""
    used = {source for raw in read for source in raw.columns_from or ()}
    return _numbers(whole, {cell for cell in cells if cell[1] not in used})


def _places(index: int, sheet: Sheet, raw: RawSheet, check: SheetCheck) -> dict[tuple[str, str], tuple[int, int]]:
    """The place in the file of each column, under every name by which a finding may call it."""
    found = {}
    for column in range(max(len(check.headings.texts), max((len(cells) for _, cells in raw.rows), default=0))):
        source = raw.source(column)
        if source is not None:
            for name in (raw.name, sheet.heading):
                found[name, check.headings.at(column)] = (index, source)
    return found


def _unread(raw: RawSheet, cells: set[tuple[int, int]]) -> list[Finding]:
    """The findings of a sheet that is not read: unknown, or known but there already."""
    found = _numbers(raw, cells)
    name = folded(raw.reads_as or raw.name)
    empty = all(is_empty(cell) for _, row in raw.rows for cell in row)
    if name in KNOWN:
        return [finding("duplicate_sheet", sheet=raw.name), *found]
    if name in _OWN or empty:
        return found
    hint = did_you_mean(raw.name, [sheet.heading for sheet in SHEETS.values()])
    return [finding("unknown_sheet", sheet=raw.name, value=raw.name, hint=hint), *found]


def _numbers(raw: RawSheet, cells: set[tuple[int, int]]) -> list[Finding]:
    return personal_numbers(raw.name, cells, lambda column: f"kolonne {letters(column)}")


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
