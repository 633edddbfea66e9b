"""A table with headings of its own: how its columns are read as ours, and by what it is known again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from helgelandlegen.workbook.cells import RawSheet, text_of
from helgelandlegen.workbook.headings import folded


@dataclass(frozen=True)
class Source:
    """Where one of our columns comes from: the index of a column of the table, or one fixed text for every row.

    `values` maps a cell's text (folded) to what it means to us; `percent`: 0,8 means 80.
    """

    column: int | None = None
    fixed: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    percent: bool = False


@dataclass(frozen=True)
class Target:
    """One of our sheets (its name) that the table is read as, with the source of each of its columns (by name)."""

    sheet: str
    columns: Mapping[str, Source]


@dataclass(frozen=True)
class Layout:
    """How a table is read. `never_kept` are the columns with personal data: the stored file leaves them out."""

    fingerprint: str
    name: str
    targets: tuple[Target, ...]
    never_kept: tuple[int, ...] = ()


def fingerprint(raw: RawSheet) -> str:
    """What tells one layout from another: the headings in their order; the sheet's name does not matter."""
    headings = [folded(text_of(cell)) for cell in (raw.rows[0][1] if raw.rows else [])]
    return sha256("\n".join(headings).encode()).hexdigest()


def apply(raw: RawSheet, layout: Layout) -> list[RawSheet]:
    """The table as sheets of ours, one for each target."""
    raise NotImplementedError
