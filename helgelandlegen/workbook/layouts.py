"""The layouts that the store remembers, which tables want one, and what is kept of a file that was read by one."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from helgelandlegen import queries
from helgelandlegen.database import Store, now
from helgelandlegen.errors import PlainError
from helgelandlegen.queries import Reader
from helgelandlegen.workbook.cells import RawSheet, RawWorkbook
from helgelandlegen.workbook.check import KNOWN, CheckedFile
from helgelandlegen.workbook.headings import folded
from helgelandlegen.workbook.layout import Layout, Source, Target, table
from helgelandlegen.workbook.receive import Received
from helgelandlegen.workbook.sheets import SHEETS
from helgelandlegen.workbook.without_columns import without_columns

LONGEST_NAME = 80
OFTEN = 3  # the same wrong value so many times is a word of theirs, not a slip
_FOREIGN_WORDS = {"not_in_list", "unknown_municipality", "not_yes_or_no"}


@dataclass(frozen=True)
class Remembered:
    """A layout in use, and when (UTC) and by what role it was made."""

    layout: Layout
    made_at: datetime
    made_by: str | None


def remembered(store: Store) -> list[Remembered]:
    """The layouts in use, by name; what an older version of the program cannot have meant is left out."""
    with store.cursor() as cursor:
        found = Reader(cursor).rows(queries.folder("list")["layouts"])
    return [Remembered(one, row["made_at"], row["made_by"]) for row in found if (one := _read(row))]


def known(store: Store) -> dict[str, Layout]:
    """The layouts in use by fingerprint."""
    return {one.layout.fingerprint: one.layout for one in remembered(store)}


def save(store: Store, layout: Layout, by: str) -> Layout:
    """Remembers a layout from now on, in the place of an earlier one of the same headings; PlainError without a name.

    It changes no figure, so the data keep their version.
    """
    name = " ".join(layout.name.split())[:LONGEST_NAME]
    if not name:
        raise PlainError("Oppsettet må ha et navn.")
    named = replace(layout, name=name)
    rules = {
        "headings": layout.headings,
        "never_kept": layout.never_kept,
        "targets": [
            {
                "sheet": t.sheet,
                "complete": t.complete,
                "columns": {c: asdict(source) for c, source in t.columns.items()},
            }
            for t in layout.targets
        ],
    }
    with store.transaction(counts=False) as cursor:
        queries.change(
            cursor, "add_layout", fingerprint=layout.fingerprint, layout_name=name, made_at=now(), made_by=by,
            rules=json.dumps(rules, ensure_ascii=False),
        )  # fmt: skip
    return named


def rename(store: Store, layout: Layout, name: str, by: str) -> Layout:
    """The same layout under another name; PlainError where there is none."""
    return save(store, replace(layout, name=name), by)


def forget(store: Store, fingerprint: str) -> None:
    """Forgets a layout: tables with these headings are not read any more. What came in by it stays."""
    with store.transaction(counts=False) as cursor:
        queries.change(cursor, "forget_layout", fingerprint=fingerprint, at=now())


def _read(row: dict[str, Any]) -> Layout | None:
    rules = json.loads(row["rules"])
    targets = []
    for target in rules["targets"]:
        sheet = SHEETS.get(target["sheet"])
        if sheet is None:  # a sheet that the workbook no longer has
            continue
        stored = {c.name for c in sheet.stored}
        columns = {name: Source(**source) for name, source in target["columns"].items() if name in stored}
        targets.append(Target(sheet.name, columns, target["complete"]))
    if not targets:
        return None
    return Layout(row["fingerprint"], row["name"], tuple(targets), tuple(rules["never_kept"]), tuple(rules["headings"]))


def wanting(workbook: RawWorkbook, checked: CheckedFile) -> list[int]:
    """The sheets (their index) with a table that a layout could read and that now is not, or not wholly, read.

    These are the sheets that are none of ours, those with our name but without all our required headings, and those
    where the same foreign word stands many times in a column. Hidden sheets are never among them.
    """
    headings = {f.sheet for f in checked.findings if f.code in ("no_headings", "missing_column")}
    words = Counter((f.sheet, f.column, f.value) for f in checked.findings if f.code in _FOREIGN_WORDS)
    often = {sheet for (sheet, _, _), count in words.items() if count >= OFTEN}
    return [
        index
        for index, raw in enumerate(workbook.sheets)
        if not raw.hidden
        and index not in checked.layouts
        and (folded(raw.name) not in KNOWN or raw.name in headings | often)
        and _is_table(raw)
    ]


def _is_table(raw: RawSheet) -> bool:
    """Whether there are headings and rows below, in more than one column: a page of text is none."""
    found = table(raw)
    return found is not None and bool(found.body) and sum(map(bool, found.texts)) > 1


def to_keep(received: Received, checked: CheckedFile) -> tuple[bytes, str | None]:
    """The bytes to keep as the original and, where they are not the file's own, the ending of their name.

    Where a layout names columns with personal data, the file is written anew without what stands below their headings.
    A file that a layout was applied to is the municipality's own: of its sheets that are not read, the names are kept.
    """
    workbook = received.workbook
    if workbook is None or not checked.layouts:
        return received.content, None
    gone = {index: layout.never_kept for index, layout in checked.layouts.items() if layout.never_kept}
    unread = {
        index
        for index, raw in enumerate(workbook.sheets)
        if raw.rows and index not in checked.layouts and folded(raw.name) not in KNOWN
    }
    if not gone and not unread:
        return received.content, None
    return without_columns(workbook, gone, unread), ".xlsx"
