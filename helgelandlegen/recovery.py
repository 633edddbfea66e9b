"""Going back to a backup: in the running app, from the command line, and the way out where a store is damaged."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from helgelandlegen import archive, backups, places
from helgelandlegen.backups import Backup, Why
from helgelandlegen.database import (
    Contents,
    Kept,
    KeptLayout,
    KeptLock,
    Store,
    StoreDamaged,
    StoreInUse,
    StoreNewer,
    contents,
    log_of,
    now,
    plainly,
)
from helgelandlegen.errors import PlainError
from helgelandlegen.programme import ROOT, Programme


@dataclass(frozen=True)
class WayOut:
    """What helps where a store is damaged: the whole copy that holds most, if there is one, and the command."""

    copy: Backup | None
    command: str


def way_out(path: Path) -> WayOut:
    """How to get the store at `path` back; the copies are checked now."""
    copy = backups.newest_whole(path)
    python = Path(sys.executable)
    words = [str(python.relative_to(ROOT) if python.is_relative_to(ROOT) else python), "-m", "helgelandlegen"]
    if path.parent.resolve() != ROOT / "data" / "store":
        words += ["--database", shlex.quote(str(path))]
    return WayOut(copy, " ".join([*words, "restore", shlex.quote(copy.path.name if copy else "FIL")]))


def in_one_line(error: PlainError, programme: Programme | None = None) -> str:
    """What is wrong, for a terminal; for a damaged store also the way out."""
    if not isinstance(error, StoreDamaged) or error.path is None:
        return str(error)
    found = way_out(error.path)
    if found.copy is None:
        return f"{error} Det finnes ingen hel kopi i {places.backups(error.path)}."
    made = programme.local(found.copy.made_at) if programme else found.copy.made_at.replace(tzinfo=UTC).astimezone()
    return f"{error} Den nyeste hele er fra {made:%d.%m.%Y kl. %H.%M}. Hent den med: {found.command}"


@dataclass(frozen=True)
class Loss:
    """What going back would take away: imports made since, and those whose withdrawal would be undone or redone.

    Also the locks and layouts made since, and the layouts as they were, which would be in use `again`. Two that are
    equal say that nothing has changed in between.
    """

    imports: tuple[Kept, ...]
    turned: tuple[Kept, ...]
    locks: tuple[KeptLock, ...]
    layouts: tuple[KeptLayout, ...]
    again: tuple[KeptLayout, ...]
    version: int


def loss(store: Store, source: Path) -> Loss:
    """What the store would lose by going back to a backup; PlainError where that is not whole."""
    return _lost(_checked(source, store.programme), store.contents(every_block=False))


def _lost(then: Contents, today: Contents) -> Loss:
    before = {(one.import_id, one.sha256, one.accepted_at): one for one in then.imports}
    since, turned = [], []
    for one in today.imports:
        old = before.get((one.import_id, one.sha256, one.accepted_at))
        if old is None:
            since.append(one)
        elif old.withdrawn != one.withdrawn:
            turned.append(one)
    locks = tuple(one for one in today.locks if one not in then.locks)
    layouts = tuple(one for one in today.layouts if one not in then.layouts)
    again = tuple(one for one in then.layouts if one not in today.layouts)
    return Loss(tuple(since), tuple(turned), locks, layouts, again, today.version)


def go_back(store: Store, source: Path, expected: Loss | None = None) -> None:
    """Puts a backup's rows in place of all of the open store's, whole or not at all, after a backup of what is there.

    `expected` is what the person saw. PlainError where something has changed since, or the backup is damaged.
    """
    then = _checked(source, store.programme)
    with store.writing(), plainly(store.path):
        if expected is not None and expected != _lost(then, store.contents(every_block=False)):
            raise PlainError("Noe er endret siden du så på dette. Se over på nytt hva som går tapt.")
        backups.take(store, Why.RESTORE)
        with store.draft() as draft:
            _prepared(source, draft, store.programme, 0)
            store.replace_all(draft)


def put_in_place(path: Path, programme: Programme, given: Path) -> list[str]:
    """Puts a backup in the place of a store that nobody has open; what was done, in sentences.

    What is there now is backed up first, or set aside under another name where it cannot be read. Any failure leaves
    the store as it was; a PlainError says why.
    """
    with plainly(path), _found(path, given) as (source, originals):
        held = _checked(source, programme)
        done, least = [], max([held.version, *_versions(path)])
        with _draft_beside(path) as draft:
            try:
                if not path.exists():
                    raise StoreDamaged(path, f"Databasen {path} er borte.")
                with Store(path, programme) as current:
                    current.contents()
                    saved = backups.take(current, Why.RESTORE)
                    current.settle()
                    _prepared(source, draft, programme, max(least, current.version))
                    copy, count = _filled(draft, originals, path)
                    _place(draft, copy, path)  # still open, so that nobody else can open the old one in between
                assert saved
                done.append(f"Det som var der, ligger i {saved.path.name}.")
            except StoreInUse:
                raise PlainError(
                    "Dashbordet er i gang og har databasen åpen. Gå tilbake på siden «Sikkerhetskopi», eller stopp "
                    "dashbordet først."
                ) from None
            except (StoreDamaged, StoreNewer):
                _prepared(source, draft, programme, least)
                copy, count = _filled(draft, originals, path)
                if aside := _set_aside(path):
                    done.append(f"Filen som ikke kunne brukes, ligger i {aside.name}.")
                _place(draft, copy, path)
        if count:
            done.append(f"Originalfiler lagt tilbake: {count}.")
    newest = f", med import {held.newest.import_id} som den siste" if held.newest else ", uten importer"
    return [f"Databasen er hentet tilbake fra {given.name}{newest}.", *done]


def _versions(path: Path) -> Iterator[int]:
    # The restored store must count as newer than all that anybody may have kept of the one before it.
    for file in (places.read_copy(path), *(one.path for one in backups.listed(path)[:3])):
        if held := backups.whole(file, every_block=False):
            yield held.version


@contextmanager
def _found(path: Path, given: Path) -> Iterator[tuple[Path, Path | None]]:
    """The store that is meant, and the folder of originals that came with it; PlainError where there is none."""
    tried = [given, places.backups(path) / given.name, path.with_name(given.name)]
    file = next((one for one in tried if one.is_file()), None)
    if file is None or file.resolve() == path.resolve():
        raise PlainError(
            f"Det finnes ingen sikkerhetskopi som heter «{given}». Kommandoen «backups» viser dem som er der."
        )
    if file.suffix.lower() != ".zip":
        yield file, None
        return
    with _draft_beside(path) as draft:
        archive.unpack(file, draft.parent)
        yield draft.parent / archive.STORE, draft.parent / archive.ORIGINALS


@contextmanager
def _draft_beside(path: Path) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f".{path.stem}-restore-*"):
        if time.time() - left.stat().st_mtime > backups.FORGOTTEN:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.stem}-restore-") as folder:
        yield Path(folder) / "restored.duckdb"


def _checked(source: Path, programme: Programme) -> Contents:
    try:
        held = contents(source)
    except StoreDamaged:
        raise PlainError(
            f"Sikkerhetskopien «{source.name}» er ikke hel. Ingenting er endret. Velg en annen sikkerhetskopi."
        ) from None
    if held.municipalities and not held.municipalities & programme.by_number.keys():
        raise PlainError(f"Sikkerhetskopien «{source.name}» er fra et annet program. Ingenting er endret.")
    return held


def _prepared(source: Path, draft: Path, programme: Programme, least: int) -> None:
    """A copy of the backup, brought up to today's tables, with a version above `least`, and checked."""
    try:
        shutil.copyfile(source, draft)
        with Store(draft, programme) as store:
            store.settle(least)
        contents(draft)
        backups.sync(draft)
    except StoreDamaged as error:  # the draft, not the store: whoever calls must not take the one for the other
        raise PlainError("Sikkerhetskopien kunne ikke gjøres klar. Ingenting er endret. Prøv igjen.") from error


def _filled(draft: Path, originals: Path | None, path: Path) -> tuple[Path, int]:
    """The draft's read copy, and how many originals were put back: from here on nothing needs room, only names change.

    Originals that nothing refers to yet are in nobody's way.
    """
    copy = draft.with_name("read_copy.duckdb")
    shutil.copyfile(draft, copy)
    backups.sync(copy)
    return copy, archive.put_originals(originals, places.originals(path))


def _place(draft: Path, copy: Path, path: Path) -> None:
    # A store that is newer than its read copy is in order, not the other way round.
    os.replace(draft, path)
    os.replace(copy, places.read_copy(path))
    backups.sync(path.parent)


def _set_aside(path: Path) -> Path | None:
    """Gives a store that cannot be used another name, and leaves it to be replaced: at no moment is there none.

    Its log goes as well, for it must not meet another store; last, so that a store that stays keeps it.
    """
    aside, there = path.with_name(f"{path.name}.damaged-{now():%Y%m%dT%H%M%SZ}"), path.exists()
    if there:
        os.link(path, aside)
    if log_of(path).exists():
        os.replace(log_of(path), log_of(aside))
    return aside if there else None
