"""What a change did to the stored state: rows new, changed and gone, field by field, and the state it leaves behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helgelandlegen import queries, tables
from helgelandlegen.database import Cursor, rows
from helgelandlegen.queries import Query, Reader
from helgelandlegen.workbook.findings import Finding, finding, shown
from helgelandlegen.workbook.sheets import SHEETS, Scope, Sheet

NEW, CHANGED, GONE = "ny", "endret", "borte"
UNDONE = "decisions_undone"  # the code of the finding that asks for a yes of its own
MOST_NAMED = 5


@dataclass(frozen=True)
class Difference:
    """One row that differs. `key` are its key values; `fields` are (heading, before, after), empty unless changed."""

    sheet: str
    what: str
    municipality: str | None
    row: int
    key: tuple[Any, ...]
    fields: tuple[tuple[str, Any, Any], ...] = ()


def differences(reader: Reader, sheets: Iterable[Sheet], owners: Mapping[str, Mapping[str, str]]) -> list[Difference]:
    """The differences between the remembered state of some sheets and the reader's, in sheet order."""
    found = []
    for sheet in sheets:
        if sheet.scope is Scope.REPORT:
            continue
        fields = [c for c in sheet.stored if not c.key]
        for row in reader.rows(Query(sheet.name, tables.compare_statement(sheet))):
            changed = tuple((c.heading, *row[c.name]) for c in fields if row[c.name] and row["what"] == CHANGED)
            key = tuple(row[c.name] for c in sheet.keys)
            found.append(
                Difference(sheet.name, row["what"], _owner(sheet, row, owners), row["excel_row"], key, changed)
            )
    return found


def _owner(sheet: Sheet, row: Mapping[str, Any], owners: Mapping[str, Mapping[str, str]]) -> str | None:
    if sheet.scope is Scope.PARENT and sheet.parent and sheet.scope_column:
        return owners.get(sheet.parent, {}).get(row[sheet.scope_column.name])
    return row["owner"] if sheet.scope is Scope.MUNICIPALITY else None


def counts(found: Iterable[Difference]) -> dict[tuple[str, str | None], Counter[str]]:
    """How many rows are new, changed and gone, by sheet and municipality."""
    counted: dict[tuple[str, str | None], Counter[str]] = {}
    for difference in found:
        counted.setdefault((difference.sheet, difference.municipality), Counter())[difference.what] += 1
    return counted


def dangling(
    reader: Reader,
    import_id: int | None,
    in_file: Mapping[str, set[Any]] | None = None,
    called: Mapping[str, str] | None = None,
) -> list[Finding]:
    """References that name nothing in the reader's state: in the file's own rows, or in rows stored before.

    `in_file` are the keys that the file itself has, by sheet: an error in such a row is told there and only there.
    `called` is what the file calls our sheets.
    """
    found = []
    for sheet in SHEETS.values():
        for column in sheet.stored:
            if not column.references:
                continue
            parent = SHEETS[column.references]
            for row in reader.rows(Query(sheet.name, tables.orphan_statement(sheet, column.name, parent.name))):
                own = row["import_id"] == import_id
                if row["value"] in (in_file or {}).get(parent.name, ()):
                    continue
                found.append(
                    finding(
                        "unknown_reference" if own else "orphaned_rows",
                        sheet=(called or {}).get(sheet.name, sheet.heading) if own else sheet.heading,
                        row=row["excel_row"] if own else None, column=column.heading, value=row["value"],
                        parent=parent.heading,
                    )
                )  # fmt: skip
    return list(dict.fromkeys(found))


def resulting(reader: Reader, import_id: int, called: Mapping[str, str]) -> list[Finding]:
    """The warnings of queries/finding/ that the import's rows take part in."""
    found = []
    for code, query in queries.folder("finding").items():
        sheet = SHEETS[query.header["sheet"]]
        for row in reader.rows(query):
            if row["import_id"] == import_id:
                words = {k: v for k, v in row.items() if k not in ("import_id", "row_import_id", "excel_row", "value")}
                own = row["row_import_id"] == import_id
                found.append(
                    finding(
                        code, sheet=called.get(sheet.name, sheet.heading), row=row["excel_row"] if own else None,
                        column=sheet.column(query.header["column"]).heading, value=row["value"], **words,
                    )
                )  # fmt: skip
    return found


def falls(cursor: Cursor, sheets: Iterable[Sheet], found: Iterable[Difference], owners: Mapping[str, Mapping[str, str]],
          names: Mapping[str, str], called: Mapping[str, str]) -> list[Finding]:  # fmt: skip
    """A fall of more than a third in the rows of a sheet for a municipality."""
    counted = counts(found)
    warnings = []
    for sheet in sheets:
        if sheet.scope is Scope.REPORT:
            continue
        before: Counter[str | None] = Counter()
        for row in rows(cursor, tables.remembered_scopes_statement(sheet)):
            owner = owners.get(sheet.parent or "", {}).get(row["scope"]) if sheet.parent else row["scope"]
            before[owner] += row["size"]
        for municipality, size in before.items():
            change = counted.get((sheet.name, municipality), Counter())
            after = size + change[NEW] - change[GONE]
            if 3 * after < 2 * size:
                where = names.get(municipality or "", "programmet")
                label = called.get(sheet.name, sheet.heading)
                warnings.append(finding("rows_fell", sheet=label, before=size, after=after, municipality=where))
    return warnings


def undone(
    cursor: Cursor, found: Iterable[Difference], import_id: int, kind: str, called: Mapping[str, str]
) -> list[Finding]:
    """The rows written by an import of that kind that the import `import_id` would take away or write over."""
    lost: dict[str, list[Difference]] = {}
    for row in found:
        if row.what != NEW and SHEETS[row.sheet].scope is Scope.PROGRAMME:
            lost.setdefault(row.sheet, []).append(row)
    warnings = []
    for name, gone in lost.items():
        sheet = SHEETS[name]
        first = rows(cursor, tables.written_first_statement(sheet), {"import_id": import_id})
        kinds = {tuple(row[c.name] for c in sheet.keys): row["kind"] for row in first}
        of_it = [" fra ".join(map(shown, row.key)) for row in gone if kinds.get(row.key) == kind]
        if of_it:
            warnings.append(
                finding(UNDONE, sheet=called.get(name, sheet.heading), count=len(of_it), titles=of_it[:MOST_NAMED])
            )
    return warnings


def broken(reader: Reader) -> list[str]:
    """The names of the files of queries/check/ that return rows: the state contradicts itself."""
    return [name for name, query in queries.folder("check").items() if reader.rows(query)]
