"""The only door to DuckDB: open, cursor, transaction, migrate, data version, read copy, backup, and what is wrong.

One process, one root connection, a cursor a call. A second process cannot open a store that is in use; reading
commands then use the read copy that is written beside the store after each change.
"""

from helgelandlegen.database.opening import (
    SETTINGS,
    CannotWrite,
    Cursor,
    StoreDamaged,
    StoreInUse,
    StoreNewer,
    in_words,
    plainly,
)
from helgelandlegen.database.reading import reading, rows
from helgelandlegen.database.schema import SCHEMA, now
from helgelandlegen.database.store import Store
from helgelandlegen.database.whole import Contents, Kept, KeptLayout, KeptLock, contents, log_of

__all__ = [
    "SCHEMA",
    "SETTINGS",
    "CannotWrite",
    "Contents",
    "Cursor",
    "Kept",
    "KeptLayout",
    "KeptLock",
    "Store",
    "StoreDamaged",
    "StoreInUse",
    "StoreNewer",
    "contents",
    "in_words",
    "log_of",
    "now",
    "plainly",
    "reading",
    "rows",
]
