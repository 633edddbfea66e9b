"""Real files in the formats that municipalities send besides .xlsx: .xls by xlwt, .ods by odfpy or by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import xlwt
from odf import table as odf_table
from odf.opendocument import OpenDocumentSpreadsheet
from odf.text import P

from tests.workbook.making import Table

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    + " ".join(f'xmlns:{name}="{_SPACES}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    + f' xmlns:draw="{_SPACES}:drawing:1.0"'
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
)
_HIDDEN_STYLE = (
    '<office:automatic-styles><style:style style:name="shut" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)
_FILES = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>{{}}</manifest:manifest>'
)


def xls(tables: Mapping[str, Table], book: xlwt.Workbook | None = None) -> bytes:
    """A real .xls of these tables, after the sheets that `book` has."""
    book = book or xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for name, rows in tables.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                if value is not None:
                    sheet.write(number, index, value, day if isinstance(value, date) else xlwt.Style.default_style)
    return saved_xls(book)


def saved_xls(book: xlwt.Workbook) -> bytes:
    """The bytes of an xlwt workbook."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods(tables: Mapping[str, Table]) -> bytes:
    """A real .ods of these tables."""
    document = OpenDocumentSpreadsheet()
    for name, rows in tables.items():
        sheet = odf_table.Table(name=name)
        for row in rows:
            line = odf_table.TableRow()
            for value in row:
                line.addElement(_odf_cell(value))
            sheet.addElement(line)
        document.spreadsheet.addElement(sheet)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _odf_cell(value: Any) -> Any:
    if value is None:
        return odf_table.TableCell()
    if isinstance(value, bool):
        return odf_table.TableCell(valuetype="boolean", booleanvalue=str(value).lower())
    if isinstance(value, int | float):
        return odf_table.TableCell(valuetype="float", value=value)
    if isinstance(value, date):
        return odf_table.TableCell(valuetype="date", datevalue=value.isoformat())
    cell = odf_table.TableCell(valuetype="string")
    cell.addElement(P(text=value))
    return cell


def ods_of(body: str, files: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    """An .ods whose spreadsheet is this XML. `files` are more entries of its manifest, `extra` more parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", _MIME)
        whole = f"{_HEAD}{_HIDDEN_STYLE}<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        packed.writestr("content.xml", f"{whole}</office:document-content>")
        packed.writestr("META-INF/manifest.xml", _FILES.format(files))
        for name, text in (extra or {}).items():
            packed.writestr(name, text)
    return content.getvalue()


def ods_cell(value: object = None, kind: str = "", more: str = "") -> str:
    """One cell as XML: a text, or with `kind` a value of that kind."""
    if value is None:
        return f"<table:table-cell {more}/>"
    if kind:
        attribute = {"date": "date-value", "boolean": "boolean-value"}.get(kind, "value")
        shown = value.isoformat() if isinstance(value, date | datetime) else value
        return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{shown}" {more}/>'
    return f'<table:table-cell office:value-type="string" {more}><text:p>{value}</text:p></table:table-cell>'
