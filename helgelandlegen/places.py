"""Where a programme's files lie."""

from __future__ import annotations

import os
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
