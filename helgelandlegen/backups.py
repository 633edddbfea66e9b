"""Backups of a store: made whole or not at all, checked by reopening, kept by a rule.

They lie in the folder `backups/` beside the store, one file each, named by programme, time (UTC) and reason.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from helgelandlegen import keeping, places
from helgelandlegen.database import Contents, Store, StoreDamaged, contents, in_words, now
from helgelandlegen.errors import PlainError
from helgelandlegen.programme import Programme

LOG = logging.getLogger(__name__)
DRAFT, FORGOTTEN = ".draft-", 3600  # seconds after which nobody works on a draft any more


class Why(StrEnum):
    """Why a backup was made, as its file's name says it."""

    IMPORT = "import"
    WITHDRAWAL = "angring"
    NIGHTLY = "natt"
    MANUAL = "manuell"
    RESTORE = "gjenoppretting"
    COPY = "lesekopi"

    @property
    def words(self) -> str:
        """The reason as people say it."""
        return WORDS[self]


WORDS = {
    Why.IMPORT: "Før import", Why.WITHDRAWAL: "Før angring", Why.NIGHTLY: "Nattlig", Why.MANUAL: "Laget for hånd",
    Why.RESTORE: "Før gjenoppretting", Why.COPY: "Kopien av siste endring",
}  # fmt: skip


class BackupFailed(PlainError):
    """No whole backup could be made; nothing was changed."""


@dataclass(frozen=True, order=True)
class Backup:
    """One backup. `made_at` is UTC, `size` in bytes."""

    made_at: datetime
    why: Why
    path: Path
    size: int


def listed(path: Path) -> list[Backup]:
    """The backups of the store at `path`, the newest first."""
    return sorted(filter(None, map(_backup, places.backups(path).glob(f"{path.stem}-*"))), reverse=True)


def _backup(file: Path) -> Backup | None:
    name = re.fullmatch(r".+-(\d{8}T\d{9})Z-([a-z]+)\.duckdb", file.name)
    try:
        if name is None:
            return None
        return Backup(datetime.strptime(name[1], "%Y%m%dT%H%M%S%f"), Why(name[2]), file, file.stat().st_size)
    except (ValueError, OSError):  # another file, or one that was removed this moment
        return None


def newest_whole(path: Path) -> Backup | None:
    """The whole copy that holds most: the newest whole backup, or the read copy where that is newer still.

    Each is read from end to end, the newest first, until one is whole.
    """
    copy = places.read_copy(path)
    known = whole(copy)
    for one in listed(path):
        if held := whole(one.path):
            if known is None or held.version > known.version:
                return one
            break
    if known is None:
        return None
    stat = copy.stat()
    written = datetime.fromtimestamp(stat.st_mtime, UTC).replace(tzinfo=None)
    return Backup(written, Why.COPY, copy, stat.st_size)


def whole(file: Path, *, every_block: bool = True) -> Contents | None:
    """What a file holds, None where it is damaged, gone or no store of ours; see `contents`."""
    try:
        return contents(file, every_block=every_block)
    except PlainError:
        return None


def take(store: Store, why: Why) -> Backup | None:
    """Makes a backup of the store as it is, reopens it to check it, and clears out by the rule.

    BackupFailed where none could be made. None for a store in memory.
    """
    if store.path is None:
        return None
    with store.writing():
        made = _made(store.path, store, store.contents(every_block=False), why)
    tidy(store.path, store.programme, made)
    return made


def take_from_copy(path: Path, programme: Programme) -> Backup:
    """A backup of a store that another process has open, from its read copy; BackupFailed where none could be made."""
    copy = places.read_copy(path)
    if not copy.exists():
        raise BackupFailed("Dashbordet har ikke skrevet lesekopien ennå. Vent et øyeblikk, og prøv igjen.")
    made = _made(path, None, contents(copy), Why.MANUAL)
    tidy(path, programme, made)
    return made


def _made(path: Path, store: Store | None, expected: Contents, why: Why) -> Backup:
    folder = places.backups(path)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=DRAFT) as drafts:
            draft = Path(drafts) / "backup.duckdb"
            # The read copy is written anew after each change: as a rule it is the state that is wanted.
            if not _copied(places.read_copy(path), draft, expected):
                if store is None:
                    raise BackupFailed("Sikkerhetskopien ble ikke hel, og er ikke beholdt. Prøv igjen.")
                draft.unlink(missing_ok=True)
                store.copy_to(draft)
                if not _holds(draft, expected):
                    raise BackupFailed("Sikkerhetskopien ble ikke hel, og er ikke beholdt. Kontroller disken.")
            return _put(draft, folder, path.stem, why)
    except OSError as error:
        raise _failed(in_words(error, path) or PlainError("Sikkerhetskopien kunne ikke skrives.")) from error
    except (BackupFailed, StoreDamaged):
        raise
    except PlainError as error:
        raise _failed(error) from error


def _failed(reason: PlainError) -> BackupFailed:
    return BackupFailed(f"Det kunne ikke lages en sikkerhetskopi, og derfor er ingenting endret. {reason}")


def _copied(source: Path, draft: Path, expected: Contents) -> bool:
    if not source.exists():
        return False
    try:
        shutil.copyfile(source, draft)
    except OSError as error:
        if error.errno in (errno.EIO, errno.ENOENT):
            return False  # the copy cannot be read; the store itself may be
        raise
    return _holds(draft, expected)


def _holds(draft: Path, expected: Contents) -> bool:
    return whole(draft) == expected


def _put(draft: Path, folder: Path, stem: str, why: Why) -> Backup:
    draft.chmod(0o600)
    sync(draft)
    while True:
        made_at = now()
        target = folder / f"{stem}-{made_at:%Y%m%dT%H%M%S}{made_at.microsecond // 1000:03}Z-{why}.duckdb"
        if not target.exists():
            break
        time.sleep(0.001)
    os.replace(draft, target)
    sync(folder)
    found = _backup(target)
    assert found
    return found


def sync(path: Path) -> None:
    """Waits until a file or a folder is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def tidy(path: Path, programme: Programme, newest: Backup) -> None:
    """Removes what the rule does not keep, and what a killed process left half-written. What fails is tried again.

    `newest` has been checked and stays whatever the clock says.
    """
    found = [one for one in listed(path) if one != newest]
    keep = keeping.kept((one.made_at for one in [newest, *found]), now(), ZoneInfo(programme.timezone))
    with suppress(OSError):
        for one in found:
            if one.made_at not in keep:
                one.path.unlink(missing_ok=True)
        for left in places.backups(path).glob(f"{DRAFT}*"):
            if time.time() - left.stat().st_mtime > FORGOTTEN:
                shutil.rmtree(left, ignore_errors=True)


def is_due(path: Path, programme: Programme, at: datetime) -> bool:
    """Whether the nightly backup should be made at the moment `at` (UTC): there is none since the last night."""
    found = listed(path)
    return not found or found[0].made_at < keeping.last_night(at, ZoneInfo(programme.timezone))
