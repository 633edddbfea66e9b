"""The nightly backup inside the running app."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from helgelandlegen import backups
from helgelandlegen.backups import Why
from helgelandlegen.database import Store, now
from helgelandlegen.errors import PlainError

LOG = logging.getLogger(__name__)
LOOK_EVERY = 30.0  # seconds
AFTER_A_FAILURE = 3600.0
FIRST = 5.0  # after the start, when the first visitors have been served

_threads: list[threading.Thread] = []
_failed: list[tuple[datetime, str]] = []


def start(store: Callable[[], Store], ends: threading.Event) -> None:
    """From now on makes the nightly backup when it is due, until `ends` is set."""
    thread = threading.Thread(target=_work, args=[store, ends], name="nightly backup", daemon=True)
    _threads.append(thread)
    thread.start()


def wait() -> None:
    """Waits until a backup under way is done."""
    while _threads:
        _threads.pop().join(30)


def failure() -> tuple[datetime, str] | None:
    """When (UTC) and why the last nightly backup failed; None where it did not."""
    return _failed[-1] if _failed else None


def _work(store: Callable[[], Store], ends: threading.Event) -> None:
    pause = FIRST
    while not ends.wait(pause):
        pause = LOOK_EVERY if make_if_due(store) else AFTER_A_FAILURE


def make_if_due(store: Callable[[], Store]) -> bool:
    """Makes the backup if there is none since the last night; whether nothing went wrong."""
    try:
        opened = store()
        if opened.path and backups.is_due(opened.path, opened.programme, now()):
            backups.take(opened, Why.NIGHTLY)
        _failed.clear()
        return True
    except PlainError as error:
        _failed[:] = [(now(), str(error))]
        LOG.error("The nightly backup failed (%s).", type(error).__name__)
    except Exception as error:
        _failed[:] = [(now(), "Sikkerhetskopien kunne ikke lages.")]
        LOG.error("The nightly backup failed (%s).", type(error).__name__)
    return False
