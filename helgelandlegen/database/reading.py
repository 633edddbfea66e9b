"""Reading: a store that another process may have open, and rows as dicts."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from helgelandlegen.database.opening import Cursor, StoreInUse
from helgelandlegen.database.store import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.places import read_copy
from helgelandlegen.programme import Programme


@contextmanager
def reading(path: Path, programme: Programme) -> Iterator[Store]:
    """A store to read from: the store itself, or its read copy while another process has it.

    What is opened is a temporary copy where the store is in use, so that trials work there too.
    """
    if not path.exists():
        raise PlainError(f"Det finnes ingen database på {path}. Les inn en arbeidsbok eller demodataene først.")
    try:
        with Store(path, programme) as store:
            yield store
            return
    except StoreInUse:
        if not read_copy(path).exists():
            raise
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(read_copy(path), copy)
        with Store(copy, programme) as store:
            yield store


def rows(cursor: Cursor, sql: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Runs one statement; each row as a dict."""
    cursor.execute(sql, parameters or {})
    names = [d[0] for d in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
