"""Doctors in specialisation: who trains from when, who completes in time, late or not at all.

The first cohorts are told case by case: their due dates have passed, and what became of each is a headline figure.
Synthetic data (syntetiske data). Every trainee holds a post permanently while training.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from data.demo.facts import add_months, days, month_starts
from data.demo.post import Post, Spell
from data.demo.service import Leave, due_on
from data.demo.story import EVER_LATE, UPLOADS

NEWEST = UPLOADS[-1].day
FIRST_DUE = date(2023, 12, 1)  # who has trained since 2019 is due no earlier, nor is who was credited a year


@dataclass(eq=False)
class Trainee:
    """One doctor's training. `spells` are the posts held meanwhile: two for the doctor who moved."""

    spells: list[Spell]
    start: date
    outcome: str
    percent: int = 100
    months: int = 60
    leaves: list[Leave] = field(default_factory=list)
    completed: date | None = None
    left: date | None = None

    @property
    def due(self) -> date:
        """The adjusted due date."""
        return due_on(self.start, self.months, self.percent, self.leaves)

    @property
    def last_day(self) -> date:
        """The day on which the training ended, or the newest workbook's day."""
        return self.completed or self.left or NEWEST


@dataclass(frozen=True)
class Case:
    """A trainee to be found: when the training begins, and what it comes to."""

    outcome: str
    since: date
    until: date
    months: int = 60  # fewer where earlier service was credited
    away: tuple[int, int] | None = None  # days and per cent; part-time as a minus
    percent: int = 100


def _cases(outcome: str, *cases: tuple[str, str, int, tuple[int, int] | None]) -> tuple[Case, ...]:
    return tuple(
        Case(outcome, date.fromisoformat(f"{since}-01"), date.fromisoformat(f"{until}-01"), months, away)
        for since, until, months, away in cases
    )


# The due dates of all of these lie between December 2023 and August 2026.
DUE = (
    *_cases(
        "on time",
        ("2019-01", "2019-03", 60, None),
        ("2019-03", "2019-08", 60, (150, 80)),
        ("2019-05", "2019-10", 60, None),
        ("2020-01", "2020-09", 48, None),
        ("2020-04", "2020-12", 48, (120, 100)),
        # the last five, from 2025 on
        ("2020-03", "2020-08", 60, (120, 100)),
        ("2020-05", "2020-11", 60, (365, -20)),
        ("2020-09", "2021-01", 60, None),
        ("2021-01", "2021-05", 60, None),
        ("2020-09", "2020-12", 60, (300, 100)),
    ),
    *_cases("slipped", ("2019-01", "2019-03", 60, None)),
    *_cases(
        "late",
        ("2019-01", "2019-03", 60, None),
        ("2019-01", "2019-04", 60, (90, 100)),
        ("2019-01", "2019-04", 60, None),
        ("2020-01", "2020-04", 48, None),
        ("2020-01", "2020-04", 48, (60, 100)),
    ),
    *_cases("overdue", ("2019-04", "2019-12", 60, (60, 100))),
    *_cases("left early", ("2019-02", "2019-12", 60, None), ("2019-02", "2019-12", 60, None),
            ("2019-01", "2020-01", 60, None)),
    *_cases("left", ("2019-01", "2019-11", 60, None)),
)  # fmt: skip
LATER = (
    *_cases("left early", ("2021-10", "2025-03", 60, None)),
    *_cases("left", ("2021-12", "2023-12", 60, None)),
    *_cases(
        "active",
        ("2021-08", "2021-12", 60, (330, 100)),
        ("2021-10", "2022-01", 60, (365, -40)),
        ("2022-01", "2022-06", 60, (75, 100)),
        ("2022-01", "2022-09", 60, None),
        ("2022-07", "2022-12", 60, None),
        ("2023-01", "2023-06", 60, None),
        ("2023-03", "2023-09", 60, None),
        ("2023-01", "2023-12", 60, (110, 100)),
        ("2023-01", "2023-12", 60, (140, 50)),
        ("2024-01", "2024-06", 60, (300, 50)),
        ("2024-03", "2024-09", 60, None),
        ("2024-06", "2024-12", 60, None),
        ("2024-01", "2024-12", 60, (60, 100)),
        ("2024-01", "2024-12", 60, None),
        ("2025-01", "2025-06", 60, (200, -20)),
        ("2025-03", "2025-09", 60, None),
        ("2025-06", "2025-12", 60, None),
        ("2025-01", "2025-12", 60, None),
        ("2025-01", "2025-12", 48, None),
        ("2026-01", "2026-04", 60, None),
        ("2026-03", "2026-07", 60, None),
        ("2026-06", "2026-10", 60, None),
        ("2026-08", "2026-10", 60, None),
    ),
    Case("active", date(2023, 6, 1), date(2023, 12, 1), percent=80),
)  # fmt: skip
STAY = {"left early": (150, 690), "left": (760, 1500)}  # days from the start to the day the doctor leaves
DELAY = {"on time": (-40, 0), "slipped": (-40, 0), "late": (60, 200)}  # days from the due date to completion
LAST_COMPLETED = date(2026, 8, 25)


def trainees(rng: Random, posts: list[Post]) -> list[Trainee]:
    """Nearly fifty doctors since 2019, among the permanent doctors of fastlege and ALIS posts."""
    held = [s for post in posts if post.kind in ("Fastlegehjemmel", "ALIS-stilling") for s in post.spells]
    specialists = {s.doctor for s in held if s.begin.year < 2015}
    held = sorted((s for s in held if s.doctor not in specialists), key=lambda s: (s.begin, s.post.post_id))
    found = [_mover(held)]
    for case in (*DUE, *LATER):
        taken = {trainee.spells[0].doctor for trainee in found}
        free = [s for s in held if s.doctor not in taken and not (case in DUE and s.post.municipality in EVER_LATE)]
        trainee = next(filter(None, (_try(rng, spell, case) for spell in _by_aptness(rng, free, case))), None)
        if trainee is None:
            raise ValueError(f"nobody for {case}")
        found.append(trainee)
    _open_leave(found)
    return sorted(found, key=lambda t: (t.start, t.spells[0].post.post_id))


def _by_aptness(rng: Random, free: list[Spell], case: Case) -> Iterable[Spell]:
    """First who is new in an ALIS post, then who is new in a list, then who has been there for some years."""
    mixed = rng.sample(free, len(free))
    return sorted(mixed, key=lambda s: (s.begin < add_months(case.since, -6), s.post.kind != "ALIS-stilling"))


def _mover(held: list[Spell]) -> Trainee:
    """The doctor who moved from one municipality to another between the first two workbooks."""
    for old in held:
        for new in held:
            apart = old.end is not None and 1 <= (new.begin - old.end).days <= 62
            years = old.begin.year in (2022, 2023) and UPLOADS[0].day < new.begin < UPLOADS[1].day
            here = {old.post.municipality, new.post.municipality}
            if apart and years and new.end is None and len(here) == 2 and not here & set(EVER_LATE):
                new.doctor = old.doctor
                return Trainee([old, new], old.begin, "active")
    raise ValueError("nobody moved")


def _try(rng: Random, spell: Spell, case: Case) -> Trainee | None:
    """The case told of the doctor in this spell; None if it cannot be."""
    starts = [day for day in month_starts(case.since - days(1), case.until) if spell.covers(day)]
    if not starts:
        return None
    soon = [day for day in starts if day <= add_months(spell.begin, 3)]
    trainee = Trainee([spell], rng.choice(soon or starts), case.outcome, case.percent, case.months)
    if case.outcome in STAY:
        shortest, longest = STAY[case.outcome]
        starts = [day for day in starts if spell.end and shortest < (spell.end - day).days < longest]
        if not starts or spell.end is None or spell.end >= NEWEST:
            return None
        trainee.start, trainee.left = rng.choice(starts), spell.end
        return trainee
    _be_away(rng, trainee, case)
    due = trainee.due
    if case.outcome in DELAY:
        trainee.completed = due + days(rng.randint(*DELAY[case.outcome]))
        fits = due > FIRST_DUE and trainee.completed < LAST_COMPLETED and spell.covers(trainee.completed)
        return trainee if fits else None
    fits = spell.covers(NEWEST) and (due < date(2025, 1, 1) if case.outcome == "overdue" else due.year > 2026)
    return trainee if fits else None


def _be_away(rng: Random, trainee: Trainee, case: Case) -> None:
    if case.outcome == "slipped":  # known a month after it was over: the due date moved without anybody's knowing
        trainee.leaves.append(Leave(date(2023, 3, 1), date(2024, 1, 31), 100, known_on=date(2024, 2, 12)))
    if case.away:
        length, percent = case.away
        latest = min(700, (NEWEST - trainee.start).days - length)
        begin = trainee.start + days(rng.randint(min(200, latest), latest))
        trainee.leaves.append(Leave(begin, begin + days(length - 1), abs(percent), percent < 0))


def _open_leave(found: list[Trainee]) -> None:
    """One doctor is away now; nobody knows until when."""
    away = next(t for t in found if t.outcome == "active" and t.start.year == 2023 and not t.leaves)
    away.leaves.append(Leave(date(2026, 8, 17), None, 100))
