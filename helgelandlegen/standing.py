"""How a figure stands: its target on a date, what it rests on, and the status that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from helgelandlegen import queries
from helgelandlegen.kpis import PROGRAMME, Figure, Kpi
from helgelandlegen.programme import Programme
from helgelandlegen.queries import Reader


@dataclass(frozen=True)
class Target:
    """A figure's target on a date; with `upper` a band. `warning` is a limit, for a band a distance outside it."""

    target: Decimal
    upper: Decimal | None
    warning: Decimal | None
    decided_in: str | None
    applies_from: date


@dataclass(frozen=True)
class Support:
    """How many of a group's municipalities have held the figure's sheets and have a fresh report."""

    fresh: int
    of: int

    @property
    def enough(self) -> bool:
        """Three quarters or more."""
        return self.of > 0 and 4 * self.fresh >= 3 * self.of


class Status(StrEnum):
    """How a figure stands against its target."""

    ON_TARGET = "på mål"
    NEAR = "nær"
    OUTSIDE = "utenfor"
    NO_TARGET = "uten mål"
    INCONCLUSIVE = "ikke konkluderbart"


def targets(reader: Reader) -> dict[str, Target]:
    """Each figure's target on the reader's (one) date."""
    return {
        row["kpi"]: Target(
            row["target"], row["target_to"], row["warning_limit"], row["decided_in"], row["applies_from"]
        )
        for row in reader.rows(queries.folder("list")["targets"])
    }


@dataclass(frozen=True)
class OneDay:
    """Targets by figure, and for each municipality: municipality, newest_report, fresh, sheets."""

    targets: dict[str, Target]
    reported: list[dict[str, Any]]


def one_day(reader: Reader) -> OneDay:
    """What figures stand against, and rest on, on the reader's (one) date."""
    return OneDay(targets(reader), reader.rows(queries.folder("list")["support"]))


def support(reported: list[dict[str, Any]], programme: Programme, figure: Kpi, group: str) -> Support:
    """How many of the group's municipalities the figure rests on, from the day's reports."""
    members = {m.number for m in programme.members(group)}
    fresh = sum(
        1
        for row in reported
        if row["municipality"] in members and row["fresh"] and set(figure.rests_on) <= set(row["sheets"] or ())
    )
    return Support(fresh, len(members))


def target_for(figure: Kpi, grouped_by: str, target: Target | None) -> Target | None:
    """The target that applies to a group: the programme's number of something is no smaller group's target."""
    return None if figure.kind in ("count", "sum") and grouped_by != PROGRAMME else target


def status(definition: Kpi, figure: Figure, target: Target | None, rests_on: Support) -> Status:
    """How the figure stands; by kpis.md, «ikke konkluderbart» comes first."""
    small = definition.kind not in ("count", "sum") and (figure.denominator or 0) < 5
    value = figure.exact
    if value is None or small or not rests_on.enough:
        return Status.INCONCLUSIVE
    if target is None or definition.better == "none":
        return Status.NO_TARGET
    if target.upper is not None or definition.better == "band":
        low, high = Fraction(target.target), Fraction(target.upper if target.upper is not None else target.target)
        distance = max(low - value, value - high, Fraction(0))
        near = target.warning is not None and distance <= Fraction(target.warning)
        return Status.ON_TARGET if distance == 0 else Status.NEAR if near else Status.OUTSIDE
    sign = 1 if definition.better == "higher" else -1
    if sign * value >= sign * Fraction(target.target):
        return Status.ON_TARGET
    near = target.warning is not None and sign * value >= sign * Fraction(target.warning)
    return Status.NEAR if near else Status.OUTSIDE
