"""The 25 key figures: which function answers, on which sheets it rests, and in what form the answer is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from . import stays, training
from .training import ONE_DAY, Row, State, add_months, happened, in_last_months

Answer = tuple[Any, Any, Any] | None
# Further down is further along: on one day the last of these is a candidate's step.
STEPS = [
    "Kontakt", "Interessert", "Søknad", "Intervju", "Tilbud", "Takket ja", "Startet",
    "Takket nei", "Trukket seg", "Avslag",
]  # fmt: skip
IN_PIPELINE = STEPS[:6]


# Candidates ----------------------------------------------------------------------------------------------------------


def _steps(state: State, candidate: Row, as_of: date) -> list[Row]:
    """The candidate's steps on or before D, oldest first, on one day in the workbook's order."""
    own = [s for s in state["candidate_step"] if s["candidate_id"] == candidate["candidate_id"]]
    return sorted((s for s in own if s["step_date"] <= as_of), key=lambda s: (s["step_date"], STEPS.index(s["step"])))


def _in_pipeline(state: State, as_of: date) -> list[Row]:
    found = []
    for candidate in state["candidate"]:
        newest = _steps(state, candidate, as_of)[-1:]
        if any(s["step"] in IN_PIPELINE and in_last_months(s["step_date"], 24, as_of) for s in newest):
            found.append(candidate)
    return found


def candidates_in_pipeline(state: State, as_of: date, _here: set[str]) -> int:
    return len(_in_pipeline(state, as_of))


def local_affiliation(state: State, as_of: date, _here: set[str]) -> tuple[int, int]:
    words = [candidate["local_affiliation"] for candidate in _in_pipeline(state, as_of)]
    return words.count("Ja"), words.count("Ja") + words.count("Nei")


def offer_acceptance(state: State, as_of: date, _here: set[str]) -> tuple[int, int]:
    yes = no = old_open = 0
    for candidate in state["candidate"]:
        steps = _steps(state, candidate, as_of)
        offers = [s["step_date"] for s in steps if s["step"] == "Tilbud" and in_last_months(s["step_date"], 24, as_of)]
        if not offers:
            continue
        since = {s["step"] for s in steps if s["step_date"] >= offers[0]}
        if since & {"Takket ja", "Startet"}:
            yes += 1
        elif since & {"Takket nei", "Trukket seg", "Avslag"}:
            no += 1
        elif (as_of - offers[0]).days >= 60:
            old_open += 1
    return yes, yes + no + old_open


def recruited(state: State, as_of: date, _here: set[str]) -> int:
    types = {post["position_id"]: post["position_type"] for post in state["position"]} | {None: stays.GP_POST}
    started = {
        s["candidate_id"]
        for s in state["candidate_step"]
        if s["step"] == "Startet"
        and in_last_months(s["step_date"], 12, as_of)
        and types[s["position_id"]] in (stays.GP_POST, "ALIS-stilling")
    }
    return len(started)


# The project ---------------------------------------------------------------------------------------------------------


def outreach_contacts(state: State, as_of: date, _here: set[str]) -> int:
    recent = [row for row in state["activity"] if in_last_months(row["activity_date"], 12, as_of)]
    return sum(row["new_contacts"] or 0 for row in recent)


def registered(state: State, as_of: date, here: set[str]) -> int:
    rows = state["municipality_status"]
    return sum(1 for row in rows if row["municipality"] in here and happened(row["registered_on"], as_of))


def freshly_reported(state: State, as_of: date, here: set[str]) -> int:
    """A report dated after D is not one of the last 95 days."""
    first = as_of - timedelta(days=95)
    return len({row["municipality"] for row in state["report"] if first < row["report_date"] <= as_of} & here)


def budget_use(rows: list[Row], as_of: date) -> tuple[Decimal, Decimal]:
    booked = [row for row in rows if row["actual"] is not None and add_months(row["month"], 1) - ONE_DAY <= as_of]
    zero = Decimal(0)
    return sum((row["actual"] for row in booked), zero), sum((row["budget"] for row in booked), zero)


# Who answers, and the sheets that the figure rests on -----------------------------------------------------------------

Found = int | tuple[int, int] | list[int]
POSTS, CANDIDATES = ("position", "occupancy"), ("candidate_step", "candidate")
COUNTS: dict[str, tuple[Callable[[State, date, set[str]], Found], tuple[str, ...]]] = {
    "vacant_posts": (stays.vacant_posts, POSTS),
    "vacancy_rate": (stays.vacancy_rate, POSTS),
    "long_term_vacant": (stays.long_term_vacant, POSTS),
    "announced_vacancies": (stays.announced_vacancies, POSTS),
    "inhabitants_without_gp": (stays.inhabitants_without_gp, (*POSTS, "list_count")),
    "locum_cover": (stays.locum_cover, POSTS),
    "time_to_fill": (stays.time_to_fill, POSTS),
    "reserve_capacity": (stays.reserve_capacity, (*POSTS, "list_count")),
    "lis1_fixed_pathway": (stays.lis1_fixed_pathway, ("position",)),
    "active_trainees": (training.active_trainees, ("training",)),
    "on_time_completion": (training.on_time, ("training",)),
    "completed_share": (training.completed, ("training",)),
    "dropout_share": (training.dropped_out, ("training",)),
    "on_track": (training.on_track, ("training", "learning_goal")),
    "plan_and_supervisor": (training.plan_and_supervisor, ("training",)),
}
PROGRAMME_ONLY: dict[str, tuple[Callable[[State, date, set[str]], Found], tuple[str, ...]]] = {
    "candidates_in_pipeline": (candidates_in_pipeline, CANDIDATES),
    "local_affiliation": (local_affiliation, CANDIDATES),
    "offer_acceptance": (offer_acceptance, ("candidate_step",)),
    "recruited": (recruited, ("candidate_step",)),
    "outreach_contacts": (outreach_contacts, ("activity",)),
}
OTHERS = ("registered_municipalities", "retention_24m", "median_tenure", "budget_use", "reporting_coverage")
KPIS = (*COUNTS, *PROGRAMME_ONLY, *OTHERS)


def figure(kpi: str, state: State, programme: Any, as_of: date, group: str) -> Answer:
    """A key figure of a group on a date, as the package's docstring describes; None where there is no value.

    A municipality that never held one of the sheets is left out of its group's figure too: its posts without a sheet
    of occupancies would all look vacant. KeyError for an unknown figure, ValueError for an unknown group.
    """
    members = {m.number for m in programme.municipalities if group in ("programme", m.sub_region, m.number)}
    if not members:
        raise ValueError(group)
    if kpi in PROGRAMME_ONLY:
        function, sheets = PROGRAMME_ONLY[kpi]
        held = group == "programme" and all("" in state["_held"].get(sheet, ()) for sheet in sheets)
        return _answer(function(state, as_of, members)) if held else None
    if kpi == "budget_use":
        rows = [row for row in state["economy"] if group == "programme" or row["municipality"] in members]
        known = "" in state["_held"].get("economy", ()) and (group == "programme" or len(rows) > 0)
        return _share(*budget_use(rows, as_of)) if known else None
    if kpi == "reporting_coverage":
        return _share(freshly_reported(state, as_of, members), len(members))
    if kpi == "registered_municipalities":
        here = _holders(state, members, ("municipality_status",))
        return _share(registered(state, as_of, here), len(members)) if here else None
    if kpi in ("retention_24m", "median_tenure"):
        here = _holders(state, members, POSTS)
        return _of_stays(kpi, stays.stays(state, here), programme.data_from, as_of) if here else None
    function, sheets = COUNTS[kpi]
    here = _holders(state, members, sheets)
    return _answer(function(state, as_of, here)) if here else None


def _holders(state: State, members: set[str], sheets: tuple[str, ...]) -> set[str]:
    """The municipalities whose reports have held every one of the sheets."""
    return {number for number in members if all(number in state["_held"].get(sheet, ()) for sheet in sheets)}


def _of_stays(kpi: str, found: list[stays.Stay], data_from: date, as_of: date) -> Answer:
    if kpi == "retention_24m":
        return _share(*stays.still_there(found, data_from, as_of))
    return None, *stays.median_years(found, data_from, as_of)


def _answer(found: Found) -> Answer:
    """A count or sum, a pair of numerator and denominator, or the values whose median is wanted."""
    if isinstance(found, tuple):
        return _share(*found)
    if isinstance(found, list):
        return None, len(found), median(found)
    return found, None, found


def _share(numerator: int | Decimal, denominator: int | Decimal) -> Answer:
    return numerator, denominator, Fraction(numerator) / Fraction(denominator) if denominator else None


def median(values: list[int]) -> Fraction | None:
    """The middle value, the mean of the middle two if their number is even, None if there are none."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if not ordered:
        return None
    return Fraction(ordered[half]) if len(ordered) % 2 else Fraction(ordered[half - 1] + ordered[half], 2)
