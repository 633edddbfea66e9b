"""The history of imports, and taking imports back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helgelandlegen import queries
from helgelandlegen.database import Store, now
from helgelandlegen.errors import PlainError
from helgelandlegen.queries import Reader
from helgelandlegen.workbook.compare import Difference, dangling, differences
from helgelandlegen.workbook.findings import Finding
from helgelandlegen.workbook.imports import settle
from helgelandlegen.workbook.sheets import SHEETS, Scope, Sheet
from helgelandlegen.workbook.stage import owners, remember


def history(store: Store) -> list[dict[str, Any]]:
    """Every import, newest first."""
    with store.cursor() as cursor:
        return Reader(cursor).rows(queries.folder("list")["imports"])


def details(store: Store, import_id: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What one import changed, by sheet and municipality, and the warnings it came in with."""
    with store.cursor() as cursor:
        reader = Reader(cursor)
        lists = queries.folder("list")
        return (
            reader.rows(lists["import_changes"], import_id=import_id),
            reader.rows(lists["import_findings"], import_id=import_id),
        )


@dataclass(frozen=True)
class Withdrawal:
    """What withdrawing imports does, or did; `findings` say why it may not be."""

    import_ids: tuple[int, ...]
    differences: list[Difference]
    findings: list[Finding]
    done: bool


def withdraw(store: Store, *import_ids: int, keep: bool = True) -> Withdrawal:
    """Marks imports as withdrawn, so that the state without them holds; PlainError if there is no such import.

    Refused, with the rows listed, where rows would be left without what they refer to. With `keep` False a trial.
    """
    done = False
    with store.transaction(keep=lambda: done) as cursor:
        known = {r["import_id"]: r for r in Reader(cursor).rows(queries.folder("list")["imports"])}
        for import_id in import_ids:
            if import_id not in known:
                raise PlainError(f"Import {import_id} finnes ikke. Se historikken.")
            if known[import_id]["withdrawn_at"]:
                raise PlainError(f"Import {import_id} er trukket tilbake allerede.")
        before = Reader(cursor)
        wanted: list[Sheet] = [s for s in SHEETS.values() if s.scope is not Scope.REPORT]
        remember(before, wanted)
        parents = {s.parent: SHEETS[s.parent] for s in wanted if s.parent}
        owned = {name: owners(before, parent) for name, parent in parents.items() if name}
        for import_id in import_ids:
            queries.change(cursor, "withdraw", import_id=import_id, withdrawn_at=now())
        after = Reader(cursor)
        owned = {name: owned[name] | owners(after, SHEETS[name]) for name in owned}
        found, missing = differences(after, wanted, owned), dangling(after, None)
        if keep and not missing:
            settle(cursor, store)
            done = True
    if done:
        store.write_read_copy()
    return Withdrawal(import_ids, found, missing, done)
