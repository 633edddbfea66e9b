"""The files as they were received, kept by their hash."""

from __future__ import annotations

import os
from pathlib import Path

from helgelandlegen.places import originals


def keep(store: Path | None, sha256: str, file_name: str, content: bytes, kept_as: str | None = None) -> None:
    """Keeps a file beside its store, whole or not at all; nothing for a store in memory.

    `kept_as` is the ending of a file without its columns of personal data: it takes the place of the one with them.
    """
    if store is None or not content:
        return
    folder = originals(store)
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{sha256}{kept_as or Path(file_name).suffix.lower()}"
    if target.exists() and not kept_as:
        return
    draft = target.with_suffix(".part")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, target)
    if kept_as:
        for other in folder.glob(f"{sha256}.*"):
            if other != target:
                other.unlink(missing_ok=True)
