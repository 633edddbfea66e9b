"""A file as it was received: its bytes and, where it can be read, its cells with personal numbers masked."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from helgelandlegen.workbook.cells import RawWorkbook
from helgelandlegen.workbook.findings import Finding, finding
from helgelandlegen.workbook.personal import Hit, in_text, mask, masked
from helgelandlegen.workbook.progress import READING, Progress
from helgelandlegen.workbook.read import Unreadable, read


@dataclass(frozen=True)
class Received:
    """`workbook` is None where the file cannot be read; `findings` are those of the file as a whole.

    `file_name` and every cell are masked where they hold a personal number; `hits` says where such cells stand.
    """

    file_name: str
    sha256: str
    content: bytes
    workbook: RawWorkbook | None
    hits: tuple[Hit, ...] = ()
    findings: tuple[Finding, ...] = ()


def receive(content: bytes, file_name: str, progress: Progress | None = None) -> Received:
    """Reads a file; what cannot be read is a finding, never an error. Cancelled where `progress` says so."""
    found = [finding("personal_number_in_file_name")] if in_text(file_name) else []
    name, digest = masked(file_name), sha256(content).hexdigest()
    progress = progress or Progress()
    progress.tell(READING)
    try:
        workbook, hits = mask(read(content, file_name, progress))
    except Unreadable as unreadable:
        return Received(name, digest, content, None, (), (*found, unreadable.finding))
    if Hit(None) in hits:
        found.append(finding("personal_number_elsewhere"))
    return Received(name, digest, content, workbook, tuple(hits), tuple(found))
