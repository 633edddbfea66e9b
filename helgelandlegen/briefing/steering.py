"""The briefing for the steering group: a meeting, live or locked, or any two dates."""

from __future__ import annotations

from datetime import date

from helgelandlegen.briefing.facts import NOTHING, Briefing, Reader, Section, Wishes, section, subtitle, wished
from helgelandlegen.errors import PlainError
from helgelandlegen.figures.agenda import Agenda
from helgelandlegen.figures.numbers import day
from helgelandlegen.figures.phrases import moment
from helgelandlegen.locks import STEERING_GROUP, Lock
from helgelandlegen.privacy import Publication, catalogue
from helgelandlegen.subjects import meeting, meeting_paper
from helgelandlegen.subjects.meeting import Held

FIRST = ("siden-sist", meeting_paper.FIGURES)


def of_meeting(seen: Publication, held: Held, wishes: Wishes | None = None) -> Briefing:
    """The briefing of a meeting as it was locked, or as it is known now; PlainError where nothing is known."""
    agenda, lock = held.agenda, held.lock
    if lock is None:
        something(seen, agenda.as_of)
    title = f"{STEERING_GROUP}ns møte {day(agenda.meeting_date)}"
    return wished(_of(seen, agenda, title, agenda.meeting_date, locked(seen, lock), lock), wishes or Wishes())


def of_dates(seen: Publication, as_of: date, since: date | None, wishes: Wishes | None = None) -> Briefing:
    """The same for two dates that need not be meetings; PlainError where nothing is known."""
    something(seen, as_of)
    agenda = meeting.between(seen, as_of, since)
    return wished(_of(seen, agenda, f"Status {day(as_of)}", None, "", None), wishes or Wishes())


def something(seen: Publication, as_of: date) -> None:
    """PlainError where not one figure has a value to tell; ValueError for a view in which nothing is suppressed."""
    if seen.unsuppressed:
        raise ValueError("a briefing is made of what its readers may see, not of the coordinator's view")
    if not any(seen.shown_briefly(name, as_of).value for name in catalogue()):
        raise PlainError(NOTHING)


def _of(
    seen: Publication, agenda: Agenda, title: str, meeting_date: date | None, locked: str, lock: Lock | None
) -> Briefing:
    return Briefing(
        Reader.STEERING, agenda.programme or seen.programme.title, title, subtitle(agenda.as_of, agenda.compared_with),
        agenda.as_of, agenda.compared_with, meeting_date, locked,
        agenda.version or (lock.data_version if lock else 0), agenda.demo, _sections(agenda),
    )  # fmt: skip


def _sections(agenda: Agenda) -> tuple[Section, ...]:
    """What has changed, the key figures, the other steps, and what the data can bear."""
    first = [step for key in FIRST if (step := agenda.find(key))]
    last = [step for step in agenda.paper if step not in first]
    rest = [step for step in agenda.steps if step not in first]
    return tuple(map(section, (*first, *rest, *last)))


def locked(seen: Publication, lock: Lock | None) -> str:
    """When a meeting was locked and by what role; empty for a live one."""
    if lock is None:
        return ""
    who = f" av {lock.locked_by}" if lock.locked_by else ""
    return f"Låst {moment(seen.programme.local(lock.locked_at))}{who}"
