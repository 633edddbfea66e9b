"""What is asked for: a briefing for whom, of which meeting or which dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from helgelandlegen.briefing import municipality, oso, steering
from helgelandlegen.briefing.facts import Briefing, Reader, Wishes
from helgelandlegen.errors import PlainError
from helgelandlegen.figures.numbers import day
from helgelandlegen.figures.phrases import listed
from helgelandlegen.locks import Lock
from helgelandlegen.privacy import Audience, Publication
from helgelandlegen.subjects import meeting
from helgelandlegen.subjects.as_known import as_known

AUDIENCES = {
    Reader.STEERING: Audience.MEETING,
    Reader.OSO: Audience.OBSERVER,
    Reader.MUNICIPALITY: Audience.MUNICIPALITY,
}
See = Callable[[Audience], Publication]


@dataclass(frozen=True)
class Order:
    """A briefing that is wanted: of the steering group's `meeting`, or of `as_of` compared with `since`.

    `municipality` is its number. `live`: a locked meeting is shown with what is known now.
    """

    reader: Reader
    meeting: date | None = None
    as_of: date | None = None
    since: date | None = None
    municipality: str = ""
    live: bool = False


def brief(order: Order, see: See, wishes: Wishes | None = None) -> Briefing:
    """The briefing; `see` gives what an audience may see. PlainError for dates, meetings or places there are not."""
    seen = see(AUDIENCES[order.reader])
    if order.meeting and order.meeting not in meeting.meetings(seen):
        raise PlainError(_unknown(seen, order.meeting))
    if order.reader is Reader.STEERING and order.meeting:
        return steering.of_meeting(seen, meeting.held(seen, order.meeting, live=order.live), wishes)
    lock = meeting.newest_lock(seen.store, order.meeting) if order.meeting and not order.live else None
    if lock:
        return _as_locked(order, seen, lock, wishes)
    as_of, since = meeting.days(seen, order.meeting) if order.meeting else _days(seen, order)
    return _of_dates(order, seen, as_of, since, wishes)


def _of_dates(order: Order, seen: Publication, as_of: date, since: date | None, wishes: Wishes | None) -> Briefing:
    if order.reader is Reader.STEERING:
        return steering.of_dates(seen, as_of, since, wishes)
    if order.reader is Reader.OSO:
        return oso.of_dates(seen, as_of, since, wishes)
    return municipality.of_dates(seen, order.municipality, as_of, since, wishes)


def _as_locked(order: Order, seen: Publication, lock: Lock, wishes: Wishes | None) -> Briefing:
    """For those whose briefing is not in the lock: made anew of what was known when it was locked."""
    agenda = meeting.kept_in(seen.store, lock)
    with as_known(seen, lock.locked_at) as then:
        made = _of_dates(order, then, agenda.as_of, agenda.compared_with, wishes)
    locked = steering.locked(seen, lock)
    return replace(made, locked=locked, version=lock.data_version, demo=made.demo or agenda.demo)


def _days(seen: Publication, order: Order) -> tuple[date, date | None]:
    first, last = seen.programme.data_from, seen.programme.today()
    as_of, since = order.as_of or last, order.since
    for one in (as_of, since):
        if one and not first <= one <= last:
            raise PlainError(f"{day(one)} ligger utenfor det tallene dekker: {day(first)} til {day(last)}.")
    if since and since >= as_of:
        raise PlainError(f"Det sammenlignes med en tidligere dag. {day(since)} er ikke før {day(as_of)}.")
    return as_of, since


def _unknown(seen: Publication, asked: date) -> str:
    known = [day(one) for one in meeting.meetings(seen)[:3]]
    if not known:
        return meeting.NO_MEETINGS
    return f"Styringsgruppen har ikke møte {day(asked)}. De nyeste møtene er {listed(known)}."
