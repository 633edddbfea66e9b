"""The meetings of the open store: which there are, which is looked at, and what it shows."""

from __future__ import annotations

from datetime import date

from helgelandlegen.locks import Lock
from helgelandlegen.privacy import Audience, Publication
from helgelandlegen.subjects import meeting
from helgelandlegen.subjects.meeting import Held
from helgelandlegen.ui import cache


def publication() -> Publication:
    """What a meeting may see."""
    return cache.publication(Audience.MEETING)


def meetings() -> list[date]:
    """The steering group's meetings that can be opened, newest first: those held and the next one to come."""
    return meeting.meetings(publication())


def usual(found: list[date]) -> date | None:
    """The meeting that is opened where none is asked for: today's, else the newest held, else the next to come."""
    return meeting.usual(publication(), found)


def newest_lock(day: date) -> Lock | None:
    """The lock that counts for a meeting; None where it is not locked."""
    return meeting.newest_lock(cache.store(), day)


def held(day: date, *, live: bool = False) -> Held:
    """The meeting: as it was locked, or live where it is not, or where that is asked for."""
    return meeting.held(publication(), day, live=live)
