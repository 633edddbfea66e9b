"""Keeps the server's memory small."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from contextlib import suppress

from helgelandlegen import programme
from helgelandlegen.places import default_path
from helgelandlegen.programme import ROOT


def leave_out_pandas() -> None:
    """Keeps pandas, pyarrow and numpy (90 MB) out of the server, which needs none of them.

    DuckDB loads them at the first parameter, only to ask whether it is a missing value of theirs, and does without
    where they cannot be had. Streamlit wants them for data frames, which no page shows.
    """
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]


def load_demo_apart() -> None:
    """Fills a new store with the demo data in a process of its own, which takes its memory with it when it ends.

    Whatever goes wrong there is said when the server itself opens the store.
    """
    if not default_path(programme.load()).exists():
        command = [sys.executable, "-m", "helgelandlegen", "demo"]
        subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL, capture_output=True)


def give_memory_back() -> None:
    """Hands what the start needed and freed back to the machine, where the C library can (glibc, not musl)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
