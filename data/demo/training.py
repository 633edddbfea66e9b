"""The rows of doctors in specialisation: training, absence, plans, supervisors and learning goals.

Synthetic data (syntetiske data).
"""

from __future__ import annotations

from datetime import date
from random import Random

from data.demo.facts import Fact, Truth, Values, days
from data.demo.post import Spell
from data.demo.service import counted_share
from data.demo.trainees import Trainee

REQUIRED_GOALS = 90
STALE_SINCE = date(2025, 9, 30)  # a plan that nobody has revised since is no fresh one
MODELS = {"Næringsdrift": "1", "8.2-avtale": "1", "Fastlønn": "2"}

# Which of the doctors in training, by order of start, …
WITHOUT_HPR = (4, 11, 19)
WITHOUT_SUPERVISOR = (3, 10, 17)
WITHOUT_REQUIREMENT = (7, 15)
STALE = range(2, 100, 5)  # … have a plan that nobody has revised for more than a year
BEHIND = range(1, 100, 4)  # … get fewer learning goals approved than their service should give


def training_facts(rng: Random, found: list[Trainee], codes: dict[object, str], candidates: dict[Spell, str]) -> Truth:
    """The rows of Utdanningsløp, Fravær and Læringsmål."""
    truth: Truth = {"training": [], "absence": [], "learning_goal": []}
    active = [trainee for trainee in found if trainee.outcome in ("active", "overdue")]
    for number, trainee in enumerate(found):
        doctor = codes[trainee.spells[0].doctor]
        place = active.index(trainee) if trainee in active else -1
        values: Values = {
            "doctor_id": doctor,
            "hpr_number": None if place in WITHOUT_HPR else f"9900{number:05d}",
            "required_goals": None if place in WITHOUT_REQUIREMENT else REQUIRED_GOALS,
            "candidate_id": candidates.get(trainee.spells[0]),
        }
        plans = _plans(rng, trainee, STALE_SINCE if place in STALE else trainee.last_day)
        truth["training"].append(_row(rng, trainee, values, plans, place not in WITHOUT_SUPERVISOR))
        truth["absence"] += [leave.fact(doctor) for leave in trainee.leaves]
        pace = rng.uniform(0.62, 0.82) if place in BEHIND else rng.uniform(0.97, 1.12)
        truth["learning_goal"] += _goals(trainee, doctor, pace)
    return truth


def _row(rng: Random, trainee: Trainee, values: Values, plans: list[date], supervised: bool) -> Fact:
    first = trainee.spells[0].post
    fact = Fact(
        trainee.start,
        values
        | {
            "municipality": first.municipality,
            "alis_model": "3" if first.kind == "ALIS-stilling" else MODELS[first.form or "Fastlønn"],
            "start_date": trainee.start,
            "percent": trainee.percent,
            "normal_months": trainee.months,
        },
    )

    def learn(day: date, values: Values) -> None:
        if day <= trainee.last_day:
            fact.changes.append((day, values))

    supervisor = trainee.start + days(rng.choice((0, 0, 14, 45)))
    if supervised:
        learn(supervisor, {"supervisor_from": supervisor})
    renewed = trainee.outcome in ("active", "overdue", "on time") and trainee.start.year not in (2020, 2021)
    for place, day in enumerate(reversed(plans)):
        anew = day == plans[0] or (renewed and place % 2 == 1)  # others' plans were only ever revised
        learn(day, {"plan_made_on": day, "plan_revised_on": None} if anew else {"plan_revised_on": day})
    agreed = trainee.start + days(rng.randint(100, 700))
    fact.values["hospital_agreed"] = False
    learn(agreed, {"hospital_agreed": True})
    for spell in trainee.spells[1:]:
        learn(spell.begin, {"municipality": spell.post.municipality})
    if trainee.completed:
        learn(trainee.completed, {"completed_on": trainee.completed})
    if trainee.left:
        learn(trainee.left, {"left_on": trainee.left})
    return fact


def _plans(rng: Random, trainee: Trainee, until: date) -> list[date]:
    """The days on which the plan was made, revised or made anew, about every ten months."""
    day = trainee.start + days(rng.randint(20, 80))
    found = [day] if day <= trainee.last_day else []
    while (day := day + days(rng.randint(270, 345))) <= until:
        found.append(day)
    return found


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
