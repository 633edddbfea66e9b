"""A table with headings of its own: how its columns are read as ours, and by what it is known again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from helgelandlegen.workbook.cells import Raw, RawSheet, is_empty, text_of
from helgelandlegen.workbook.headings import folded
from helgelandlegen.workbook.numeric import parsed
from helgelandlegen.workbook.shape import Shape, heading, shape
from helgelandlegen.workbook.sheets import SHEETS, Kind
from helgelandlegen.workbook.surroundings import DAY, said, texts
from helgelandlegen.workbook.values import Context

MISSING = {"-", "–", "—", "*", ":", ".", ".."}  # signs for «nothing here»: they make no row


@dataclass(frozen=True)
class Source:
    """Where one of our columns comes from: the index of a column of the table, or one fixed text for every row.

    `values` maps a cell's text (folded) to what it means to us, "" for an empty cell; `percent`: 0,8 means 80.
    `around`: the one text is each time what the title above the table, or the file's name, says (surroundings.py).
    """

    column: int | None = None
    fixed: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    percent: bool = False
    around: bool = False

    def meant(self, raw: Raw) -> Raw:
        """What a cell of the column says in our words."""
        if self.fixed is not None:
            return self.fixed
        if self.values and (text := self.values.get(folded(text_of(raw)))) is not None:
            return text or None
        if self.percent and (found := parsed(raw)) and not found[1] and 0 <= found[0] <= 1:
            return float(found[0] * 100)
        return raw


@dataclass(frozen=True)
class Target:
    """One of our sheets (its name) that the table is read as, with the source of each of its columns (by name).

    `complete`: a row that lacks something required is no row of this sheet, such as a post whose list is not counted.
    """

    sheet: str
    columns: Mapping[str, Source]
    complete: bool = False


@dataclass(frozen=True)
class Layout:
    """How a table is read. `never_kept` are the columns with personal data: the stored file leaves them out.

    `headings` are the table's own, in their order, so that people can see what the layout does.
    """

    fingerprint: str
    name: str
    targets: tuple[Target, ...]
    never_kept: tuple[int, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Applied:
    """The sheets that a layout makes, the Excel rows that are no data (by kind), and data of which no row was made.

    `incomplete` are the Excel rows that made none in a sheet of ours (by its heading) because they lack something.
    """

    sheets: list[RawSheet]
    left_out: Mapping[str, list[int]] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)
    incomplete: Mapping[str, list[int]] = field(default_factory=dict)


def table(raw: RawSheet) -> Shape | None:
    """The table in a sheet, found without regard to our own headings: these may change, a fingerprint may not."""
    return shape(raw)


def fingerprint(raw: RawSheet) -> str:
    """What tells one layout from another: the headings in their order, whatever day is written in them.

    The sheet's name does not matter.
    """
    found = heading(raw)
    headings = [DAY.sub("#", folded(text)) for text in found[1]] if found else []
    return sha256("\n".join(headings).encode()).hexdigest()


def apply(raw: RawSheet, layout: Layout, context: Context | None = None, file_name: str = "") -> list[RawSheet]:
    """The table as sheets of ours, one for each target, with the rows' and the headings' own Excel row numbers.

    A row is made for a target where a column that is its own says something (see `owned`); equal rows are made once.
    """
    return apply_all(raw, layout, context, file_name).sheets


def apply_all(raw: RawSheet, layout: Layout, context: Context | None = None, file_name: str = "") -> Applied:
    """The same, and the rows of which nothing was made."""
    found = table(raw)
    if found is None:
        return Applied([])
    told = texts(raw, found, file_name)
    targets = [_told(target, told, context) for target in layout.targets]
    targets.sort(key=lambda target: list(SHEETS).index(target.sheet))
    own = owned(targets)
    keys = {
        source.column for target in targets for name, source in target.columns.items() if _own_code(target.sheet, name)
    }
    body = [row for row in found.body if not _is_group(row[1], keys)]
    read: set[int] = set()
    lacking: dict[str, list[int]] = {}
    made = [
        _derived(raw, (found.heading_rows[-1], body), target, own[target.sheet], read, lacking) for target in targets
    ]
    if len(made) > 1:  # a finding says which of the sheets it is about, and so in which column of theirs it stands
        made = [replace(one, name=f"{raw.name} (lest som {one.reads_as})") for one in made]
    return Applied(made, found.left_out, [n for n, _ in found.body if n not in read], lacking)


def _told(target: Target, around: list[str], context: Context | None) -> Target:
    """The target with what stands around the table in place."""
    sheet = SHEETS[target.sheet]
    columns = {
        name: replace(source, fixed=said(sheet.column(name), around, context) if context else None)
        if source.around
        else source
        for name, source in target.columns.items()
    }
    return replace(target, columns=columns)


def _is_group(cells: list[Raw], keys: set[int | None]) -> bool:
    """Whether a row says one thing only, and no code: a heading inside the table."""
    filled = [index for index, cell in enumerate(cells) if not is_empty(cell)]
    return len(filled) == 1 and filled[0] not in keys and isinstance(cells[filled[0]], str)


def owned(targets: list[Target]) -> dict[str, frozenset[int]]:
    """The table's columns that decide whether there is a row for a target, by our sheet's name.

    These are the columns that no other target reads, and of those that several read the codes: a post's code makes a
    row in the first sheet that has it as its own key, not in those that only refer to it. So a vacant post, with a code
    and dates but without a doctor, is a row in Stillinger and none in Bemanning.
    """
    readers: dict[int, list[tuple[str, str]]] = {}
    for target in targets:
        for name, source in target.columns.items():
            if source.column is not None:
                readers.setdefault(source.column, []).append((target.sheet, name))
    found: dict[str, set[int]] = {target.sheet: set() for target in targets}
    coded: set[str] = set()
    for index, reading in readers.items():
        sheets = {sheet for sheet, _ in reading}
        code = next((sheet for sheet, name in reading if _own_code(sheet, name)), None)
        first = reading[0][0] if len(sheets) == 1 else code
        if first:
            found[first].add(index)
            coded |= {first} if first == code else set()
    for index, reading in readers.items():
        # Where there is a column for the code, a date without one says nothing of a doctor, or of a post.
        if all(sheet in coded and SHEETS[sheet].column(name).kind is Kind.DATE for sheet, name in reading):
            found[reading[0][0]].discard(index)
    return {sheet: frozenset(columns) for sheet, columns in found.items()}


def _own_code(sheet: str, name: str) -> bool:
    column = SHEETS[sheet].column(name)
    return column.key and column.kind is Kind.IDENTIFIER and not column.references


def _derived(
    raw: RawSheet, body: tuple[int, list[tuple[int, list[Raw]]]], target: Target, own: frozenset[int], read: set[int],
    lacking: dict[str, list[int]],
) -> RawSheet:  # fmt: skip
    sheet = SHEETS[target.sheet]
    columns = [column for column in sheet.columns if column.name in target.columns]
    sources = [target.columns[column.name] for column in columns]
    silent = set(raw.empty_formulas)
    needed = [i for i, c in enumerate(columns) if c.required and sources[i].column is not None]
    deciding = [source for source in sources if source.column in own]
    decide = any if deciding else all
    deciding = deciding or [s for c, s in zip(columns, sources, strict=True) if c.key and s.column is not None]
    rows: list[tuple[int, list[Raw]]] = [(body[0], [column.heading for column in columns])]
    made: set[tuple[tuple[type, Raw], ...]] = set()
    for number, cells in body[1]:
        if not decide(_says(s, cells) or (number, s.column) in silent for s in deciding):
            continue
        read.add(number)
        values = [source.meant(_cell(cells, source.column)) for source in sources]
        if target.complete and any(is_empty(values[index]) for index in needed):
            lacking.setdefault(sheet.heading, []).append(number)
            continue
        same = tuple((type(value), value) for value in values)
        if same not in made:
            made.add(same)
            rows.append((number, values))
    return RawSheet(
        name=raw.name,
        hidden=raw.hidden,
        rows=rows,
        hidden_rows=raw.hidden_rows,
        empty_formulas=tuple(
            (row, index)
            for row, column in raw.empty_formulas
            for index, source in enumerate(sources)
            if source.column == column
        ),
        reads_as=sheet.heading,
        columns_from=tuple(source.column for source in sources),
    )


def _cell(cells: list[Raw], column: int | None) -> Raw:
    return cells[column] if column is not None and column < len(cells) else None


def _says(source: Source, cells: list[Raw]) -> bool:
    meant = source.meant(_cell(cells, source.column))
    return not is_empty(meant) and not (isinstance(meant, str) and text_of(meant) in MISSING)
