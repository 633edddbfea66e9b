"""Every breakdown, the candidates' courses and their pace against the independent oracle, on random states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest

from helgelandlegen.breakdown import breakdowns
from helgelandlegen.database import Store
from helgelandlegen.queries import Query, Reader, folder
from helgelandlegen.workbook.sheets import SHEETS
from tests.filling import fill
from tests.oracle import breakdowns as oracle
from tests.oracle.generate import as_of_dates, random_state
from tests.test_figures_by_oracle import PROGRAMME

SEEDS = range(10)  # one for each kind of day
COURSE = Query("course", "select * from candidate_course")
SOURCE = next(c for c in SHEETS["candidate"].columns if c.name == "source")


def state_of(seed: int) -> dict[str, Any]:
    """A random state whose candidates come from all kinds of sources, or none."""
    state: dict[str, Any] = random_state(seed, PROGRAMME, 14)
    chance = Random(seed)
    for candidate in state["candidate"]:
        candidate["source"] = chance.choice((None, *SOURCE.choices))
    return state


@pytest.fixture(scope="module", params=SEEDS)
def seen(request: pytest.FixtureRequest) -> Iterator[tuple[dict[str, Any], list[date], Reader]]:
    """A state, the days on its edges, and a reader of a store that holds it."""
    state, dates = state_of(request.param), as_of_dates(request.param)
    with Store(None, PROGRAMME) as store:
        fill(store, state)
        with store.cursor() as cursor:
            yield state, dates, Reader(cursor, dates=dates)


def test_the_oracle_knows_every_breakdown():
    assert oracle.BREAKDOWNS.keys() == folder("breakdown").keys()


def test_every_breakdown_agrees_with_the_oracle(seen: tuple[dict[str, Any], list[date], Reader]):
    state, dates, reader = seen
    for name, definition in breakdowns().items():
        found: dict[date, dict[tuple[int, ...], int]] = {day: {} for day in dates}
        for row in reader.rows(definition.query):
            cell = tuple(row[axis] for axis in ("first", "second")[: len(definition.axes)])
            assert cell not in found[row["as_of"]], "a cell comes once"
            found[row["as_of"]][cell] = row["n"]
        assert found == {day: oracle.breakdown(name, state, day) for day in dates}, name


def test_every_candidates_course_agrees_with_the_oracle(seen: tuple[dict[str, Any], list[date], Reader]):
    state, dates, reader = seen
    found: dict[date, list[oracle.Course]] = {day: [] for day in dates}
    for row in reader.rows(COURSE):
        found[row.pop("as_of")].append(oracle.Course(**row))
    for courses in found.values():
        courses.sort(key=lambda c: c.candidate_id)
    expected = {day: sorted(oracle.courses(state, day), key=lambda c: c.candidate_id) for day in dates}
    assert found == expected


def test_the_pace_agrees_with_the_oracle(seen: tuple[dict[str, Any], list[date], Reader]):
    state, dates, reader = seen
    first = min((c.first_contact.year for c in oracle.courses(state, max(dates))), default=2020)
    for day in (dates[1], dates[-1]):
        reader.turn_to([day])
        for years, starts in (
            ([first], (0, 2, 4, 6)),
            ([first + 1, first + 4], (0, 6)),
            ([first, first + 4], (0, 4, 6)),
        ):
            rows = reader.rows(folder("list")["funnel_pace"], years=years, starts=starts)
            found = {(row["cohort"], row["stage"]): (row["days"], row["n"]) for row in rows}
            assert len(found) == len(rows)
            assert found == oracle.pace(state, day, years, starts), (day, years)
    reader.turn_to(dates)
