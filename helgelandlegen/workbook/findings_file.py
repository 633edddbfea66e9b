"""The findings of a file as a workbook, to send back to where they arose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import xlsxwriter

from helgelandlegen.workbook.findings import Finding

SHEET = "Funn"
HEADINGS = ("Nivå", "Ark", "Rad", "Kolonne", "Verdi", "Hva du gjør")
WIDTHS = (10, 20, 8, 24, 24, 100)
LINK = "1F4E79"
# Of every workbook that is written here: a text stays a text, and what is no number is said so.
OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}  # fmt: skip


class Line(NamedTuple):
    """One line of the list; `place` is the address of the cell inside the workbook, such as `'Ark 1'!B3`."""

    level: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    sentence: str
    place: str | None = None


def findings_workbook(findings: Iterable[Finding]) -> bytes:
    """A workbook with one row a finding. Values are written as text, never as formulas or links."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        add_list(book, [Line(f.level, f.sheet, f.row, f.column, f.value, f.message) for f in findings])
    return content.getvalue()


def add_list(book: Any, lines: Sequence[Line], note: str = "") -> None:
    """Adds the sheet with the list to an XlsxWriter workbook; a place is a link from the row's number."""
    sheet = book.add_worksheet(SHEET)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"font_color": f"#{LINK}", "underline": 1, "valign": "top"})
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 0)
    for number, line in enumerate(lines, 1):
        for column, text in enumerate(line[: len(HEADINGS)]):
            if isinstance(text, str) and text:
                sheet.write_string(number, column, text, wrapped)
        if line.place:
            sheet.write_url(number, 2, f"internal:{line.place}", link, f"Rad {line.row}" if line.row else "Vis")
        elif line.row:
            sheet.write_number(number, 2, line.row)
    if note:
        sheet.write_string(len(lines) + 2, 0, note)
