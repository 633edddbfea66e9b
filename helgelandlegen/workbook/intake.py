"""From a received file to a checked one, with what the programme and the key figures say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from helgelandlegen import kpis
from helgelandlegen.programme import Programme
from helgelandlegen.workbook.check import CheckedFile, check
from helgelandlegen.workbook.findings import finding


def take_in(content: bytes, file_name: str, programme: Programme, today: date | None = None) -> CheckedFile:
    """Reads and checks a file's bytes; a file that cannot be read is a finding, never an error."""
    known, today = frozenset(kpis.catalogue()), today or programme.today()
    return check(content, file_name, programme, today, figures=known, share_figures=kpis.shares())


def from_disk(file: Path, programme: Programme) -> tuple[CheckedFile, bytes]:
    """The same for a file on disk, with its bytes; one that cannot be opened is a finding too."""
    try:
        content = file.read_bytes()
    except OSError:
        return CheckedFile(file.name, "", {}, None, [finding("cannot_open", value=file.name)]), b""
    return take_in(content, file.name, programme), content
