"""Meetings that are locked: what was shown is kept as it was, whatever is corrected later.

A lock is never changed or removed; only going back to a backup from before it loses it, and says so first. A meeting
that is locked anew has several; the newest is the one that counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from helgelandlegen import queries
from helgelandlegen.database import Store, now
from helgelandlegen.errors import PlainError
from helgelandlegen.queries import Reader
from helgelandlegen.workbook.sheets import SHEETS

STEERING_GROUP = SHEETS["meeting"].column("forum").choices[0]
LONGEST_REASON = 300


@dataclass(frozen=True)
class Lock:
    """That a meeting was locked: when (UTC), by what role, why anew, and the version of the data that was shown."""

    lock_id: int
    meeting_date: date
    locked_at: datetime
    locked_by: str | None
    reason: str | None
    data_version: int


def lock(
    store: Store, meeting_date: date, contents: str, data_version: int, by: str, reason: str = "",
    seen: int | None = None,
) -> Lock:  # fmt: skip
    """Keeps what a meeting showed; PlainError for a second lock without a reason, or if somebody else locked meanwhile.

    `seen` is the newest lock of the meeting that the person knew of. It changes no figure, so the data keep their
    version.
    """
    reason = " ".join(reason.split())[:LONGEST_REASON]
    with store.writing():
        earlier = [one for one in locks(store) if one.meeting_date == meeting_date]
        if (earlier[0].lock_id if earlier else None) != seen:
            raise PlainError("Noen andre har låst møtet i mellomtiden. Se over det som er låst, før du låser på nytt.")
        if earlier and not reason:
            raise PlainError("Møtet er låst fra før. Skriv hvorfor det låses på nytt.")
        with store.transaction(counts=False) as cursor:
            queries.change(
                cursor, "add_meeting_lock", meeting_date=meeting_date, forum=STEERING_GROUP, locked_at=now(),
                locked_by=by, reason=reason or None, data_version=data_version, contents=contents,
            )  # fmt: skip
        return next(one for one in locks(store) if one.meeting_date == meeting_date)


def locks(store: Store) -> list[Lock]:
    """Every lock, the newest first."""
    with store.cursor() as cursor:
        found = Reader(cursor).rows(queries.folder("list")["meeting_locks"], forum=STEERING_GROUP)
    return [Lock(**row) for row in found]


def contents(store: Store, lock_id: int) -> str:
    """What was shown, as it was kept; PlainError where there is no such lock."""
    with store.cursor() as cursor:
        found = Reader(cursor).rows(queries.folder("list")["meeting_contents"], lock_id=lock_id)
    if not found:
        raise PlainError("Det låste møtet finnes ikke lenger. Velg et annet på siden «Møter».")
    return str(found[0]["contents"])
