"""Puts a state (sheet name → rows) straight into a store, as one import, for tests of what lies above the imports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from helgelandlegen import queries, tables
from helgelandlegen.database import Store
from helgelandlegen.workbook.sheets import SHEETS, Scope


def fill(store: Store, state: dict[str, Any], accepted_at: datetime = datetime(2026, 1, 1), import_id: int = 1) -> None:
    """Stores the rows as one import. `state["_held"]` names the municipalities whose reports held each sheet."""
    with store.transaction() as cursor:
        queries.change(
            cursor, "add_import", import_id=import_id, kind="test", file_name="test", sha256="0",
            accepted_at=accepted_at, done_by=None,
        )  # fmt: skip
        for sheet in SHEETS.values():
            found = state.get(sheet.name, [])
            held = sorted(state["_held"].get(sheet.name, ()))
            column = sheet.scope_column.name if sheet.scope_column else None
            owned = [str(row[column]) if column else "" for row in found]
            if found:
                given: dict[str, Any] = {c.name: [row[c.name] for row in found] for c in sheet.stored}
                given |= {"excel_row": list(range(2, len(found) + 2)), "scope": owned}
                cursor.execute(
                    tables.insert_statement(sheet), {"import_id": import_id, "columns": tables.packed(given)}
                )
            if sheet.scope is Scope.REPORT:
                continue
            programme = sheet.scope is Scope.PROGRAMME
            claims: list[tuple[str | None, str | None]] = [(scope, None) for scope in dict.fromkeys(owned)]
            if sheet.scope is Scope.MUNICIPALITY:
                claims = []
            claims += [(m if sheet.scope is Scope.MUNICIPALITY else None, m) for m in held if m]
            if programme:
                claims = [("", None)] if held else []
            # A parent's scope carries no municipality here: only the rows below say who has held the sheet.
            dates = [date(2026, 1, 1)] * len(claims)
            municipality = [m if m is not None else (None if programme else "") for _, m in claims]
            queries.change(
                cursor, "add_scopes", import_id=import_id, sheet=sheet.name, scopes=[s for s, _ in claims],
                municipalities=municipality, dates=dates,
            )  # fmt: skip
