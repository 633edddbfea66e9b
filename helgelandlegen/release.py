"""When a figure about persons may be published: the rule for small groups, and nothing else.

A part is a number of persons: those in a share's numerator, those outside it, those left out. A part may be shown
where it is 0 or at least the limit, and where it differs from everything published before by 0 or at least the limit.
Everything here works on plain numbers, so that it can be read and tested on its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

Parts = tuple[int, ...]


def allowed(number: int, limit: int) -> bool:
    """0, or at least the limit, in either direction."""
    return number == 0 or abs(number) >= limit


def may_follow(parts: Parts, published: Sequence[Parts], limit: int) -> bool:
    """Whether the parts may be shown as they are, and beside everything published before."""
    return all(allowed(part, limit) for part in parts) and all(
        allowed(part - before, limit) for earlier in published for part, before in zip(parts, earlier, strict=True)
    )


def releases(course: Sequence[tuple[date, Parts]], limit: int) -> set[date]:
    """The dates of a figure's course, oldest first, on which it may be published."""
    published: list[Parts] = []
    dates = set()
    for day, parts in course:
        if may_follow(parts, published, limit):
            dates.add(day)
            published.append(parts)
    return dates


def shown_groups(groups: Mapping[str, Parts], limit: int, *, total_shown: bool) -> set[str]:
    """The groups of one breakdown that may be shown on one date.

    Where the total is shown as well, the groups hidden must not be found by subtraction: the next smallest one is
    hidden with them until at least two are, and what they have together is a group that may be shown.
    """
    shown = {name for name, parts in groups.items() if all(allowed(part, limit) for part in parts)}
    if not total_shown or len(shown) == len(groups):
        return shown
    while shown:
        hidden = [parts for name, parts in groups.items() if name not in shown]
        together = tuple(map(sum, zip(*hidden, strict=True)))
        if len(hidden) > 1 and all(allowed(part, limit) for part in together):
            break
        shown.remove(min(shown, key=lambda name: (sum(groups[name]), name)))
    return shown


def group_releases(
    course: Sequence[tuple[date, Mapping[str, Parts]]], totals: Mapping[date, bool], limit: int
) -> dict[date, set[str]]:
    """The groups of a breakdown that may be shown, by date; a date on which nothing may change is left out.

    `totals` says on which dates the total is shown; only then is the breakdown, since its groups give the total away.
    It is published as a whole or not at all: whatever can be worked out from it, also by adding groups up and taking
    them from the total, must be far enough from the same sum of groups in every earlier publication.
    """
    published: list[dict[frozenset[str], Parts]] = []
    dates: dict[date, set[str]] = {}
    for day, groups in course:
        if not totals.get(day, False):
            continue
        shown = shown_groups(groups, limit, total_shown=True)
        known = _sums(groups, shown)
        earlier = {sum_of: [before[sum_of] for before in published if sum_of in before] for sum_of in known}
        if shown and all(may_follow(parts, earlier[sum_of], limit) for sum_of, parts in known.items()):
            dates[day] = shown
            published.append(known)
    return dates


def _sums(groups: Mapping[str, Parts], shown: set[str]) -> dict[frozenset[str], Parts]:
    """Every set of groups whose sum is known where these are shown and the total is, but for the total itself."""
    cells = [frozenset([name]) for name in sorted(shown)]
    if rest := frozenset(groups.keys() - shown):
        cells.append(rest)
    known = {}
    for size in range(1, len(cells)):
        for chosen in combinations(cells, size):
            names = frozenset().union(*chosen)
            known[names] = tuple(map(sum, zip(*(groups[name] for name in names), strict=True)))
    return known
