"""What an audience may see of a store as it was known on an earlier day, kept for a few days in a bounded memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from helgelandlegen.privacy import PROGRAMME, Audience, Publication

KEPT = 4  # days whose figures are kept; each is a few megabytes

_Key = tuple[int, int, date, Audience, date]


@dataclass
class _Kept:
    publication: Publication
    readers: int = 0


_lock = threading.Lock()
_known: OrderedDict[_Key, _Kept] = OrderedDict()


@contextmanager
def as_known(now: Publication, known_on: date) -> Iterator[Publication]:
    """The publication for the same audience as known on a day; `now` itself where nothing can be newer than that day.

    `known_on` may be a moment (UTC) too. What is given may be used until the block ends: one that nobody reads is
    closed when there are too many.
    """
    today = now.programme.today()
    if not isinstance(known_on, datetime) and known_on >= today:
        yield now
        return
    key = (id(now.store), now.version, today, now.audience, known_on)
    with _lock:
        if key not in _known:
            _known[key] = _Kept(Publication(now.store, now.audience, known_on=known_on))
        kept = _known[key]
        kept.readers += 1
        _known.move_to_end(key)
        _forget()
    try:
        yield kept.publication
    finally:
        with _lock:
            kept.readers -= 1
            _forget()


def listed(now: Publication, name: str, day: date) -> list[dict[str, Any]]:
    """A list of the whole programme for a day, as known on that day; ValueError for one that tells of persons."""
    with as_known(now, day) as then:
        return then.listed(name, day, PROGRAMME)


def _forget() -> None:
    """Closes the publications that were read longest ago, as many as there are too many and nobody reads."""
    unread = [key for key, kept in _known.items() if not kept.readers]
    for key in unread[: max(0, len(_known) - KEPT)]:
        _known.pop(key).publication.close()
