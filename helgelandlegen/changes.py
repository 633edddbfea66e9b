"""A figure's change between two days and the parts that it is made of: what privacy.py hands over of it.

`Publication.change(name, as_of, since, group, post_type)` gives a Change; its parts add up to its total exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from helgelandlegen.kpis import Kpi

Row = Mapping[str, Any]

IN, OUT, CHANGED, UP, DOWN = "in", "out", "changed", "up", "down"
CORRECTED, REST, MIXED = "corrected", "rest", "mixed"


@dataclass(frozen=True)
class Kind:
    """A kind of event: its name in the file, the sides on which it stands (+ in, - out, ~ changed), its words.

    `sides` also holds * for what is good, and ! for what is bad, whatever it does to the figure.
    """

    id: str
    label: str
    one: str
    many: str
    sides: str = ""


GENERIC = (
    Kind(OUT, "Gikk ut", "rad gikk ut", "rader gikk ut", "-"),
    Kind(IN, "Kom til", "rad kom til", "rader kom til", "+"),
    Kind(CHANGED, "Endret", "rad endret", "rader endret", "~"),
)
CORRECTION = Kind(CORRECTED, "Nye og rettede rapporter", "rad rettet", "rader rettet")
OTHERS = Kind(REST, "Øvrige endringer", "øvrig endring", "øvrige endringer")
EXCHANGED = Kind(MIXED, "Radene skiftet ut", "rad skiftet ut", "rader skiftet ut")


@dataclass(frozen=True)
class Moved:
    """What happened to one row behind a figure. `amount` is its part in the change, None where it has none of its own.

    `before` and `after` are the row on the two days, None where it was not counted; `when` the day of the event.
    """

    kind: Kind
    record: str
    amount: Fraction | None
    when: date | None
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The row as it was last counted."""
        return self.after or self.before or {}


@dataclass(frozen=True)
class Part:
    """One kind's part in a change: `amount` in the figure's unit (shares 0-1, survival in years), `count` of rows.

    `rows` is empty where they are about persons and may not be shown.
    """

    kind: Kind
    amount: Fraction
    count: int
    rows: tuple[Moved, ...] = ()


@dataclass(frozen=True, eq=False)
class Change:
    """A figure's change from `since` to `as_of` for a group, and its parts, which add up to `total` exactly.

    `then` is the value on `since` as it was known that day (what an earlier meeting saw), `before` the value on `since`
    as known now, `after` that on `as_of`; None is no value. The first part may be that of what has been learnt of
    `since` afterwards (kind CORRECTED); the last what is not told apart (REST). `untold` says why there are no parts,
    or no finer ones. `in_order`: the parts depend on the order in which they are taken.
    """

    definition: Kpi
    group: str
    post_type: str
    since: date
    as_of: date
    then: Fraction | None
    before: Fraction | None
    after: Fraction | None
    parts: tuple[Part, ...] = ()
    untold: str = ""
    persons: bool = False

    @property
    def total(self) -> Fraction | None:
        """The whole change; None where one of the days has no value."""
        if self.after is None or self.before is None:
            return None
        return self.after - (self.before if self.then is None else self.then)

    @property
    def real(self) -> Fraction | None:
        """The change without what has been learnt of `since` afterwards."""
        return None if self.after is None or self.before is None else self.after - self.before

    @property
    def in_order(self) -> bool:
        """Whether the parts depend on the order in which they are taken."""
        return self.definition.kind in ("median", "survival")
