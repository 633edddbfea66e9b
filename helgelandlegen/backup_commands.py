"""The commands that keep a store safe: backup, backups, restore, check-store."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from helgelandlegen import archive, backups, recovery
from helgelandlegen.backups import Backup, Why
from helgelandlegen.database import Store, StoreDamaged, StoreInUse
from helgelandlegen.errors import PlainError
from helgelandlegen.places import read_copy
from helgelandlegen.programme import Programme


def backup(given: Namespace, programme: Programme, path: Path) -> int:
    """Makes one more backup; with --out also a .zip to keep elsewhere."""
    if given.out and given.out.suffix.lower() != ".zip":
        raise PlainError(f"«{given.out.name}» må slutte på .zip.")
    _require_store(path)
    made = _made(programme, path)
    print(f"Sikkerhetskopien {made.path.name} er laget og kontrollert.")
    if given.out:
        archive.pack(path, programme, made.path, given.out)
        print(f"{given.out} er skrevet og kontrollert. Den har også filene slik de ble mottatt.")
    return 0


def _made(programme: Programme, path: Path) -> Backup:
    try:
        with Store(path, programme) as store:
            made = backups.take(store, Why.MANUAL)
    except StoreInUse:
        return backups.take_from_copy(path, programme)
    assert made
    return made


def listed(programme: Programme, path: Path) -> list[dict[str, Any]]:
    """The backups, newest first, each read from end to end now."""
    found: list[dict[str, Any]] = []
    for one in backups.listed(path):
        held = backups.whole(one.path)
        newest = held.newest if held else None
        found.append(
            {
                "fil": one.path.name,
                "laget": f"{programme.local(one.made_at):%d.%m.%Y %H.%M}",
                "hvorfor": one.why.words,
                "megabyte": f"{one.size / 1e6:.1f}".replace(".", ","),
                "tilstand": "hel" if held else "skadet",
                "siste import": f"{newest.import_id}: {newest.file_name}" if newest else None,
            }
        )
    return found


def restore(given: Namespace, programme: Programme, path: Path) -> int:
    """Puts a backup in the store's place and says what was done."""
    for sentence in recovery.put_in_place(path, programme, given.backup):
        print(sentence)
    return 0


def check_store(given: Namespace, programme: Programme, path: Path) -> int:
    """Reads all of the store; its read copy where the app has it open."""
    _require_store(path)
    try:
        with Store(path, programme) as store:
            held, what = store.contents(), "Databasen"
    except StoreInUse:
        if not read_copy(path).exists():
            raise
        found, what = backups.whole(read_copy(path)), "Dashbordet har databasen åpen. Kopien av siste endring"
        if found is None:
            raise PlainError(f"{what} er ikke hel. Stopp dashbordet, og kontroller databasen på nytt.") from None
        held = found
    rows = f"{sum(held.rows.values()):,}".replace(",", " ")
    newest = f", og den siste importen er nummer {held.newest.import_id}" if held.newest else ""
    print(f"{what} er hel. {rows} rader i {len(held.rows)} tabeller er lest{newest}.")
    return 0


def _require_store(path: Path) -> None:
    if path.exists():
        return
    if backups.listed(path) or read_copy(path).exists():
        raise StoreDamaged(path, f"Databasen {path} er borte, men det finnes kopier av den.")
    raise PlainError(f"Det finnes ingen database på {path}. Les inn en arbeidsbok eller demodataene først.")
