"""Fastlege posts and who holds them permanently, so that every anchor of the story comes true.

Synthetic data (syntetiske data).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from random import Random

from data.demo.facts import days, month_ends, month_starts
from data.demo.story import ANCHORS, EVER_LATE, SURVEY_DAY, UPLOADS, Observations, municipalities, post_counts

KEEP = 0.45  # the chance that a vacant post is still vacant at the next anchor
TURNOVER = 0.2  # the chance that a held post changes hands in a year; lower for doctors recruited since 2019
COUNTED_BEFORE_SURVEY = date(2022, 12, 31)
ASCII = str.maketrans({"Æ": "AE", "Ø": "O", "Å": "A"})

# Told ahead in the newest workbook: municipality, last day, and a successor's first day
ANNOUNCED = (
    ("1833", date(2026, 12, 31), None),
    ("1824", date(2027, 1, 31), None),
    ("1820", date(2027, 2, 28), None),
    ("1813", date(2027, 4, 30), None),
    ("1832", date(2027, 3, 31), date(2027, 4, 1)),
)
HIRED = (("1824", date(2027, 1, 4)), ("1833", date(2027, 2, 1)))  # into posts that are vacant today


@dataclass(eq=False)
class Post:
    """One post. `spells` are the permanent holders in order of time; a closed post has a last day."""

    post_id: str
    municipality: str
    kind: str
    opened: date
    closed: date | None = None
    percent: int = 100
    office: str = ""
    form: str | None = None
    fixed_pathway: bool | None = None
    spells: list[Spell] = field(default_factory=list)

    def open_on(self, day: date) -> bool:
        """Whether the post exists on that day."""
        return self.opened <= day and (self.closed is None or day <= self.closed)

    def vacant_on(self, day: date) -> bool:
        """Whether the post is open on that day without a permanent doctor."""
        return self.open_on(day) and not any(spell.covers(day) for spell in self.spells)

    def hire(self, begin: date, end: date | None = None) -> Spell:
        """A new permanent doctor."""
        self.spells.append(Spell(self, begin, end))
        return self.spells[-1]


@dataclass(eq=False)
class Spell:
    """One doctor in one post, inclusive at both ends. `doctor` is who, until codes are given."""

    post: Post
    begin: date
    end: date | None = None
    kind: str = "Fast"
    doctor: object = field(default_factory=object)

    def covers(self, day: date) -> bool:
        """Whether the doctor holds the post on that day."""
        return self.begin <= day and (self.end is None or day <= self.end)


def code(name: str) -> str:
    """A municipality's name in capital ASCII letters: Rødøy → RODOY."""
    return name.upper().translate(ASCII)


def fastlege_posts(rng: Random, observed: Observations) -> list[Post]:
    """All posts of type Fastlegehjemmel since 2019, with their permanent doctors."""
    names = municipalities()
    posts = [
        post
        for number, counts in post_counts(observed).items()
        for post in _municipality(rng, number, code(names[number]), counts)
    ]
    _announce(posts)
    _colleagues_who_change_office(posts)
    return posts


def _municipality(rng: Random, number: str, name: str, counts: list[tuple[int, int]]) -> list[Post]:
    states = _states(rng, counts)
    posts = []
    for index, state in enumerate(states, 1):
        post = Post(f"{name}-{index}", number, "Fastlegehjemmel", date(2019, 1, 1))
        post.percent = rng.choices((100, 80, 50), (18, 1, 1))[0]
        post.office = f"Legekontor {'ABCDEF'[(index - 1) // 5]}"
        weights = (3, 4, 3) if len(states) > 5 else (7, 1, 2)
        post.form = rng.choices(("Fastlønn", "Næringsdrift", "8.2-avtale"), weights)[0]
        _before(rng, post, state[0])
        for (since, until), (old, new) in zip(pairwise(ANCHORS), pairwise(state), strict=True):
            _between(rng, post, since, until, old, new)
        posts.append(post)
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
    begin = date(rng.randint(1998, 2016), rng.randint(1, 12), 1)
    post.opened = date(begin.year, 1, 1)
    post.hire(begin, None if state else rng.choice(month_ends(date(2017, 6, 1), date(2018, 12, 1))))


def _between(rng: Random, post: Post, since: date, until: date, old: bool | None, new: bool | None) -> None:
    holder = post.spells[-1] if post.spells else None
    if (
        until == SURVEY_DAY and not new
    ):  # the survey's vacancies must be there when lists are counted, a fortnight before
        until = COUNTED_BEFORE_SURVEY
    if old is None and new is not None:
        post.opened = rng.choice(month_starts(since, until))
        if new:
            post.hire(rng.choice([post.opened, month_starts(post.opened, until)[0]]))
    elif old and not new:
        assert holder
        holder.end = rng.choice(month_ends(since, until))
    elif old is False and new:
        free_since = holder.end if holder and holder.end else post.opened
        starts = month_starts(since, until)
        post.hire(rng.choice([day for day in starts if (day - free_since).days > 60] or starts[-1:]))
    elif old and new:
        assert holder
        rate = TURNOVER if holder.begin.year < 2019 else TURNOVER / 3
        if post.municipality in EVER_LATE and until > UPLOADS[0].day:
            rate = 0.0  # what a late municipality has not reported, nobody misses
        if rng.random() < rate * (until - since).days / 365:
            _turnover(rng, post, holder, since, until)
    if new is None and old is not None:
        post.closed = holder.end if old and holder else rng.choice(month_ends(since, until))


def _turnover(rng: Random, post: Post, holder: Spell, since: date, until: date) -> None:
    ends = [day for day in month_ends(since, until) if (day - holder.begin).days > 150]
    if not ends:
        return
    end = rng.choice(ends)
    begins = [end + days(1)] if rng.random() < 0.3 else [d for d in month_starts(since, until) if (d - end).days > 60]
    if begins:
        holder.end = end
        post.hire(rng.choice(begins[:8]))


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
