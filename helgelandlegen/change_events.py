"""Reads the rows behind figures on two days at once, with what happened to them in between (queries/change_event/).

A figure's file there has its name; a figure without one has the generic kinds. Its header says

- `events`: the kinds of events, separated by `|`, each as `sides name = label; one; many`. The sides on which it
  stands are + for rows come in, - for rows gone out, ~ for rows counted on both days; a * or ! among them says that it
  is good or bad whatever it does to the figure. {one} and {many} are the figure's unit, {post} and {posts} what posts
  are called.
- `key`: the columns that tell rows of one record apart.
- `learnt`: a kind, and the list (queries/list/) of `as_of, record, fact` that tells it: rows that are counted otherwise
  since a fact of theirs has become another are of that kind among what has been learnt later.
- `published`: for those who see only what is published of persons, a breakdown, and for each kind the places of its
  last axis whose growth it is; `words`: kinds for it that are not among the events, written as those are.

Its statement returns `record, event, happened_on`. Without an event for its side a row that came in is of the kind
`in`, one gone out `out`, one counted higher or lower `up` or `down` where the header has them, else `changed`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from helgelandlegen import kpis, queries
from helgelandlegen.change_parts import Happened, Rows
from helgelandlegen.changes import GENERIC, Kind
from helgelandlegen.kpis import Kpi
from helgelandlegen.queries import GP_POST, Query, Reader

GP_WORDS, OTHER_WORDS = ("hjemmel", "hjemler"), ("stilling", "stillinger")


@dataclass(frozen=True)
class PublishedKind:
    """A kind that can be read off a breakdown: its sign in the figure's change, and places of its last axis."""

    kind: Kind
    sign: int
    places: tuple[str, ...]


def kinds(definition: Kpi, post_type: str = GP_POST) -> tuple[Kind, ...]:
    """The figure's own kinds of events in the order in which they are told."""
    query = queries.folder("change_event").get(definition.id)
    return _kinds(query.header["events"], definition.unit, post_type) if query else GENERIC


@lru_cache
def _kinds(text: str, unit: tuple[str, str], post_type: str) -> tuple[Kind, ...]:
    posts = GP_WORDS if post_type == GP_POST else OTHER_WORDS
    one, many = unit if post_type == GP_POST else OTHER_WORDS
    found = []
    for part in text.split("|"):
        name, _, words = part.partition("=")
        sides, name = name.split()
        texts = words.format(one=one, many=many, post=posts[0], posts=posts[1])
        label, singular, plural = (word.strip() for word in texts.split(";"))
        found.append(Kind(name, label, singular, plural, sides))
    return tuple(found)


@lru_cache
def published(name: str) -> tuple[str, tuple[PublishedKind, ...]] | None:
    """The breakdown off which the figure's kinds of events can be read, and how; None where there is none."""
    query = queries.folder("change_event").get(name)
    if query is None or "published" not in query.header:
        return None
    breakdown, _, text = query.header["published"].partition(":")
    definition = kpis.kpi(name)
    words = _kinds(query.header["words"], definition.unit, GP_POST) if "words" in query.header else ()
    named = {kind.id: kind for kind in (*kinds(definition), *words)}
    found = []
    for part in text.split("|"):
        name, _, places = part.partition("=")
        sign, name = name.split()
        found.append(PublishedKind(named[name], 1 if sign == "+" else -1, tuple(p.strip() for p in places.split(","))))
    return breakdown.strip(), tuple(found)


def read(reader: Reader, wanted: Iterable[Kpi], since: date, as_of: date, post_type: str) -> dict[str, Rows]:
    """Every figure's rows on both days by figure. The reader must have been turned to the two days.

    With `as_of` = `since` the rows of the one day stand on both sides, and nothing has happened.
    """
    figures = list(wanted)
    kpis.keep_shared(reader, figures)
    reader.keep("definition", "figure_group", **kpis.definitions(figures))
    has_value: dict[str, set[str]] = {figure.id: set() for figure in figures}
    for row in reader.rows(queries.folder("list")["groups_with_value"]):
        has_value[row["kpi"]].add(row["group_name"])
    if since < as_of:
        events = [query for query in queries.folder("change_event").values() if query.name in has_value]
        reader.keep(*sorted({word for query in events for word in query.words}))
    found = {}
    for figure in figures:
        rows = kpis.rows_read(reader, figure)
        query = queries.folder("change_event").get(figure.id)
        found[figure.id] = Rows(
            before=[row for row in rows if row["as_of"] == since],
            after=[row for row in rows if row["as_of"] == as_of],
            has_value=frozenset(has_value[figure.id]),
            happened=_happened(reader, query) if query and since < as_of else {},
            kinds=kinds(figure, post_type),
            facts=_facts(reader, query.header["learnt"], since) if query and "learnt" in query.header else {},
            key=tuple(name.strip() for name in query.header.get("key", "").split(",") if name.strip()) if query else (),
        )
    return found


def _facts(reader: Reader, text: str, day: date) -> dict[tuple[str, str], object]:
    """What is known of the day's records that moves a figure's rows, by kind of event and record."""
    kind, _, name = (part.strip() for part in text.partition("="))
    return {
        (kind, row["record"]): row["fact"] for row in reader.rows(queries.folder("list")[name]) if row["as_of"] == day
    }


def _happened(reader: Reader, query: Query) -> dict[str, Happened]:
    return {row["record"]: (row["event"], row["happened_on"]) for row in reader.rows(query)}
