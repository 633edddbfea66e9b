"""The open store."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import duckdb

from helgelandlegen.database.opening import (
    CannotWrite,
    Cursor,
    StoreDamaged,
    connect,
    in_words,
    named,
    quoted,
)
from helgelandlegen.database.schema import existing_tables, migrate
from helgelandlegen.database.whole import Contents, contents, contents_of
from helgelandlegen.errors import PlainError
from helgelandlegen.places import backups, read_copy
from helgelandlegen.programme import Programme

LOG = logging.getLogger(__name__)
OTHER = "other_store"


class Store:
    """An open store. Use `cursor()` for reading from any thread and `transaction()` for every change.

    `path` None makes a store in memory. A PlainError says why a file cannot be opened. `trouble` is what was found
    damaged while the store was open; nothing is written from then on. With `fatal` it can no longer be read either:
    close it and open it anew.
    """

    def __init__(self, path: Path | None, programme: Programme) -> None:
        self.path, self.programme = path, programme
        self.trouble: StoreDamaged | None = None
        self.fatal = False
        self._writing = threading.RLock()
        if path:
            _require_nothing_lost(path)
            # All that this process writes from now on is its owner's alone, the files that DuckDB makes as well.
            os.umask(0o077)
            path.parent.mkdir(parents=True, exist_ok=True)
        self._root = connect(path)
        try:
            with self._root.cursor() as cursor:
                migrate(cursor, programme, path)
            if path:
                path.chmod(0o600)
            self._seal()
            self._clear_away()
            self.version = self._read_version()
            self._require_newest()
        except duckdb.Error as error:
            self._root.close()
            said = in_words(error, path)
            if isinstance(said, CannotWrite):
                raise said from error
            raise StoreDamaged(path, f"Databasen {path} er skadet eller laget av et annet program.") from error
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
        """A cursor of its own, for one thread. StoreDamaged or CannotWrite where that is what goes wrong."""
        cursor = self.new_cursor()
        try:
            yield cursor
        except duckdb.Error as error:
            self.fatal |= isinstance(error, duckdb.FatalException | duckdb.InternalException)
            said = in_words(error, self.path)
            if said is None:
                raise
            if isinstance(said, StoreDamaged):
                self.trouble = said
            raise said from error
        finally:
            cursor.close()

    @contextmanager
    def transaction(self, *, keep: Callable[[], bool] = lambda: True, counts: bool = True) -> Iterator[Cursor]:
        """A cursor inside one transaction: all or nothing. If `keep`, asked at the end, says no, all is rolled back.

        One writer at a time; readers see the state before until the commit. A commit raises `version`; a change that
        touches no figure (`counts` False) leaves it, and the read copy is written here.
        """
        with self._writing, self.cursor() as cursor:
            if self.trouble:
                raise self.trouble
            cursor.execute("begin transaction")
            try:
                yield cursor
                if not keep():
                    cursor.execute("rollback")
                    return
                if counts:
                    cursor.execute("update data_version set version = version + 1")
                cursor.execute("commit")
            except BaseException as error:
                with suppress(duckdb.Error):
                    cursor.execute("rollback")
                if isinstance(error, OSError) and (said := in_words(error, self.path)):
                    raise said from error
                raise
            self.version = self._read_version()
            if not counts:
                self.write_read_copy()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """While nobody else changes the store."""
        with self._writing:
            yield

    def contents(self, *, every_block: bool = True) -> Contents:
        """What the store holds; where every block is read, StoreDamaged says that one cannot be."""
        with self._writing, self.cursor() as cursor:
            return contents_of(cursor, self.path, self._name(cursor), every_block=every_block)

    def write_read_copy(self) -> None:
        """Writes the read copy beside the store, whole or not at all. A failure is logged: the store is whole."""
        if not self.path:
            return
        try:
            with self._writing, self.draft() as copy:
                self.copy_to(copy)
                os.replace(copy, read_copy(self.path))
        except (OSError, PlainError, duckdb.Error) as error:
            LOG.warning("The read copy could not be written (%s); the store is whole.", type(error).__name__)

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """A place in the store's folder for a file that is not done yet; gone afterwards, also after a kill."""
        assert self.path
        with tempfile.TemporaryDirectory(dir=self.path.parent, prefix=self._draft) as folder:
            yield Path(folder) / "copy.duckdb"

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
            name = self._name(cursor)
            cursor.execute(f"attach {quoted(str(target))} as copy_of_store")
            try:
                cursor.execute(f"copy from database {named(name)} to copy_of_store")
            finally:
                cursor.execute("detach copy_of_store")
        target.chmod(0o600)

    def replace_all(self, source: Path) -> None:
        """Puts the rows of another store in place of all of its own, in one transaction.

        The other lies in this store's folder and has been opened as a Store by this program, so that its tables are
        those of today. The version becomes greater than both: whoever kept something of either reads anew.
        """
        with self._writing, self.cursor() as outer:
            mine = self._name(outer)
            outer.execute(f"attach {quoted(str(source))} as {OTHER} (read_only)")
            try:
                theirs, ours, version = existing_tables(outer, OTHER), existing_tables(outer), self.version
                with self.transaction() as cursor:
                    for table in ours.keys() - {"schema_step"}:
                        target, columns = f"{named(mine)}.main.{named(table)}", ours[table] & theirs.get(table, set())
                        cursor.execute(f"delete from {target}")
                        if columns:
                            wanted = ", ".join(map(named, sorted(columns)))
                            cursor.execute(
                                f"insert into {target} by name select {wanted} from {OTHER}.main.{named(table)}"
                            )
                    cursor.execute(
                        "update data_version set version = greatest(version, $version)", {"version": version}
                    )
            finally:
                outer.execute(f"detach {OTHER}")
        self.write_read_copy()

    def settle(self, least: int = 0) -> None:
        """Raises the version above `least`, and writes all that is committed into the file itself."""
        if least >= self.version:
            with self.transaction() as cursor:
                cursor.execute("update data_version set version = $least", {"least": least})
        with self._writing, self.cursor() as cursor:
            cursor.execute("checkpoint")

    def _name(self, cursor: Cursor) -> str:
        return str(cursor.execute("select current_database()").fetchall()[0][0])

    def _read_version(self) -> int:
        with self.cursor() as cursor:
            return int(cursor.execute("select version from data_version").fetchall()[0][0])

    def _require_newest(self) -> None:
        """DuckDB takes a log that was cut off for one that was never written; the read copy remembers what was."""
        if self.path and read_copy(self.path).exists():
            try:
                known = contents(read_copy(self.path), every_block=False).version
            except PlainError:
                return  # it is written anew with the next change
            if known > self.version:
                raise StoreDamaged(self.path, f"Databasen {self.path} mangler noe som var lagret sist.")

    def _seal(self) -> None:
        # Only the store's own folder may be reached from SQL; the order matters, the last line locks the others.
        folder = str(self.path.resolve().parent) if self.path else None
        if folder:
            self._root.execute(f"set allowed_directories = [{quoted(folder)}]")
        self._root.execute("set enable_external_access = false")
        self._root.execute("set lock_configuration = true")


def _require_nothing_lost(path: Path) -> None:
    # A new store in place of one that is gone would hide that anything is lost.
    if not path.exists() and (read_copy(path).exists() or any(backups(path).glob(f"{path.stem}-*{path.suffix}"))):
        raise StoreDamaged(path, f"Databasen {path} er borte, men det finnes kopier av den.")
