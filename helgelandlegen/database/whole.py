"""Looking into a store's file without opening it as a store: what it holds, and whether every block can be read.

DuckDB keeps a checksum for each block and checks it when the block is read; so reading every value of every table
finds any bit that has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from helgelandlegen.database.opening import SETTINGS, Cursor, StoreDamaged, named, quoted
from helgelandlegen.database.schema import existing_tables, require_ours

LOOKED_AT = "looked_at"


@dataclass(frozen=True)
class Kept:
    """An import that a store remembers. `accepted_at` is UTC."""

    import_id: int
    file_name: str
    sha256: str
    accepted_at: datetime
    withdrawn: bool


@dataclass(frozen=True)
class KeptLock:
    """A lock of a meeting that a store remembers. `locked_at` is UTC."""

    lock_id: int
    meeting_date: date
    locked_at: datetime


@dataclass(frozen=True)
class KeptLayout:
    """A layout that a store has in use. `made_at` is UTC."""

    fingerprint: str
    name: str
    made_at: datetime


@dataclass(frozen=True)
class Contents:
    """What a store holds: its data version, its rows by table, its imports (oldest first), its municipalities.

    Locks (oldest first) and layouts in use are named, since they change without a new version.
    """

    version: int
    rows: Mapping[str, int]
    imports: tuple[Kept, ...]
    municipalities: frozenset[str]
    locks: tuple[KeptLock, ...]
    layouts: tuple[KeptLayout, ...]

    @property
    def newest(self) -> Kept | None:
        """The newest import."""
        return self.imports[-1] if self.imports else None


def contents(path: Path, *, every_block: bool = True) -> Contents:
    """What the file at `path` holds, read without changing it.

    StoreDamaged where it is not whole; with `every_block` False only what is asked for is read. StoreNewer where it is
    no store of ours. Not for a store that this process has open: closing the file would let go of its lock.
    """
    if not path.exists():
        raise StoreDamaged(path, f"Filen {path} finnes ikke.")
    try:
        with duckdb.connect(":memory:", config=SETTINGS) as looking:
            looking.execute(f"attach {quoted(str(path))} as {LOOKED_AT} (read_only)")
            return contents_of(looking, path, LOOKED_AT, every_block=every_block)
    except duckdb.Error as error:
        raise StoreDamaged(path, f"Filen {path} er skadet.") from error


def contents_of(cursor: Cursor, path: Path | None, database: str, *, every_block: bool) -> Contents:
    """The same for a database that a connection has; what DuckDB says of damage goes through."""
    prefix = f"{named(database)}.main."
    existing = existing_tables(cursor, database)
    if not existing:
        raise StoreDamaged(path, f"Filen {path} er tom.")
    require_ours(cursor, existing, path, prefix)
    everything = ", bit_xor(hash(t))" if every_block else ""
    each = (f"select {quoted(name)}, count(*){everything} from {prefix}{named(name)} t" for name in sorted(existing))
    counted = {row[0]: int(row[1]) for row in cursor.execute(" union all ".join(each)).fetchall()}
    version = cursor.execute(f"select version from {prefix}data_version").fetchall()
    if len(version) != 1:
        raise StoreDamaged(path, f"Filen {path} mangler nummeret på tilstanden sin.")
    withdrawn = f"import_id in (select import_id from {prefix}withdrawal where restored_at is null)"
    if "withdrawal" not in existing:
        withdrawn = "withdrawn_at is not null"
    imports = cursor.execute(
        f"select import_id, file_name, sha256, accepted_at, {withdrawn} from {prefix}import order by import_id"
    ).fetchall()
    members = cursor.execute(f"select municipality from {prefix}municipality").fetchall()
    return Contents(
        int(version[0][0]), counted, tuple(Kept(*row) for row in imports), frozenset(row[0] for row in members),
        tuple(_locks(cursor, prefix) if "meeting_lock" in existing else ()),
        tuple(_layouts(cursor, prefix) if "layout" in existing else ()),
    )  # fmt: skip


def _locks(cursor: Cursor, prefix: str) -> Iterator[KeptLock]:
    sql = f"select lock_id, meeting_date, locked_at from {prefix}meeting_lock order by lock_id"
    return (KeptLock(*row) for row in cursor.execute(sql).fetchall())


def _layouts(cursor: Cursor, prefix: str) -> Iterator[KeptLayout]:
    sql = (
        f"select fingerprint, arg_max(name, made_at), max(made_at) from {prefix}layout where forgotten_at is null"
        " group by fingerprint order by fingerprint"
    )
    return (KeptLayout(*row) for row in cursor.execute(sql).fetchall())


def log_of(path: Path) -> Path:
    """Where DuckDB writes what is committed and not yet in the file itself."""
    return path.with_name(f"{path.name}.wal")
