"""The only door to DuckDB: open, cursor, transaction, migrate, data version, read copy, backup.

One process, one root connection, a cursor a call. A second process cannot open a store that is in use; reading
commands then use the read copy that is written beside the store after each change.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import duckdb

from helgelandlegen import tables
from helgelandlegen.errors import PlainError
from helgelandlegen.places import read_copy
from helgelandlegen.programme import ROOT, Programme

Cursor = duckdb.DuckDBPyConnection
LOG = logging.getLogger(__name__)
SCHEMA = ROOT / "queries" / "schema"
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allocator_background_threads": "true",  # gives memory back to the machine
}


class StoreInUse(PlainError):
    """Another process has the store open."""


class StoreDamaged(PlainError):
    """The file is there but is no whole store."""


def now() -> datetime:
    """The time as the store keeps it: UTC without zone (fetching zoned timestamps needs a library of its own)."""
    return datetime.now(UTC).replace(tzinfo=None)


class Store:
    """An open store. Use `cursor()` for reading from any thread and `transaction()` for every change.

    `path` None makes a store in memory. StoreInUse and StoreDamaged say why a file cannot be opened.
    """

    def __init__(self, path: Path | None, programme: Programme) -> None:
        self.path, self.programme = path, programme
        self._writing = threading.RLock()
        if path:
            # All that this process writes from now on is its owner's alone, the files that DuckDB makes as well.
            os.umask(0o077)
            path.parent.mkdir(parents=True, exist_ok=True)
        self._root = _connect(path)
        try:
            self._migrate()
            self._seal()
            self._clear_away()
            self.version = self._read_version()
        except duckdb.Error as error:
            self._root.close()
            raise StoreDamaged(f"Databasen {path} er skadet eller laget av et annet program.") from error
        except BaseException:
            self._root.close()
            raise

    def close(self) -> None:
        """Closes the store; what was committed is on disk."""
        self._root.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def new_cursor(self) -> Cursor:
        """A cursor that the caller closes; for one thread at a time."""
        return self._root.cursor()

    @contextmanager
    def cursor(self) -> Iterator[Cursor]:
        """A cursor of its own, for one thread."""
        cursor = self.new_cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def transaction(self, *, keep: Callable[[], bool] = lambda: True) -> Iterator[Cursor]:
        """A cursor inside one transaction: all or nothing. If `keep`, asked at the end, says no, all is rolled back.

        One writer at a time; readers see the state before until the commit. A commit raises `version`.
        """
        with self._writing, self.cursor() as cursor:
            cursor.execute("begin transaction")
            try:
                yield cursor
                if not keep():
                    cursor.execute("rollback")
                    return
                cursor.execute("update data_version set version = version + 1")
                cursor.execute("commit")
            except BaseException:
                with suppress(duckdb.Error):
                    cursor.execute("rollback")
                raise
            self.version = self._read_version()

    def write_read_copy(self) -> None:
        """Writes the read copy beside the store, whole or not at all. A failure is logged: the store is whole."""
        if not self.path:
            return
        try:
            with self._writing, tempfile.TemporaryDirectory(dir=self.path.parent, prefix=self._draft) as folder:
                copy = Path(folder) / "copy.duckdb"
                self.copy_to(copy)
                os.replace(copy, read_copy(self.path))
        except (OSError, duckdb.Error) as error:
            LOG.warning("The read copy could not be written (%s); the store is whole.", type(error).__name__)

    @property
    def _draft(self) -> str:
        return f".{self.path.stem}-copy-" if self.path else ""

    def _clear_away(self) -> None:
        """Removes what a killed process left half-written; whoever has the store open is the only one to write here."""
        for left in self.path.parent.glob(f"{self._draft}*") if self.path else ():
            shutil.rmtree(left, ignore_errors=True)

    def copy_to(self, target: Path) -> None:
        """Copies the store into a new file inside the store's folder."""
        with self._writing, self.cursor() as cursor:
            name = cursor.execute("select current_database()").fetchall()[0][0]
            cursor.execute(f"attach {_quoted(str(target))} as copy_of_store")
            try:
                cursor.execute(f'copy from database "{name}" to copy_of_store')
            finally:
                cursor.execute("detach copy_of_store")
        target.chmod(0o600)

    def _read_version(self) -> int:
        with self.cursor() as cursor:
            return int(cursor.execute("select version from data_version").fetchall()[0][0])

    def _migrate(self) -> None:
        """Runs the numbered schema files not run before, and brings the sheets' tables up to the declaration."""
        with self.cursor() as cursor:
            cursor.execute("begin transaction")
            cursor.execute("create table if not exists schema_step (step varchar, run_at timestamp)")
            done = {row[0] for row in cursor.execute("select step from schema_step").fetchall()}
            for file in sorted(SCHEMA.glob("*.sql")):
                if file.stem not in done:
                    cursor.execute(file.read_text(encoding="utf-8"))
                    cursor.execute("insert into schema_step values ($step, $at)", {"step": file.stem, "at": now()})
            existing: dict[str, set[str]] = {}
            for table, column in cursor.execute(
                "select table_name, column_name from information_schema.columns"
            ).fetchall():
                existing.setdefault(table, set()).add(column)
            for statement in tables.table_statements(existing):
                cursor.execute(statement)
            self._write_programme(cursor)
            cursor.execute("commit")
        if self.path:
            self.path.chmod(0o600)

    def _write_programme(self, cursor: Cursor) -> None:
        # The folder is the truth; the store holds a copy so that SQL can join it.
        programme, members = self.programme, self.programme.municipalities
        cursor.execute("delete from municipality; delete from parameter")
        cursor.execute(
            "insert into municipality select unnest($numbers), unnest($names), unnest($sub_regions),"
            " unnest($populations), unnest(range(len($numbers)))",
            {
                "numbers": [m.number for m in members], "names": [m.name for m in members],
                "sub_regions": [m.sub_region for m in members], "populations": [m.population for m in members],
            },
        )  # fmt: skip
        cursor.execute(
            "insert into parameter values ($data_from, $free, $days)",
            {
                "data_from": programme.data_from, "free": programme.free_absence_percent,
                "days": programme.freshness_days,
            },
        )  # fmt: skip

    def _seal(self) -> None:
        # Only the store's own folder may be reached from SQL; the order matters, the last line locks the others.
        folder = str(self.path.resolve().parent) if self.path else None
        if folder:
            self._root.execute(f"set allowed_directories = [{_quoted(folder)}]")
        self._root.execute("set enable_external_access = false")
        self._root.execute("set lock_configuration = true")


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


def _connect(path: Path | None) -> Cursor:
    try:
        return duckdb.connect(str(path) if path else ":memory:", config=SETTINGS)
    except duckdb.IOException as error:
        if "could not set lock" in str(error).lower():
            raise StoreInUse(
                "Databasen er i bruk av dashbordet. Bruk «Last opp» i dashbordet, eller stopp det først."
            ) from error
        raise StoreDamaged(f"Databasen {path} kan ikke åpnes. Hent tilbake en sikkerhetskopi.") from error
    except duckdb.Error as error:
        raise StoreDamaged(f"Databasen {path} er skadet. Hent tilbake en sikkerhetskopi.") from error


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def rows(cursor: Cursor, sql: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Runs one statement; each row as a dict."""
    cursor.execute(sql, parameters or {})
    names = [d[0] for d in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
