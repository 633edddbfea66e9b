"""The findings of a file as a workbook, to send back to where they arose."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from helgelandlegen.workbook.findings import Finding

HEADINGS = ("Nivå", "Ark", "Rad", "Kolonne", "Verdi", "Hva du gjør")
WIDTHS = (10, 20, 8, 24, 24, 100)


def findings_workbook(findings: Iterable[Finding]) -> bytes:
    """A workbook with one row a finding. Values are written as text, never as formulas or links."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet("Funn")
        bold = book.add_format({"bold": True})
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        sheet.freeze_panes(1, 0)
        for line, found in enumerate(findings, 1):
            for column, text in enumerate((found.level, found.sheet, None, found.column, found.value, found.message)):
                if text:
                    sheet.write_string(line, column, text)
            if found.row:
                sheet.write_number(line, 2, found.row)
    return content.getvalue()
