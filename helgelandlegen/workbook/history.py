"""The history of imports, and taking imports back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from helgelandlegen import queries
from helgelandlegen.database import Store, now
from helgelandlegen.errors import PlainError
from helgelandlegen.kpis import Figure
from helgelandlegen.queries import Reader
from helgelandlegen.workbook.compare import Difference, dangling, differences
from helgelandlegen.workbook.findings import Finding
from helgelandlegen.workbook.imports import figures_today, settle
from helgelandlegen.workbook.sheets import SHEETS, Scope, Sheet
from helgelandlegen.workbook.stage import owners, remember

ALREADY = {"withdraw": "er trukket tilbake allerede", "restore": "gjelder allerede"}


def history(store: Store) -> list[dict[str, Any]]:
    """Every import, newest first."""
    with store.cursor() as cursor:
        return Reader(cursor).rows(queries.folder("list")["imports"])


@dataclass(frozen=True)
class Details:
    """What one import changed, by sheet and municipality, the warnings it came in with, and its corrections."""

    changes: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    corrections: list[dict[str, Any]]


def details(store: Store, import_id: int) -> Details:
    """What the store remembers of one import."""
    lists = queries.folder("list")
    with store.cursor() as cursor:
        reader = Reader(cursor)
        return Details(
            reader.rows(lists["import_changes"], import_id=import_id),
            reader.rows(lists["import_findings"], import_id=import_id),
            reader.rows(lists["import_corrections"], import_id=import_id),
        )


@dataclass(frozen=True)
class Withdrawal:
    """What withdrawing imports does, or did; `findings` say why it may not be."""

    import_ids: tuple[int, ...]
    differences: list[Difference]
    findings: list[Finding]
    done: bool
    after: list[Figure]


def withdraw(store: Store, *import_ids: int, keep: bool = True, done_by: str | None = None) -> Withdrawal:
    """Marks imports as withdrawn, so that the state without them holds; PlainError if there is no such import.

    Refused, with the rows listed, where rows would be left without what they refer to. With `keep` False a trial,
    which says what the programme's figures today would become.
    """
    return _turn(store, import_ids, "withdraw", keep, done_by)


def restore(store: Store, *import_ids: int, keep: bool = True, done_by: str | None = None) -> Withdrawal:
    """Takes withdrawals back, so that the imports count again; else as `withdraw`."""
    return _turn(store, import_ids, "restore", keep, done_by)


def _turn(store: Store, import_ids: Sequence[int], what: str, keep: bool, done_by: str | None) -> Withdrawal:
    done, figures = False, []
    with store.transaction(keep=lambda: done) as cursor:
        known = {r["import_id"]: r for r in Reader(cursor).rows(queries.folder("list")["imports"])}
        for import_id in import_ids:
            if import_id not in known:
                raise PlainError(f"Import {import_id} finnes ikke. Se historikken.")
            if (known[import_id]["withdrawn_at"] is not None) == (what == "withdraw"):
                raise PlainError(f"Import {import_id} {ALREADY[what]}.")
        before = Reader(cursor)
        wanted: list[Sheet] = [s for s in SHEETS.values() if s.scope is not Scope.REPORT]
        remember(before, wanted)
        parents = {s.parent: SHEETS[s.parent] for s in wanted if s.parent}
        owned = {name: owners(before, parent) for name, parent in parents.items() if name}
        for import_id in import_ids:
            queries.change(cursor, what, import_id=import_id, at=now(), by=done_by)
        after = Reader(cursor)
        owned = {name: owned[name] | owners(after, SHEETS[name]) for name in owned}
        found, missing = differences(after, wanted, owned), dangling(after, None)
        if keep and not missing:
            settle(cursor, store)
            done = True
        elif not missing:
            figures = figures_today(cursor, store)
    if done:
        store.write_read_copy()
    return Withdrawal(tuple(import_ids), found, missing, done, figures)
