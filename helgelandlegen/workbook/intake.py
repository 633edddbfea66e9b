"""From a received file to a checked one, with what the programme, the key figures and the store's layouts say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from helgelandlegen import kpis
from helgelandlegen.programme import Programme
from helgelandlegen.workbook.check import CheckedFile, Rules, check
from helgelandlegen.workbook.correct import Correction
from helgelandlegen.workbook.findings import finding
from helgelandlegen.workbook.layout import Layout
from helgelandlegen.workbook.progress import Progress
from helgelandlegen.workbook.receive import Received, receive


def take_in(content: bytes, file_name: str, programme: Programme, today: date | None = None) -> CheckedFile:
    """Reads and checks a file's bytes; a file that cannot be read is a finding, never an error."""
    return look_through(receive(content, file_name), programme, today=today)


def look_through(
    received: Received,
    programme: Programme,
    corrections: Iterable[Correction] = (),
    layouts: Mapping[str, Layout] | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> CheckedFile:
    """Checks a received file, with the corrections made to it, and its tables read by the layouts that fit."""
    figures = frozenset(kpis.catalogue())
    rules = Rules(programme, today or programme.today(), figures, kpis.shares(), layouts or {})
    return check(received, rules, corrections, progress)


def from_disk(file: Path) -> Received:
    """A file on disk as received; one that cannot be opened is a finding."""
    try:
        return receive(file.read_bytes(), file.name)
    except OSError:
        return Received(file.name, "", b"", None, (), (finding("cannot_open", value=file.name),))
