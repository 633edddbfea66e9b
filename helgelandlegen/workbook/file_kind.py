"""What kind of file some bytes are, whatever its name says, and a sentence for what is no table; parses nothing."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from typing import Any, NoReturn

from helgelandlegen.workbook.findings import Finding, finding

MEGABYTE = 1_000_000
MAX_FILE = 30 * MEGABYTE
MAX_UNPACKED = 300 * MEGABYTE
MAX_RATIO = 200
RATIO_MATTERS_FROM = 20 * MEGABYTE  # a small workbook of equal rows may well be packed harder than any bomb
MAX_MEMBERS = 2000
LOOKED_AT = 4096


class Kind(StrEnum):
    """How a file is read. TEXT is a table as text under a name that does not say so."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    TEXT = "text"


class Unreadable(Exception):
    """The file cannot be read at all; `finding` says why, and holds nothing from a cell."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE, _PACKED, _OLDEST = "et bilde", "en pakket fil", "en Excel-fil fra før 1997"
_STARTS = (
    (b"%PDF", "not_a_workbook", "en PDF"),
    (b"\x89PNG", "not_a_workbook", _PICTURE),
    (b"\xff\xd8\xff", "not_a_workbook", _PICTURE),
    (b"GIF8", "not_a_workbook", _PICTURE),
    (b"BM", "not_a_workbook", _PICTURE),
    (b"II*\0", "not_a_workbook", _PICTURE),
    (b"MM\0*", "not_a_workbook", _PICTURE),
    (b"{\\rtf", "not_a_workbook", "et tekstdokument"),
    (b"\x1f\x8b", "packed_file", _PACKED),
    (b"7z\xbc\xaf", "packed_file", _PACKED),
    (b"Rar!", "packed_file", _PACKED),
    (b"BZh", "packed_file", _PACKED),
    (b"\xfd7zXZ", "packed_file", _PACKED),
    (b"\x09\0\x04\0", "other_format", _OLDEST),  # Excel 2, 3 and 4: a file that begins with the first record
    (b"\x09\2\x06\0", "other_format", _OLDEST),
    (b"\x09\4\x06\0", "other_format", _OLDEST),
    (b"ID;P", "other_format", "et regneark i det gamle formatet SYLK"),
)
_PARTS = (
    ("xl/workbook.bin", "other_format", "en binær Excel-arbeidsbok (.xlsb)"),
    ("encrypted-package", "password", ""),
    ("word/document.xml", "not_a_workbook", "et Word-dokument"),
    ("ppt/presentation.xml", "not_a_workbook", "en PowerPoint-presentasjon"),
    ("index/document.iwa", "numbers", "et regneark fra Numbers"),
    ("index.zip", "numbers", "et regneark fra Numbers"),
)
# What lies in an old Office file, by the name of its main stream.
_STREAMS = {
    "EncryptedPackage": ("password", ""),
    "Workbook": ("", ""),
    "Book": ("other_format", _OLDEST),
    "WordDocument": ("not_a_workbook", "et eldre Word-dokument"),
    "PowerPoint Document": ("not_a_workbook", "en eldre PowerPoint-presentasjon"),
    "__properties_version1.0": ("not_a_workbook", "en e-post fra Outlook"),
}
_TEXTS = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "other_format", "et XML-regneark fra Excel 2003"),
    (b"<office:document", "other_format", "et ODF-regneark i ren XML (.fods)"),
    (b"<html", "other_format", "en nettside (HTML)"),
    (b"<!doctype html", "other_format", "en nettside (HTML)"),
    (b"<table", "other_format", "en nettside (HTML)"),
)


def refuse(code: str, **words: Any) -> NoReturn:
    """Unreadable, with the finding of that code."""
    raise Unreadable(finding(code, **words))


def look(content: bytes, file_name: str) -> Kind:
    """What the bytes are; Unreadable where they alone show that this is no table or would unpack to too much."""
    if not content:
        refuse("empty_file")
    if len(content) > MAX_FILE:
        refuse("file_too_large", size=round(len(content) / MEGABYTE), limit=MAX_FILE // MEGABYTE)
    if content[:2] == b"PK":
        return _zip(content)
    for start, code, what in _STARTS:
        if content.startswith(start) and (start != b"BM" or b"\0" in content[:16]):
            refuse(code, what=what)
    return _ole(content) if content.startswith(_OLE) else _text(content, file_name)


def _zip(content: bytes) -> Kind:
    if content.count(b"PK\x01\x02") > MAX_MEMBERS:  # the list of members alone could fill the memory
        refuse("too_much_content")
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            members = parts.infolist()
    except Exception:  # a broken zip raises whatever its bytes lead to, not only BadZipFile
        refuse("damaged_file")
    if any(m.flag_bits & 1 for m in members):
        refuse("password")
    unpacked = sum(m.file_size for m in members)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_MATTERS_FROM and unpacked > MAX_RATIO * len(content)):
        refuse("too_much_content")
    names = {m.filename.lower().replace("\\", "/") for m in members}
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    for part, code, what in _PARTS:
        if part in names:
            refuse(code, what=what)
    if "content.xml" in names:
        return Kind.ODS
    # What a workbook is made of, without its first part: broken, and not a parcel of files.
    parts_of_one = any(name.startswith(("xl/", "meta-inf/manifest")) for name in names)
    refuse("damaged_file" if parts_of_one else "packed_file", what="en zip-fil")


def _ole(content: bytes) -> Kind:
    """An old Office file, known by the stream that its directory names first."""
    sector = 1 << min(int.from_bytes(content[30:32], "little"), 12)
    directory = (int.from_bytes(content[48:52], "little") + 1) * sector
    found = {}
    for name in _STREAMS:
        entry = f"{name}\0".encode("utf-16-le")
        at = content.find(b"\0" + entry, directory - 1) if directory < len(content) else -1
        at = at if at >= 0 else content.find(entry)
        if at >= 0:
            found[at] = name
    if not found and directory >= len(content):
        refuse("damaged_file")
    if not found:
        refuse("other_format", what="et eldre Office-dokument")
    code, what = _STREAMS[found[min(found)]]
    if code:
        refuse(code, what=what)
    return Kind.XLS


def _text(content: bytes, file_name: str) -> Kind:
    start = content[:LOOKED_AT]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_wide(start):
        start = start.replace(b"\0", b"")[2 * start.startswith((b"\xff\xfe", b"\xfe\xff")) :]
    begins = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for sign, code, what in _TEXTS:
        if sign in begins and (begins.startswith(b"<") or sign == b"<html"):
            refuse(code, what=what)
    if begins.startswith(b"<?xml"):
        refuse("other_format", what="en XML-fil")
    if re.search(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]", start):
        refuse("not_a_workbook", what="i et ukjent format")
    if not begins:
        refuse("empty_file")
    return Kind.CSV if file_name.lower().endswith(".csv") else Kind.TEXT


def _is_wide(start: bytes) -> bool:
    """Whether a text seems to have two bytes for a character: every other one is zero, or nearly."""
    halves = start[::2].count(0), start[1::2].count(0)
    return max(halves) > 0.6 * (len(start) // 2) and min(halves) == 0
