"""A store that is ready for use: a new one has the targets of its programme folder, and the figures reach today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import xlsxwriter

from helgelandlegen import kpis
from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.programme import Programme
from helgelandlegen.queries import Reader
from helgelandlegen.workbook.findings_file import OPTIONS
from helgelandlegen.workbook.history import history
from helgelandlegen.workbook.imports import FIRST_TARGETS, Intent, store_file
from helgelandlegen.workbook.intake import take_in
from helgelandlegen.workbook.sheets import SHEETS

TARGETS = "targets.csv"


@contextmanager
def opened(path: Path, programme: Programme) -> Iterator[Store]:
    """The store at `path`, made with its first targets if it is new."""
    with Store(path, programme) as store:
        begin(store)
        renew(store)
        yield store


def begin(store: Store) -> None:
    """Imports the programme's first targets into a store without imports; PlainError where they are wrong."""
    rows = store.programme.read_csv(TARGETS)
    if not rows or history(store):
        return
    content = _as_workbook(rows)
    checked = take_in(content, TARGETS, store.programme)
    outcome = store_file(store, checked, content, Intent(FIRST_TARGETS))
    if outcome.stopped:
        raise PlainError(f"Målene i programmets mappe kan ikke brukes. {outcome.findings[0].message}")


def renew(store: Store) -> None:
    """Computes the figures anew where a month has ended or a meeting been held since they were computed."""
    with store.cursor() as cursor:
        reader = Reader(cursor)
        wanted = kpis.published_dates(reader, store.programme)
        computed = {figure.as_of for figure in kpis.stored(reader, ["reporting_coverage"])}
    if set(wanted) != computed:
        with store.transaction() as cursor:
            kpis.refresh(cursor, wanted)
        store.write_read_copy()


def _as_workbook(rows: list[dict[str, str]]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        sheet = book.add_worksheet(SHEETS["target"].heading)
        for column, heading in enumerate(rows[0]):
            sheet.write_string(0, column, heading)
            for line, row in enumerate(rows, 1):
                sheet.write_string(line, column, row[heading] or "")
    return content.getvalue()
