"""How long backups are kept, and when the nightly one is made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

NIGHT = time(2, 30)
MOST_IN_A_DAY, DAYS, MONTHS = 50, 30, 24
RULE = (
    f"Alle sikkerhetskopier fra det siste døgnet beholdes, men ikke flere enn {MOST_IN_A_DAY}. "
    f"Av eldre kopier beholdes den nyeste for hver dag i {DAYS} dager og den nyeste for hver måned i {MONTHS} måneder. "
    "Den siste hele kopien slettes aldri."
)


def kept(made: Iterable[datetime], at: datetime, zone: ZoneInfo) -> set[datetime]:
    """Which of the moments (UTC) the rule keeps at the moment `at`. Days and months are those of the time zone."""
    newest_first = sorted(made, reverse=True)
    keep = set([moment for moment in newest_first if at - moment <= timedelta(days=1)][:MOST_IN_A_DAY])
    today, days, months = _local(at, zone).date(), set(), set()
    for moment in newest_first:
        day = _local(moment, zone).date()
        month = day.year * 12 + day.month
        if day not in days and (today - day).days < DAYS:
            keep.add(moment)
        if month not in months and today.year * 12 + today.month - month < MONTHS:
            keep.add(moment)
        days.add(day)
        months.add(month)
    return keep


def last_night(at: datetime, zone: ZoneInfo) -> datetime:
    """The last time, up to `at`, that the clock showed the hour of the nightly backup (both UTC)."""
    local = _local(at, zone)
    tonight = datetime.combine(local.date(), NIGHT, zone)
    last = tonight if tonight <= local else datetime.combine(local.date() - timedelta(days=1), NIGHT, zone)
    return last.astimezone(UTC).replace(tzinfo=None)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(zone)
