"""What a document shows (exhibit.py) as JSON, and read back equal: numbers exactly, days as days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from helgelandlegen.figures.exhibit import Chart, Drawing, Exhibit, KeyFigure, Mark, Series
from helgelandlegen.figures.table import Column, Table


def kept(value: object) -> Any:
    """The value as JSON can hold it: a number that is exact and a day say what they are."""
    if isinstance(value, Mark):
        return {"mark": value.shape, "words": value.words}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, Mapping):
        return {key: kept(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [kept(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: kept(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]
    return value


def _read(value: Any) -> Any:
    """A cell, a number or a day as it was."""
    if isinstance(value, dict):
        if "mark" in value:
            return Mark(value["words"], value["mark"])
        return date.fromisoformat(value["day"]) if "day" in value else Decimal(value["number"])
    return value


def read_exhibit(found: Mapping[str, Any]) -> Exhibit:
    """The exhibit that `kept` wrote."""
    return Exhibit(
        found["key"], found["title"], tuple(Drawing(**one) for one in found["drawings"]), _table(found["table"]),
        _chart(found["chart"]), found["note"],
        found["tabled"], tuple(found["printed"]),
    )  # fmt: skip


def read_key_figure(found: Mapping[str, Any]) -> KeyFigure:
    """The key figure that `kept` wrote."""
    return KeyFigure(**{name: _read(value) for name, value in found.items()})


def _table(found: Mapping[str, Any] | None) -> Table | None:
    if found is None:
        return None
    rows = tuple(tuple(map(_read, row)) for row in found["rows"])
    columns = tuple(Column(**column) for column in found["columns"])
    return Table(found["name"], columns, rows, found["note"], found["total"])


def _chart(found: Mapping[str, Any] | None) -> Chart | None:
    if found is None:
        return None
    series = tuple(Series(one["name"], tuple(map(_read, one["values"])), one["tone"]) for one in found["series"])
    return Chart(**{**found, "categories": tuple(found["categories"]), "series": series})
