"""How far a piece of long work has come, told from the thread that does it and asked by those who wait."""

from __future__ import annotations

import threading
from typing import NamedTuple


class Cancelled(Exception):
    """Somebody has asked the work to stop; nothing of it is kept."""


class Step(NamedTuple):
    """What is being done (READING, …), and how many rows or figures of how many; `of` is 0 where nobody knows."""

    what: str
    done: int = 0
    of: int = 0


READING, CHECKING, COMPARING, WRITING, COUNTING = "reading", "checking", "comparing", "writing", "counting"


class Progress:
    """Safe between threads. `tell` is called by the worker often, and ends the work by Cancelled after `cancel`."""

    def __init__(self) -> None:
        self.step = Step(READING)
        self._stop = threading.Event()

    def tell(self, what: str, done: int = 0, of: int = 0) -> None:
        """Says how far the work has come; Cancelled where it shall stop."""
        self.step = Step(what, done, of)
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Asks the work to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()
