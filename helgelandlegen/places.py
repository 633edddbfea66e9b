"""Where a programme's files lie, and how a file is written whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from helgelandlegen.programme import ROOT, Programme


def store_folder() -> Path:
    """The folder of stores, originals and the coordinator's token."""
    return Path(os.environ.get("HELGELANDLEGEN_STORE", ROOT / "data" / "store"))


def default_path(programme: Programme) -> Path:
    """Where the programme's store lies."""
    return store_folder() / f"{programme.name}.duckdb"


def read_copy(path: Path) -> Path:
    """Where the read copy of a store lies."""
    return path.with_name(f"{path.stem}.read.duckdb")


def originals(path: Path) -> Path:
    """Where the received files of a store lie, each under its hash."""
    return path.with_name("originals")


def backups(path: Path) -> Path:
    """Where the backups of a store lie."""
    return path.with_name("backups")


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the file first, then put it in its place in one step. OSError leaves what was there."""
    if path.exists() and not path.is_file():  # a device, for instance: it has no place to step into
        path.write_bytes(content)
        return
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:  # said of the file that was asked for
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
