"""The history of imports, taking imports back, and taking that back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from helgelandlegen import backups, queries, tables
from helgelandlegen.backups import Why
from helgelandlegen.database import Store, now
from helgelandlegen.errors import PlainError
from helgelandlegen.kpis import Figure
from helgelandlegen.places import originals
from helgelandlegen.queries import Query, Reader, known_at
from helgelandlegen.workbook.compare import Difference, dangling, differences
from helgelandlegen.workbook.findings import Finding
from helgelandlegen.workbook.imports import figures_today, settle
from helgelandlegen.workbook.sheets import SHEETS, Scope, Sheet
from helgelandlegen.workbook.stage import owners, remember

WITHDRAW, RESTORE = "withdraw", "restore"
ALREADY = {WITHDRAW: "er trukket tilbake allerede", RESTORE: "gjelder allerede"}
Rows = list[dict[str, Any]]


def history(store: Store) -> Rows:
    """Every import, newest first."""
    with store.cursor() as cursor:
        return Reader(cursor).rows(queries.folder("list")["imports"])


def matching(imports: Iterable[dict[str, Any]], municipality: str = "", kind: str = "", text: str = "") -> Rows:
    """Those of the imports that are about a municipality, are of a kind, and have a text; an empty wish is none.

    The text is looked for in the number, the file's name and the role, whether in small letters or capitals.
    """
    wanted = text.casefold().strip()
    return [
        row
        for row in imports
        if (not municipality or municipality in (row["municipalities"] or ()))
        and (not kind or row["kind"] == kind)
        and (not wanted or wanted in f"import {row['import_id']} {row['file_name']} {row['done_by'] or ''}".casefold())
    ]


@dataclass(frozen=True)
class Details:
    """What one import changed, by sheet and municipality, the warnings it came in with, and its corrections.

    `withdrawals` are all times that it was taken back (withdrawn_at, withdrawn_by, restored_at, restored_by).
    """

    changes: Rows
    findings: Rows
    corrections: Rows
    withdrawals: Rows = field(default_factory=list)


def details(store: Store, import_id: int) -> Details:
    """What the store remembers of one import."""
    lists = queries.folder("list")
    with store.cursor() as cursor:
        reader = Reader(cursor)
        return Details(
            *(
                reader.rows(lists[name], import_id=import_id)
                for name in ("import_changes", "import_findings", "import_corrections", "import_withdrawals")
            )
        )


def original(store: Store, row: dict[str, Any]) -> tuple[str, Path] | None:
    """The file of an import (a row of `history`) as it was kept, and its name as received; None where it is gone."""
    if not store.path:
        return None
    for path in sorted(originals(store.path).glob(f"{row['sha256']}.*")):
        if path.suffix != ".part":
            name = Path(row["file_name"])
            return (name.name if name.suffix.lower() == path.suffix else f"{name.stem}{path.suffix}"), path
    return None


def as_received(file: Path) -> bool:
    """Whether a kept file, which is named by the hash of what was received, is that very file."""
    return hashlib.sha256(file.read_bytes()).hexdigest() == file.stem


def changes_since(store: Store, day: date) -> Rows:
    """What has happened to imports after the end of a day, newest first.

    Each row: happened_at (UTC), what (accepted, withdrawn, restored), import_id, file_name, kind, done_by.
    """
    with store.cursor() as cursor:
        return Reader(cursor).rows(
            queries.folder("list")["changes_since"], since=known_at(store.programme, day)
        )  # fmt: skip


@dataclass(frozen=True)
class Withdrawal:
    """What withdrawing imports (or taking that back) does, or did; `findings` say why it may not be.

    `first` are the imports that stand in the way: to be withdrawn first, or, taking a withdrawal back, to be taken in
    again first where they are withdrawn themselves. `version` is the data it was compared with; `compared_anew` says
    that it was another than the one that the person had seen, so that nothing was done. `after` are the programme's
    figures today if it is done, empty where it is done or refused.
    """

    import_ids: tuple[int, ...]
    differences: list[Difference]
    findings: list[Finding]
    done: bool
    after: list[Figure]
    first: tuple[int, ...] = ()
    version: int = 0
    compared_anew: bool = False


def withdraw(
    store: Store, *import_ids: int, keep: bool = True, done_by: str | None = None, expected: int | None = None
) -> Withdrawal:
    """Marks imports as withdrawn, so that the state without them holds; PlainError if there is no such import.

    Refused, with the rows listed, where rows would be left without what they refer to. With `keep` False a trial,
    which says what the programme's figures today would become. `expected` is the data version that the person saw: if
    somebody changed the store in between, nothing is done and the outcome is a trial.
    """
    return _turn(store, import_ids, WITHDRAW, keep, done_by, expected)


def restore(
    store: Store, *import_ids: int, keep: bool = True, done_by: str | None = None, expected: int | None = None
) -> Withdrawal:
    """Takes withdrawals back, so that the imports count again; else as `withdraw`."""
    return _turn(store, import_ids, RESTORE, keep, done_by, expected)


def _turn(
    store: Store, import_ids: Sequence[int], what: str, keep: bool, done_by: str | None, expected: int | None
) -> Withdrawal:
    done, figures = False, []
    with store.transaction(keep=lambda: done) as cursor:
        version = store.version
        anew = expected is not None and expected != version
        _may_turn(Reader(cursor), import_ids, what)
        before = Reader(cursor)
        wanted: list[Sheet] = [s for s in SHEETS.values() if s.scope is not Scope.REPORT]
        remember(before, wanted)
        parents = {s.parent: SHEETS[s.parent] for s in wanted if s.parent}
        owned = {name: owners(before, parent) for name, parent in parents.items() if name}
        at = now()
        for import_id in import_ids:
            queries.change(cursor, what, import_id=import_id, at=at, by=done_by)
        after = Reader(cursor)
        owned = {name: owned[name] | owners(after, SHEETS[name]) for name in owned}
        found, missing = differences(after, wanted, owned), dangling(after, None)
        first = _in_the_way(after, import_ids) if missing else ()
        if keep and not missing and not anew:
            backups.take(store, Why.WITHDRAWAL)
            settle(cursor, store)
            done = True
        elif not missing:
            figures = figures_today(cursor, store)
    if done:
        store.write_read_copy()
    return Withdrawal(tuple(import_ids), found, missing, done, figures, first, version, anew)


def _may_turn(reader: Reader, import_ids: Sequence[int], what: str) -> None:
    known = {r["import_id"]: r for r in reader.rows(queries.folder("list")["imports"])}
    for import_id in import_ids:
        if import_id not in known:
            raise PlainError(f"Import {import_id} finnes ikke. Se historikken.")
        if (known[import_id]["withdrawn_at"] is not None) == (what == WITHDRAW):
            raise PlainError(f"Import {import_id} {ALREADY[what]}.")


def _in_the_way(reader: Reader, import_ids: Sequence[int]) -> tuple[int, ...]:
    """The imports whose rows would lose what they refer to; for rows of these imports, those that have it."""
    theirs: set[int] = set()
    named: set[str] = set()
    for sheet in SHEETS.values():
        for column in sheet.stored:
            if column.references:
                sql = tables.orphan_statement(sheet, column.name, SHEETS[column.references].name)
                for row in reader.rows(Query(sheet.name, sql)):
                    if row["import_id"] in import_ids:
                        named.add(row["value"])
                    else:
                        theirs.add(row["import_id"])
    if named:
        having = reader.rows(queries.folder("list")["withdrawn_with"], keys=sorted(named))
        theirs |= {row["import_id"] for row in having} - set(import_ids)
    return tuple(sorted(theirs, reverse=True))


def first_import(imports: Rows) -> datetime | None:
    """When (UTC) the first import came in; None where there is none."""
    return min((row["accepted_at"] for row in imports), default=None)
