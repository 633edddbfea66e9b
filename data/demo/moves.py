"""Who leaves a fastlege post and who comes between two anchors of the story, spread so that the sum moves smoothly.

Everybody comes on the first day of a month and leaves on the last, so the number of vacant posts is the same on every
day of a month. Synthetic data (syntetiske data).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from random import Random

from data.demo.facts import days, month_starts
from data.demo.post import Post
from data.demo.story import EVER_LATE, SURVEY_DAY, UPLOADS

TURNOVER = 0.2  # the chance that a held post changes hands in a year; lower for doctors recruited since 2019
SLACK = 1.5  # how many posts more than the straight line between two anchors may be vacant through turnover

Change = tuple[bool | None, bool | None]  # before and after: held (True), vacant (False) or not there (None)


def move(rng: Random, since: date, until: date, changes: Mapping[Post, Change]) -> None:
    """Let every post change as told on the months' first days in (since, until], and some doctors besides."""
    months = month_starts(since, until)
    vacancies = sum(before is False for before, _ in changes.values())
    level = Counter({month: vacancies for month in months})  # vacant posts in each month

    def add(number: int, first: date, last: date = date.max) -> None:
        level.update({month: number for month in months if first <= month < last})

    for post, month in _spread(rng, _of(changes, None, True), months, 0.0):
        post.opened = month
        post.hire(month)
    for post, month in _spread(rng, _of(changes, None, False), _before_lists(months, until), 0.4):
        post.opened = month
        add(1, month)
    for post, month in _spread(rng, _of(changes, True, None), months, 0.0):
        post.spells[-1].end = post.closed = month - days(1)
    for post, month in _spread(rng, _of(changes, False, None), months, 0.0):
        post.closed = month - days(1)
        add(-1, month)
    for post, month in _spread(rng, _of(changes, True, False), months, 0.4):
        post.spells[-1].end = month - days(1)
        add(1, month)
    for post, month in _fill(rng, _of(changes, False, True), months):
        post.hire(month)
        add(-1, month)
    ceiling = _ceiling(since, until, months, vacancies, sum(after is False for _, after in changes.values()))
    for post in _of(changes, True, True):
        if rng.random() < _restlessness(post, until) * (until - since).days / 365:
            add(1, *_turnover(rng, post, months, level, ceiling))


def _ceiling(since: date, until: date, months: list[date], before: int, after: int) -> dict[date, float]:
    """How many posts may be vacant in each month; beside the survey, fewer than in it: that was the peak."""
    highest = max(before, after) - 1 if SURVEY_DAY in (since, until) else float("inf")
    line = {month: before + (after - before) * place / len(months) for place, month in enumerate(months, 1)}
    return {month: min(number + SLACK, highest) for month, number in line.items()}


def _of(changes: Mapping[Post, Change], before: bool | None, after: bool | None) -> list[Post]:
    return [post for post, change in changes.items() if change == (before, after)]


def _before_lists(months: list[date], until: date) -> list[date]:
    """A new post that is vacant in the survey must be there when lists are counted, a fortnight before it."""
    return months[:-1] if until == SURVEY_DAY else months


def _spread(rng: Random, posts: list[Post], months: list[date], lag: float) -> list[tuple[Post, date]]:
    """The posts in random order, evenly over the months; `lag` keeps them away from each share's beginning."""
    slots = [(place + rng.uniform(lag, 0.99)) / len(posts) for place in range(len(posts))]
    return [
        (post, months[int(slot * len(months))]) for post, slot in zip(rng.sample(posts, len(posts)), slots, strict=True)
    ]


def _fill(rng: Random, posts: list[Post], months: list[date]) -> list[tuple[Post, date]]:
    """New doctors for vacant posts, evenly over the months, each after two months of vacancy where that can be."""
    waiting, found = rng.sample(posts, len(posts)), []
    for place in range(len(posts)):
        month = months[int((place + rng.uniform(0.0, 0.6)) / len(posts) * len(months))]
        post = next((p for p in waiting if (month - _free_since(p)).days > 60), min(waiting, key=_free_since))
        waiting.remove(post)
        found.append((post, month))
    return found


def _free_since(post: Post) -> date:
    return post.spells[-1].end or post.opened if post.spells else post.opened


def _restlessness(post: Post, until: date) -> float:
    if post.municipality in EVER_LATE and until > UPLOADS[0].day:
        return 0.0  # what a late municipality has not reported, nobody misses
    return TURNOVER if post.spells[-1].begin.year < 2019 else TURNOVER / 3


def _turnover(
    rng: Random, post: Post, months: list[date], level: Mapping[date, int], ceiling: Mapping[date, float]
) -> tuple[date, date]:
    """Another doctor for a held post: at once, or after a gap where the number of vacant posts has room for it."""
    holder = post.spells[-1]
    leaving = [month for month in months if (month - holder.begin).days > 150]
    if not leaving:
        return date.max, date.max
    gaps = [
        (out, into)
        for out in leaving
        for into in months
        if 60 < (into - out).days < 260 and all(level[m] + 1 <= ceiling[m] for m in months if out <= m < into)
    ]
    out, into = rng.choice(gaps) if gaps and rng.random() > 0.3 else (rng.choice(leaving),) * 2
    holder.end = out - days(1)
    post.hire(into)
    return out, into
