"""Caps and lengths of the lists: SSB's sums at the end of 2025, and around them what fits the inhabitants.

Synthetic data (syntetiske data) in all but the sums of 2025 and the inhabitants on vacant lists in January 2023.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from data.demo.facts import Fact, days
from data.demo.post import Post
from data.demo.story import SSB_DAY, SURVEY_DAY, Observations, municipalities

COUNTED_ON = (
    *(date(year, 12, 31) for year in range(2018, 2024)),
    date(2024, 6, 30),
    date(2024, 12, 31),
    date(2025, 6, 30),
    SSB_DAY,
    date(2026, 6, 30),
    date(2026, 10, 1),
)
COUNTED_BEFORE_SURVEY = date(2022, 12, 31)
VACANT = 0.85  # a vacant list is shorter: those who can find another doctor do


@dataclass
class Count:
    """One list on one day."""

    cap: int
    length: int


def list_counts(rng: Random, posts: list[Post], observed: Observations) -> list[Fact]:
    """The rows of Listetall. Each was known five days after the day it holds for."""
    lists = [post for post in posts if post.kind == "Fastlegehjemmel"]
    official: dict[Post, Count] = {}
    for number in municipalities():
        official |= _official(rng, [post for post in lists if post.municipality == number], number, observed)
    rows = []
    for day in COUNTED_ON:
        counts: dict[Post, Count] = {}
        for number in municipalities():
            here = [post for post in lists if post.municipality == number and post.open_on(day)]
            counts |= official if day == SSB_DAY else _on(rng, here, day, number, official, observed)
        if day == COUNTED_BEFORE_SURVEY:
            _fit_survey(counts, observed)
        rows += [_fact(post, day, count) for post, count in counts.items()]
    return _with_an_error(rows)


def _fact(post: Post, day: date, count: Count) -> Fact:
    values = {"position_id": post.post_id, "counted_on": day, "list_cap": count.cap, "list_length": count.length}
    return Fact(day + days(5), values)


def _official(rng: Random, posts: list[Post], number: str, observed: Observations) -> dict[Post, Count]:
    """SSB's sums, shared out: caps (SSB counts those of lists with a doctor) and lengths, open and full lists."""

    def published(indicator: str) -> int:
        return observed.get(indicator, number, SSB_DAY)

    there = [post for post in posts if post.open_on(SSB_DAY)]
    held = [post for post in there if not post.vacant_on(SSB_DAY)]
    vacant = [post for post in there if post.vacant_on(SSB_DAY)]
    caps = _share(rng, published("list_capacity"), len(held), 50)
    room = published("list_capacity") - published("patients_on_lists_with_doctor")
    gaps = [0] * len(held)
    if room < 0:  # some lists are over their cap, while others still have places
        free = 30 if published("open_lists") and len(held) > 1 else 0
        over = min(len(held), 3 if room < -300 else 2 if room < -200 else 1)
        gaps[:over] = [-part for part in _share(rng, free - room, over, 1)]
        gaps[-1] += free
    else:
        roomy = published("open_lists") or len(held)
        gaps[:roomy] = _share(rng, room, roomy, 1)
    counts = {post: Count(cap, cap - gap) for post, cap, gap in zip(held, caps, gaps, strict=True)}
    lengths = _share(rng, published("patients_on_lists_without_doctor"), len(vacant), 1)
    return counts | {p: Count(max(300, _round_up(n)), n) for p, n in zip(vacant, lengths, strict=True)}


def _share(rng: Random, total: int, parts: int, unit: int) -> list[int]:
    """`total` in `parts` of about the same size, all but the last one multiples of `unit`."""
    shares: list[int] = []
    for left in range(parts, 1, -1):
        mean = (total - sum(shares)) / left
        shares.append(round(mean * rng.uniform(0.85, 1.15) / unit) * unit)
    return [*shares, total - sum(shares)] if parts else []


def _round_up(length: int) -> int:
    return -(-length // 50) * 50


def _on(
    rng: Random, posts: list[Post], day: date, number: str, official: dict[Post, Count], observed: Observations
) -> dict[Post, Count]:
    """Another day's counts: the official ones, bent to the inhabitants and to who was vacant then."""
    status_day = SURVEY_DAY if day == COUNTED_BEFORE_SURVEY else day
    latest = observed.get("inhabitants", number, date(2026, 1, 1))
    new_year = date(min(2026, day.year + (day.month > 6)), 1, 1)
    inhabitants = observed.get("inhabitants", number, new_year)
    on_lists = sum(count.length for post, count in official.items() if post.municipality == number)
    weights = {}
    for post in posts:
        was = official.get(post)
        weight = was.length if was else on_lists / len(posts)
        if was and post.vacant_on(SSB_DAY):
            weight /= VACANT
        weights[post] = weight * (VACANT if post.vacant_on(status_day) else 1.0) * rng.uniform(0.985, 1.015)
    scale = on_lists * inhabitants / latest / sum(weights.values())
    counts = {}
    for post in posts:
        length, was = round(weights[post] * scale), official.get(post)
        if was and was.length > was.cap and day < SSB_DAY:
            counts[post] = Count(was.cap, min(length, was.cap))  # full, but not yet over
        elif day > SSB_DAY and post not in official:
            continue  # a new post whose list nobody has counted
        elif was and was.cap < length <= was.cap * 1.08:
            counts[post] = Count(was.cap, was.cap)
        else:
            counts[post] = Count(max(was.cap if was else 0, _round_up(length)), length)
    return counts


def _fit_survey(counts: dict[Post, Count], observed: Observations) -> None:
    """The lists of the posts that were vacant in January 2023 sum to the published number of inhabitants."""
    vacant = [post for post in counts if post.vacant_on(SURVEY_DAY)]
    total = observed.get("inhabitants_without_gp", "", SURVEY_DAY)
    before = sum(counts[post].length for post in vacant)
    for post in vacant:
        counts[post].length = counts[post].length * total // before
    counts[vacant[0]].length += total - sum(counts[post].length for post in vacant)
    for post in vacant:
        counts[post].cap = max(counts[post].cap, _round_up(counts[post].length))


def _with_an_error(rows: list[Fact]) -> list[Fact]:
    """Two digits changed places in the first workbook (a list above its cap); the second corrects it."""
    for row in rows:
        length, cap = str(row.values["list_length"]), int(str(row.values["list_cap"]))
        swapped = int(length[1] + length[0] + length[2:]) if len(length) == 3 else 0
        if row.values["counted_on"] == date(2023, 12, 31) and cap + 20 < swapped < cap + 100:
            row.changes.append((date(2024, 2, 20), {"list_length": row.values["list_length"]}))
            row.values["list_length"] = swapped
            return rows
    raise ValueError("no list whose digits can change places")
