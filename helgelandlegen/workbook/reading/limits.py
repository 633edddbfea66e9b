"""What the child process may use, and how it says how far it has come."""

from __future__ import annotations

import contextlib
import os
import re
import resource
from typing import Any

MEMORY, CPU_SECONDS = 900 << 20, 15
MAX_SHEETS, MAX_ROW, MAX_COLUMN = 100, 200_000, 500
MAX_CELLS, MAX_ANSWER = 2_000_000, 50_000_000
TELL_EACH = 5_000  # rows

LONG_NUMBER = re.compile(r"\d(?:\D{0,3}\d){9}")

Answer = dict[str, Any]


class Refused(Exception):
    """The file can be read but may not come in: code, sheet or None, words."""

    def __init__(self, code: str, sheet: str | None = None, **words: object) -> None:
        super().__init__(code, sheet, words)


class Told:
    """Rows read so far, as lines of digits on a pipe; without a pipe nobody is told."""

    def __init__(self, pipe: int | None = None) -> None:
        self.pipe, self.rows, self.last = pipe, 0, 0

    def row(self) -> None:
        """One more row."""
        self.rows += 1
        if self.rows - self.last >= TELL_EACH:
            self.last = self.rows
            if self.pipe is not None:
                with contextlib.suppress(OSError):  # nobody listens any more
                    os.write(self.pipe, b"%d\n" % self.rows)


def set_limits() -> None:
    """From here on: little memory and time, no files, no children, and no core dump that would hold cell values."""
    limits = {resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CPU: CPU_SECONDS}
    for limit in ("FSIZE", "NPROC", "NOFILE", "CORE"):
        limits[getattr(resource, f"RLIMIT_{limit}")] = 0
    for which, value in limits.items():
        with contextlib.suppress(ValueError, OSError):  # a stricter limit holds already
            resource.setrlimit(which, (value, value))
