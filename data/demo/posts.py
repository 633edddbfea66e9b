"""Fastlege posts and who holds them permanently, so that every anchor of the story comes true.

Synthetic data (syntetiske data).
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random

from data.demo.facts import month_ends
from data.demo.moves import move
from data.demo.post import Post, Spell, code
from data.demo.story import ANCHORS, EVER_LATE, Observations, municipalities, post_counts

KEEP = 0.45  # the chance that a vacant post is still vacant at the next anchor

# Told ahead in the newest workbook: municipality, last day, and a successor's first day
ANNOUNCED = (
    ("1833", date(2026, 12, 31), None),
    ("1824", date(2027, 1, 31), None),
    ("1820", date(2027, 2, 28), None),
    ("1813", date(2027, 4, 30), None),
    ("1832", date(2027, 3, 31), date(2027, 4, 1)),
)
HIRED = (("1824", date(2027, 1, 4)), ("1833", date(2027, 2, 1)))  # into posts that are vacant today


def fastlege_posts(rng: Random, observed: Observations) -> list[Post]:
    """All posts of type Fastlegehjemmel since 2019, with their permanent doctors."""
    names = municipalities()
    states: dict[Post, list[bool | None]] = {}
    for number, counts in post_counts(observed).items():
        states |= _municipality(rng, number, code(names[number]), counts)
    for place, (since, until) in enumerate(pairwise(ANCHORS)):
        move(rng, since, until, {post: (state[place], state[place + 1]) for post, state in states.items()})
    posts = list(states)
    _announce(posts)
    _colleagues_who_change_office(posts)
    return posts


def _municipality(rng: Random, number: str, name: str, counts: list[tuple[int, int]]) -> dict[Post, list[bool | None]]:
    """A municipality's posts as they were at the first anchor, and how each was at every anchor."""
    posts: dict[Post, list[bool | None]] = {}
    for index, state in enumerate(states := _states(rng, counts), 1):
        post = Post(f"{name}-{index}", number, "Fastlegehjemmel", date(2019, 1, 1))
        post.percent = rng.choices((100, 80, 50), (18, 1, 1))[0]
        post.office = f"Legekontor {'ABCDEF'[(index - 1) // 5]}"
        weights = (3, 4, 3) if len(states) > 5 else (7, 1, 2)
        post.form = rng.choices(("Fastlønn", "Næringsdrift", "8.2-avtale"), weights)[0]
        _before(rng, post, state[0])
        posts[post] = state
    return posts


def _states(rng: Random, counts: list[tuple[int, int]]) -> list[list[bool | None]]:
    """Per post, per anchor: held (True), vacant (False) or not there (None). Two posts in five are unstable."""
    states: list[list[bool | None]] = []
    there: list[int] = []
    vacant: set[int] = set()
    for anchor, (posts, vacancies) in enumerate(counts):
        while len(there) > posts:  # rather a vacant post is closed than a held one
            closing = rng.choice(sorted(vacant & set(there)) or there)
            there.remove(closing)
        new = list(range(len(states), len(states) + posts - len(there)))
        states += [[None] * anchor for _ in new]
        others = sorted(set(there) - vacant)
        there += new
        old = sorted(vacant & set(there))
        kept = sum(rng.random() < KEEP for _ in old[:vacancies])
        kept = max(kept, vacancies - len(others) - len(new))
        chosen = rng.sample(old, kept) + (new if anchor else [])[: vacancies - kept]
        more = others if anchor else new
        chosen += sorted(more, key=lambda post: rng.random() + 0.6 * (post % 5 < 3))[: vacancies - len(chosen)]
        vacant = set(chosen)
        for index, state in enumerate(states):
            state.append(index not in vacant if index in there else None)
    return states


def _before(rng: Random, post: Post, state: bool | None) -> None:
    """What happened before the first anchor; a post that opens later has no history."""
    if state is None:
        return
    begin = date(rng.randint(1998, 2018 if state else 2016), rng.randint(1, 12), 1)
    post.opened = date(min(begin.year, 2016), 1, 1)
    post.hire(begin, None if state else rng.choice(month_ends(date(2017, 6, 1), date(2018, 12, 1))))


def _announce(posts: list[Post]) -> None:
    last_day = ANCHORS[-1]
    for number, end, successor in ANNOUNCED:
        held = [p for p in posts if p.municipality == number and p.spells and p.spells[-1].covers(last_day)]
        post = max(held, key=lambda p: (last_day - p.spells[-1].begin).days)
        post.spells[-1].end = end
        if successor:
            post.hire(successor)
    for number, begin in HIRED:
        next(p for p in posts if p.municipality == number and p.vacant_on(last_day)).hire(begin)


def _colleagues_who_change_office(posts: list[Post]) -> None:
    """A few doctors leave one post for another in the same municipality: changing office is no loss."""
    spells = [spell for post in posts for spell in post.spells if spell.begin < ANCHORS[-1]]
    moved: set[Spell] = set()
    for old in spells:
        for new in spells:
            near = old.end is not None and 1 <= (new.begin - old.end).days <= 31
            same = old.post.municipality == new.post.municipality not in EVER_LATE
            if near and same and new.post is not old.post and old.begin.year < 2019 and new not in moved:
                if len(moved) == 3:
                    return
                new.doctor = old.doctor
                moved.add(new)
                break
