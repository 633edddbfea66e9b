"""The rows of doctors in specialisation: training, absence, plans, supervisors and learning goals.

Synthetic data (syntetiske data).
"""

from __future__ import annotations

from datetime import date
from random import Random

from data.demo.facts import Fact, Truth, days
from data.demo.post import Spell
from data.demo.service import counted_share
from data.demo.trainees import NEWEST, Trainee

REQUIRED_GOALS = 90
MODELS = {"Næringsdrift": "1", "8.2-avtale": "1", "Fastlønn": "2"}


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
