"""What a single row must not say of itself: the declared periods and events, and the few rules with a name."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from helgelandlegen.workbook.cells import Value
from helgelandlegen.workbook.sheets import Sheet

Row = Mapping[str, Any]  # column name → typed value, None where it is empty or bad

SHORTEST_TRAINING = 24  # months; a specialist training that took less is more likely a mistyped date


class Remark(NamedTuple):
    """What a rule found: a finding's code, the column's name, the value and the words of the sentence."""

    code: str
    column: str
    value: Value
    words: dict[str, object]


def remarks(sheet: Sheet, row: Row, bad: set[str], today: date) -> Iterator[Remark]:
    """What is wrong or worth a look within one row; `bad` names the columns that have a finding already."""
    for start, end in sheet.periods:
        if row[start] and row[end] and row[end] < row[start]:
            words = {"heading": sheet.column(start).heading, "start": row[start]}
            yield Remark("end_before_start", end, row[end], words)
    for column in sheet.stored:
        if column.event and row[column.name] and row[column.name] > today:
            yield Remark("future_date", column.name, row[column.name], {})
    for rule in _NAMED.get(sheet.name, ()):
        found = rule(row, today)
        if found and found.column not in bad:
            yield found


def months_after(day: date, months: int) -> date:
    """The same day that many months on, or the month's last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _list_above_cap(row: Row, today: date) -> Remark | None:
    length, cap = row["list_length"], row["list_cap"]
    if length is None or cap is None or length <= cap:
        return None
    return Remark("list_above_cap", "list_length", length, {"cap": cap})


def _consent_expired(row: Row, today: date) -> Remark | None:
    until = row["consent_until"]
    return Remark("consent_expired", "consent_until", until, {}) if until and until < today else None


def _hpr_missing(row: Row, today: date) -> Remark | None:
    return None if row["hpr_number"] else Remark("hpr_missing", "hpr_number", None, {})


def _completed_early(row: Row, today: date) -> Remark | None:
    start, completed = row["start_date"], row["completed_on"]
    if not start or not completed or not start <= completed < months_after(start, SHORTEST_TRAINING):
        return None
    return Remark("completed_early", "completed_on", completed, {"months": SHORTEST_TRAINING, "start": start})


_NAMED: dict[str, tuple[Callable[[Row, date], Remark | None], ...]] = {
    "list_count": (_list_above_cap,),
    "candidate": (_consent_expired,),
    "training": (_hpr_missing, _completed_early),
}
