"""Keeps the server's memory small."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress


def leave_out_pandas() -> None:
    """Keeps pandas, pyarrow and numpy (90 MB) out of the server, which needs none of them.

    DuckDB loads them at the first parameter, only to ask whether it is a missing value of theirs, and does without
    where they cannot be had. Streamlit wants them for data frames, which no page shows.
    """
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]


def give_memory_back() -> None:
    """Hands what the start needed and freed back to the machine, where the C library can (glibc, not musl)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
