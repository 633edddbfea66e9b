"""The workbook as a file to fill in, and the stored state in the very same form: both from the declaration alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from helgelandlegen.workbook.cells import Value
from helgelandlegen.workbook.findings_file import OPTIONS
from helgelandlegen.workbook.guide import GUIDE_SHEET, LIST_SHEET, Style, allowed, guide, marked
from helgelandlegen.workbook.sheets import ALL_MUNICIPALITIES, SHEETS, Column, Kind, Scope, Sheet
from helgelandlegen.workbook.values import FIRST_YEAR, LAST_YEAR, Context, example_of

if TYPE_CHECKING:
    from helgelandlegen.programme import Programme

Row = Mapping[str, Any]

LAST_ROW = 20_000  # how far down formats and validation reach
CREATED = datetime(2024, 1, 1)  # fixed, so that equal content makes equal bytes
LARGEST = 999_999_999_999
NUMBER_FORMATS = {Kind.DATE: "dd.mm.yyyy", Kind.MONTH: "mm.yyyy", Kind.AMOUNT: "#,##0.00", Kind.IDENTIFIER: "@"}

GREY, LIGHT, BLUE = "#767676", "#E7EEF4", "#1F4E79"
GUIDE_STYLES: dict[Style, dict[str, object]] = {
    Style.TITLE: {"bold": True, "font_size": 16, "font_color": BLUE},
    Style.HEADING: {"bold": True, "font_size": 12, "font_color": BLUE},
    Style.TEXT: {},
    Style.SHEET: {"bold": True, "bg_color": LIGHT, "text_wrap": True, "valign": "top"},
    Style.COLUMN: {"text_wrap": True, "valign": "top"},
}
GUIDE_WIDTHS = (16, 30, 13, 60, 60)


def template(programme: Programme) -> bytes:
    """An empty workbook with the guide, every sheet, and an example row that the reader skips while unchanged."""
    every = frozenset(SHEETS)
    return _Writer(programme, frozenset()).workbook(list(SHEETS.values()), _examples(programme, every), every)


def _examples(programme: Programme, sheets: frozenset[str]) -> dict[str, list[Row]]:
    return {name: [{c.name: example_of(c, programme) for c in SHEETS[name].stored}] for name in sheets}


def prefilled(
    programme: Programme,
    rows: Mapping[str, Sequence[Row]],
    sheets: Iterable[Sheet] | None = None,
    *,
    share_figures: frozenset[str] = frozenset(),
    untouched: frozenset[str] = frozenset(),
) -> bytes:
    """A workbook with these rows (sheet name → rows by column name) in the given sheets, by default in all.

    The sheets in `untouched` hold the template's example row instead: nobody has filled them in yet.

    Values are typed as `check` returns them; read back, the file gives the same values. `share_figures` are written
    as percentages, so that a share above 1 survives.
    """
    wanted = list(SHEETS.values() if sheets is None else sheets)
    return _Writer(programme, share_figures).workbook(wanted, {**rows, **_examples(programme, untouched)}, untouched)


class _Writer:
    def __init__(self, programme: Programme, share_figures: frozenset[str]) -> None:
        self.programme, self.share_figures = programme, share_figures
        self.content = BytesIO()
        self.book = xlsxwriter.Workbook(self.content, OPTIONS)
        self.book.set_properties({"title": programme.title, "created": CREATED})
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.lists: dict[tuple[str, ...], str] = {}

    def workbook(self, sheets: list[Sheet], rows: Mapping[str, Sequence[Row]], examples: frozenset[str]) -> bytes:
        """The finished file; in the sheets in `examples` the row is the example."""
        self._guide(sheets, bool(examples))
        for sheet in sheets:
            self._sheet(sheet, rows.get(sheet.name, ()), sheet.name in examples)
        self._list_sheet()
        self.book.close()
        return self.content.getvalue()

    def format(self, **look: object) -> Any:
        """A cell format; equal looks share one."""
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def _guide(self, sheets: list[Sheet], example: bool) -> None:
        page = self.book.add_worksheet(GUIDE_SHEET)
        page.hide_gridlines(2)
        for index, width in enumerate(GUIDE_WIDTHS):
            page.set_column(index, index, width)
        for number, line in enumerate(guide(sheets, self.programme.title, example=example)):
            if line.style is Style.HEADING:
                page.set_row(number, 24)
            for index, text in enumerate(line.cells):
                page.write_string(number, index, text, self.format(**GUIDE_STYLES[line.style]))
        page.set_landscape()
        page.fit_to_pages(1, 0)

    def _sheet(self, sheet: Sheet, rows: Sequence[Row], example: bool) -> None:
        page = self.book.add_worksheet(sheet.heading)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        for index, column in enumerate(sheet.columns):
            heading = self.format(
                bold=True,
                bg_color=LIGHT,
                bottom=1,
                text_wrap=True,
                valign="top",
                **({"font_color": GREY} if column.refused else {}),
            )
            shown = self.format(num_format=NUMBER_FORMATS[column.kind]) if column.kind in NUMBER_FORMATS else None
            page.set_column(index, index, self._width(column), shown)
            page.write_string(0, index, marked(column), heading)
            page.data_validation(1, index, LAST_ROW, index, self._validation(sheet, column))
        page.ignore_errors(
            {"number_stored_as_text": f"A2:{xlsxwriter.utility.xl_col_to_name(len(sheet.columns))}{LAST_ROW}"}
        )
        look: dict[str, object] = {"italic": True, "font_color": GREY} if example else {}
        first = 1 if example or not self._like_example(sheet, rows) else 2
        for number, row in enumerate(rows, first):
            for index, column in enumerate(sheet.columns):
                if not column.refused:
                    self._cell(page, number, index, column, row, look)

    def _like_example(self, sheet: Sheet, rows: Sequence[Row]) -> bool:
        """Whether the first row would be taken for the untouched example: it then moves down by one."""
        return bool(rows) and all(rows[0][c.name] == example_of(c, self.programme) for c in sheet.stored)

    def _cell(self, page: Any, number: int, index: int, column: Column, row: Row, look: dict[str, object]) -> None:
        value: Value = row[column.name]
        if column.kind in NUMBER_FORMATS:
            look = {**look, "num_format": NUMBER_FORMATS[column.kind]}
        if value is None:
            return
        if isinstance(value, bool):
            page.write_string(number, index, "Ja" if value else "Nei", self.format(**look))
        elif isinstance(value, date):
            page.write_datetime(number, index, value, self.format(**look))
        elif isinstance(value, int | Decimal):
            if column.kind is Kind.MEASURE and self._is_share(row):
                look = {**look, "num_format": "0%" if value * 100 == int(value * 100) else "0.0000%"}
            page.write_number(number, index, value, self.format(**look))
        else:
            text = self._name(value) if column.kind is Kind.MUNICIPALITY else value
            page.write_string(number, index, text, self.format(**look))

    def _is_share(self, row: Row) -> bool:
        return any(value in self.share_figures for value in row.values() if isinstance(value, str))

    def _name(self, number: str) -> str:
        """What people call a municipality, its number where two share the name."""
        name = self.programme.by_number[number].name
        return name if self.context.municipalities.get(name.casefold()) == number else number

    @cached_property
    def context(self) -> Context:
        return Context.of(self.programme)

    def _width(self, column: Column) -> float:
        values = [
            *column.choices,
            str(column.example or ""),
            *(self.context.names if column.kind is Kind.MUNICIPALITY else ()),
        ]
        return min(40, max(11, len(column.heading) + 4, *(len(v) + 3 for v in values)))

    def _validation(self, sheet: Sheet, column: Column) -> dict[str, object]:
        """What Excel accepts in the column, and what it says when the cell is chosen or the value is not accepted."""
        if column.kind is Kind.TEXT and not column.help:
            return {"validate": "any"}  # a message at every free text would only be in the way
        text = f"{column.help} {allowed(column)}".strip()
        words = {"input_title": column.heading[:32], "input_message": text[:255]}
        wrong = {"error_title": column.heading[:32], "error_message": f"Dette kan ikke stå her. {text}"[:255]}
        return {**self._rule(sheet, column), **words, **wrong}

    def _rule(self, sheet: Sheet, column: Column) -> dict[str, object]:
        low, high = column.minimum, column.maximum
        between = {"criteria": "between", "minimum": -LARGEST if low is None else low, "maximum": high or LARGEST}
        if column.refused:
            return {"validate": "length", "criteria": "==", "value": 0}
        if column.kind is Kind.MUNICIPALITY:
            names = self.context.names
            # The number is accepted too, so the list only advises.
            every = (ALL_MUNICIPALITIES, *names) if sheet.scope is Scope.REPORT else names
            return {"validate": "list", "source": self._list(every), "error_type": "warning"}
        if column.kind in (Kind.CHOICE, Kind.YES_NO):
            return {"validate": "list", "source": self._list(column.choices or ("Ja", "Nei"))}
        if column.kind in (Kind.DATE, Kind.MONTH):
            years = {"minimum": date(FIRST_YEAR, 1, 1), "maximum": date(LAST_YEAR, 12, 31)}
            return {"validate": "date", "criteria": "between", **years}
        if column.kind is Kind.INTEGER:
            return {"validate": "integer", **between}
        if column.kind in (Kind.PERCENT, Kind.AMOUNT, Kind.MEASURE):
            return {"validate": "decimal", **between}
        if column.digits:
            least, greatest = column.digits
            return {"validate": "length", "criteria": "between", "minimum": least, "maximum": greatest}
        return {"validate": "any"}

    def _list(self, values: tuple[str, ...]) -> str:
        """Where the values stand on the list sheet, which is written last."""
        if values not in self.lists:
            letter = xlsxwriter.utility.xl_col_to_name(len(self.lists))
            self.lists[values] = f"={LIST_SHEET}!${letter}$1:${letter}${len(values)}"
        return self.lists[values]

    def _list_sheet(self) -> None:
        page = self.book.add_worksheet(LIST_SHEET)
        page.hide()
        for index, values in enumerate(self.lists):
            for number, value in enumerate(values):
                page.write_string(number, index, value)
