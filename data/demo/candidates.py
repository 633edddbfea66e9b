"""About ninety candidates and the steps they took, from a first contact to a post, to a no or to where they are today.

Synthetic data (syntetiske data). Who started, started in a post that Bemanning knows, on that very day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from data.demo.facts import Fact, Truth, Values, days
from data.demo.post import Post, Spell
from data.demo.story import EVER_LATE, UPLOADS
from data.demo.trainees import Trainee

NEWEST = UPLOADS[-1].day
RECENT = date(2025, 11, 22)  # recruited in the last twelve months of the story
PATH = ("Kontakt", "Interessert", "Søknad", "Intervju", "Tilbud", "Takket ja", "Startet")
SOURCES = {"5.-årspraksis": 6, "Stand": 5, "Forelesning": 3, "Annonse": 4, "LIS1": 4, "Nettverk": 4, "Annet": 1}
UNIVERSITIES = {"UiT": 8, "NTNU": 4, "UiB": 2, "UiO": 3, "Utlandet": 6}


@dataclass(eq=False)
class Candidate:
    """One candidate: the steps with their days, and the post that the last ones are about."""

    steps: list[tuple[date, str]]
    spell: Spell | None = None


def started(rng: Random, posts: list[Post], found: list[Trainee]) -> list[Candidate]:
    """Candidates who took a post: most of the trainees, some other doctors, three LIS1, and two who are to come."""
    trainees = [t.spells[0] for t in found if t.start.year > 2019 or t.start.month > 8]
    trainees = [s for s in trainees if s.post.municipality not in EVER_LATE and s.begin >= date(2019, 8, 1)]
    others = [s for p in posts if p.municipality not in EVER_LATE for s in p.spells if s not in trainees]
    fastlege = [s for s in others if s.post.kind == "Fastlegehjemmel" and s.begin >= date(2020, 1, 1)]
    taken = {t.doctor for t in trainees} | {s.doctor for t in found for s in t.spells}
    fastlege = [s for s in fastlege if s.doctor not in taken]
    recent = [s for s in fastlege if RECENT < s.begin <= NEWEST]
    to_come = [s for s in fastlege if s.begin > NEWEST]
    early = [s for s in fastlege if s.begin <= RECENT]
    lis1 = [s for s in others if s.post.fixed_pathway and date(2022, 1, 1) <= s.begin <= NEWEST]
    chosen = rng.sample(trainees, min(len(trainees), 28)) + recent[:5] + rng.sample(early, 4) + rng.sample(lis1, 3)
    return [_to_post(rng, spell) for spell in chosen + to_come[:2]]


def _to_post(rng: Random, spell: Spell) -> Candidate:
    gaps = [rng.randint(*span) for span in ((60, 150), (4, 12), (14, 40), (10, 30), (40, 220), (120, 480))]
    day = min(spell.begin, NEWEST + days(60)) - days(gaps[0])
    steps = [(spell.begin, "Startet")] if spell.begin <= NEWEST else []
    for step, gap in zip(reversed(PATH[:-1]), [*gaps[1:], 0], strict=True):
        if day >= date(2019, 1, 7):
            steps.insert(0, (day, step))
        day -= days(gap)
    return Candidate(steps, spell)


# how far, how it ended, how many, first and last day of the last step
_OTHERS = (
    (5, "Takket nei", 6, date(2019, 10, 1), date(2024, 9, 30)),
    (5, "Takket nei", 6, date(2025, 2, 1), date(2026, 10, 20)),
    (2, "Trukket seg", 4, date(2019, 10, 1), date(2023, 12, 31)),
    (4, "Trukket seg", 4, date(2024, 1, 1), date(2026, 10, 20)),
    (4, "Avslag", 5, date(2020, 1, 1), date(2026, 9, 30)),
    (1, "", 3, date(2020, 1, 1), date(2023, 6, 30)),
    (2, "", 2, date(2021, 1, 1), date(2024, 3, 30)),
    (1, "", 8, date(2025, 6, 1), date(2026, 10, 28)),
    (2, "", 9, date(2025, 3, 1), date(2026, 10, 25)),
    (3, "", 5, date(2026, 3, 1), date(2026, 10, 28)),
    (4, "", 6, date(2026, 6, 1), date(2026, 10, 28)),
    (5, "", 1, date(2026, 2, 1), date(2026, 3, 20)),
)
# days between a step and the one before it
_TIME_BEFORE = {"Kontakt": (60, 400), "Interessert": (60, 400), "Takket nei": (6, 14), "Trukket seg": (25, 25)}


def _without_post(rng: Random) -> list[Candidate]:
    found = []
    for reached, end, number, since, until in _OTHERS:
        for _ in range(number):
            day = since + days(rng.randint(0, (until - since).days))
            steps: list[tuple[date, str]] = []
            for step in reversed([*PATH[:reached], *([end] if end else [])]):
                steps.insert(0, (max(day, date(2019, 1, 7)), step))
                day -= days(rng.randint(*_TIME_BEFORE.get(step, (14, 60))))
            found.append(Candidate(steps))
    return found


def candidate_facts(rng: Random, with_post: list[Candidate], numbers: list[str]) -> tuple[Truth, dict[Spell, str]]:
    """The rows of Kandidater and Kandidatløp, and the code of the candidate behind each occupancy."""
    found = sorted(with_post + _without_post(rng), key=lambda c: (c.steps[0][0], c.steps[-1][0], len(c.steps)))
    truth: Truth = {"candidate": [], "candidate_step": []}
    codes: dict[Spell, str] = {}
    expired = [c for c in found if not c.spell and c.steps[0][0].year == 2026 and c.steps[-1][1] in PATH][:2]
    for number, candidate in enumerate(found, 1):
        code, first = f"K{number:04d}", candidate.steps[0][0]
        if candidate.spell:
            codes[candidate.spell] = code
        consent = date(2026, 9, 30) if candidate in expired else date(max(2028, first.year + 5), 12, 31)
        truth["candidate"].append(Fact(first, _person(rng, candidate, code, first, consent)))
        wanted = candidate.spell.post.municipality if candidate.spell else rng.choice(numbers)
        for day, step in candidate.steps:
            values: Values = {"candidate_id": code, "step_date": day, "step": step}
            if PATH.index(step) if step in PATH else len(candidate.steps) > 3:
                values["municipality"] = wanted
            if candidate.spell and step in PATH[4:]:
                values["position_id"] = candidate.spell.post.post_id
            truth["candidate_step"].append(Fact(day, values))
    return truth, codes


def _person(rng: Random, candidate: Candidate, code: str, first: date, consent: date) -> Values:
    lis1 = candidate.spell is not None and candidate.spell.post.kind == "LIS1"
    affiliation = rng.choices(("Ja", "Nei", "Ukjent"), (44, 38, 18))[0]
    return {
        "candidate_id": code,
        "local_affiliation": affiliation,
        "university": rng.choices(list(UNIVERSITIES), list(UNIVERSITIES.values()))[0],
        "graduation_year": first.year + (1 if lis1 else rng.choice((-3, -2, -1, 0, 1, 2))),
        "source": rng.choices(list(SOURCES), list(SOURCES.values()))[0],
        "consent_until": consent,
    }
