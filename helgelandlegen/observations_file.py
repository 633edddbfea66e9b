"""New published values put into the programme's observations.csv: whole or not at all, and nothing else touched."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

from helgelandlegen.errors import PlainError
from helgelandlegen.observations import FIELDS, FILE, Key, Observation
from helgelandlegen.places import write_whole
from helgelandlegen.programme import Programme


@dataclass(frozen=True)
class Replaced:
    """How many of the values that were put in are others than before, are new, are as they were."""

    changed: int
    new: int
    unchanged: int


def replace(programme: Programme, published: Iterable[Observation]) -> Replaced:
    """Puts these into the file, which is made if there is none; every other row stays byte for byte, in its order.

    A row that is there keeps its words: only its value and `source_date` are replaced. A new one stands after the last
    earlier one of its indicator. PlainError, and the file as it was, where it cannot be read or written.
    """
    path = programme.folder / FILE
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else ",".join(FIELDS) + "\n"
        lines = _lines(before)
        by_key = {line.key: line for line in lines if line.key}
        counted = Counter(_put(lines, by_key.get(one.key), one) for one in sorted(published, key=_order_of))
        after = "".join(line.text if line.text.endswith("\n") else f"{line.text}\n" for line in lines)
        if after != before:
            write_whole(path, after.encode("utf-8"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PlainError(f"{FILE} kan ikke leses eller skrives, så den er beholdt som den var.") from error
    return Replaced(counted[_CHANGED], counted[_NEW], counted[_UNCHANGED])


_CHANGED, _NEW, _UNCHANGED = "changed", "new", "unchanged"


@dataclass
class _Line:
    """One record of the file as it stands there, and what it says; the heading says nothing."""

    text: str
    row: dict[str, str]
    key: Key | None


def _lines(text: str) -> list[_Line]:
    raw = list(StringIO(text, newline=""))
    reader, records, taken = csv.reader(iter(raw)), [], 0
    for cells in reader:
        records.append(("".join(raw[taken : reader.line_num]), cells))
        taken = reader.line_num
    if not records or tuple(name.lstrip("\ufeff") for name in records[0][1]) != FIELDS:
        raise PlainError(f"{FILE} har andre kolonner enn ventet, så den er beholdt som den var.")
    rows = [(raw_text, dict(zip(FIELDS, cells, strict=False))) for raw_text, cells in records[1:]]
    return [_Line(records[0][0], {}, None), *(_Line(raw_text, row, _key(row)) for raw_text, row in rows)]


def _key(row: dict[str, str]) -> Key | None:
    try:
        return row["indicator"], row["municipality"] or None, date.fromisoformat(row["as_of"])
    except (KeyError, ValueError):
        return None


def _put(lines: list[_Line], same: _Line | None, one: Observation) -> str:
    """Puts one value in the line with the same key, or in one of its own, and says what became of it."""
    told = {"value": f"{one.value:f}", "source_date": one.source_date.isoformat() if one.source_date else ""}
    if same is None:
        fixed = {"indicator": one.indicator, "municipality": one.municipality or "", "as_of": one.as_of.isoformat()}
        words = {"period": one.period, "qualifier": one.qualifier, "unit": one.unit, "source": one.source}
        row = {**fixed, **words, **told, "note": one.note}
        lines.insert(_place(lines, one.key), _Line(_csv(row), row, one.key))
        return _NEW
    old = same.row["value"].strip()
    changed = not old or Decimal(old) != one.value
    row = {**same.row, "source_date": told["source_date"] or same.row["source_date"]}
    row["value"] = told["value"] if changed else row["value"]
    if row != same.row:
        same.text, same.row = _csv(row), row
    return _CHANGED if changed else _UNCHANGED


def _place(lines: list[_Line], key: Key) -> int:
    """After the last earlier line of the indicator, else before its first, else at the end."""
    own = [(place, line.key) for place, line in enumerate(lines) if line.key and line.key[0] == key[0]]
    earlier = [place for place, other in own if _order(other) < _order(key)]
    if earlier:
        return earlier[-1] + 1
    return own[0][0] if own else len(lines)


def _order(key: Key) -> tuple[str, str, date]:
    return key[0], key[1] or "", key[2]


def _order_of(one: Observation) -> tuple[str, str, date]:
    return _order(one.key)


def _csv(row: dict[str, str]) -> str:
    line = StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow([row[field] for field in FIELDS])
    return line.getvalue()
