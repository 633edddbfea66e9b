"""The random states: valid as the workbook's declaration has it, and nasty indeed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from helgelandlegen.workbook.sheets import SHEETS, Column, Kind, Scope

from . import KPIS, figure
from .generate import as_of_dates, random_state
from .training import Row, due_date

PROGRAMME = SimpleNamespace(
    municipalities=[
        SimpleNamespace(number=str(n), name=f"Kommune {n}", sub_region="NSØ"[n % 3]) for n in range(11, 17)
    ],
    data_from=date(2019, 1, 1),
)
NUMBERS = {m.number for m in PROGRAMME.municipalities}
SEEDS = range(20)
TYPES = {Kind.DATE: date, Kind.MONTH: date, Kind.INTEGER: int, Kind.YES_NO: bool}
DECIMALS = (Kind.PERCENT, Kind.AMOUNT, Kind.MEASURE)


@pytest.fixture(scope="module")
def states() -> dict[int, dict[str, Any]]:
    return {seed: random_state(seed, PROGRAMME, 8) for seed in SEEDS}


def assert_declared(column: Column, value: Any) -> None:
    if value is None:
        assert not column.required
        return
    assert type(value) is (Decimal if column.kind in DECIMALS else TYPES.get(column.kind, str))
    assert not column.choices or value in column.choices
    if isinstance(value, date):
        assert date(1990, 1, 1) <= value <= date(2100, 12, 31)
        assert column.kind is not Kind.MONTH or value.day == 1
    elif isinstance(value, int | Decimal):
        assert column.minimum is None or value >= column.minimum
        assert column.maximum is None or value <= column.maximum
        assert value == round(value, 2)
    if column.kind is Kind.MUNICIPALITY:
        assert value in NUMBERS


def test_every_row_is_as_declared_and_refers_to_what_exists(states: dict[int, dict[str, Any]]) -> None:
    for state in states.values():
        for name, sheet in SHEETS.items():
            keys = [tuple(row[column.name] for column in sheet.keys) for row in state[name]]
            assert len(keys) == len(set(keys))
            for row in state[name]:
                assert list(row) == [column.name for column in sheet.stored]
                for column in sheet.stored:
                    assert_declared(column, row[column.name])
                    if column.references and row[column.name] is not None:
                        assert row[column.name] in {parent[column.name] for parent in state[column.references]}
                assert all(row[end] is None or row[start] <= row[end] for start, end in sheet.periods)


def test_rows_come_only_from_those_whose_reports_held_the_sheet(states: dict[int, dict[str, Any]]) -> None:
    for state in states.values():
        assert set().union(*state["_held"].values()) - {""} <= {row["municipality"] for row in state["report"]}
        for name, sheet in SHEETS.items():
            for row in state[name]:
                assert owner(state, name, row) in state["_held"][name], (sheet.name, row)


def owner(state: dict[str, Any], name: str, row: Row) -> str:
    sheet = SHEETS[name]
    if sheet.scope is Scope.PROGRAMME:
        return ""
    if sheet.parent and sheet.scope_column:
        key = sheet.scope_column.name
        return next(str(p["municipality"]) for p in state[sheet.parent] if p[key] == row[key])
    return str(row["municipality"])


def test_the_same_seed_gives_the_same_state(states: dict[int, dict[str, Any]]) -> None:
    assert random_state(3, PROGRAMME, 8) == states[3]


def test_each_figure_changes_across_the_edges_beside_the_day(states: dict[int, dict[str, Any]]) -> None:
    """What no date lies on cannot be compared: every figure must move from one day to the next somewhere."""
    moved = {
        kpi
        for seed, state in states.items()
        for kpi in KPIS
        if len({figure(kpi, state, PROGRAMME, day, "programme") for day in as_of_dates(seed)[:3]}) > 1
    }
    assert moved == set(KPIS)


def test_each_nasty_case_occurs(states: dict[int, dict[str, Any]]) -> None:
    seen: Counter[str] = Counter()
    for seed, state in states.items():
        day = as_of_dates(seed)[1]
        seen.update(nasty_occupancies(state, day))
        seen.update(nasty_doctors(state, day))
        seen["29 February"] += day == date(2024, 2, 29)
        steps = Counter((row["candidate_id"], row["step_date"]) for row in state["candidate_step"])
        seen["two steps on one day"] += max(steps.values(), default=0) > 1
        listed = {row["position_id"] for row in state["list_count"]}
        seen["post without a list"] += any(post["position_id"] not in listed for post in state["position"])
        for kpi in KPIS:
            seen[f"{kpi} is 0 of 0"] += figure(kpi, state, PROGRAMME, day, "programme") == (0, 0, None)
    wanted = {"29 February", "two steps on one day", "post without a list", "locum_cover is 0 of 0"}
    wanted |= {"outlives its post", "begins after its post", "begins before its post", "two Fast on one day", "locum"}
    wanted |= {"ends on the day itself", "a gap of 31 days", "a gap of 32 days", "in two municipalities"}
    wanted |= {"leave over 100 %", "open-ended leave", "part-time with decimals", "leave of 10 % or more", "left"}
    wanted |= {"completed on the due date", "completed a day late", "due on the day itself"}
    assert not [case for case in sorted(wanted) if not seen[case]], seen


def nasty_occupancies(state: dict[str, Any], day: date) -> list[str]:
    posts = {post["position_id"]: post for post in state["position"]}
    found = []
    places: dict[str, set[str]] = {}
    for row in state["occupancy"]:
        post = posts[row["position_id"]]
        ends = post["valid_to"] or date.max
        places.setdefault(row["doctor_id"], set()).add(post["municipality"])
        found += ["outlives its post"] * (row["valid_from"] <= ends < (row["valid_to"] or date.max))
        found += ["begins after its post"] * (row["valid_from"] > ends)
        found += ["begins before its post"] * (row["valid_from"] < post["valid_from"])
        found += ["ends on the day itself"] * (row["valid_to"] == day)
        found += ["locum"] * (row["occupancy"] == "Vikar")
        for other in state["occupancy"]:
            if other is row or row["valid_to"] is None or other["occupancy"] != row["occupancy"]:
                continue
            gap = (other["valid_from"] - row["valid_to"]).days
            same_post = other["position_id"] == row["position_id"]
            found += ["two Fast on one day"] * (same_post and gap <= 0 and other["valid_from"] >= row["valid_from"])
            found += [f"a gap of {gap} days"] * (other["doctor_id"] == row["doctor_id"])
    return found + ["in two municipalities"] * any(len(where) > 1 for where in places.values())


def nasty_doctors(state: dict[str, Any], day: date) -> list[str]:
    found = []
    for row in state["training"]:
        own = [a for a in state["absence"] if a["doctor_id"] == row["doctor_id"] and a["concerns"] == "Fravær"]
        due = due_date(row, state["absence"], day)
        found += ["due on the day itself"] * (due == day) + ["left"] * (row["left_on"] is not None)
        found += ["completed on the due date"] * (due is not None and row["completed_on"] == due)
        found += ["completed a day late"] * (due is not None and row["completed_on"] == due + timedelta(days=1))
        found += ["part-time with decimals"] * (row["percent"] != int(row["percent"]))
        found += ["open-ended leave"] * any(a["valid_to"] is None for a in own)
        found += ["leave of 10 % or more"] * any(
            a["valid_to"] and (a["valid_to"] - a["valid_from"]).days > 181 for a in own
        )
        for a in own:
            on_first_day = [b["percent"] for b in own if b["valid_from"] <= a["valid_from"] <= (b["valid_to"] or day)]
            found += ["leave over 100 %"] * (sum(on_first_day) > 100)
    return found
