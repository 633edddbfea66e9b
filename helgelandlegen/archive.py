"""A backup to keep elsewhere: one .zip with the store, the files as they were received, and a list of what it holds."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from helgelandlegen import places
from helgelandlegen.errors import PlainError
from helgelandlegen.programme import Programme

STORE, ORIGINALS, MANIFEST = "store.duckdb", "originals", "manifest.json"
ORIGINAL = re.compile(r"originals/[0-9a-f]{64}(\.[a-z0-9]{1,8})?")
LARGEST = 20_000_000_000  # bytes unpacked; more than any store here, less than a disk
CHUNK = 1 << 20


def pack(path: Path, programme: Programme, backup: Path, out: Path) -> None:
    """Writes the .zip to `out`, whole or not at all: that backup, and the originals of the store at `path`."""
    files = {STORE: backup}
    files |= {f"{ORIGINALS}/{file.name}": file for file in sorted(places.originals(path).glob("*"))}
    handle, name = tempfile.mkstemp(dir=out.absolute().parent, prefix=".draft-", suffix=".zip")
    os.close(handle)
    draft = Path(name)
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as packed:
            sums = {}
            for member, file in files.items():
                if member == STORE or ORIGINAL.fullmatch(member):
                    with file.open("rb") as source, packed.open(member, "w", force_zip64=True) as target:
                        sums[member] = _copied(source, target)
            manifest = {"format": 1, "programme": programme.name, "backup": backup.name, "sha256": sums}
            packed.writestr(MANIFEST, json.dumps(manifest, indent=1))
        with zipfile.ZipFile(draft) as packed:
            _require_whole(packed, _manifest(packed))
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(draft, out)
    finally:
        draft.unlink(missing_ok=True)


def unpack(file: Path, folder: Path) -> None:
    """Unpacks such a .zip into a folder: the store as STORE, the files in ORIGINALS. PlainError if not whole."""
    try:
        with zipfile.ZipFile(file) as packed:
            manifest = _manifest(packed)
            _require_whole(packed, manifest)
            (folder / ORIGINALS).mkdir()
            for member in manifest["sha256"]:
                with packed.open(member) as source, (folder / member).open("wb") as target:
                    shutil.copyfileobj(source, target, CHUNK)
    except (zipfile.BadZipFile, ValueError, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise PlainError(
            f"«{file.name}» er ikke en hel sikkerhetskopi herfra. Ingenting er endret. Velg en annen fil."
        ) from error


def put_originals(source: Path | None, folder: Path) -> int:
    """Puts back the originals that are missing in the folder; how many that were."""
    missing = [file for file in sorted(source.glob("*")) if not (folder / file.name).exists()] if source else []
    for file in missing:
        folder.mkdir(mode=0o700, exist_ok=True)
        os.replace(file, folder / file.name)
    return len(missing)


def _manifest(packed: zipfile.ZipFile) -> dict[str, Any]:
    """What the .zip says it holds; ValueError where that is nothing of ours or too much."""
    if packed.getinfo(MANIFEST).file_size > LARGEST / 1000:
        raise ValueError("the manifest is too large")
    manifest = json.loads(packed.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != 1 or not isinstance(manifest.get("sha256"), dict):
        raise ValueError("another format")
    members = manifest["sha256"]
    if STORE not in members or not all(name == STORE or ORIGINAL.fullmatch(name) for name in members):
        raise ValueError("other files")
    if sum(packed.getinfo(name).file_size for name in members) > LARGEST:
        raise ValueError("too large")
    return manifest


def _require_whole(packed: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    for member, expected in manifest["sha256"].items():
        with packed.open(member) as source:
            if _copied(source, None) != expected:
                raise ValueError(f"{member} has changed")


def _copied(source: IO[bytes], target: IO[bytes] | None) -> str:
    """Copies to `target`, if any; the hash of what was read."""
    total = sha256()
    while chunk := source.read(CHUNK):
        total.update(chunk)
        if target:
            target.write(chunk)
    return total.hexdigest()
