"""The current state as workbooks in the very format that is uploaded: for a municipality, for all, or as a .zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from helgelandlegen import kpis, queries, tables
from helgelandlegen.database import Store
from helgelandlegen.programme import Programme
from helgelandlegen.queries import CURRENT, Query, Reader
from helgelandlegen.workbook.sheets import SHEETS, Scope, Sheet
from helgelandlegen.workbook.stage import owners
from helgelandlegen.workbook.template import prefilled

Rows = list[dict[str, Any]]

MUNICIPAL = tuple(s for s in SHEETS.values() if s.scope is not Scope.PROGRAMME)
COMMON = tuple(s for s in SHEETS.values() if s.scope is Scope.PROGRAMME)


def workbook(store: Store, municipality: str | None = None, known: datetime = CURRENT) -> bytes:
    """One workbook with the state of a municipality (its sheets only), or of all with the programme's own sheets."""
    sheets = MUNICIPAL if municipality else tuple(SHEETS.values())
    return _filled(store, sheets, municipality, known)


def bundle(store: Store, known: datetime = CURRENT) -> bytes:
    """A .zip with one workbook for each municipality and one for the programme's own sheets."""
    programme = store.programme
    files = {f"{m.number}-{m.name}.xlsx": workbook(store, m.number, known) for m in programme.municipalities}
    files[f"{programme.name}-felles.xlsx"] = _filled(store, COMMON, None, known)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # A fixed time makes equal states equal files.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _filled(store: Store, sheets: tuple[Sheet, ...], municipality: str | None, known: datetime) -> bytes:
    state = _state(store, sheets, municipality, known)
    never = frozenset(name for name, rows in state.items() if not rows) - _held(store, municipality, known)
    return prefilled(store.programme, state, sheets, share_figures=kpis.shares(), untouched=never)


def _held(store: Store, municipality: str | None, known: datetime) -> set[str]:
    """The sheets that reports of the municipality, or of anybody, have held: an empty one of these is an answer."""
    with store.cursor() as cursor:
        found = Reader(cursor, known).rows(queries.folder("list")["held"])
    return {row["sheet"] for row in found if municipality in (None, row["municipality"])}


def _state(store: Store, sheets: Iterable[Sheet], municipality: str | None, known: datetime) -> dict[str, Rows]:
    with store.cursor() as cursor:
        reader = Reader(cursor, known)
        state: dict[str, Rows] = {}
        owned: dict[str, dict[str, str]] = {}
        for sheet in sheets:
            found = reader.rows(Query(sheet.name, tables.all_of(sheet.name)))
            if sheet.parent and sheet.parent not in owned:
                owned[sheet.parent] = owners(reader, SHEETS[sheet.parent])
            if municipality:
                found = [row for row in found if _owner(sheet, row, owned) == municipality]
            state[sheet.name] = sorted(found, key=lambda row: (row["import_id"], row["excel_row"]))
        if "report" in state:
            state["report"] = _reports(state, owned, store.programme)
        return state


def _owner(sheet: Sheet, row: dict[str, Any], owned: dict[str, dict[str, str]]) -> Any:
    if sheet.parent and sheet.scope_column:
        return owned[sheet.parent].get(row[sheet.scope_column.name])
    return row["municipality"]


def _reports(state: dict[str, Rows], owned: dict[str, dict[str, str]], programme: Programme) -> Rows:
    """Each municipality's newest report; none at all where a municipality with rows has never sent one.

    A file with reports speaks for those municipalities only, so the others' rows would be refused on the way back.
    """
    newest: dict[str, dict[str, Any]] = {}
    for row in sorted(state["report"], key=lambda r: r["report_date"]):
        newest[row["municipality"]] = row
    present = {
        _owner(SHEETS[name], row, owned)
        for name, found in state.items()
        if SHEETS[name].scope in (Scope.MUNICIPALITY, Scope.PARENT)
        for row in found
    }
    if not present <= newest.keys():
        return []
    return [newest[m.number] for m in programme.municipalities if m.number in newest]
