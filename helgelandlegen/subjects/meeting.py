"""Which meeting is looked at, and its steps: made from the publication for a live one, read back for a locked one."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from helgelandlegen import locks
from helgelandlegen.database import Store
from helgelandlegen.figures import agenda
from helgelandlegen.figures.agenda import Agenda
from helgelandlegen.locks import Lock
from helgelandlegen.memory import Memory
from helgelandlegen.privacy import Publication
from helgelandlegen.subjects import meeting_changes, meeting_paper, meeting_project, meeting_steps
from helgelandlegen.subjects.choice import Choice
from helgelandlegen.subjects.meeting_steps import Asked
from helgelandlegen.subjects.seen import Seen

NO_MEETINGS = "Ingen møter i styringsgruppen er lagt inn. De står i arket «Møter» i arbeidsboken."
MOST_KEPT = 20  # agendas, each about 300 kB

_made: WeakKeyDictionary[Publication, Memory[date, Agenda]] = WeakKeyDictionary()
_read: Memory[tuple[int, Lock], Agenda] = Memory(MOST_KEPT)  # the whole lock: after going back its number returns
_making = threading.RLock()


@dataclass(frozen=True)
class Held:
    """A meeting as it is shown: its agenda, the lock it was read from (None: live), and what is known otherwise now.

    `corrected` holds for each step (its key) the sentences about what later corrections would change.
    """

    agenda: Agenda
    lock: Lock | None
    corrected: dict[str, list[str]]


def meetings(seen: Publication) -> list[date]:
    """The steering group's meetings that can be opened, newest first: those held and the next one to come."""
    today, first = seen.programme.today(), seen.programme.data_from
    known = [day for day in seen.steering_meetings if day >= first]
    coming = [day for day in known if day > today][:1]
    return [*coming, *reversed([day for day in known if day <= today])]


def usual(seen: Publication, found: list[date]) -> date | None:
    """The meeting that is opened where none is asked for: today's, else the newest held, else the next to come."""
    today = seen.programme.today()
    return next((day for day in found if day <= today), found[0] if found else None)


def newest_lock(store: Store, day: date) -> Lock | None:
    """The lock that counts for a meeting; None where it is not locked."""
    return next((one for one in locks.locks(store) if one.meeting_date == day), None)


def held(seen: Publication, day: date, *, live: bool = False) -> Held:
    """The meeting: as it was locked, or live where it is not, or where that is asked for."""
    lock = None if live else newest_lock(seen.store, day)
    if lock is None:
        return Held(made(seen, day), None, {})
    kept = kept_in(seen.store, lock)
    return Held(kept, lock, agenda.corrected(kept, made(seen, day)))


def kept_in(store: Store, lock: Lock) -> Agenda:
    """What a lock holds."""
    return _read.recall((id(store), lock), lambda: agenda.loads(locks.contents(store, lock.lock_id)))


def made(seen: Publication, day: date) -> Agenda:
    """The meeting's agenda from what is known now; made once for each version of the data."""
    with _making:  # twenty viewers open a meeting at once: one of them makes it
        kept = _made.setdefault(seen, Memory(MOST_KEPT))
        return kept.recall(day, lambda: _make(seen, day))


def between(seen: Publication, as_of: date, since: date | None) -> Agenda:
    """The same steps for any two days; its day is `as_of`, and its matters are those of the meetings in between."""
    return _of(Asked(Seen(seen, Choice(as_of, since, since in seen.steering_meetings, {})), None))


def days(seen: Publication, day: date) -> tuple[date, date | None]:
    """The day that a meeting's figures hold for, never after today, and that of the meeting before, if any."""
    since = max((one for one in seen.steering_meetings if seen.programme.data_from <= one < day), default=None)
    return min(day, seen.programme.today()), since


def _make(seen: Publication, day: date) -> Agenda:
    as_of, since = days(seen, day)
    return _of(Asked(Seen(seen, Choice(as_of, since, True, {})), day))


def _of(asked: Asked) -> Agenda:
    seen = asked.seen.publication
    steps = (meeting_changes.of_changes(asked), *meeting_steps.of_figures(asked), *meeting_project.of_project(asked))
    return Agenda(
        asked.day or asked.as_of, asked.as_of, asked.since, steps, meeting_paper.of_paper(asked),
        seen.programme.title, seen.version, asked.seen.demo,
    )  # fmt: skip
