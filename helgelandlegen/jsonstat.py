"""JSON-stat 2, the form in which statistical offices answer: a cube of values, read strictly and without gaps as zero.

Only what a table needs: one dataset, its dimensions with their codes in order, its values, its status marks. Whatever
else it holds is left alone; whatever of these is not as the standard says is an error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any, NoReturn

# Statistics Norway's standard signs: «not possible», «not available», «not available yet», «confidential».
MISSING = frozenset({".", "..", "...", ":"})
# Provisional, revised or nil: the value beside them is a value.
HARMLESS = frozenset({"", "*", "-"})
MOST_CELLS = 1_000_000


class NotJsonStat(ValueError):
    """The text is not a JSON-stat 2 dataset; says in English what is wrong."""


@dataclass(frozen=True)
class Dataset:
    """`dimensions`: the codes of each dimension in order. `values`: those that exist, by one code a dimension."""

    dimensions: Mapping[str, tuple[str, ...]]
    values: Mapping[tuple[str, ...], Decimal]
    updated: date | None = None


def read_json(text: bytes) -> Any:
    """JSON with exact numbers; NotJsonStat for anything that is none."""
    try:
        return json.loads(text.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise NotJsonStat("not JSON") from error


def read(text: bytes) -> Dataset:
    """The dataset in an answer; NotJsonStat where it is none, or where anything in it is odd."""
    found = read_json(text)
    if not isinstance(found, dict) or found.get("class") != "dataset" or not str(found.get("version")).startswith("2"):
        raise NotJsonStat("not a JSON-stat 2 dataset")
    names, sizes, described = found.get("id"), found.get("size"), found.get("dimension")
    if not isinstance(names, list) or not isinstance(sizes, list) or not isinstance(described, dict):
        raise NotJsonStat("id, size or dimension is missing")
    if len(names) != len(sizes) or len(set(map(str, names))) != len(names) or not names:
        raise NotJsonStat("id and size do not belong together")
    dimensions = {str(name): _codes(described.get(name), size) for name, size in zip(names, sizes, strict=True)}
    length = prod(map(len, dimensions.values()))
    if length > MOST_CELLS:
        raise NotJsonStat("more cells than anybody asked for")
    values, marks = _cells(found.get("value"), length), _marks(found.get("status"), length)
    return Dataset(
        dimensions,
        {
            codes: value
            for place, codes in enumerate(product(*dimensions.values()))
            if (value := _value(values.get(place), marks.get(place))) is not None
        },
        _day(found.get("updated")),
    )


def _no_number(text: str) -> NoReturn:
    raise NotJsonStat(f"{text} is no number")


def _codes(dimension: object, size: object) -> tuple[str, ...]:
    """A dimension's codes in order: from a list of codes, or from the place of each code, as many as `size` says."""
    category = dimension.get("category") if isinstance(dimension, dict) else None
    if not isinstance(category, dict):
        raise NotJsonStat("a dimension has no categories")
    index, labels = category.get("index"), category.get("label")
    if index is None and isinstance(labels, dict) and len(labels) == 1:
        index = list(labels)  # the standard lets a single category go without an index
    if isinstance(index, dict):
        if sorted(map(str, index.values())) != sorted(map(str, range(len(index)))):
            raise NotJsonStat("the places of a dimension's codes are not 0, 1, 2 …")
        places = index
        index = sorted(places, key=lambda code: int(places[code]))
    if not isinstance(index, list) or not all(isinstance(code, str) for code in index):
        raise NotJsonStat("a dimension has no codes")
    if len(index) != size or len(set(index)) != len(index):
        raise NotJsonStat("a dimension has another number of codes than its size")
    return tuple(index)


def _cells(given: object, length: int) -> dict[int, object]:
    """What stands at each place: from a full list, or from a dict that names the places which hold anything."""
    if isinstance(given, list) and len(given) == length:
        return dict(enumerate(given))
    if isinstance(given, dict) and all(key.isascii() and key.isdigit() and int(key) < length for key in given):
        return {int(key): value for key, value in given.items()}
    raise NotJsonStat("value does not fit the dimensions")


def _marks(given: object, length: int) -> dict[int, object]:
    """The status marks by place; a single text holds for all of them."""
    if given is None:
        return {}
    return dict.fromkeys(range(length), given) if isinstance(given, str) else _cells(given, length)


def _value(value: object, mark: object) -> Decimal | None:
    if not isinstance(value, Decimal | None):
        raise NotJsonStat("a value is no number")
    sign = "" if mark is None else str(mark).strip()
    if value is not None and sign not in MISSING | HARMLESS:
        raise NotJsonStat("a value has a mark that is not known")
    return None if sign in MISSING else value


def _day(given: object) -> date | None:
    try:
        return date.fromisoformat(str(given)[:10])
    except ValueError:
        return None
