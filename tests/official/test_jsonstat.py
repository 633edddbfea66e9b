from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from helgelandlegen.jsonstat import NotJsonStat, read

CELLS = {
    ("a", "2023"): Decimal(1), ("a", "2024"): Decimal("2.5"), ("b", "2023"): Decimal(0), ("b", "2024"): Decimal(4),
}  # fmt: skip


def cube(**other: Any) -> dict[str, Any]:
    """Two places and two years: 1, 2.5, 0, 4."""
    return {
        "version": "2.0", "class": "dataset", "id": ["place", "year"], "size": [2, 2],
        "dimension": {
            "place": {"category": {"index": ["a", "b"]}}, "year": {"category": {"index": ["2023", "2024"]}},
        },
        "value": [1, 2.5, 0, 4],
    } | other  # fmt: skip


def dimensions(place: Any) -> dict[str, Any]:
    return {"dimension": {"place": {"category": place}, "year": {"category": {"index": ["2023", "2024"]}}}}


def cells(found: dict[str, Any]) -> dict[tuple[str, ...], Decimal]:
    return dict(read(json.dumps(found).encode()).values)


def test_the_last_dimension_runs_fastest():
    found = read(json.dumps(cube(updated="2025-06-16T06:00:00Z")).encode())
    assert found.values == CELLS
    assert found.dimensions == {"place": ("a", "b"), "year": ("2023", "2024")}
    assert found.updated == date(2025, 6, 16)


@pytest.mark.parametrize("index", [["a", "b"], {"a": 0, "b": 1}, {"b": 1, "a": 0}], ids=str)
def test_the_codes_may_come_as_a_list_or_by_their_place(index: Any):
    assert cells(cube(**dimensions({"index": index}))) == CELLS


def test_the_place_of_a_code_decides_not_the_order_it_is_written_in():
    assert cells(cube(**dimensions({"index": {"a": 1, "b": 0}})))[("b", "2024")] == Decimal("2.5")


def test_a_single_category_needs_no_index():
    one = cube(size=[1, 2], value=[1, 2], **dimensions({"label": {"a": "Stedet"}}))
    assert cells(one) == {("a", "2023"): 1, ("a", "2024"): 2}


def test_values_may_come_by_their_place_and_what_is_not_there_is_missing():
    assert cells(cube(value={"1": 2.5, "2": 0})) == {("a", "2024"): Decimal("2.5"), ("b", "2023"): 0}


def test_null_is_missing_and_zero_is_zero():
    assert cells(cube(value=[1, None, 0, None])) == {("a", "2023"): 1, ("b", "2023"): 0}


@pytest.mark.parametrize("mark", [".", "..", "...", ":"])
@pytest.mark.parametrize("shape", [lambda mark: {"2": mark}, lambda mark: [None, None, mark, None]])
def test_a_mark_for_missing_makes_even_a_zero_beside_it_missing(mark: str, shape: Any):
    assert cells(cube(status=shape(mark))) == {key: v for key, v in CELLS.items() if key != ("b", "2023")}


@pytest.mark.parametrize("mark", ["*", "-", "", None])
def test_a_provisional_value_is_a_value(mark: str | None):
    assert cells(cube(status={"0": mark})) == CELLS


def test_one_mark_may_hold_for_every_cell():
    assert cells(cube(status="..")) == {}


def test_decimals_are_exact():
    assert cells(cube(value=[0.1, 21.3, 1e2, 4]))[("a", "2024")] == Decimal("21.3")


def test_an_answer_without_a_day_has_none():
    assert read(json.dumps(cube(updated="i går")).encode()).updated is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "1.0"}, {"class": "collection"}, {"id": None}, {"size": [2]}, {"size": [2, 3]}, {"size": "22"},
        {"id": ["place", "place"]}, {"id": [], "size": [], "value": [1]}, {"dimension": None},
        {"dimension": {"place": {}}}, {"value": None}, {"value": [1, 2, 3]}, {"value": [1, 2, 3, 4, 5]},
        {"value": {"4": 1}}, {"value": {"-1": 1}}, {"value": {"x": 1}}, {"value": [1, "2", 3, 4]},
        {"value": [1, True, 3, 4]}, {"value": [1, [2], 3, 4]}, {"status": {"0": "?"}}, {"status": {"9": "."}},
        {"status": 7}, {"status": [".", "."]},
        dimensions({}), dimensions(None), dimensions({"index": []}), dimensions({"index": ["a", "a"]}),
        dimensions({"index": ["a", 1]}), dimensions({"index": {"a": 0, "b": 2}}),
        dimensions({"index": {"a": 0, "b": 0}}), dimensions({"index": {"a": None, "b": 1}}),
        dimensions({"label": {"a": "A", "b": "B"}}),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_not_as_the_standard_says_is_an_error(wrong: dict[str, Any]):
    with pytest.raises(NotJsonStat):
        cells(cube(**wrong))


@pytest.mark.parametrize(
    "text",
    [b"", b"<!DOCTYPE html><html><body>503</body></html>", b"\xff\xfe", b"[]", b"null", b"3", b'{"value": ',
     b"[" * 90_000, json.dumps(cube(value=[1, float("nan"), 3, 4])).encode()],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_what_is_no_dataset_at_all_is_an_error(text: bytes):
    with pytest.raises(NotJsonStat):
        read(text)


def test_a_cube_with_more_cells_than_anybody_asked_for_is_an_error():
    codes = [f"{number}" for number in range(1001)]
    shape = {"category": {"index": codes}}
    with pytest.raises(NotJsonStat, match="more cells"):
        cells(cube(size=[1001, 1001], dimension={"place": shape, "year": shape}, value={}))
