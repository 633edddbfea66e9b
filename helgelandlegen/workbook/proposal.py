"""A first proposal of how a table is read, which the coordinator looks over, and what is still missing in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helgelandlegen.workbook import similar
from helgelandlegen.workbook.cells import RawSheet, folded, text_of
from helgelandlegen.workbook.identifying import personal
from helgelandlegen.workbook.layout import Layout, Source, Target, fingerprint, table
from helgelandlegen.workbook.sheets import SHEETS, Column, Kind, Sheet
from helgelandlegen.workbook.similar import Table
from helgelandlegen.workbook.surroundings import can_tell, name_of, said, texts
from helgelandlegen.workbook.synonyms import HEADINGS
from helgelandlegen.workbook.values import Context

# What a required list means in most lists of doctors that leave it out, by «sheet.name».
_USUAL = {"position.position_type": "Fastlegehjemmel", "occupancy.occupancy": "Fast"}


@dataclass(frozen=True)
class Proposal:
    """A table, what stands around it, and what is known of it: a name, the columns not to be kept, our likely sheets.

    `current` is how it is read now, where it is; `earlier` are the layouts that may tell what a heading means.
    """

    table: Table
    around: tuple[str, ...]
    name: str
    never_kept: tuple[int, ...]
    sheets: tuple[str, ...]
    current: Layout | None = None
    earlier: tuple[Layout, ...] = ()

    def sources(self, name: str, context: Context, shut: Iterable[int]) -> dict[str, Source]:
        """The likely source of each column of one of our sheets; `shut` are columns that are not to be read."""
        sheet, closed = SHEETS[name], set(shut)
        for target in self.current.targets if self.current else ():
            if target.sheet == name:
                return {c: source for c, source in target.columns.items() if source.column not in closed}
        found = similar.sources(self.table, sheet, context, closed, self.earlier)
        for child in (SHEETS[other] for other in self.sheets if SHEETS[other].parent == name):
            for gone in self._of_the_child(sheet, found, child, context, closed):
                del found[gone]
        for column in sheet.columns:
            if column.required and column.name not in found and (source := self._one(sheet, column, context)):
                found[column.name] = source
        return found

    def _of_the_child(
        self, sheet: Sheet, found: dict[str, Source], child: Sheet, context: Context, shut: set[int]
    ) -> list[str]:
        """The columns that rather tell of what is below: when a doctor began is not when the post was made."""
        theirs = similar.sources(self.table, child, context, shut, self.earlier)
        keys = {theirs[c.name].column: c for c in child.keys if c.name in theirs and c.kind is not Kind.IDENTIFIER}
        texts = self.table.headings
        return [
            name
            for name, source in found.items()
            if source.column is not None
            and (key := keys.get(source.column))
            and similar.likeness(texts[source.column], sheet, sheet.column(name))
            <= similar.likeness(texts[source.column], child, key)
        ]

    def complete(self, sheet: Sheet) -> bool:
        """Whether rows that lack something are to be left out: what is counted on a day is counted or it is not."""
        for target in self.current.targets if self.current else ():
            if target.sheet == sheet.name:
                return target.complete
        return sheet.parent is not None and any(column.key and column.event for column in sheet.columns)

    def _one(self, sheet: Sheet, column: Column, context: Context) -> Source | None:
        """One value for all rows."""
        if can_tell(column):
            return Source(around=True) if said(column, self.around, context) else None
        usual = _USUAL.get(f"{sheet.name}.{column.name}")
        return Source(fixed=usual) if usual else None


def propose(
    raw: RawSheet, file_name: str, context: Context, current: Layout | None = None, earlier: Iterable[Layout] = ()
) -> Proposal | None:
    """The proposal for a sheet, None where there is no table in it."""
    found = similar.look(raw)
    if found is None:
        return None
    around = tuple(texts(raw, table(raw), file_name))
    if current:
        sheets = tuple(target.sheet for target in current.targets)
        return Proposal(found, around, current.name, current.never_kept, sheets, current, tuple(earlier))
    shut = personal(found)
    likely = [sheet.name for sheet in likely_sheets(found, context, shut)]
    name = name_of(raw, file_name, (sheet.heading for sheet in SHEETS.values()))
    return Proposal(found, around, name, shut, tuple(likely), None, tuple(earlier))


def likely_sheets(found: Table, context: Context, shut: Iterable[int] = ()) -> list[Sheet]:
    """Our sheets that the table is likely to feed, the likeliest first.

    Most of the required columns must be there that can hardly be one fixed value, and something that tells of this
    sheet: a column that no other has, or two codes.
    """
    scored = []
    for place, sheet in enumerate(SHEETS.values()):
        chosen = similar.sources(found, sheet, context, shut)
        needed = [c for c in sheet.columns if c.required and c.kind not in (Kind.MUNICIPALITY, Kind.CHOICE)]
        needed = [c for c in needed if not c.event] or list(sheet.keys)
        score = sum(c.name in chosen for c in needed) / len(needed)
        codes = sum(c.key and c.kind is Kind.IDENTIFIER and c.name in chosen for c in sheet.columns)
        texts = {c: found.headings[chosen[c.name].column or 0] for c in sheet.columns if c.name in chosen}
        if score > similar.LIKELY and (codes > 1 or any(_tells(text, sheet, c) for c, text in texts.items())):
            scored.append((-score, place, sheet))
    return [sheet for *_, sheet in sorted(scored, key=lambda item: item[:2])]


def _tells(heading: str, sheet: Sheet, column: Column) -> bool:
    """Whether a heading is that of a column, or a word for one, that this sheet alone has."""
    if sum(c.name == column.name for s in SHEETS.values() for c in s.columns) == 1:
        return similar.likeness(heading, sheet, column) >= similar.CERTAIN
    own = HEADINGS.get(f"{sheet.name}.{column.name}", ())
    return similar.plain(heading) in {similar.plain(text) for text in own}


def layout_of(proposal: Proposal, name: str, targets: Sequence[Target], never_kept: Iterable[int]) -> Layout:
    """The layout that the coordinator has chosen."""
    found = proposal.table
    return Layout(fingerprint(found.raw), name, tuple(targets), tuple(sorted(never_kept)), found.headings)


def missing(targets: Sequence[Target]) -> list[tuple[Sheet, Column]]:
    """The required columns of ours that come from nowhere."""
    return [
        (SHEETS[target.sheet], column)
        for target in targets
        for column in SHEETS[target.sheet].columns
        if column.required and column.name not in target.columns
    ]


def shared_start(targets: Sequence[Target]) -> bool:
    """Whether a post begins, by the same column, when its doctor does: it would move with each doctor."""
    starts = {t.sheet: t.columns.get("valid_from", Source()).column for t in targets}
    return starts.get("position") is not None and starts.get("position") == starts.get("occupancy")


def words(found: Table, source: Source, column: Column, context: Context) -> list[tuple[str, int, str | None]]:
    """The values of a column that are not ours: each, how often it stands there, and what it means ("" an empty cell).

    None where nobody has said what it means. The most frequent come first.
    """
    if source.column is None:
        return []
    unknown = similar.fit(found, Source(source.column, percent=source.percent), column, context).unknown
    counted: dict[str, tuple[str, int]] = {}
    for raw, count in found.values[source.column].items():
        text, key = text_of(raw), folded(text_of(raw))
        if text in unknown or key in source.values:
            first, before = counted.get(key, (text, 0))
            counted[key] = (first, before + count)
    listed = [(text, count, source.values.get(key)) for key, (text, count) in counted.items()]
    return sorted(listed, key=lambda item: (-item[1], item[0]))
