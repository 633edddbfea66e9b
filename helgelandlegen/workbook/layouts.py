"""The layouts that the store remembers, and what is kept of a file that was read by one."""

from __future__ import annotations

from helgelandlegen.database import Store
from helgelandlegen.workbook.check import CheckedFile
from helgelandlegen.workbook.layout import Layout
from helgelandlegen.workbook.receive import Received


def known(store: Store) -> dict[str, Layout]:
    """The layouts in use by fingerprint."""
    return {}


def to_keep(received: Received, checked: CheckedFile) -> tuple[bytes, str | None]:
    """The bytes to keep as the original and, where they are not the file's own, the ending of their name."""
    return received.content, None
