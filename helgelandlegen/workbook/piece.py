"""One file on the coordinator's desk, and how far it has come."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from helgelandlegen.database import Store
from helgelandlegen.workbook.cells import Cell
from helgelandlegen.workbook.check import CheckedFile
from helgelandlegen.workbook.correct import Correction
from helgelandlegen.workbook.imports import UPLOAD, Outcome
from helgelandlegen.workbook.progress import Progress
from helgelandlegen.workbook.receive import Received

Make = Callable[[Store], tuple[CheckedFile, bytes]]


class State(StrEnum):
    """How far a piece has come."""

    WORKING = "working"
    READY = "ready"  # checked and compared; `outcome` says what it would do
    STORED = "stored"
    CANCELLED = "cancelled"
    FAILED = "failed"  # `error` says why, in words


@dataclass
class Piece:
    """One file on the desk. What it holds is replaced as a whole by the thread that works on it."""

    id: str
    file_name: str
    content: bytes
    laid_at: datetime  # UTC
    kind: str = UPLOAD
    make: Make | None = field(
        default=None, repr=False
    )  # makes its rows of what is stored, anew each time it is looked at
    state: State = State.WORKING
    storing: bool = False
    progress: Progress = field(default_factory=Progress)
    received: Received | None = None
    corrections: dict[Cell, Correction] = field(default_factory=dict)
    checked: CheckedFile | None = None
    outcome: Outcome | None = None
    comparison: int = 0  # goes up each time `outcome` says something else than before
    error: str | None = None
    confirmed_by: str | None = None
    overtaken: bool = False  # the store was changed by others after the file was first compared
    without: frozenset[str] = frozenset()  # fingerprints of the layouts that are not to be used for this file
    may_undo: bool = False  # somebody has said yes to losing what was written in the app
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def may_come_in(self) -> bool:
        """Whether a yes would store it."""
        outcome = self.outcome
        if self.state is not State.READY or outcome is None or outcome.stopped or outcome.unchanged:
            return False
        return self.may_undo or not outcome.undoes_decisions

    def wait(self, seconds: float) -> bool:
        """Whether the work under way ends within that time."""
        return self.done.wait(seconds)
