"""The matters of a meeting as large lines: number, title, what is decided, who follows it up, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Self

from helgelandlegen.case_number import parted
from helgelandlegen.figures import meeting_messages as messages
from helgelandlegen.figures.numbers import day_near
from helgelandlegen.figures.phrases import one_line, spelled
from helgelandlegen.figures.status import Status, badge

FEW = 4  # are written larger
MOST = 6  # of them are drawn; all stand in the table
LONGEST = 150  # characters of a decision


@dataclass(frozen=True)
class Matter:
    """A row of the sheet Beslutninger on a day. `responsible` is a role."""

    title: str
    meeting_date: date
    decision: str | None
    responsible: str | None
    due_on: date | None
    done_on: date | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """The matter of a row of queries/list/decisions.sql."""
        keys = ("case_title", "meeting_date", "decision", "responsible", "due_on", "done_on")
        return cls(*(row[key] for key in keys))

    def is_open(self, as_of: date) -> bool:
        """Whether something was decided by the day and is not done."""
        return bool(self.decision) and self.meeting_date <= as_of and not self.is_done(as_of)

    def is_done(self, as_of: date) -> bool:
        """Whether it was done by the day."""
        return self.done_on is not None and self.done_on <= as_of

    def is_overdue(self, as_of: date) -> bool:
        """Whether it is open after its deadline."""
        return self.is_open(as_of) and self.due_on is not None and self.due_on < as_of

    def standing(self, as_of: date) -> tuple[Status, str]:
        """How it stands on the day, as a status (shape and colour) and in words."""
        if self.is_done(as_of) and self.done_on:
            return Status.ON_TARGET, f"Utført {day_near(self.done_on, as_of)}"
        if self.due_on is not None and self.is_overdue(as_of):
            return Status.OUTSIDE, messages.overdue(self.due_on, as_of)
        if self.decision:
            return Status.NO_TARGET, messages.due(self.due_on, as_of)
        return Status.INCONCLUSIVE, "Ikke avgjort"


def drawn(matters: Sequence[Matter], as_of: date) -> str:
    """HTML of the matters as they come, at most MOST of them."""
    if not matters:
        return ""
    lines = "".join(_line(one, as_of) for one in matters[:MOST])
    more = len(matters) - MOST
    rest = f'<p class="hl-more">… og {spelled(more)} til, i tabellen.</p>' if more > 0 else ""
    few = " hl-two" if len(matters) <= 2 else " hl-few" if len(matters) <= FEW else ""
    return f'<ol class="hl-matters{few}" lang="nb">{lines}</ol>{rest}'


def _line(one: Matter, as_of: date) -> str:
    number, title = parted(one.title)
    decision = " ".join((one.decision or "").split())
    decision = decision if len(decision) <= LONGEST else f"{decision[: LONGEST - 1]}…"
    who = f"<small>{escape(one_line(one.responsible))}</small>" if one.responsible else ""
    said = f"<p>{escape(decision)}</p>" if decision else ""
    return (
        f"<li><b>{escape(number)}</b><div><strong>{escape(one_line(title))}</strong>{said}</div>"
        f"<div>{badge(*one.standing(as_of))}{who}</div></li>"
    )
