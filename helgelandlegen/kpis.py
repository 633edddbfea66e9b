"""Key figures: each file of queries/kpi/ at any date, as known at any moment, with its groups, series and rows.

A file's rows become a figure here and nowhere else. Month ends and meetings are computed once, inside each import,
into the table `figure`; any other date is computed when asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from helgelandlegen import queries, tables
from helgelandlegen.database import Cursor, rows
from helgelandlegen.errors import PlainError
from helgelandlegen.programme import Programme
from helgelandlegen.queries import CURRENT, Query, Reader

Number = int | Decimal | float
PROGRAMME = "programme"
LEVELS = (PROGRAMME, "sub_region", "municipality")
STORED_LEVELS = LEVELS[:2]


@dataclass(frozen=True)
class Kpi:
    """What a figure's file says of itself. `theme` and `place` order the figures for readers.

    `kind`: count, share, sum, median, survival; `better`: lower, higher, band, none. `unit` is (one, many); `noted`
    says what the noted rows are; `columns` are those of the drill-down: (column, Norwegian heading, whether yes or no).
    `any_post` is the title of a figure that can be read for other types of posts, `{posts}` standing for them.
    """

    id: str
    title: str
    theme: str
    place: int
    question: str
    kind: str
    unit: tuple[str, str]
    better: str
    scope: str
    rests_on: tuple[str, ...]
    definition: str
    source: str
    caveat: str
    noted: str | None
    family: str | None
    within: str | None
    always_shown: bool
    programme_only: bool
    count_silent: bool
    any_post: str | None
    columns: tuple[tuple[str, str, bool], ...]
    query: Query


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for a group on a date. Shares are 0–1, survival is in years; None is no value, never 0.

    Counts and sums have no denominator; medians and survival have no numerator and their number of rows as denominator.
    `noted` counts the rows that the header's `noted` speaks of; `n` counts all rows.
    """

    kpi: str
    as_of: date
    grouped_by: str
    group: str
    numerator: Number | None
    denominator: Number | None
    value: Number | None
    noted: int = 0
    n: int = 0

    @property
    def exact(self) -> Fraction | None:
        """The value without rounding, for comparing with a target."""
        if self.value is None:
            return None
        if self.numerator is not None and self.denominator is not None:
            return Fraction(self.numerator) / Fraction(self.denominator)
        return Fraction(self.value)


def _parts(text: str, separator: str = ",") -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def _pair(text: str) -> tuple[str, str]:
    one, _, many = text.partition("|")
    return one.strip(), many.strip() or one.strip()


@lru_cache
def catalogue() -> dict[str, Kpi]:
    """All figures by id, in the order in which people read them."""
    figures = sorted((_kpi(query) for query in queries.folder("kpi").values()), key=lambda f: f.place)
    return {figure.id: figure for figure in figures}


def shares() -> frozenset[str]:
    """The ids of the figures that are shares: their targets are shares too."""
    return frozenset(name for name, figure in catalogue().items() if figure.kind == "share")


def kpi(name: str) -> Kpi:
    """The figure of that id; PlainError if there is none."""
    try:
        return catalogue()[name]
    except KeyError:
        raise PlainError(f"Nøkkeltallet «{name}» finnes ikke.") from None


def _kpi(query: Query) -> Kpi:
    header = query.header
    named = (part.partition("=") for part in _parts(header["columns"], "|"))
    columns = tuple(
        (name.strip(), text.strip().removesuffix("?"), text.strip().endswith("?")) for name, _, text in named
    )
    return Kpi(
        id=query.name,
        title=header["title"],
        theme=header["theme"],
        place=int(header["place"]),
        question=header["question"],
        kind=header["kind"],
        unit=_pair(header["unit"]),
        better=header["better"],
        scope=header["scope"],
        rests_on=_parts(header["rests_on"]),
        definition=header["definition"],
        source=header["source"],
        caveat=header["caveat"],
        noted=header.get("noted"),
        family=header.get("family"),
        within=header.get("within"),
        always_shown=header.get("always_shown") == "yes",
        programme_only=header.get("groups") == PROGRAMME,
        count_silent=header.get("count_silent") == "yes",
        any_post=header.get("any_post"),
        columns=columns,
        query=query,
    )


def definitions(wanted: Iterable[Kpi]) -> dict[str, Any]:
    """The parameters of queries/relation/definition.sql."""
    figures = list(wanted)
    return {
        "kpis": [f.id for f in figures],
        "kinds": [f.kind for f in figures],
        "rests_on": [list(f.rests_on) for f in figures],
        "programme_only": [f.programme_only for f in figures],
        "count_silent": [f.count_silent for f in figures],
    }


def keep_shared(reader: Reader, figures: Iterable[Kpi]) -> None:
    """Keeps what several figures' files use, so that it is worked out once."""
    words: set[str] = {"as_of", "held"}
    for figure in figures:
        words |= figure.query.words
    reader.keep(*sorted(words))


def _gather(reader: Reader, wanted: Iterable[Kpi], levels: Iterable[str]) -> list[tuple[str, dict[str, Any]]]:
    """Puts the rows of all figures into one temporary table; the statements that sum them up, with parameters."""
    figures = list(wanted)
    keep_shared(reader, figures)
    aggregate = queries.folder("aggregate")
    queries.change(reader.cursor, "begin_figure_rows")
    for figure in figures:
        sql, used = reader.statement(aggregate["row"], {"kpi_row": figure.query}, kpi=figure.id)
        reader.cursor.execute(tables.into("figure_row", sql), used)
    parameters = definitions(figures) | {"levels": list(levels)}
    reader.keep("definition", "figure_group", **parameters)
    return [reader.statement(aggregate[name], **parameters) for name in ("figure", "survival")]


def compute(reader: Reader, wanted: Iterable[Kpi], levels: Iterable[str] = LEVELS) -> list[Figure]:
    """The figures for all groups on the reader's dates, ordered by figure, group and date."""
    found = [_figure(row) for sql, used in _gather(reader, wanted, levels) for row in rows(reader.cursor, sql, used)]
    return sorted(found, key=lambda f: (kpi(f.kpi).place, f.grouped_by, f.group, f.as_of))


def refresh(cursor: Cursor, dates: Iterable[date]) -> None:
    """Computes the programme's and the sub-regions' figures for some dates: all that the table `figure` then holds.

    Runs inside an import's transaction, with all published dates.
    """
    reader = Reader(cursor, CURRENT, dates)
    queries.change(cursor, "clear_figures")
    for sql, used in _gather(reader, catalogue().values(), STORED_LEVELS):
        cursor.execute(tables.into("figure", sql), used)
    reader.forget()


def published_dates(reader: Reader, programme: Programme) -> list[date]:
    """Month ends and meetings from the programme's first date to today, ascending."""
    query = queries.folder("list")["published_dates"]
    return [row["as_of"] for row in reader.rows(query, today=programme.today())]


def stored(reader: Reader, wanted: Iterable[str]) -> list[Figure]:
    """The figures at the published dates, from the table, by figure, group and date."""
    query = queries.folder("list")["stored_figures"]
    return [_figure(row) for row in reader.rows(query, kpis=list(wanted))]


def _whole(number: Decimal | float | None) -> Number | None:
    if isinstance(number, Decimal):
        return int(number) if number == number.to_integral_value() else number.normalize()
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return number


def _figure(row: dict[str, Any]) -> Figure:
    share = row["denominator"] is not None and row["numerator"] is not None
    return Figure(
        kpi=row["kpi"],
        as_of=row["as_of"],
        grouped_by=row["grouped_by"],
        group=row["group_name"],
        numerator=_whole(row["numerator"]),
        denominator=_whole(row["denominator"]),
        value=row["value"] if share or row["numerator"] is None else _whole(row["numerator"]),
        noted=row["noted"],
        n=row["n"],
    )


def rows_behind(reader: Reader, figure: Kpi) -> list[dict[str, Any]]:
    """The rows behind a figure on the reader's dates, with `name` and `sub_region` of the municipality added."""
    return rows_read(reader, figure, **definitions([figure]))


def rows_read(reader: Reader, figure: Kpi, **parameters: Any) -> list[dict[str, Any]]:
    """The same, where the reader keeps the relations `definition` and `figure_group` for the figure."""
    aggregate = queries.folder("aggregate")
    own = Query("figure_row", aggregate["rows"].sql)
    return reader.rows(
        aggregate["drill_down"], {"kpi_row": figure.query, "figure_row": own}, kpi=figure.id, **parameters
    )
