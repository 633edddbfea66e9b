"""Doctors in specialisation: who trains, how long, absence, plans and learning goals.

Synthetic data (syntetiske data). Every trainee holds a post permanently while training.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from data.demo.facts import Fact, Truth, add_months, days
from data.demo.posts import Post, Spell
from data.demo.service import Leave, counted_share, due_on
from data.demo.story import EVER_LATE, TODAY, UPLOADS

REQUIRED_GOALS = 90
NEWEST = UPLOADS[-1].day
MODELS = {"Næringsdrift": "1", "8.2-avtale": "1", "Fastlønn": "2"}


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


# outcome, how many, first and last start, what the doctors were away from: days and per cent, part-time as a minus
_PLAN: tuple[tuple[str, int, date, date, tuple[tuple[int, int], ...]], ...] = (
    ("on time", 9, date(2019, 1, 1), date(2021, 9, 30), ((120, 100), (150, 80), (300, 100), (365, -20))),
    ("slipped", 1, date(2019, 1, 1), date(2020, 3, 1), ()),
    ("late", 2, date(2019, 1, 1), date(2021, 4, 30), ((90, 100),)),
    ("overdue", 3, date(2019, 6, 1), date(2021, 10, 31), ((60, 100),)),
    ("left", 5, date(2020, 9, 1), date(2025, 6, 30), ()),
    (
        "active", 21, date(2021, 11, 1), date(2026, 10, 1),
        ((75, 100), (140, 50), (330, 100), (365, -40), (60, 100), (300, 50), (200, -20), (110, 100)),
    ),
)  # fmt: skip


def trainees(rng: Random, posts: list[Post]) -> list[Trainee]:
    """About forty doctors since 2019, among the permanent doctors of fastlege and ALIS posts."""
    held = [s for post in posts if post.kind in ("Fastlegehjemmel", "ALIS-stilling") for s in post.spells]
    experienced = {s.doctor for s in held if s.begin.year < 2019}
    held = sorted((s for s in held if s.doctor not in experienced), key=lambda s: (s.begin, s.post.post_id))
    found = [_mover(held)]
    for outcome, number, since, until, leaves in _PLAN:
        pool = [s for s in held if since <= s.begin <= until and not any(s.doctor == t.spells[0].doctor for t in found)]
        pool.sort(key=lambda s: s.post.kind != "ALIS-stilling")  # stable: ALIS posts first
        alis = sum(s.post.kind == "ALIS-stilling" for s in pool)
        pool[alis:] = _evenly_over_years(rng, pool[alis:])
        wanted, away = len(found) + number, list(leaves)
        for spell in pool:
            if len(found) < wanted and (trainee := _try(rng, spell, outcome, away[:1], wanted - len(found))):
                found.append(trainee)
                away = away[len(trainee.leaves) :] if outcome != "slipped" else away
        if len(found) < wanted:
            raise ValueError(f"too few doctors for {outcome}: {wanted - len(found)} missing")
    _open_leave(found)
    return sorted(found, key=lambda t: (t.start, t.spells[0].post.post_id))


def _evenly_over_years(rng: Random, pool: list[Spell]) -> list[Spell]:
    years: dict[int, int] = {}
    keyed = []
    for spell in rng.sample(pool, len(pool)):
        years[spell.begin.year] = turn = years.get(spell.begin.year, 0) + 1
        keyed.append((turn, spell.begin.year, spell))
    return [spell for _, _, spell in sorted(keyed, key=lambda key: key[:2])]


def _mover(held: list[Spell]) -> Trainee:
    """The doctor who moved from one municipality to another between the first two workbooks."""
    for old in held:
        for new in held:
            apart = old.end is not None and 1 <= (new.begin - old.end).days <= 62
            years = old.begin.year in (2021, 2022, 2023) and UPLOADS[0].day < new.begin < UPLOADS[1].day
            here = {old.post.municipality, new.post.municipality}
            if apart and years and new.end is None and len(here) == 2 and not here & set(EVER_LATE):
                new.doctor = old.doctor
                return Trainee([old, new], old.begin, "active")
    raise ValueError("nobody moved")


def _try(rng: Random, spell: Spell, outcome: str, leaves: list[tuple[int, int]], left: int) -> Trainee | None:
    """A trainee of that outcome in this spell, with the leave if there is time for it; None if it cannot be.

    `left` is how many of that outcome are still wanted.
    """
    trainee = Trainee([spell], spell.begin, outcome)
    length = (spell.end - spell.begin).days if spell.end else None
    if outcome == "left":
        early = left > 1  # the last of them stays longer than two years
        fits = length and (150 < length < 690 if early else 760 < length < 1500)
        trainee.left = spell.end
        return trainee if fits and spell.end and spell.end < NEWEST else None
    if length and spell.end and spell.end <= TODAY:
        return None
    trainee.start = min(add_months(spell.begin, rng.choice((0, 0, 0, 1, 3))), date(2026, 10, 1))
    trainee.percent = 80 if outcome == "active" and left % 9 == 0 else 100
    if outcome == "on time" and left == 9:
        trainee.months = 48  # earlier service was credited
    for away, percent in leaves:
        begin = trainee.start + days(rng.randint(200, 700))
        if begin + days(away) > NEWEST:
            continue
        trainee.leaves.append(Leave(begin, begin + days(away - 1), abs(percent), percent < 0))
    if outcome == "slipped":
        trainee.leaves.append(Leave(date(2023, 3, 1), date(2024, 1, 31), 100, known_on=date(2024, 2, 12)))
    if outcome in ("on time", "slipped", "late"):
        delay = rng.randint(-40, 0) if outcome == "on time" else rng.randint(60, 200)
        trainee.completed = trainee.due + days(delay)
        return trainee if date(2023, 12, 1) < trainee.due and trainee.completed < date(2026, 10, 15) else None
    return trainee if (trainee.due < date(2026, 10, 15)) == (outcome == "overdue") else None


def _open_leave(found: list[Trainee]) -> None:
    """One doctor is away now; nobody knows until when."""
    away = next(t for t in found if t.outcome == "active" and t.start.year == 2023 and not t.leaves)
    away.leaves.append(Leave(date(2026, 8, 17), None, 100))


def training_facts(rng: Random, found: list[Trainee], codes: dict[object, str], candidates: dict[Spell, str]) -> Truth:
    """The rows of Utdanningsløp, Fravær and Læringsmål."""
    truth: Truth = {"training": [], "absence": [], "learning_goal": []}
    active = [t for t in found if t.outcome in ("active", "overdue")]
    stale = {id(t) for t in active[2::5]}  # plans that nobody has revised for more than a year
    behind = {id(t) for t in active[1::4]}
    for number, trainee in enumerate(found):
        doctor = codes[trainee.spells[0].doctor]
        missing = trainee in active and active.index(trainee) in (4, 11, 19)
        truth["training"].append(
            _row(rng, trainee, doctor, None if missing else f"9900{number:05d}", id(trainee) in stale)
        )
        truth["training"][-1].values["candidate_id"] = candidates.get(trainee.spells[0])
        if trainee in active and active.index(trainee) in (7, 15):
            truth["training"][-1].values["required_goals"] = None
        truth["absence"] += [leave.fact(doctor) for leave in trainee.leaves]
        pace = rng.uniform(0.62, 0.82) if id(trainee) in behind else rng.uniform(0.97, 1.12)
        truth["learning_goal"] += _goals(trainee, doctor, pace)
    return truth


def _row(rng: Random, trainee: Trainee, doctor: str, hpr: str | None, stale: bool) -> Fact:
    first = trainee.spells[0].post
    fact = Fact(
        trainee.start,
        {
            "doctor_id": doctor,
            "municipality": first.municipality,
            "hpr_number": hpr,
            "alis_model": "3" if first.kind == "ALIS-stilling" else MODELS[first.form or "Fastlønn"],
            "start_date": trainee.start,
            "percent": trainee.percent,
            "normal_months": trainee.months,
            "required_goals": REQUIRED_GOALS,
        },
    )

    def learn(day: date, name: str, value: object) -> None:
        if day <= trainee.last_day:
            fact.changes.append((day, {name: value}))

    supervisor = trainee.start + days(rng.choice((0, 0, 14, 45)))
    if rng.random() > 0.06:
        learn(supervisor, "supervisor_from", supervisor)
    plan = trainee.start + days(rng.randint(20, 80))
    learn(plan, "plan_made_on", plan)
    revised = plan + days(rng.randint(280, 340))
    while revised <= (date(2025, 9, 30) if stale else NEWEST):
        learn(revised, "plan_revised_on", revised)
        revised += days(rng.randint(270, 345))
    agreed = trainee.start + days(rng.randint(100, 700))
    fact.values["hospital_agreed"] = False
    learn(agreed, "hospital_agreed", True)
    for spell in trainee.spells[1:]:
        learn(spell.begin, "municipality", spell.post.municipality)
    if trainee.completed:
        learn(trainee.completed, "completed_on", trainee.completed)
    if trainee.left:
        learn(trainee.left, "left_on", trainee.left)
    return fact


def _goals(trainee: Trainee, doctor: str, pace: float) -> list[Fact]:
    counted_on = [date(year, month, 15) for year in range(2019, 2027) for month in (6, 12)]
    rows, approved = [], 0
    for day in [d for d in counted_on if trainee.start + days(150) < d < trainee.last_day]:
        share = counted_share(trainee.start, trainee.months, trainee.percent, trainee.leaves, day)
        approved = min(REQUIRED_GOALS, max(approved, round(REQUIRED_GOALS * share * pace)))
        rows.append(Fact(day, {"doctor_id": doctor, "counted_on": day, "approved_goals": approved}))
    if trainee.completed:
        day = trainee.completed
        rows.append(Fact(day, {"doctor_id": doctor, "counted_on": day, "approved_goals": REQUIRED_GOALS}))
    return rows
