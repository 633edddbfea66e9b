"""All findings of one known sheet, and its rows as typed values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from helgelandlegen.workbook import headings as heading_row
from helgelandlegen.workbook.cells import WITHHELD, Raw, RawSheet, Value, Wrong, clean, is_empty, is_missing
from helgelandlegen.workbook.example import Example
from helgelandlegen.workbook.findings import Finding, finding
from helgelandlegen.workbook.personal import MASK
from helgelandlegen.workbook.progress import CHECKING, Progress
from helgelandlegen.workbook.rules import remarks
from helgelandlegen.workbook.sheets import ALL_MUNICIPALITIES, Column, Kind, Scope, Sheet
from helgelandlegen.workbook.values import Context, convert, default_of

if TYPE_CHECKING:
    from helgelandlegen.programme import Programme

TELL_EACH = 500  # rows
MOST_WRONG = 10_000  # rows with mistakes, after which a sheet is not checked further

_Converted = dict[Any, Value]  # one column's values that came before, by the raw cell


@dataclass(frozen=True)
class CheckedRow:
    """One row: where it stood in Excel, and a typed value, or None, for each stored column by name."""

    excel_row: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Surroundings:
    """What a sheet is checked against. `share_figures` are the ids of the shares, None where nobody knows them."""

    programme: Programme
    today: date
    context: Context
    share_figures: frozenset[str] | None


@dataclass
class _Reading:
    """One row while it is read. `bad` names the columns whose cell has a finding, `findings` go with a column."""

    row: int
    values: dict[str, Any]
    bad: set[str] = field(default_factory=set)
    filled: bool = False
    findings: list[Finding] = field(default_factory=list)


class SheetCheck:
    """Checks one sheet when made. `filled` is the number of rows with content, the untouched example not among them.

    `rows` holds the rows that have a key; `untouched` says that the sheet is as the template made it.
    """

    def __init__(
        self,
        sheet: Sheet,
        raw: RawSheet,
        masked: set[tuple[int, int]],
        around: Surroundings,
        progress: Progress | None = None,
    ) -> None:
        self.sheet, self.raw, self.masked, self.around = sheet, raw, masked, around
        self.progress = progress or Progress()
        self.context = around.context
        if sheet.scope is Scope.REPORT:
            every = {ALL_MUNICIPALITIES.casefold(): ALL_MUNICIPALITIES}
            self.context = replace(self.context, municipalities=self.context.municipalities | every)
        self.headings = heading_row.find(sheet, raw)
        # The key figure comes first: it says whether the row's measures are shares.
        found = sorted(self.headings.columns.items(), key=lambda item: item[1].kind is not Kind.FIGURE)
        self.columns: list[tuple[int, Column, _Converted]] = [(index, column, {}) for index, column in found]
        self.defaults = {c.name: default_of(c, self.context) for c in sheet.stored}
        self.example = Example.of(sheet, around.programme, {column.name for _, column, _ in self.columns})
        self.formulas = set(raw.empty_formulas)
        self.special = {row for row, _ in self.formulas | masked}
        self.rows: list[CheckedRow] = []
        self.findings = list(self.headings.findings)
        self.filled, self.untouched = 0, False
        self._check_rows()

    def _check_rows(self) -> None:
        keys: dict[tuple[Any, ...], int] = {}
        hidden, shut, wrong = [], set(self.raw.hidden_rows), 0
        doubtful: list[Finding] = []
        body = self._body() if self.columns else []
        for count, (row, cells) in enumerate(body):
            if count % TELL_EACH == 0:
                self.progress.tell(CHECKING, count, len(body))
            reading = self._read_row(row, cells)
            if not reading.filled:
                self.findings += [f for f in reading.findings if f.code == "formula_without_value"]
            elif not reading.bad and self.example.is_it(reading.values, first=row == self.headings.row + 1):
                self.untouched = True
                doubtful += self.example.doubt(self.raw.name, row)
            else:
                self.filled += 1
                hidden += [row] if row in shut else []
                self._take(reading, keys)
                wrong += bool(reading.bad)
                if wrong == MOST_WRONG:
                    self.findings.append(finding("too_many_wrong", sheet=self.raw.name, count=wrong, last=row))
                    break
        self.untouched = self.untouched and not self.filled
        self.findings += doubtful if self.filled else []
        if self.raw.hidden:
            self.findings.append(finding("hidden_sheet", sheet=self.raw.name))
        if columns := self._hidden_columns():
            self.findings.append(finding("hidden_columns", sheet=self.raw.name, columns=columns))
        if hidden:
            self.findings.append(finding("hidden_rows", sheet=self.raw.name, rows=heading_row.ranges(hidden)))
        self.findings += heading_row.personal_numbers(self.raw.name, self.masked, self.headings.at)
        self.findings.sort(key=lambda f: (f.row or 0, self.headings.position(f.column)))

    def _body(self) -> list[tuple[int, list[Raw]]]:
        """The rows of data, those with nothing but formulas that nobody has computed among them."""
        rows, known = self.headings.body, self.headings.left_out
        silent = {row for row, _ in self.formulas if row > self.headings.row} - {row for row, _ in rows} - known
        return sorted([*rows, *((row, []) for row in silent)], key=itemgetter(0)) if silent else rows

    def _hidden_columns(self) -> list[str]:
        """The names of the hidden columns that are read."""
        shut = set(self.raw.hidden_columns)
        return [
            self.headings.at(index)
            for index, _, _ in sorted(self.columns, key=itemgetter(0))
            if self.raw.source(index) in shut
        ]

    def _read_row(self, row: int, cells: list[Raw]) -> _Reading:
        reading = _Reading(row, dict(self.defaults))
        for index, column, converted in self.columns:
            raw = cells[index] if index < len(cells) else None
            # Most values come many times in their column. A text is its own key: True, 1 and 1.0 are one key.
            value = converted.get(raw if type(raw) is str else (type(raw), raw))
            if value is not None and row not in self.special:
                reading.filled = True
                reading.values[column.name] = value
            elif (raw is not None or column.required or row in self.special) and not self._is_masked(
                reading, index, column
            ):
                self._read_cell(reading, column, raw, converted)
        return reading

    def _is_masked(self, reading: _Reading, index: int, column: Column) -> bool:
        """Whether the cell held a personal number; also warns of a formula without a value."""
        if (reading.row, index) in self.formulas:
            self._add(reading, "formula_without_value", column)
        if (reading.row, index) not in self.masked:
            return False
        self._bad(reading, column)
        return True

    def _read_cell(self, reading: _Reading, column: Column, raw: Raw, converted: _Converted) -> None:
        if column.refused:
            if not is_missing(raw):
                self._bad(reading, column)
                self._add(reading, "refused_column", column, MASK)
            return
        share = column.kind is Kind.MEASURE and self._is_share(reading, raw)
        value = convert(raw, column, self.context, share=share)
        if isinstance(value, Wrong):
            self._bad(reading, column)
            self._add(reading, value.code, column, raw, **value.words)
        elif value is not None:
            reading.filled = True
            reading.values[column.name] = value
            if column.kind is not Kind.MEASURE:  # whose value depends on the row
                converted[raw if type(raw) is str else (type(raw), raw)] = value
        else:
            self._read_missing(reading, column, raw)

    def _read_missing(self, reading: _Reading, column: Column, raw: Raw) -> None:
        """A cell without a value: empty, or with a sign that says so."""
        withheld = isinstance(raw, str) and clean(raw) in WITHHELD
        reading.filled |= withheld
        if column.required:
            reading.bad.add(column.name)
            code = "missing_value" if is_empty(raw) else "missing_sign"
            self._add(reading, code, column, None if is_empty(raw) else raw)
        elif withheld:
            self._add(reading, "withheld", column, raw, instead="tomt" if column.default is None else column.default)

    def _bad(self, reading: _Reading, column: Column) -> None:
        reading.filled = True
        reading.bad.add(column.name)
        if not column.refused:
            reading.values[column.name] = None

    def _is_share(self, reading: _Reading, raw: Raw) -> bool:
        """Whether the row's key figure is a share; where that is not known, whether it is written as one."""
        figure = next((reading.values[c.name] for c in self.sheet.columns if c.kind is Kind.FIGURE), None)
        if figure is None or self.around.share_figures is None:
            return isinstance(raw, str) and "%" in raw
        return figure in self.around.share_figures

    def _add(self, reading: _Reading, code: str, column: Column, value: object = None, **words: object) -> None:
        reading.findings.append(
            finding(code, sheet=self.raw.name, row=reading.row, column=column.heading, value=value, **words)
        )

    def _take(self, reading: _Reading, keys: dict[tuple[Any, ...], int]) -> None:
        for remark in remarks(self.sheet, reading.values, reading.bad, self.around.today):
            column = self.sheet.column(remark.column)
            self._add(reading, remark.code, column, remark.value, **remark.words)
        if None not in [reading.values[c.name] for c in self.sheet.keys]:
            rows = self._expanded(reading)
            self.rows += [row for row in rows if self._is_new(reading, row, keys)]
        self.findings += reading.findings

    def _expanded(self, reading: _Reading) -> list[CheckedRow]:
        """In a report `Alle` is a row for every municipality."""
        if self.sheet.scope is not Scope.REPORT or reading.values["municipality"] != ALL_MUNICIPALITIES:
            return [CheckedRow(reading.row, reading.values)]
        numbers = [m.number for m in self.around.programme.municipalities]
        return [CheckedRow(reading.row, {**reading.values, "municipality": number}) for number in numbers]

    def _is_new(self, reading: _Reading, row: CheckedRow, keys: dict[tuple[Any, ...], int]) -> bool:
        """Whether no row above has the same key; in a report, whether none speaks for the same municipality."""
        report = self.sheet.scope is Scope.REPORT
        columns = [self.sheet.column("municipality")] if report else list(self.sheet.keys)
        other = keys.setdefault(tuple(row.values[c.name] for c in columns), row.excel_row)
        if other == row.excel_row:
            return True
        if not report:
            words: dict[str, object] = {"keys": [c.heading for c in columns], "other": other}
            self._add(reading, "duplicate_key", columns[0], reading.values[columns[0].name], **words)
        elif all(f.code != "report_twice" for f in reading.findings):  # once, also where `Alle` meets many
            name = self.around.programme.by_number[row.values["municipality"]].name
            self._add(reading, "report_twice", columns[0], name, municipality=name, other=other)
        return False
