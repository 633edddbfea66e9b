"""What a declaration of a sheet is made of: kinds of cells, columns, scopes and sheets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a cell holds. The second word of each comment is the type of its database column."""

    TEXT = "text"  # varchar
    IDENTIFIER = "identifier"  # varchar; leading zeros survive
    CHOICE = "choice"  # varchar; one of `choices`
    MUNICIPALITY = "municipality"  # varchar; the four-digit number
    FIGURE = "figure"  # varchar; a key figure's id
    DATE = "date"  # date
    MONTH = "month"  # date; the first of the month
    INTEGER = "integer"  # bigint
    PERCENT = "percent"  # decimal(5,2); 80 means 80 %
    AMOUNT = "amount"  # decimal(18,2); kroner
    MEASURE = "measure"  # decimal(18,6); in a figure's own unit, shares as 0–1
    YES_NO = "yes_no"  # boolean


SQL_TYPES = {
    Kind.TEXT: "varchar",
    Kind.IDENTIFIER: "varchar",
    Kind.CHOICE: "varchar",
    Kind.MUNICIPALITY: "varchar",
    Kind.FIGURE: "varchar",
    Kind.DATE: "date",
    Kind.MONTH: "date",
    Kind.INTEGER: "bigint",
    Kind.PERCENT: "decimal(5,2)",
    Kind.AMOUNT: "decimal(18,2)",
    Kind.MEASURE: "decimal(18,6)",
    Kind.YES_NO: "boolean",
}


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    `minimum` and `maximum` are inclusive. `references` names the sheet (by name) in which the value must exist as
    the key column of the same name. `default` is stored where the cell is empty. `refused` marks a column that may
    not be filled yet. `digits` is the least and greatest number of digits of an identifier made of digits only.
    """

    heading: str
    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    key: bool = False
    choices: tuple[str, ...] = ()
    default: str | int | None = None
    minimum: int | None = None
    maximum: int | None = None
    digits: tuple[int, int] | None = None
    references: str | None = None
    refused: bool = False
    event: bool = False  # a date on which something happened: in the future it is worth a warning
    example: object = None
    help: str = ""

    @property
    def sql_type(self) -> str:
        """The type of the column's database column."""
        return SQL_TYPES[self.kind]


class Scope(StrEnum):
    """What one upload replaces as a whole in a sheet."""

    REPORT = "report"  # nothing: reports accumulate
    MUNICIPALITY = "municipality"  # the rows of each reporting municipality
    PARENT = "parent"  # the rows below each parent row of a reporting municipality
    PROGRAMME = "programme"  # all rows


@dataclass(frozen=True)
class Sheet:
    """One sheet. `periods` are pairs of column names (start, end), both inclusive, end not before start."""

    heading: str
    name: str
    scope: Scope
    columns: tuple[Column, ...]
    parent: str | None = None  # the parent sheet's name
    parent_key: str | None = None  # the column of both sheets that ties a row to its parent: the parent's single key
    periods: tuple[tuple[str, str], ...] = ()
    help: str = ""
    # A row may pass to another municipality, with this column unchanged; without it a key belongs to one for good.
    unchanged_on_move: str | None = None

    @cached_property
    def keys(self) -> tuple[Column, ...]:
        """The columns that identify a row, in order."""
        return tuple(c for c in self.columns if c.key)

    @cached_property
    def stored(self) -> tuple[Column, ...]:
        """The columns that the database keeps."""
        return tuple(c for c in self.columns if not c.refused)

    @cached_property
    def scope_column(self) -> Column | None:
        """The column whose value says which municipality or parent a row belongs to."""
        if self.scope is Scope.PARENT:
            return self.column(self.parent_key or "")
        if self.scope is Scope.MUNICIPALITY:
            return self.column("municipality")
        return None

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
