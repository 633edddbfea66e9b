"""Puts a checked file's rows into the database inside a transaction, and says for whom the file speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from helgelandlegen import queries, tables
from helgelandlegen.database import Cursor, rows
from helgelandlegen.programme import Programme
from helgelandlegen.queries import Query, Reader, change
from helgelandlegen.workbook.check import CheckedFile, CheckedRow
from helgelandlegen.workbook.findings import Finding, finding
from helgelandlegen.workbook.progress import WRITING, Progress
from helgelandlegen.workbook.sheets import SHEETS, Scope, Sheet


@dataclass
class Staged:
    """A file's rows in the database. `owners` maps a parent sheet's name to its keys' municipalities, then and now."""

    import_id: int
    covered: frozenset[str]
    sheets: tuple[Sheet, ...]
    owners: dict[str, dict[str, str]]
    called: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def remember(reader: Reader, wanted: Iterable[Sheet]) -> None:
    """Keeps the state of some sheets as it is before a change, in temporary tables `before_<name>`."""
    for sheet in wanted:
        sql, used = reader.statement(Query(sheet.name, tables.all_of(sheet.name)))
        reader.cursor.execute(tables.remember_statement(sheet, sql), used)


def owners(reader: Reader, sheet: Sheet) -> dict[str, str]:
    """The municipality that each parent row belongs to in the reader's state."""
    return {r["scope"]: r["municipality"] for r in reader.rows(Query(sheet.name, tables.owner_statement(sheet)))}


def stage(
    cursor: Cursor, checked: CheckedFile, programme: Programme, import_id: int, accepted_on: date,
    keep_dates: bool = False, progress: Progress | None = None,
) -> Staged:  # fmt: skip
    """Inserts the file's rows as import `import_id` (already recorded) with the scopes that they replace.

    `keep_dates`: the rows keep the date of the report that they correct; a correction is no newer report.
    """
    before = Reader(cursor)
    # A sheet in which nothing but the template's example stands is one that nobody filled in.
    present = [SHEETS[name] for name in checked.sheets if name not in checked.untouched]
    parents = list({s.parent: SHEETS[s.parent] for s in SHEETS.values() if s.parent}.values())
    remember(before, {s.name: s for s in [*present, *parents] if s.scope is not Scope.REPORT}.values())
    owned_before = {p.name: owners(before, p) for p in parents}
    staged = Staged(import_id, frozenset(), (), owned_before, checked.called)
    owned = {p.name: staged.owners[p.name] | _owners_in_file(p, checked) for p in parents}
    staged.covered = checked.declared if checked.declared is not None else _mentioned(checked, owned)
    staged.findings += _outside(checked, owned, staged.covered, programme)
    reported = _report_dates(checked, staged.covered, accepted_on)
    earlier = before.rows(queries.folder("list")["reported"]) if keep_dates else []
    kept, written, total = [], 0, sum(len(found) for found in checked.sheets.values())
    for sheet in (s for s in SHEETS.values() if s in present):
        if not _left_empty(cursor, sheet, checked, staged):
            kept.append(sheet)
            dates = reported | {r["municipality"]: r["reported_on"] for r in earlier if r["sheet"] == sheet.name}
            _insert(cursor, sheet, checked.sheets[sheet.name], import_id)
            _claim(cursor, sheet, checked.sheets[sheet.name], staged, dates, accepted_on)
            staged.findings += _claimed(cursor, sheet, staged, programme)
        written += len(checked.sheets[sheet.name])
        if progress:
            progress.tell(WRITING, written, total)
    staged.sheets = tuple(kept)
    return staged


def _owners_in_file(parent: Sheet, checked: CheckedFile) -> dict[str, str]:
    key = parent.keys[0].name
    return {
        r.values[key]: r.values["municipality"] for r in checked.sheets.get(parent.name, ()) if r.values["municipality"]
    }


def _mentioned(checked: CheckedFile, owned: dict[str, dict[str, str]]) -> frozenset[str]:
    """The municipalities that a file without a report names, itself or through its posts and doctors."""
    found = set()
    for name, checked_rows in checked.sheets.items():
        found |= {_owner(SHEETS[name], row, owned) for row in checked_rows}
    return frozenset(found - {None})


def _owner(sheet: Sheet, row: CheckedRow, owned: dict[str, dict[str, str]]) -> Any:
    if sheet.scope is Scope.MUNICIPALITY:
        return row.values["municipality"]
    if sheet.scope is Scope.PARENT and sheet.parent and sheet.scope_column:
        return owned[sheet.parent].get(row.values[sheet.scope_column.name])
    return None


def _outside(
    checked: CheckedFile, owned: dict[str, dict[str, str]], covered: frozenset[str], programme: Programme
) -> list[Finding]:
    found = []
    for name, checked_rows in checked.sheets.items():
        sheet = SHEETS[name]
        for row in checked_rows:
            owner = _owner(sheet, row, owned)
            if owner and owner not in covered and sheet.scope_column:
                column = sheet.scope_column
                name = programme.group_name(owner)
                seen = name if sheet.scope is Scope.MUNICIPALITY else row.values[column.name]
                found.append(
                    finding(
                        "outside_report", sheet=checked.called.get(sheet.name, sheet.heading), row=row.excel_row,
                        column=column.heading, value=seen,
                        municipality=name,
                    )
                )  # fmt: skip
    return found


def _report_dates(checked: CheckedFile, covered: frozenset[str], accepted_on: date) -> dict[str, date]:
    """The date that each covered municipality reports for: its Rapportdato, else the day of the import."""
    dates = dict.fromkeys(covered, accepted_on)
    for row in checked.sheets.get("report", ()):
        if row.values["municipality"] and row.values["report_date"]:
            dates[row.values["municipality"]] = row.values["report_date"]
    return dates


def _left_empty(cursor: Cursor, sheet: Sheet, checked: CheckedFile, staged: Staged) -> bool:
    """An empty programme sheet is one that nobody filled in, not a wish to delete what all have gathered."""
    if sheet.scope is not Scope.PROGRAMME or checked.sheets[sheet.name]:
        return False
    stored = rows(cursor, tables.size_statement(sheet))[0]["size"]
    if stored:
        staged.findings.append(
            finding("empty_programme_sheet", sheet=staged.called.get(sheet.name, sheet.heading), count=stored)
        )
    return True


def _insert(cursor: Cursor, sheet: Sheet, checked_rows: list[CheckedRow], import_id: int) -> None:
    if not checked_rows:
        return
    columns: dict[str, list[Any]] = {"excel_row": [row.excel_row for row in checked_rows]}
    scope = sheet.scope_column
    columns["scope"] = [(row.values[scope.name] or "") if scope else "" for row in checked_rows]
    for column in sheet.stored:
        columns[column.name] = [row.values[column.name] for row in checked_rows]
    cursor.execute(tables.insert_statement(sheet), {"import_id": import_id, "columns": tables.packed(columns)})


def _claim(
    cursor: Cursor, sheet: Sheet, checked_rows: list[CheckedRow], staged: Staged, reported: dict[str, date],
    accepted_on: date,
) -> None:  # fmt: skip
    """Records what the import replaces in a sheet."""
    claims: list[tuple[str | None, str | None, date]] = []
    if sheet.scope is Scope.MUNICIPALITY:
        claims = [(m, m, reported[m]) for m in sorted(staged.covered)]
    elif sheet.scope is Scope.PROGRAMME:
        claims = [("", None, accepted_on)]
    elif sheet.scope is Scope.PARENT and sheet.parent:
        # Parents that a covered municipality had, or has now: also the rows below a parent that is gone are replaced.
        now = owners(Reader(cursor), SHEETS[sheet.parent])
        both = staged.owners[sheet.parent] | now
        claims = [(key, m, reported[m]) for key, m in both.items() if m in staged.covered]
        claims += [(None, m, reported[m]) for m in sorted(staged.covered)]
        # A row below a parent that nobody has is claimed too: only so does the check of references see it.
        named = {row.values[sheet.scope_column.name] for row in checked_rows} if sheet.scope_column else set()
        claims += [(key, None, accepted_on) for key in sorted(named - both.keys())]
        staged.owners[sheet.parent] = both
    if claims:
        change(
            cursor, "add_scopes", import_id=staged.import_id, sheet=sheet.name, scopes=[c[0] for c in claims],
            municipalities=[c[1] for c in claims], dates=[c[2] for c in claims],
        )  # fmt: skip


def _claimed(cursor: Cursor, sheet: Sheet, staged: Staged, programme: Programme) -> list[Finding]:
    """Rows whose key another municipality has: a post stays where it is, a doctor may have moved."""
    if sheet.scope is not Scope.MUNICIPALITY or len(sheet.keys) != 1 or sheet.keys[0].name == "municipality":
        return []
    found = []
    used = {"import_id": staged.import_id, "covered": sorted(staged.covered)}
    now = owners(Reader(cursor), sheet)
    for row in rows(cursor, tables.claimed_statement(sheet), used):
        words = {
            "sheet": staged.called.get(sheet.name, sheet.heading), "row": row["excel_row"],
            "column": sheet.keys[0].heading, "value": row["value"],
            "municipality": programme.group_name(row["other"]),
        }  # fmt: skip
        if not sheet.unchanged_on_move:
            code = "position_of_other_municipality"
        else:
            code = "doctor_moved" if now.get(row["value"]) in staged.covered else "doctor_stays"
        found.append(finding(code, **words))
        if (fixed := sheet.unchanged_on_move) and row[f"before_{fixed}"] != row[fixed]:
            words["column"] = sheet.column(fixed).heading
            found.append(finding("start_date_changed_on_move", before=row[f"before_{fixed}"], **words))
    return found
