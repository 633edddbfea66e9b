"""Workbooks in the OpenDocument format (.ods): the fast parser, and a second look at what it does not tell."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.parsers import expat

from helgelandlegen.workbook.reading.grid import Extras, sheets, within
from helgelandlegen.workbook.reading.limits import (
    LONG_NUMBER,
    MAX_CELLS,
    MAX_COLUMN,
    MAX_ROW,
    Answer,
    Refused,
    Told,
)
from helgelandlegen.workbook.reading.xlsx import TEXTS

HIDDEN = ("collapse", "filter")
OUTSIDE_CELLS = {
    "office:annotation", "table:tracked-changes", "table:shapes", "table:content-validations", "table:dde-links",
    "draw:frame", "draw:custom-shape", "draw:caption", "draw:g",
}  # fmt: skip
# How Calc and Excel write an error: #N/A, #DIV/0!, #NAVN?, Err:502.
ERROR = re.compile(r"#[A-ZÆØÅ0-9/]{1,20}[!?]?|Err:\d{3}")
NUMBERS = re.compile(r"\d(?:\D{0,3}\d){9,}")
OTHER_KINDS = {
    b"opendocument.text": "et tekstdokument (.odt)",
    b"opendocument.presentation": "en presentasjon (.odp)",
    b"opendocument.graphics": "en tegning (.odg)",
}


def read(content: bytes, told: Told) -> Answer:
    """Everything in the workbook."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names = parts.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise Refused("password")
        kind = parts.read("mimetype") if "mimetype" in names else b""
        for sign, what in OTHER_KINDS.items():
            if sign in kind:
                raise Refused("not_a_workbook", what=what)
        second = SecondReading(parts.read("content.xml"))
        elsewhere = second.elsewhere
        for name in names:
            if name.endswith(".xml") and name not in ("content.xml", "META-INF/manifest.xml"):
                texts = ((m[1] or m[2]).decode("utf-8", "replace") for m in TEXTS.finditer(parts.read(name)))
                elsewhere += [text[:1000] for text in texts if LONG_NUMBER.search(text)]
    return {"sheets": sheets(content, dict(enumerate(second.sheets)), told), "elsewhere": elsewhere}


class SecondReading:
    """The sheets' extras in order, and the texts with many digits outside the cells."""

    def __init__(self, data: bytes) -> None:
        self.sheets: list[Extras] = []
        self.elsewhere: list[str] = []
        self.name, self.row, self.column, self.cells = "", 0, 0, 0
        self.times, self.hidden = 1, False  # how many rows in a row are this one
        self.row_cells: list[tuple[int, int, str]] = []  # first column, count, what: a percentage, formula or error
        self.widest = 0
        self.outside, self.depth, self.text = "", 0, ""
        self.error: int | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.Parse(data, True)
        self._end_row()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.outside:
            self.depth += tag == self.outside
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif tag == "table:table-row":
            self._end_row()
            self.times = _times(attributes, "table:number-rows-repeated")
            self.hidden = attributes.get("table:visibility") in HIDDEN
        elif tag == "table:table-column":
            times = _times(attributes, "table:number-columns-repeated")
            if attributes.get("table:visibility") in HIDDEN and self.sheets:
                self.sheets[-1].hidden_columns += range(self.column, min(self.column + times, MAX_COLUMN))
            self.column += times
        elif tag == "table:table":
            self._end_row()
            self.sheets.append(Extras())
            self.name, self.row, self.column, self.times = attributes.get("table:name", ""), 0, 0, 0
        elif tag in OUTSIDE_CELLS:
            self._end_error()
            self.outside, self.depth, self.text = tag, 1, ""
            self.parser.CharacterDataHandler = self._characters
            self.parser.EndElementHandler = self._end_outside

    def _cell(self, attributes: dict[str, str]) -> None:
        self._end_error()
        times = _times(attributes, "table:number-columns-repeated")
        kind = attributes.get("office:value-type")
        formula = "table:formula" in attributes
        if kind is not None or formula:
            self.cells += times * self.times
            self.widest = self.column + times
            if attributes.get("calcext:value-type") == "error" or (formula and kind == "string"):
                self._follow(len(self.row_cells))
                self.row_cells.append((self.column, times, "error"))
            elif kind == "percentage":
                self.row_cells.append((self.column, times, "percent"))
            elif kind is None:
                self.row_cells.append((self.column, times, "formula"))
        self.column += times

    def _end_row(self) -> None:
        """Takes in the row that has ended, as often as it is repeated."""
        self._end_error()
        if self.sheets and self.widest:
            within(self.name, self.row + self.times, self.widest)
            if self.cells > MAX_CELLS:
                raise Refused("too_much_content")
            extra = self.sheets[-1]
            for row in range(self.row + 1, self.row + self.times + 1):
                for first, times, what in self.row_cells:
                    for column in range(first, first + times):
                        if what == "formula":
                            extra.empty_formulas.append((row, column))
                        else:
                            extra.shown.setdefault(row, []).append((column, None if what == "percent" else what))
        if self.sheets and self.hidden:
            self.sheets[-1].hidden_rows += range(self.row + 1, min(self.row + self.times, MAX_ROW) + 1)
        self.row += self.times
        self.row_cells, self.widest, self.column, self.times, self.hidden = [], 0, 0, 0, False

    def _follow(self, index: int) -> None:
        self.error, self.text = index, ""
        self.parser.CharacterDataHandler = self._characters

    def _end_error(self) -> None:
        """Where a cell's text was wanted it is here: kept if the cell shows an error, else no business of ours."""
        if self.error is None:
            return
        first, times, _ = self.row_cells[self.error]
        text = self.text.strip()
        if ERROR.fullmatch(text):
            self.row_cells[self.error] = (first, times, text)
        else:
            del self.row_cells[self.error]
        self.error = None
        self.parser.CharacterDataHandler = None

    def _characters(self, text: str) -> None:
        self.text += text

    def _end_outside(self, tag: str) -> None:
        if self.depth and tag != self.outside:
            self.text += " "
        self.depth -= tag == self.outside
        if self.depth == 0:
            if LONG_NUMBER.search(self.text):
                self.elsewhere += [match[:1000] for match in NUMBERS.findall(self.text)]
            self.outside = ""
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None


def _times(attributes: dict[str, str], name: str) -> int:
    return max(1, int(attributes.get(name, 1)))
