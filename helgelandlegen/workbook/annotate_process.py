"""The child process that makes an annotated workbook: one line of JSON and the workbook on stdin, an .xlsx on stdout.

Run as a script with `python -I`, with the limits of the reader process: openpyxl opens what somebody sent. The order is
`{"marks": [[sheet, row, column, level, sentence]], "masks": [[sheet, row, column]], "lines": [[…, place or null]],
"note": text, "macros": bool, "sheets": null or [[name, [[row, cells]]]]}`, with sheets by index, rows and columns from
1. With `sheets` the workbook is built anew of these cells, else the one that follows is marked. Exit code 2: the copy
would still hold a personal number.
"""

import encodings.utf_16_le  # noqa: F401  (XlsxWriter measures names in it; later no file can be opened)
import io
import json
import re
import sys
import warnings
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import openpyxl.packaging.extended  # the writer imports it when no file can be opened any more
import xlsxwriter
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.drawing.image import PILImage
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from helgelandlegen.workbook.findings_file import HEADINGS, LINK, OPTIONS, SHEET, WIDTHS, Line, add_list
from helgelandlegen.workbook.personal import MASK, in_text
from helgelandlegen.workbook.reader_process import set_limits

UNSAFE = 2
WITHOUT_NAME, AUTHOR = "Uten navn", "Kontroll"
FILLS = {"Stopp": "FFC7CE", "Varsel": "FFEB9C", "Rettet": "DDEBF7"}  # the gravest first
LONGEST, FIRST_YEAR = 32767, 1900  # what Excel holds in a cell, and its first year
OURS = re.compile(r"(?m)^(?:Stopp|Varsel|Rettet): .*\n?")
WIDTH, LINE, ROOM = 360, 17, 20  # of a comment, in points
# Cells' own values have been looked at by the reader; a long fraction is no person.
VALUES = re.compile(rb"<v>[^<]*</v>")
XML = (".xml", ".vml", ".rels")
TEXTS = re.compile(rb">([^<]{10,})<|=\"([^\"]{10,})\"")


class Writer(ExcelWriter):  # type: ignore[misc]
    """openpyxl's writer, which would put each sheet into a temporary file."""

    def write_worksheet(self, ws: Any) -> None:
        """One sheet, by way of the memory."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        content = io.BytesIO()
        writer = WorksheetWriter(ws, content)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], content.getvalue())
        self.manifest.append(ws)


def height(text: str) -> int:
    """The height of a comment that shows all of its text, in points."""
    return ROOM + LINE * sum(1 + len(line) // 55 for line in text.splitlines())


def marked(order: dict[str, Any], content: bytes) -> bytes:
    """The workbook as it came, with marks and the list; what an earlier check has marked is taken away first."""
    book = openpyxl.load_workbook(io.BytesIO(content), keep_vba=order["macros"])
    sheets = book.worksheets
    for sheet in sheets:
        clear(sheet)
    for index, row, column in order["masks"]:
        cell_of(sheets[index], row, column).value = MASK
    for index, row, column, level, sentence in order["marks"]:
        mark(cell_of(sheets[index], row, column), level, sentence)
    for number, sheet in enumerate(sheets, 1):
        if in_text(sheet.title):
            sheet.title = f"{WITHOUT_NAME} {number}"
    names = [sheet.title for sheet in sheets]
    for old in [s for s in sheets if s.title == SHEET and s.cell(1, 1).value == HEADINGS[0]]:
        book.remove(old)
    listing(book.create_sheet(SHEET), order, names)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        Writer(book, archive).save()
    return made.getvalue()


def clear(sheet: Any) -> None:
    """Takes away the marks of an earlier check, and masks comments that hold a personal number."""
    for cell in [cell for cell in sheet._cells.values() if cell.comment is not None]:
        if OURS.match(cell.comment.text):
            if str(cell.fill.fgColor.rgb)[2:] in FILLS.values():
                cell.fill = PatternFill()
            rest = OURS.sub("", cell.comment.text).strip()
            cell.comment = comment(rest) if rest else None
        if cell.comment is not None and in_text(cell.comment.text):
            cell.comment = comment(MASK)


def cell_of(sheet: Any, row: int, column: int) -> Any:
    """The cell, or the one that shows what is merged over it."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def mark(cell: Any, level: str, sentence: str) -> None:
    """Colour and words: the sentence stands above what the comment said before."""
    before = cell.comment.text if cell.comment is not None else ""
    said = [*map(str.strip, OURS.findall(before)), f"{level}: {sentence}"]
    cell.fill = PatternFill("solid", fgColor=FILLS[gravest(s.partition(":")[0] for s in said)])
    cell.comment = comment("\n".join([*said, OURS.sub("", before)]).strip())


def gravest(levels: Iterable[str]) -> str:
    """The level whose colour a cell gets."""
    return min(levels, key=list(FILLS).index)


def comment(text: str) -> Any:
    """A comment with room for its text."""
    return Comment(text, AUTHOR, width=WIDTH, height=height(text))


def listing(sheet: Any, order: dict[str, Any], names: list[str]) -> None:
    """The sheet with the findings, each with a link to its cell."""
    for column, heading in enumerate(HEADINGS, 1):
        sheet.cell(1, column, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[column - 1]
    sheet.freeze_panes = "A2"
    for number, line in enumerate(lines_of(order, names), 2):
        for column, value in enumerate(line[: len(HEADINGS)], 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"  # «=…» is no formula here
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if line.place:
            cell = sheet.cell(number, 3, f"Rad {line.row}" if line.row else "Vis")
            cell.hyperlink = Hyperlink(cell.coordinate, line.place)
            cell.font = Font(color=LINK, underline="single")
    sheet.cell(len(order["lines"]) + 3, 1, order["note"] or None)


def lines_of(order: dict[str, Any], names: list[str]) -> list[Line]:
    """The lines of the list, with their places as this workbook names them."""
    return [
        Line._make([*texts, address(names[place[0]], *place[1:]) if place else None])
        for *texts, place in order["lines"]
    ]


def address(name: str, row: int, column: int) -> str:
    """A place as a link inside the workbook names it."""
    quoted = name.replace("'", "''")
    return f"'{quoted}'!{get_column_letter(column)}{row}"


def rebuilt(order: dict[str, Any]) -> bytes:
    """A new workbook with the same cells in the same places, all of them plain values, with marks and the list."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        looks = Looks(book)
        wanted: list[dict[tuple[int, int], list[list[str]]]] = [{} for _ in order["sheets"]]
        for index, row, column, *said in order["marks"]:
            wanted[index].setdefault((row, column), []).append(said)
        names: list[str] = []
        for own, (name, rows) in zip(wanted, order["sheets"], strict=True):
            names.append(sheet_name(name, names))
            sheet = book.add_worksheet(names[-1])
            for row, column in own:  # also where there is no cell
                sheet.write_blank(row - 1, column - 1, None, looks.of(own, row, column))
            for row, column, value in ((row, n, cell) for row, cells in rows for n, cell in enumerate(cells, 1)):
                put(sheet, row, column, value, looks.of(own, row, column), looks.date)
            for (row, column), said in own.items():
                text = "\n".join(f"{level}: {sentence}" for level, sentence in said)
                options = {"author": AUTHOR, "width": WIDTH, "height": height(text)}
                sheet.write_comment(row - 1, column - 1, text, options)
        add_list(book, lines_of(order, names), order["note"])
    return made.getvalue()


class Looks:
    """The formats of a workbook that is built anew."""

    def __init__(self, book: Any) -> None:
        self.date = book.add_format({"num_format": "dd.mm.yyyy"})
        self.fills = {
            name: book.add_format({"bg_color": f"#{fill}", "num_format": "@"}) for name, fill in FILLS.items()
        }

    def of(self, own: dict[tuple[int, int], list[list[str]]], row: int, column: int) -> Any:
        """How a cell is marked, None where it is not."""
        said = own.get((row, column))
        return self.fills[gravest(level for level, _ in said)] if said else None


def put(sheet: Any, row: int, column: int, value: Any, look: Any, day: Any) -> None:
    """One value: text stays text, whatever it begins with, and a date, sent as a list of one, a date."""
    place = (row - 1, column - 1)
    if isinstance(value, str):
        sheet.write_string(*place, value[:LONGEST], look)
    elif isinstance(value, bool):
        sheet.write_boolean(*place, value, look)
    elif isinstance(value, list):
        moment = datetime.fromisoformat(value[0])
        if look is None and moment.year >= FIRST_YEAR:
            sheet.write_datetime(*place, moment, day)
        else:  # a marked cell is text
            sheet.write_string(*place, f"{moment:%d.%m.%Y}", look)
    elif value is not None:
        sheet.write_number(*place, value, look)


def sheet_name(name: str, taken: list[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of its signs, none twice."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '")[:28] or WITHOUT_NAME
    is_taken = plain.casefold() in {other.casefold() for other in [*taken, SHEET, "history"]}
    return f"{plain[:24]} {len(taken) + 1}" if is_taken else plain


def safe(content: bytes) -> bool:
    """Whether no text of the finished workbook holds a personal number, wherever in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            found = TEXTS.finditer(VALUES.sub(b"", parts.read(name))) if name.endswith(XML) else ()
            if any(in_text((m[1] or m[2]).decode("utf-8", "replace")) for m in found):
                return False
    return True


if __name__ == "__main__":
    line, received = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
    warnings.simplefilter("ignore")
    if PILImage:
        PILImage.init()
    set_limits()
    asked = json.loads(line)
    result = marked(asked, received) if asked["sheets"] is None else rebuilt(asked)
    if asked["sheets"] is None and not safe(result):
        sys.exit(UNSAFE)
    sys.stdout.buffer.write(result)
