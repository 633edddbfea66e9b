"""The template's example row: nobody means it, and it is left out where it still stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

from helgelandlegen.programme import Programme
from helgelandlegen.workbook.findings import Finding, finding, shown
from helgelandlegen.workbook.sheets import Sheet
from helgelandlegen.workbook.values import example_of

SIGN = "eksempel"  # what no real text begins with


@dataclass(frozen=True)
class Example:
    """The example as it is in the columns that a table has, by their names.

    `is_certain`: no real row looks like it. `is_whole`: the table has all columns, as the template's own sheet has.
    """

    values: Mapping[str, Any]
    is_certain: bool
    is_whole: bool

    @classmethod
    def of(cls, sheet: Sheet, programme: Programme, columns: Collection[str]) -> Self:
        """The example of a sheet of which these columns are there."""
        every = {column.name: example_of(column, programme) for column in sheet.stored}
        there = {name: value for name, value in every.items() if name in columns}
        certain = any(isinstance(value, str) and value.casefold().startswith(SIGN) for value in there.values())
        return cls(there, certain, there.keys() == every.keys())

    def is_it(self, values: Mapping[str, Any], *, first: bool) -> bool:
        """Whether a row is the example. Where a real one could look like it, only the `first` below the headings is."""
        return (first or self.is_certain) and all(values[name] == value for name, value in self.values.items())

    def doubt(self, sheet: str, row: int) -> list[Finding]:
        """What is said of a row that is left out as the example, and may be real."""
        if self.is_certain or self.is_whole:
            return []
        seen = ", ".join(shown(value) for value in self.values.values() if value is not None)
        return [finding("like_example", sheet=sheet, row=row, value=seen)]
