"""The project around the posts: meetings, money, activities, municipalities' status and self-assessment.

Synthetic data (syntetiske data).
"""

from __future__ import annotations

from datetime import date
from random import Random

from data.demo.facts import Fact, Truth, Values, add_months, days, month_end, thursday
from data.demo.story import EVER_LATE, UPLOADS, municipalities

NEWEST = UPLOADS[-1].day
NOT_REGISTERED = ("1816", "1835")
# item, first month, kroner a month, municipality
BUDGET = (
    ("Lønn, koordinator", date(2021, 1, 1), 72_000, None),
    ("Rekruttering", date(2021, 1, 1), 45_000, None),
    ("Veiledning og kurs", date(2021, 1, 1), 58_000, None),
    ("Reise og møter", date(2021, 1, 1), 16_000, None),
    ("ALIS-stillinger", date(2022, 1, 1), 185_000, None),
    ("Gruppeveiledning indre", date(2023, 1, 1), 21_000, "1833"),
    ("Gruppeveiledning ytre", date(2023, 1, 1), 19_000, "1824"),
)
PLACES = {
    "Stand": ("Tromsø", "Trondheim", "Oslo", "Bergen"),
    "Forelesning": ("Tromsø", "Trondheim", "Bodø"),
    "Praksisbesøk": ("Mo i Rana", "Mosjøen", "Sandnessjøen", "Brønnøysund"),
    "Annet": ("Teams",),
}


def project_facts(rng: Random) -> Truth:
    """Møter, Økonomi, Aktiviteter, Kommunestatus and Egenvurdering."""
    return {
        "meeting": _meetings(),
        "economy": _economy(rng),
        "activity": _activities(rng),
        "municipality_status": _status(rng),
        "self_assessment": _assessments(rng),
    }


def _meetings() -> list[Fact]:
    """The steering group meets four times a year. A year's meetings are agreed on in the October before."""
    rows = []
    for year in range(2019, 2028):
        steering = [thursday(year, 2, 2), thursday(year, 5, 3), thursday(year, 9, 3), thursday(year, 12, 1)]
        days_and_forums = [(day, "Styringsgruppe") for day in steering]
        if year < 2021:
            days_and_forums += [(thursday(year, 4, 1), "OSO"), (thursday(year, 11, 1), "OSO")]
        else:
            days_and_forums += [(thursday(year, 4, 2), "Helsefellesskap"), (thursday(year, 11, 2), "Helsefellesskap")]
        for number, (day, forum) in enumerate(days_and_forums):
            online = number % 2 == 0 or date(2020, 3, 12) < day < date(2021, 9, 1)
            place = "Teams" if online else ("Mosjøen", "Sandnessjøen", "Mo i Rana")[year % 3]
            values: Values = {"meeting_date": day, "forum": forum, "place": place}
            rows.append(Fact(min(day, date(year - 1, 10, 15)), values))
    return rows


def _economy(rng: Random) -> list[Fact]:
    """A year's budget is known in December before; a month's accounts 18 days after its end."""
    rows = []
    for item, first, monthly, municipality in BUDGET:
        month = first
        while month < date(2027, 1, 1):
            budget = round(monthly * 1.03 ** (month.year - first.year), -2)
            slack = rng.uniform(0.62, 0.9) if month.year < 2023 else rng.uniform(0.86, 1.06)
            values: Values = {"month": month, "item": item, "municipality": municipality, "budget": budget}
            fact = Fact(date(month.year - 1, 12, 1), values)
            fact.changes.append((month_end(month) + days(18), {"actual": round(budget * slack)}))
            rows.append(fact)
            month = add_months(month, 1)
    return rows


def _activities(rng: Random) -> list[Fact]:
    rows = []
    for year in range(2019, 2027):
        for kind, month, many in (
            ("Stand", 2, 60), ("Forelesning", 3, 45), ("Praksisbesøk", 4, 12), ("Annet", 6, 25),
            ("Stand", 9, 55), ("Praksisbesøk", 10, 14), ("Forelesning", 10, 40), ("Stand", 11, 50),
        ):  # fmt: skip
            quiet = date(2020, 3, 12) < date(year, month, 15) < date(2021, 6, 1)
            day = date(year, month, rng.randint(2, 26))
            if day > NEWEST or (quiet and kind != "Forelesning"):
                continue
            participants = rng.randint(many // 2, many)
            contacts = round(participants * rng.uniform(0.08, 0.28))
            cost = 0 if kind == "Annet" or quiet else rng.randint(8, 42) * 500
            place = "Teams" if quiet else rng.choice(PLACES[kind])
            values: Values = {
                "activity_date": day, "activity": kind, "place": place, "participants": participants,
                "new_contacts": contacts, "cost": cost,
            }  # fmt: skip
            rows.append(Fact(day, values))
    return rows


def _status(rng: Random) -> list[Fact]:
    """Most municipalities registered as training enterprises between 2019 and 2025; two have not."""
    rows = []
    first = [number for number in municipalities() if number in EVER_LATE]
    order = first + rng.sample([n for n in municipalities() if n not in first], len(municipalities()) - len(first))
    for place, number in enumerate(order):
        fact = Fact(date(2019, 1, 1), {"municipality": number, "contact": "Kommuneoverlege"})
        registered = date(2019, 8, 1) + days(95 * place + rng.randint(0, 80) + (420 if place > 15 else 0))
        agreed = registered + days(rng.randint(30, 400))
        if number not in NOT_REGISTERED:
            fact.changes.append((registered, {"registered_on": registered}))
            fact.changes.append((agreed, {"agreement_on": agreed}))
        rows.append(fact)
    return rows


def _assessments(rng: Random) -> list[Fact]:
    """Each October; a municipality grows by about a point in three years, and a few leave a year out."""
    rows = []
    for number in municipalities():
        level = rng.uniform(1.8, 3.4)
        for year in range(2021, 2027):
            day = date(year, 10, rng.randint(4, 28))
            if rng.random() < 0.12:
                continue
            for criterion in ("Tilrettelegging", "Motivasjon", "Egen evaluering"):
                rating = max(1, min(5, round(level + (year - 2021) * 0.3 + rng.uniform(-0.8, 0.8))))
                values: Values = {
                    "municipality": number, "assessed_on": day, "criterion": criterion, "rating": rating,
                }  # fmt: skip
                rows.append(Fact(day, values))
    return rows
