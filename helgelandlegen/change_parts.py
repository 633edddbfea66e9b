"""What a change is made of: every row's part in it, gathered by what happened to the row.

The parts add up to the change exactly; everything is counted in fractions. Counts and sums: each row's difference.
Shares: a row's part is (its change of the numerator - the mean of both shares x its change of the denominator) / the
mean of both denominators, which adds up to the difference of the shares. Medians and survival: the kinds are taken one
after the other (rows gone out, come in, changed), each part being what exchanging its rows does to the figure; in
another order they might be others. Plain rows only, so that it can be read and tested on its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from statistics import median
from typing import Any

from helgelandlegen.changes import (
    CHANGED,
    CORRECTION,
    DOWN,
    EXCHANGED,
    GENERIC,
    IN,
    OUT,
    UP,
    Kind,
    Moved,
    Part,
    Row,
)

Happened = tuple[str | None, date | None]

DAYS_IN_4_YEARS = 1461  # a year of survival is 365.25 days
OF_SIDES = (None, UP, DOWN, CHANGED)  # kinds that only say how a row is counted: without a difference they tell nothing


@dataclass(frozen=True)
class Rows:
    """The rows behind a figure on one day or two, what happened to records between them, and which groups have values.

    `happened` holds the event and its day by record; `kinds` are the figure's own, `key` the columns that tell the rows
    of one record apart; `facts` holds by kind and record what moves a row when something else is learnt of it.
    """

    before: Sequence[Row]
    after: Sequence[Row]
    has_value: frozenset[str]
    happened: Mapping[str, Happened] = field(default_factory=dict)
    kinds: Sequence[Kind] = GENERIC
    key: Sequence[str] = ()
    facts: Mapping[tuple[str, str], object] = field(default_factory=dict)


def value(kind: str, rows: Sequence[Row]) -> Fraction | None:
    """A figure's value of its rows; None where there is none: no rows, or not half of them ended."""
    if kind in ("count", "sum"):
        return _sum(rows, "numerator")
    if kind == "share":
        of = _sum(rows, "denominator")
        return _sum(rows, "numerator") / of if of else None
    if kind == "median":
        return Fraction(median(Fraction(row["value"]) for row in rows)) if rows else None
    return _survival(rows)


def _sum(rows: Iterable[Row], name: str) -> Fraction:
    return Fraction(sum(row[name] or 0 for row in rows))


def _survival(rows: Sequence[Row]) -> Fraction | None:
    """Kaplan-Meier's median in years: the smallest length at which at most half are left."""
    ends: Counter[int] = Counter()
    lengths = Counter(row["value"] for row in rows)
    for row in rows:
        ends[row["value"]] += int(row["numerator"])
    left, of, at_risk = 1, 1, len(rows)
    for length in sorted(lengths):
        if ends[length]:
            left, of = left * (at_risk - ends[length]), of * at_risk
            if 2 * left <= of:
                return Fraction(4 * length, DAYS_IN_4_YEARS)
        at_risk -= lengths[length]
    return None


def split(kind: str, rows: Rows) -> list[Part]:
    """The parts of a change between two days that both have a value, in the order of the kinds, those of 0 last."""
    found = list(_pairs(rows))
    if kind in ("median", "survival"):
        return _exchanged(kind, rows, found)
    moved = _moved(kind, rows, found)
    kinds = list(dict.fromkeys([*rows.kinds, *GENERIC]))
    parts = [_part(one, [m for m in moved if m.kind == one]) for one in kinds]
    return [part for part in parts if part.count]


def learnt(kind: str, known_then: Rows, now: Rows) -> Part | None:
    """What has been learnt of the first day since, as one part; None for nothing. Both must have a value."""
    moved_facts: dict[str, Happened] = {
        record: (event, None)
        for (event, record), fact in now.facts.items()
        if (event, record) in known_then.facts and known_then.facts[event, record] != fact
    }
    named = [one for one in now.kinds if one.id in {event for event, _ in moved_facts.values()}]
    rows = Rows(known_then.before, now.before, now.has_value, moved_facts, [*named, *GENERIC], now.key)
    before, after = value(kind, rows.before), value(kind, rows.after)
    if kind in ("median", "survival"):
        moved = [_row(pair, None, rows) for pair in _pairs(rows) if _differs(kind, *pair)]
    else:
        moved = _moved(kind, rows, _pairs(rows))
    return Part(CORRECTION, (after or 0) - (before or Fraction(0)), len(moved), tuple(moved)) if moved else None


def _part(kind: Kind, moved: Sequence[Moved]) -> Part:
    return Part(kind, sum((m.amount or Fraction(0) for m in moved), Fraction(0)), len(moved), tuple(moved))


_Pair = tuple[Row | None, Row | None]


def _pairs(rows: Rows) -> Iterable[_Pair]:
    """Each row with itself on the other day, by municipality, record and key; what has no partner stands alone."""
    left: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows.before:
        left.setdefault(_key(row, rows.key), []).append(row)
    for row in rows.after:
        partners = left.get(_key(row, rows.key))
        yield (partners.pop(0) if partners else None, row)
    yield from ((row, None) for rest in left.values() for row in rest)


def _key(row: Row, key: Sequence[str]) -> tuple[Any, ...]:
    return (row["municipality"], row["record"], *(row[name] for name in key))


def _moved(kind: str, rows: Rows, pairs: Iterable[_Pair]) -> list[Moved]:
    """The rows that are counted otherwise, or of which something is told, each with its part in the change."""
    middle, whole = Fraction(0), Fraction(1)
    if kind == "share":
        before, after = value(kind, rows.before), value(kind, rows.after)
        if before is None or after is None:
            raise ValueError("a share without rows has no parts")
        middle = (before + after) / 2
        whole = _sum((*rows.before, *rows.after), "denominator") / 2
    found = []
    for b, a in pairs:
        if not _differs(kind, b, a) and (b is None or a is None or _event(rows, str(a["record"]))[0] in OF_SIDES):
            continue
        more, of = _difference(b, a, "numerator"), _difference(b, a, "denominator")
        moved = _row((b, a), (more - middle * of) / whole, rows)
        if _differs(kind, b, a) or moved.kind.id not in OF_SIDES:
            found.append(moved)
    return found


def _row(pair: _Pair, amount: Fraction | None, rows: Rows) -> Moved:
    """The row with the kind of its event: the one that its record tells of if it stands on this side, else its side."""
    before, after = pair
    side = "~" if before and after else "+" if after else "-"
    record = str((after or before or {})["record"])
    event, when = _event(rows, record)
    on_side = _on_side(tuple(rows.kinds), side)
    names = {"+": [IN], "-": [OUT]}.get(side) or [_direction(before or {}, after or {}), CHANGED]
    chosen = next(on_side[name] for name in (event, *names) if name in on_side)
    return Moved(chosen, record, amount, when if chosen.id == event else None, before, after)


@lru_cache
def _on_side(kinds: tuple[Kind, ...], side: str) -> dict[str, Kind]:
    return {kind.id: kind for kind in (*GENERIC, *kinds) if side in kind.sides}


def _event(rows: Rows, record: str) -> Happened:
    return rows.happened.get(record, (None, None))


def _direction(before: Row, after: Row) -> str:
    name = "numerator" if "numerator" in after else "value"
    moved = (after[name] or 0) - (before[name] or 0)
    return UP if moved > 0 else DOWN if moved else CHANGED


def _difference(before: Row | None, after: Row | None, name: str) -> Fraction:
    return Fraction(((after or {}).get(name) or 0) - ((before or {}).get(name) or 0))


def _differs(kind: str, before: Row | None, after: Row | None) -> bool:
    """Whether the row is counted otherwise on the two days; one of a share that is in neither part counts nowhere."""
    if before and after:
        return any((before.get(n) or 0) != (after.get(n) or 0) for n in ("numerator", "denominator", "value"))
    row = after or before or {}
    return kind != "share" or bool(row["numerator"] or row["denominator"])


def _exchanged(kind: str, rows: Rows, pairs: Sequence[_Pair]) -> list[Part]:
    """The parts of a median's change: after each kind the figure is read anew, with the rows exchanged so far."""
    moved = [(pair, _row(pair, None, rows)) for pair in pairs if _differs(kind, *pair)]
    order = {kind: place for place, kind in enumerate(dict.fromkeys([*rows.kinds, *GENERIC]))}
    sides = {"-": 0, "+": 1, "~": 2}
    steps = sorted({m.kind for _, m in moved}, key=lambda one: (sides[one.sides[:1]], order[one]))
    done: set[Kind] = set()
    parts: list[Part] = []
    values = [value(kind, rows.before)]
    for step in steps:
        done.add(step)
        values.append(value(kind, _halfway(pairs, {id(pair): m.kind for pair, m in moved}, done)))
        own = tuple(m for _, m in moved if m.kind == step)
        parts.append(Part(step, (values[-1] or Fraction(0)) - (values[-2] or Fraction(0)), len(own), own))
    if None in values:
        # Halfway there may be no rows at all, or no median: what cannot be told apart is one part.
        everything = tuple(m for _, m in moved)
        parts = [Part(EXCHANGED, (values[-1] or Fraction(0)) - (values[0] or Fraction(0)), len(moved), everything)]
    return parts


def _halfway(pairs: Sequence[_Pair], kinds: Mapping[int, Kind], done: set[Kind]) -> list[Row]:
    """The rows when those of some kinds are as on the second day and all others as on the first."""
    chosen = (pair[1] if id(pair) not in kinds or kinds[id(pair)] in done else pair[0] for pair in pairs)
    return [row for row in chosen if row is not None]
