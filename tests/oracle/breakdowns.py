"""The breakdowns of persons, candidate by candidate and doctor by doctor: from the definitions and the headers' texts.

    breakdown(name, state, as_of) -> {(first, second) or (first,): number of persons}

Years and half-years are those that the dates say, also beyond the ends of an axis. Where the texts leave a choice, the
docstring of the function says which one was taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from .figures import IN_PIPELINE, STEPS, median
from .training import Row, State, due_date, happened, in_last_months

STARTED = STEPS.index("Startet")
# By whether one has started, and is under way: started, started and under way again, under way, out of it.
OUTCOMES = {(True, False): 0, (True, True): 1, (False, True): 2, (False, False): 3}
SOURCES = ["5.-årspraksis", "Stand", "Forelesning", "Nettverk", "LIS1", "Annonse"]  # then «Annet eller ukjent»


@dataclass(frozen=True)
class Course:
    """How far a candidate has come on a date. `furthest` is a place in the workbook's list of steps."""

    candidate_id: str
    first_contact: date
    furthest: int
    has_started: bool
    is_in_pipeline: bool


def courses(state: State, as_of: date) -> list[Course]:
    """Every candidate with a step on or before D; any step is a contact, and who was only turned down has no more."""
    found = []
    for candidate in state["candidate"]:
        steps = _steps(state, candidate["candidate_id"], as_of)
        if not steps:
            continue
        places = [STEPS.index(s["step"]) for s in steps]
        newest = max(steps, key=lambda s: (s["step_date"], STEPS.index(s["step"])))
        found.append(
            Course(
                candidate["candidate_id"], min(s["step_date"] for s in steps),
                max([0, *(place for place in places if place <= STARTED)]), STARTED in places,
                newest["step"] in IN_PIPELINE and in_last_months(newest["step_date"], 24, as_of),
            )
        )  # fmt: skip
    return found


def _steps(state: State, candidate_id: str, as_of: date) -> list[Row]:
    return [s for s in state["candidate_step"] if s["candidate_id"] == candidate_id and s["step_date"] <= as_of]


def _candidate_course(state: State, as_of: date) -> list[tuple[int, ...]]:
    stage = {"Kontakt": 0, "Interessert": 0, "Søknad": 1, "Intervju": 1, "Tilbud": 2, "Takket ja": 2, "Startet": 3}
    return [(c.first_contact.year, stage[STEPS[c.furthest]]) for c in courses(state, as_of)]


def _candidate_source(state: State, as_of: date) -> list[tuple[int, ...]]:
    """«I løp» and «Startet og i løp igjen» are together the figure «Kandidater i løp»."""
    sources = {c["candidate_id"]: c["source"] for c in state["candidate"]}
    found: list[tuple[int, ...]] = []
    for c in courses(state, as_of):
        source = sources[c.candidate_id]
        outcome = OUTCOMES[c.has_started, c.is_in_pipeline]
        found.append((SOURCES.index(source) if source in SOURCES else len(SOURCES), outcome))
    return found


def _in_training(state: State, as_of: date) -> list[Row]:
    begun = [row for row in state["training"] if row["start_date"] <= as_of]
    return [row for row in begun if not happened(row["completed_on"], as_of) and not happened(row["left_on"], as_of)]


def half_year(day: date) -> int:
    """The half-years since the year 0."""
    return day.year * 2 + (0 if day.month <= 6 else 1)


def _due_ahead(state: State, as_of: date) -> list[tuple[int, ...]]:
    """Who is still in training at the end of the due date is late (0), as in «Ferdig spesialist på normert tid».

    One without a due date is counted among them.
    """
    dues = [due_date(row, state["absence"], as_of) for row in _in_training(state, as_of)]
    return [(0 if due is None or due <= as_of else half_year(due),) for due in dues]


def _training_state(state: State, as_of: date) -> list[tuple[int, ...]]:
    """Who has completed has completed, whatever came later."""
    found: list[tuple[int, ...]] = []
    for row in state["training"]:
        if row["start_date"] <= as_of:
            completed, left = (happened(row[column], as_of) for column in ("completed_on", "left_on"))
            found.append((0 if completed else 2 if left else 1,))
    return found


BREAKDOWNS: dict[str, Callable[[State, date], list[tuple[int, ...]]]] = {
    "candidate_course": _candidate_course,
    "candidate_source": _candidate_source,
    "due_ahead": _due_ahead,
    "training_state": _training_state,
}


def breakdown(name: str, state: State, as_of: date) -> dict[tuple[int, ...], int]:
    """The number of persons in each cell where there are any; KeyError for an unknown breakdown."""
    return dict(Counter(BREAKDOWNS[name](state, as_of)))


def pace(
    state: State, as_of: date, years: Sequence[int], starts: Sequence[int]
) -> dict[tuple[int, int], tuple[Fraction, int]]:
    """The median days from each stage to the next and how many took them, by the cohort's year and the stage's number.

    `years` are the first years of the cohorts; who was contacted before the first belongs to it. A stage begins at a
    place of the list of steps and is entered with the first step in it or beyond it, up to `Startet`.
    """
    days: dict[tuple[int, int], list[int]] = {}
    for c in courses(state, as_of):
        cohort = max((year for year in years if year <= c.first_contact.year), default=years[0])
        taken = [(s["step_date"], STEPS.index(s["step"])) for s in _steps(state, c.candidate_id, as_of)]
        entered = [[day for day, place in taken if start <= place <= STARTED] for start in starts]
        for number, (here, beyond) in enumerate(pairwise(entered), start=1):
            if beyond:
                days.setdefault((cohort, number), []).append((min(beyond) - min(here)).days)
    middle = {key: median(found) for key, found in days.items()}
    return {key: (m, len(days[key])) for key, m in middle.items() if m is not None}
