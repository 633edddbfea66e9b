"""Opening a DuckDB file, and what DuckDB's errors are called in words."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from helgelandlegen.errors import PlainError

Cursor = duckdb.DuckDBPyConnection
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allocator_background_threads": "true",  # gives memory back to the machine
    "memory_limit": "700MB",  # beyond that it works on disk, in the folder of the store
}
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)


class StoreInUse(PlainError):
    """Another process has the store open."""


class StoreDamaged(PlainError):
    """The file is there but is no whole store. `path` is the store; `what` says what is wrong in one sentence."""

    def __init__(self, path: Path | None, what: str) -> None:
        super().__init__(f"{what} Hent tilbake en sikkerhetskopi.")
        self.path, self.what = path, what


class StoreNewer(PlainError):
    """The store was made by a newer version, or by another program: it is whole, but not for us."""


class CannotWrite(PlainError):
    """The disk is full or the folder may not be written to; nothing was changed."""


def connect(path: Path | None) -> Cursor:
    """A root connection to the file, or to a database in memory; StoreInUse, StoreDamaged or CannotWrite."""
    try:
        return duckdb.connect(str(path) if path else ":memory:", config=SETTINGS)
    except duckdb.Error as error:
        if "could not set lock" in str(error).lower():
            raise StoreInUse(
                "Databasen er i bruk av dashbordet. Bruk «Last opp» i dashbordet, eller stopp det først."
            ) from error
        said = in_words(error, path)
        if isinstance(said, CannotWrite):
            raise said from error
        if isinstance(error, duckdb.IOException):
            raise StoreDamaged(path, f"Databasen {path} kan ikke åpnes.") from error
        raise StoreDamaged(path, f"Databasen {path} er skadet.") from error


def in_words(error: BaseException, path: Path | None) -> PlainError | None:
    """What a DuckDB or operating system error means for people, None where it is a mistake of the program's."""
    if isinstance(error, OSError):
        return _cannot_write(error.errno or 0)
    if not isinstance(error, duckdb.Error):
        return None
    said = str(error)
    # DuckDB quotes what the operating system said.
    for number in (*FULL, *CLOSED):
        if os.strerror(number) in said:
            return _cannot_write(number)
    if isinstance(error, duckdb.OutOfMemoryException) and "temp_directory" in said:
        return _cannot_write(errno.ENOSPC)
    if isinstance(error, duckdb.IOException | duckdb.FatalException | duckdb.InternalException):
        return StoreDamaged(path, f"Databasen {path or ''} har en skade som gjør at noe i den ikke kan leses.")
    return None


def _cannot_write(number: int) -> CannotWrite | None:
    if number in FULL:
        return CannotWrite("Disken er full, så ingenting er lagret. Frigjør plass på disken, og prøv igjen.")
    if number in CLOSED:
        return CannotWrite(
            "Det kan ikke skrives i mappen der databasen ligger, så ingenting er lagret. "
            "Gi dashbordet skriverett i mappen, og prøv igjen."
        )
    return None


@contextmanager
def plainly(path: Path | None) -> Iterator[None]:
    """Errors of DuckDB and of the disk in words, where there are words for them."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if said := in_words(error, path):
            raise said from error
        raise


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
