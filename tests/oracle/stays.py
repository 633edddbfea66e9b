"""Posts, occupancies as they count, the stays made of them, and the figures about these.

Each figure takes the state, D and the numbers of the municipalities that it is about, and gives a count, a pair of
numerator and denominator, or the list of values whose median is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .training import ONE_DAY, Row, State, add_months, in_last_months

GP_POST = "Fastlegehjemmel"
LONGEST_GAP = 31  # days from the last day of one occupancy to the first of the next
DAYS_IN_YEAR = 365.25


@dataclass(frozen=True)
class Occupancy:
    """An occupancy as it counts, with what its post says. `end` is the last day; None while it runs."""

    position_id: str
    position_type: str
    municipality: str
    doctor_id: str
    kind: str
    begin: date
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether the day lies in the occupancy, both ends included."""
        return self.begin <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Stay:
    """A doctor's time in one municipality. `end` is the last day; None while it runs."""

    begin: date
    end: date | None


def occupancies(state: State) -> list[Occupancy]:
    """Every occupancy that counts: one that outlives its post ends with it, one begun after the post's end is left out.

    One that begins before its post keeps its own first day: the definitions move only the end.
    """
    posts = {post["position_id"]: post for post in state["position"]}
    found = []
    for row in state["occupancy"]:
        post = posts[row["position_id"]]
        last_days = [day for day in (row["valid_to"], post["valid_to"]) if day is not None]
        if post["valid_to"] is not None and row["valid_from"] > post["valid_to"]:
            continue
        found.append(
            Occupancy(
                row["position_id"], post["position_type"], post["municipality"], row["doctor_id"],
                row["occupancy"], row["valid_from"], min(last_days, default=None),
            )
        )  # fmt: skip
    return found


# Posts ---------------------------------------------------------------------------------------------------------------


def _posts(state: State, here: set[str], post_type: str) -> list[Row]:
    return [p for p in state["position"] if p["position_type"] == post_type and p["municipality"] in here]


def _is_open(post: Row, day: date) -> bool:
    return post["valid_from"] <= day and (post["valid_to"] is None or day <= post["valid_to"])


def _open(state: State, as_of: date, here: set[str], post_type: str = GP_POST) -> list[Row]:
    return [post for post in _posts(state, here, post_type) if _is_open(post, as_of)]


def _of(state: State, post: Row, kind: str = "Fast") -> list[Occupancy]:
    return [one for one in occupancies(state) if one.position_id == post["position_id"] and one.kind == kind]


def _covered(some: list[Occupancy], day: date) -> bool:
    return any(one.covers(day) for one in some)


def _vacant(state: State, as_of: date, here: set[str]) -> list[Row]:
    return [post for post in _open(state, as_of, here) if not _covered(_of(state, post), as_of)]


def vacancy_began(post: Row, fast: list[Occupancy], day: date) -> date:
    """Walk back from `day` until the day before has a `Fast`; the post's first day if no earlier day has one.

    An occupancy that ended before its post began was one too: the vacancy then begins before the post does.
    """
    earliest = min((one.begin for one in fast), default=day)
    while day > earliest:
        if _covered(fast, day - ONE_DAY):
            return day
        day -= ONE_DAY
    began: date = post["valid_from"]
    return began


def _newest_lists(state: State, posts: list[Row], as_of: date) -> list[Row]:
    """Each post's newest row of the last 12 months; nothing for a post without one."""
    found = []
    for post in posts:
        own = [row for row in state["list_count"] if row["position_id"] == post["position_id"]]
        recent = [row for row in own if in_last_months(row["counted_on"], 12, as_of)]
        found += sorted(recent, key=lambda row: row["counted_on"])[-1:]
    return found


def vacant_posts(state: State, as_of: date, here: set[str]) -> int:
    return len(_vacant(state, as_of, here))


def vacancy_rate(state: State, as_of: date, here: set[str]) -> tuple[int, int]:
    return len(_vacant(state, as_of, here)), len(_open(state, as_of, here))


def long_term_vacant(state: State, as_of: date, here: set[str]) -> int:
    began = [vacancy_began(post, _of(state, post), as_of) for post in _vacant(state, as_of, here)]
    return sum(1 for day in began if (as_of - day).days > 365)


def announced_vacancies(state: State, as_of: date, here: set[str]) -> int:
    """The ending occupancy is one that covers D; whether the post is open is asked for the day after it only."""
    number = 0
    for post in _posts(state, here, GP_POST):
        fast = _of(state, post)
        after = [o.end + ONE_DAY for o in fast if o.covers(as_of) and o.end and as_of < o.end <= add_months(as_of, 6)]
        number += any(_is_open(post, day) and not _covered(fast, day) for day in after)
    return number


def inhabitants_without_gp(state: State, as_of: date, here: set[str]) -> int:
    return sum(row["list_length"] for row in _newest_lists(state, _vacant(state, as_of, here), as_of))


def locum_cover(state: State, as_of: date, here: set[str]) -> tuple[int, int]:
    vacant = _vacant(state, as_of, here)
    return sum(1 for post in vacant if _covered(_of(state, post, "Vikar"), as_of)), len(vacant)


def time_to_fill(state: State, as_of: date, here: set[str]) -> list[int]:
    """For each occupancy of its own what went before: two that begin on one day have waited equally long."""
    days = []
    for post in _posts(state, here, GP_POST):
        fast = _of(state, post)
        for one in fast:
            earlier = [other for other in fast if other.begin < one.begin]
            waited = (one.begin - vacancy_began(post, earlier, one.begin)).days
            if in_last_months(one.begin, 24, as_of) and waited >= 1:
                days.append(waited)
    return days


def reserve_capacity(state: State, as_of: date, here: set[str]) -> int:
    with_doctor = [post for post in _open(state, as_of, here) if _covered(_of(state, post), as_of)]
    return sum(max(0, row["list_cap"] - row["list_length"]) for row in _newest_lists(state, with_doctor, as_of))


def lis1_fixed_pathway(state: State, as_of: date, here: set[str]) -> tuple[int, int]:
    posts = _open(state, as_of, here, "LIS1")
    return sum(1 for post in posts if post["fixed_pathway"] is True), len(posts)


# Stays ---------------------------------------------------------------------------------------------------------------


def stays(state: State, here: set[str]) -> list[Stay]:
    """The stays in the municipalities `here`: a doctor who worked in two of them has a stay in each."""
    per_doctor: dict[tuple[str, str], list[Stay]] = {}
    for one in occupancies(state):
        if one.kind == "Fast" and one.position_type == GP_POST and one.municipality in here:
            per_doctor.setdefault((one.municipality, one.doctor_id), []).append(Stay(one.begin, one.end))
    return [stay for parts in per_doctor.values() for stay in join(parts)]


def join(parts: list[Stay]) -> list[Stay]:
    """Join two parts that overlap or lie at most 31 days apart, until no two are left that can be joined."""
    for first in parts:
        for second in parts:
            if first is second or first.begin > second.begin:
                continue
            if first.end is None or (second.begin - first.end).days <= LONGEST_GAP:
                rest = [part for part in parts if part is not first and part is not second]
                end = None if first.end is None or second.end is None else max(first.end, second.end)
                return join([*rest, Stay(first.begin, end)])
    return sorted(parts, key=lambda part: part.begin)


def still_there(found: list[Stay], data_from: date, as_of: date) -> tuple[int, int]:
    """Of the stays begun since `data_from` and two years ago or more: those running on begin + 24 months, and all."""
    old = [s for s in found if s.begin >= data_from and add_months(s.begin, 24) <= as_of]
    running = [s for s in old if s.end is None or s.end >= add_months(s.begin, 24)]
    return len(running), len(old)


def median_years(found: list[Stay], data_from: date, as_of: date) -> tuple[int, float | None]:
    """The number of stays begun in [data_from, D] and their Kaplan–Meier median in years, None if never reached."""
    lengths = []
    for stay in found:
        if data_from <= stay.begin <= as_of:
            ended = stay.end is not None and stay.end < as_of
            lengths.append(((min(stay.end or as_of, as_of) - stay.begin).days + 1, ended))
    median = kaplan_meier_median(lengths)
    return len(lengths), None if median is None else median / DAYS_IN_YEAR


def kaplan_meier_median(lengths: list[tuple[int, bool]]) -> int | None:
    """The smallest length with S ≤ ½, of (length, whether it ended). A length censored on t is still at risk on t."""
    survival = Fraction(1)
    for length in sorted({length for length, _ended in lengths}):
        at_risk = sum(1 for other, _ended in lengths if other >= length)
        events = sum(1 for other, ended in lengths if other == length and ended)
        survival *= Fraction(at_risk - events, at_risk)
        if survival <= Fraction(1, 2):
            return length
    return None
