"""An uploaded file's bytes become raw cells: first a look that parses nothing, then a child process with limits."""

from __future__ import annotations

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any, NoReturn

from helgelandlegen.workbook.cells import Raw, RawSheet, RawWorkbook, clean, folded
from helgelandlegen.workbook.file_kind import Kind, Unreadable, look, refuse
from helgelandlegen.workbook.personal import masked
from helgelandlegen.workbook.progress import READING, Progress
from helgelandlegen.workbook.sheets import SHEETS

__all__ = ["RawSheet", "RawWorkbook", "Unreadable", "look", "read"]

WALL_SECONDS = 20
EACH_SECONDS = 0.1  # how often the wait looks whether somebody has cancelled

READER = Path(__file__).with_name("reader_process.py")


def read(content: bytes, file_name: str, progress: Progress | None = None) -> RawWorkbook:
    """The sheets of an .xlsx, .xlsm, .xls, .ods or .csv file, whatever its name says.

    Unreadable for anything else, a damaged file or one that is too large; Cancelled where `progress` says so.
    """
    progress = progress or Progress()
    kind = look(content, file_name)
    answer = json.loads(_run(content, kind, progress))
    if "error" in answer:
        name = answer["sheet"]
        refuse(answer["error"], sheet=name and masked(name), **answer["words"])
    called = sheet_name(file_name)
    return RawWorkbook([_sheet(sheet, called) for sheet in answer["sheets"]], tuple(answer["elsewhere"]))


def sheet_name(file_name: str) -> str:
    """What the one sheet of a text file is called: the heading with which the file's name begins, else the name."""
    stem = clean(unicodedata.normalize("NFC", PurePath(masked(file_name)).stem)) or "Ark"
    starts = [sheet.heading for sheet in SHEETS.values() if folded(stem).startswith(folded(sheet.heading))]
    whole = [heading for heading in starts if not folded(stem)[len(heading) : len(heading) + 1].isalpha()]
    return max(whole, key=len, default=stem)


def _run(content: bytes, kind: Kind, progress: Progress) -> bytes:
    """The child's answer; it is ended when time is up or nobody wants it any more."""
    told, telling = os.pipe()
    try:
        command = [sys.executable, "-I", str(READER), kind, str(telling)]
        # The error output may quote a cell, so it goes nowhere.
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={}, cwd="/", pass_fds=(telling,),
        )  # fmt: skip
    finally:
        os.close(telling)
    with child, os.fdopen(told, "rb", buffering=0) as rows:
        try:
            writer = threading.Thread(target=_give, args=(child, content), daemon=True)
            writer.start()
            answer = _collected(child, rows.fileno(), progress)
        finally:
            child.kill()  # it has ended already, or has to
        writer.join()
    return answer


def _give(child: subprocess.Popen[bytes], content: bytes) -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(content)
        child.stdin.close()
    except OSError:  # it ended without reading everything; its exit code says why
        pass


def _collected(child: subprocess.Popen[bytes], rows: int, progress: Progress) -> bytes:
    assert child.stdout is not None
    answer, until = bytearray(), time.monotonic() + WALL_SECONDS
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdout.fileno(), selectors.EVENT_READ)
        ready.register(rows, selectors.EVENT_READ)
        while ready.get_map():
            if progress.cancelled:
                progress.tell(READING)
            if time.monotonic() > until:
                refuse("too_slow")
            for key, _ in ready.select(EACH_SECONDS):
                data = os.read(key.fd, 1 << 20)
                if not data:
                    ready.unregister(key.fd)
                elif key.fd == rows:
                    progress.tell(READING, int(data.split()[-1]))
                else:
                    answer += data
    try:
        code = child.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        refuse("too_slow")
    if code:
        _failed(code)
    return bytes(answer)


def _failed(code: int) -> NoReturn:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        refuse("too_slow")
    if code < 0:  # out of memory: the parser aborts
        refuse("too_much_content")
    logging.getLogger(__name__).error("The reader process ended with code %d", code)
    refuse("reader_failed")


def _sheet(sheet: dict[str, Any], called: str) -> RawSheet:
    return RawSheet(
        name=called if sheet["name"] is None else sheet["name"],
        hidden=sheet["hidden"],
        rows=[
            (row, [None if c == "" else _moment(c[0]) if type(c) is list else c for c in cells])
            for row, cells in sheet["rows"]
        ],
        hidden_rows=tuple(sheet["hidden_rows"]),
        hidden_columns=tuple(sheet["hidden_columns"]),
        empty_formulas=tuple((row, column) for row, column in sheet["empty_formulas"]),
    )


@lru_cache(maxsize=4096)
def _moment(text: str) -> Raw:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
