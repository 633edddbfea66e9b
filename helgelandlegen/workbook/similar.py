"""What a table with headings of its own is likely to hold: which of our sheets and columns, and in what words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import islice

from helgelandlegen.workbook import synonyms
from helgelandlegen.workbook.cells import Raw, RawSheet, Wrong, is_empty, text_of
from helgelandlegen.workbook.headings import folded, letters
from helgelandlegen.workbook.layout import Layout, Source, table
from helgelandlegen.workbook.numeric import parsed
from helgelandlegen.workbook.personal import MASK
from helgelandlegen.workbook.sheets import Column, Kind, Sheet
from helgelandlegen.workbook.values import Context, convert

CERTAIN, LIKELY = 0.75, 0.5  # how alike a heading must be to be suggested by itself, and with values that fit
MOST_LOOKED_AT, FEW = 400, 12  # different values of a column
LISTED = (Kind.CHOICE, Kind.MUNICIPALITY, Kind.YES_NO)
_WORDS = re.compile(r"[^\w%]+")


@dataclass(frozen=True)
class Table:
    """A table to be mapped. `texts` is what to call each column, `values` each column's different cells and counts."""

    raw: RawSheet
    headings: tuple[str, ...]
    texts: tuple[str, ...]
    rows: list[tuple[int, list[Raw]]]
    values: tuple[Mapping[Raw, int], ...]


@dataclass(frozen=True)
class Fit:
    """How a column's values are read: how many of how many, some that are, and those that are not with their counts."""

    read: int
    total: int
    examples: tuple[str, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)


def look(raw: RawSheet) -> Table | None:
    """The table in a sheet as it can be mapped, None where there is none."""
    found = table(raw)
    if found is None or not found.body:
        return None
    width = max(len(found.texts), max(len(cells) for _, cells in found.body))
    headings = tuple([*found.texts, *[""] * (width - len(found.texts))])
    counted: list[dict[Raw, int]] = [{} for _ in headings]
    for _, cells in found.body:
        for index, cell in enumerate(cells):
            if not is_empty(cell):
                counted[index][cell] = counted[index].get(cell, 0) + 1
    return Table(raw, headings, called(headings), found.body, tuple(counted))


def called(headings: tuple[str, ...]) -> tuple[str, ...]:
    """A name for each column, so that no two are the same."""
    texts = ["" if text == MASK else " ".join(text.split()) for text in headings]
    return tuple(
        f"Kolonne {letters(i)}" if not text else f"{text} (kolonne {letters(i)})" if texts.count(text) > 1 else text
        for i, text in enumerate(texts)
    )


def fit(found: Table, source: Source, column: Column, context: Context, most: int | None = None) -> Fit:
    """How well a column of the table can be read as a column of ours, by at most so many different values."""
    read = total = 0
    examples: list[str] = []
    unknown: dict[str, int] = {}
    values = found.values[source.column] if source.column is not None else {}
    for raw, count in islice(values.items(), most):
        meant = source.meant(raw)
        if is_empty(meant):
            continue
        total += count
        if isinstance(convert(meant, column, context), Wrong):
            unknown[text_of(raw)] = unknown.get(text_of(raw), 0) + count
        else:
            read += count
            examples += [text_of(raw)] if len(examples) < 3 else []
    return Fit(read, total, tuple(examples), unknown)


def is_share(found: Table, index: int) -> bool:
    """Whether all numbers of a column are between 0 and 1: a percentage written as a share."""
    numbers = [parsed(raw) for raw in found.values[index]]
    known = [n for n in numbers if n is not None and not n[1]]
    return bool(known) and all(0 <= n[0] <= 1 for n in known) and any(n[0] > 0 for n in known)


def likeness(heading: str, sheet: Sheet, column: Column) -> float:
    """How alike a heading and one of our columns are, 0 to 1."""
    text, ours = plain(heading), plain(column.heading)
    if not text:
        return 0.0
    if text == ours:
        return 1.0
    own = synonyms.HEADINGS.get(f"{sheet.name}.{column.name}", ())
    names = [plain(n) for n in (*own, *synonyms.HEADINGS.get(column.name, ()))]
    if text in names:
        return 0.95 if text in names[: len(own)] else 0.9
    words = set(text.split())
    # A heading with more to it, «Avtalt tak 2026»: all words of ours are in it.
    inside = max((len(n) / len(text) for n in (ours, *names) if set(n.split()) <= words and len(n) > 2), default=0.0)
    near = max(SequenceMatcher(None, text, n).ratio() for n in (ours, *names))
    return max(0.6 + 0.25 * inside if inside else 0.0, 0.9 * near if near > 0.7 else 0.0)


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """A heading as it is compared here: words of letters, digits and %, in lower case."""
    return " ".join(_WORDS.sub(" ", folded(text)).split())


def sources(
    found: Table, sheet: Sheet, context: Context, shut: Iterable[int] = (), earlier: Iterable[Layout] = ()
) -> dict[str, Source]:
    """The likely source of each of our columns, by name. `shut` are columns that are not to be read.

    A heading that an `earlier` layout read as one of our columns is read so again.
    """
    free = set(range(len(found.headings))) - set(shut)
    before = _before(found, sheet, earlier)
    scored = []
    for place, column in enumerate(sheet.columns):
        for index in () if column.refused else free:
            again = (column.name, index) in before
            alike = 1.1 if again else likeness(found.headings[index], sheet, column)
            if alike < LIKELY and not (_tells(column) and _seems(found.values[index], column, context)):
                continue
            source = with_values(found, before.get((column.name, index)) or Source(index), column, context)
            reading = fit(found, source, column, context, MOST_LOOKED_AT)
            share = reading.read / reading.total if reading.total else 0.0
            if alike >= CERTAIN or (alike >= LIKELY and share >= 0.5) or (_tells(column) and share >= 0.9):
                scored.append((max(alike, 0.4) * (0.4 + 0.6 * share), -place, index, column.name, source))
    chosen: dict[str, Source] = {}
    for _, _, index, name, source in sorted(scored, key=lambda item: item[:3], reverse=True):
        if name not in chosen and index in free:
            chosen[name] = source
            free.discard(index)
    return chosen


def _tells(column: Column) -> bool:
    """Whether values alone say what a column is: names of municipalities, or words of a list."""
    return column.kind is Kind.MUNICIPALITY or (
        column.kind is Kind.CHOICE and not any(choice.isdigit() for choice in column.choices)
    )


def _seems(values: Mapping[Raw, int], column: Column, context: Context) -> bool:
    """Whether half of a few values can be read: to try all of a column's takes its time."""
    few = list(islice(values, FEW))
    if not few:
        return False
    read = sum(
        likely(text_of(raw), column, context) is not None or not isinstance(convert(raw, column, context), Wrong)
        for raw in few
    )
    return read >= len(few) / 2


def _before(found: Table, sheet: Sheet, earlier: Iterable[Layout]) -> dict[tuple[str, int], Source]:
    places = {folded(text): index for index, text in enumerate(found.headings) if text}
    known: dict[tuple[str, int], Source] = {}
    for layout in earlier:
        for target in layout.targets:
            for name, source in target.columns.items() if target.sheet == sheet.name else ():
                heading = layout.headings[source.column] if source.column is not None else ""
                if (index := places.get(folded(heading))) is not None:
                    known.setdefault((name, index), replace(source, column=index))
    return known


def with_values(found: Table, source: Source, column: Column, context: Context) -> Source:
    """The source with what its column's unknown values are likely to mean, and with shares read as percent."""
    if source.column is None:
        return source
    if column.kind is Kind.PERCENT and is_share(found, source.column):
        return replace(source, percent=True)
    meant = dict(source.values)
    for raw in islice(found.values[source.column], MOST_LOOKED_AT):
        key = folded(text_of(raw))
        if key not in meant and (ours := likely(text_of(raw), column, context)) is not None:
            meant[key] = ours
    return replace(source, values=meant)


def likely(text: str, column: Column, context: Context) -> str | None:
    """What one of their values is likely to mean to us, "" for nobody; None where it is ours already or unknown."""
    said = folded(text)
    if column.name in ("doctor_id", "occupancy") and said in synonyms.NOBODY:
        return ""
    if column.kind not in LISTED or not isinstance(convert(text, column, context), Wrong):
        return None
    if column.kind is Kind.YES_NO:
        return "Ja" if said in synonyms.YES else "Nei" if said in synonyms.NO else None
    if column.kind is Kind.MUNICIPALITY:
        short = re.sub(r"\bkommune\b", " ", said)
        parts = [short, *re.findall(r"\d{4}", short), re.sub(r"\d+", " ", short)]
        known = {name.casefold(): name for name in context.names}
        for part in (" ".join(_WORDS.sub(" ", p).split()) for p in parts):
            number = context.municipalities.get(part)
            if number:
                return next((n for n in context.names if context.municipalities.get(n.casefold()) == number), number)
        close = get_close_matches(" ".join(short.split()), known, n=1, cutoff=0.8)
        return known[close[0]] if close else None
    words = synonyms.VALUES.get(column.name, {})
    exact = next((ours for ours, theirs in words.items() if said in theirs), None)
    close = get_close_matches(said, {c.casefold(): c for c in column.choices}, n=1, cutoff=0.75)
    return exact or next((c for c in column.choices if close and c.casefold() == close[0]), None)
