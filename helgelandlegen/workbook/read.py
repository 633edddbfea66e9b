"""An uploaded file's bytes become raw cells: first a look that parses nothing, then a child process with limits."""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
import zipfile
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

from helgelandlegen.workbook.cells import Raw, RawSheet, RawWorkbook
from helgelandlegen.workbook.findings import Finding, finding
from helgelandlegen.workbook.personal import masked

__all__ = ["RawSheet", "RawWorkbook", "Unreadable", "read"]

MEGABYTE = 1_000_000
MAX_FILE = 30 * MEGABYTE
MAX_UNPACKED = 300 * MEGABYTE
MAX_RATIO = 200
RATIO_MATTERS_FROM = 20 * MEGABYTE  # a small workbook of equal rows may well be packed harder than any bomb
MAX_MEMBERS = 2000
WALL_SECONDS = 20

READER = Path(__file__).with_name("reader_process.py")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN_STARTS = (
    (b"%PDF", "not_a_workbook", "en PDF"),
    (b"\x89PNG", "not_a_workbook", "et bilde"),
    (b"\xff\xd8\xff", "not_a_workbook", "et bilde"),
    (b"{\\rtf", "not_a_workbook", "et tekstdokument"),
    (b"\x1f\x8b", "not_a_workbook", "en pakket fil"),
    (b"7z\xbc\xaf", "not_a_workbook", "en pakket fil"),
    (b"Rar!", "not_a_workbook", "en pakket fil"),
)
_KNOWN_PARTS = (
    ("xl/workbook.bin", "other_format", "en binær Excel-arbeidsbok (.xlsb)"),
    ("content.xml", "other_format", "et regneark eller dokument i ODF-format (.ods)"),
    ("word/document.xml", "not_a_workbook", "et Word-dokument"),
    ("ppt/presentation.xml", "not_a_workbook", "en PowerPoint-presentasjon"),
    ("index/document.iwa", "not_a_workbook", "et regneark fra Numbers"),
)


class Unreadable(Exception):
    """The file cannot be read at all; `finding` says why, and holds nothing from a cell."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def _refuse(code: str, **words: Any) -> NoReturn:
    raise Unreadable(finding(code, **words))


def read(content: bytes, file_name: str) -> RawWorkbook:
    """The sheets of an .xlsx or .xlsm file; Unreadable for anything else, a damaged file or one that is too large."""
    look(content, file_name)
    answer = json.loads(_run(content))
    if "error" in answer:
        name = answer["sheet"]
        _refuse(answer["error"], sheet=name and masked(name), **answer["words"])
    return RawWorkbook([_sheet(sheet) for sheet in answer["sheets"]], tuple(answer["elsewhere"]))


def look(content: bytes, file_name: str) -> None:
    """Unreadable where the bytes alone show that the file is no workbook or would unpack to too much."""
    if not content:
        _refuse("empty_file")
    if len(content) > MAX_FILE:
        _refuse("file_too_large", size=round(len(content) / MEGABYTE), limit=MAX_FILE // MEGABYTE)
    if content[:2] != b"PK":
        _refuse_other(content, file_name)
    if content.count(b"PK\x01\x02") > MAX_MEMBERS:  # the list of members alone could fill the memory
        _refuse("too_much_content")
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            members = parts.infolist()
    except Exception:  # a broken zip raises whatever its bytes lead to, not only BadZipFile
        _refuse("damaged_file")
    if any(m.flag_bits & 1 for m in members):
        _refuse("password")
    unpacked = sum(m.file_size for m in members)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_MATTERS_FROM and unpacked > MAX_RATIO * len(content)):
        _refuse("too_much_content")
    names = {m.filename.lower().replace("\\", "/") for m in members}
    if "xl/workbook.xml" not in names:
        code, what = next(((c, w) for part, c, w in _KNOWN_PARTS if part in names), ("not_a_workbook", "en zip-fil"))
        _refuse(code, what=what)


def _refuse_other(content: bytes, file_name: str) -> NoReturn:
    for start, code, what in _KNOWN_STARTS:
        if content.startswith(start):
            _refuse(code, what=what)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            _refuse("password")
        _refuse("other_format", what="en gammel Excel-fil eller et annet eldre Office-dokument (.xls)")
    text = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<table")) or b"<html" in text:
        _refuse("other_format", what="en nettside (HTML)")
    if text.startswith(b"<?xml"):
        _refuse("other_format", what="en XML-fil")
    if b"\0" not in text and not any(byte < 9 or 13 < byte < 27 for byte in text):
        _refuse("other_format", what="ren tekst (CSV)" if file_name.lower().endswith(".csv") else "ren tekst")
    _refuse("not_a_workbook", what="i et ukjent format")


def _run(content: bytes) -> bytes:
    command = [sys.executable, "-I", str(READER)]
    try:
        # The error output may quote a cell, so it goes nowhere.
        child = subprocess.run(
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={}, cwd="/", timeout=WALL_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        _refuse("too_slow")
    if child.returncode == 0:
        return child.stdout
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        _refuse("too_slow")
    if child.returncode < 0:  # out of memory: the parser aborts
        _refuse("too_much_content")
    logging.getLogger(__name__).error("The reader process ended with code %d", child.returncode)
    _refuse("reader_failed")


def _sheet(sheet: dict[str, Any]) -> RawSheet:
    return RawSheet(
        name=sheet["name"],
        hidden=sheet["hidden"],
        rows=[
            (row, [None if c == "" else _moment(c[0]) if type(c) is list else c for c in cells])
            for row, cells in sheet["rows"]
        ],
        hidden_rows=tuple(sheet["hidden_rows"]),
        empty_formulas=tuple((row, column) for row, column in sheet["empty_formulas"]),
    )


@lru_cache(maxsize=4096)
def _moment(text: str) -> Raw:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
