"""What travels through the workbook room: raw sheets, typed values, and a cell's text made clean."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from helgelandlegen.workbook.findings import shown

Raw = None | str | float | int | bool | date | datetime
Value = None | str | date | int | Decimal | bool

# Signs that stand alone in a cell where a value is missing, or is not told; never a zero.
DASHES, WITHHELD = frozenset(("-", "–", "—", "−", "--", ".", "..", "...")), frozenset(("*", "**", ":"))


class Cell(NamedTuple):
    """A place in a received file: the sheet's index, Excel's row, and the column's index (0 is A; None: the row)."""

    sheet: int
    row: int
    column: int | None


@dataclass(frozen=True)
class RawSheet:
    """A sheet as read. `rows` holds only rows with content: Excel's row number and the cells from column A.

    `empty_formulas` are the (Excel row, column index) of formulas that no program has computed. A sheet that a layout
    has made out of one with other headings has its name, says which of ours it is read as (`reads_as`, our heading)
    and from which column of it each of its columns comes (None: from none).
    """

    name: str
    hidden: bool
    rows: list[tuple[int, list[Raw]]]
    hidden_rows: tuple[int, ...] = ()
    empty_formulas: tuple[tuple[int, int], ...] = ()
    reads_as: str | None = None
    columns_from: tuple[int | None, ...] | None = None
    hidden_columns: tuple[int, ...] = ()

    def source(self, column: int) -> int | None:
        """The column of the received sheet that a column comes from."""
        if self.columns_from is None:
            return column
        return self.columns_from[column] if column < len(self.columns_from) else None


@dataclass(frozen=True)
class RawWorkbook:
    """The sheets in the file's order, and the texts with many digits that stand outside the cells."""

    sheets: list[RawSheet]
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wrong:
    """Why a cell has no value: a finding's code and the words of its sentence."""

    code: str
    words: dict[str, Any] = field(default_factory=dict)


def clean(text: str) -> str:
    """Text without what nobody sees: outer space, control and invisible characters, other kinds of space."""
    if not text.isprintable():  # true for nearly every cell, so the slow way is rare
        text = "".join(map(_visible, text.replace("\r\n", "\n")))
    return unicodedata.normalize("NFC", text).strip()


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if character == "\n" or category in ("Zl", "Zp"):
        return "\n"
    return "" if category in ("Cc", "Cf", "Cs", "Cn") else character


def is_empty(raw: Raw) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return raw is None or (isinstance(raw, str) and not clean(raw))


def is_missing(raw: Raw) -> bool:
    """Whether a cell is empty or holds a sign for that."""
    return raw is None or (isinstance(raw, str) and ((text := clean(raw)) in DASHES or text in WITHHELD or not text))


def text_of(raw: Raw) -> str:
    """A cell as text: 17.0 is `17`, a date `01.03.2024`."""
    return clean(shown("" if raw is None else raw))


def folded(text: str) -> str:
    """A sheet's name or a heading as it is compared: without case, outer space and the mark of a required column."""
    return " ".join(text.split()).rstrip("*").strip().casefold()
