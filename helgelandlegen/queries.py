"""The only reader of queries/: headers, parameters, relations, and running.

A file begins with comment lines `-- key: value` (a line without a key belongs to the text before it) and holds one
statement. It may use the sheets as plain relations (`position`, `occupancy`, …), the files of queries/relation/ by
their names, and `$name` parameters; it never knows about imports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from helgelandlegen import tables
from helgelandlegen.database import Cursor, rows
from helgelandlegen.programme import ROOT, Programme
from helgelandlegen.workbook.sheets import SHEETS

FOLDER = ROOT / "queries"
CURRENT = datetime(9999, 12, 31)  # the state as it is known now
POST_TYPES = next(c.choices for c in SHEETS["position"].columns if c.name == "position_type")
GP_POST = POST_TYPES[0]  # the posts that all figures are about unless another type is asked for

_WORD = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)
_PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)", re.IGNORECASE)
_HEADER = re.compile(r"^--\s*([a-z0-9_]+):\s?(.*)$")


@dataclass(frozen=True)
class Query:
    """One SQL file: its name, header, statement, and the names it mentions."""

    name: str
    sql: str
    header: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> frozenset[str]:
        """All identifiers in the statement, comments left out."""
        return _words(self.sql)


@lru_cache(maxsize=1024)
def _words(sql: str) -> frozenset[str]:
    return frozenset(_WORD.findall(re.sub(r"--[^\n]*|'[^']*'", " ", sql)))


def read(path: Path) -> Query:
    """Reads one file; ValueError where it holds no statement."""
    header: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    statement = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("--")), None)
    if statement is None:
        raise ValueError(f"{path.name} holds no statement")
    key = ""
    for line in lines[:statement]:
        if found := _HEADER.match(line):
            key = found[1]
            header[key] = found[2].strip()
        elif key:
            header[key] += " " + line.removeprefix("--").strip()
    return Query(path.stem, "\n".join(lines[statement:]).strip().rstrip(";"), header)


@lru_cache
def folder(name: str) -> dict[str, Query]:
    """The files of one folder of queries/, by name."""
    return {path.stem: read(path) for path in sorted((FOLDER / name).glob("*.sql"))}


@lru_cache
def _definitions() -> dict[str, str]:
    """Every relation's common table expression, by name."""
    choices = ", ".join(
        f"('{sheet.name}', '{column.name}', '{value}', {place})"
        for sheet in SHEETS.values()
        for column in sheet.columns
        for place, value in enumerate(column.choices)
    )
    made = {"choice": f"choice(sheet, name, value, place) as (values {choices})"}
    made |= tables.relations()
    return made | {name: f"{name} as (\n{q.sql}\n)" for name, q in folder("relation").items()}


def known_at(programme: Programme, day: date | None) -> datetime:
    """The moment (UTC) up to which a day knows: its end in the programme's time zone; without a day, now.

    A moment (UTC) knows what was known then.
    """
    if day is None or isinstance(day, datetime):
        return day or CURRENT
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo(programme.timezone))
    return end.astimezone(ZoneInfo("UTC")).replace(tzinfo=None) - timedelta(microseconds=1)


class Reader:
    """Runs files over the state as known at one moment, for one set of dates and one type of posts.

    `keep` makes relations into temporary tables of the cursor, so that many files share the work.
    """

    def __init__(
        self, cursor: Cursor, known: datetime = CURRENT, dates: Iterable[date] = (), post_type: str = GP_POST
    ) -> None:
        self.cursor = cursor
        self._given: dict[str, Any] = {"known_at": known, "dates": list(dates), "post_type": post_type}
        self._kept: set[str] = set()
        self._dated: set[str] = set()  # of those kept, the ones that hold for these dates only

    def rows(self, query: Query, extra: Mapping[str, Query] | None = None, **parameters: Any) -> list[dict[str, Any]]:
        """The file's rows as dicts. `extra` names files that serve as relations in it."""
        sql, used = self.statement(query, extra, **parameters)
        return rows(self.cursor, sql, used)

    def statement(
        self, query: Query, extra: Mapping[str, Query] | None = None, **parameters: Any
    ) -> tuple[str, dict[str, Any]]:
        """The statement with its relations in front, and the parameters it uses; KeyError for one not given."""
        more = {name: f"{name} as (\n{q.sql}\n)" for name, q in (extra or {}).items()}
        needed = self._needed(query.words, more)
        body = f"select * from (\n{query.sql}\n)" if needed else query.sql
        sql = (f"with {', '.join(needed)}\n" if needed else "") + body
        given = self._given | parameters
        return sql, {name: given[name] for name in set(_PARAMETER.findall(sql))}

    def keep(self, *names: str, **parameters: Any) -> None:
        """Makes relations, and those below them, into temporary tables.

        Those that take `parameters` of their own are made anew each time.
        """
        if parameters:
            self._kept -= set(names)
        for name in names:
            definition = _definitions().get(name)
            if definition is None or name in self._kept:
                continue
            self.keep(*sorted(_words(definition) & _definitions().keys() - {name}), **parameters)
            sql, used = self.statement(Query(name, tables.all_of(name)), **parameters)
            self.cursor.execute(tables.keep_statement(name, sql), used)
            self._kept.add(name)
            if "dates" in used or _words(definition) & self._dated:
                self._dated.add(name)
        if parameters:
            self._dated.update(names)

    def turn_to(self, dates: Iterable[date]) -> None:
        """Reads for other dates from now on; what does not depend on them stays kept."""
        self._given["dates"] = list(dates)
        self._kept -= self._dated
        self._dated.clear()

    def forget(self) -> None:
        """Drops the temporary tables: the state has changed."""
        if self._kept:
            self.cursor.execute("; ".join(map(tables.drop_statement, self._kept)))
        self._kept.clear()
        self._dated.clear()

    def _needed(self, words: frozenset[str], more: Mapping[str, str]) -> list[str]:
        """The definitions that a statement needs, those below first."""
        definitions = {**_definitions(), **more}
        order: dict[str, str] = {}

        def add(name: str) -> None:
            if name in order or name in self._kept:
                return
            for below in sorted(_words(definitions[name]) & definitions.keys() - {name}):
                add(below)
            order[name] = definitions[name]

        for name in sorted(words & definitions.keys()):
            add(name)
        return list(order.values())


def change(cursor: Cursor, name: str, **parameters: Any) -> None:
    """Runs one of the writing statements of queries/change/."""
    query = folder("change")[name]
    cursor.execute(query.sql, {key: parameters[key] for key in set(_PARAMETER.findall(query.sql))})
