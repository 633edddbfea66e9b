"""What is said of a table that a layout reads, and two tables that are read as the same sheet of ours made into one."""

from __future__ import annotations

from typing import Any

from helgelandlegen.workbook import headings
from helgelandlegen.workbook.cells import RawSheet
from helgelandlegen.workbook.check_sheet import CheckedRow, SheetCheck
from helgelandlegen.workbook.findings import Finding, finding
from helgelandlegen.workbook.layout import Layout, apply_all
from helgelandlegen.workbook.sheets import SHEETS, Scope
from helgelandlegen.workbook.surroundings import can_tell
from helgelandlegen.workbook.values import Context


def read_by(raw: RawSheet, layout: Layout, context: Context, file_name: str) -> tuple[list[RawSheet], list[Finding]]:
    """The table as sheets of ours, and what people should know: values set for all rows, and rows that are not read."""
    done = apply_all(raw, layout, context, file_name)
    found = [_set(one, index, layout) for one in done.sheets if len(one.rows) > 1 for index in _passing(one)]
    found += headings.left_out_of(raw.name, done.left_out)
    if done.unread:
        found.append(finding("rows_not_mapped", sheet=raw.name, rows=headings.ranges(done.unread)))
    for ours, rows in done.incomplete.items():
        found.append(finding("rows_incomplete", sheet=raw.name, rows=headings.ranges(rows), ours=f"«{ours}»"))
    return done.sheets, found


def _passing(one: RawSheet) -> list[int]:
    """The columns of a sheet made by a layout that have one value, which may be wrong in the next file."""
    sheet = next(sheet for sheet in SHEETS.values() if sheet.heading == one.reads_as)
    known = {column.heading: column for column in sheet.columns}
    texts, first = one.rows[0][1], one.rows[1][1]
    return [
        index
        for index, text in enumerate(texts)
        if one.source(index) is None and first[index] is not None and can_tell(known[str(text)])
    ]


def _set(one: RawSheet, index: int, layout: Layout) -> Finding:
    values = [cells[index] for _, cells in one.rows]
    return finding("fixed_by_layout", sheet=one.name, column=str(values[0]), value=values[1], layout=layout.name)


def joined(first: SheetCheck, more: SheetCheck) -> list[Finding]:
    """Takes the rows of a second table into the check of the first, equal rows once; what has the same key is said."""
    there: dict[Any, CheckedRow] = {_key(first, row): row for row in first.rows}
    found = []
    for row in more.rows:
        other = there.setdefault(_key(first, row), row)
        if other is row:
            first.rows.append(row)
        elif other.values != row.values:
            keys = list(first.sheet.keys)
            found.append(
                finding(
                    "duplicate_key", sheet=more.raw.name, row=row.excel_row, column=keys[0].heading,
                    value=row.values[keys[0].name], keys=[c.heading for c in keys],
                    other=f"{other.excel_row} i «{first.raw.name}»",
                )
            )  # fmt: skip
    first.filled += more.filled
    first.untouched = first.untouched and more.untouched
    return found


def _key(check: SheetCheck, row: CheckedRow) -> Any:
    # For a municipality there is one report, whatever its date.
    report = check.sheet.scope is Scope.REPORT
    return row.values["municipality"] if report else tuple(row.values[c.name] for c in check.sheet.keys)
