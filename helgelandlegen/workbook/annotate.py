"""The uploaded workbook once more, with the wrong cells marked and a list of the findings, to send back."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path, PurePath
from typing import Any

from helgelandlegen.workbook.causes import sentence_of
from helgelandlegen.workbook.cells import Cell, Raw, RawWorkbook, folded, is_empty
from helgelandlegen.workbook.check import CheckedFile
from helgelandlegen.workbook.correct import cells_of
from helgelandlegen.workbook.findings import Finding, Level
from helgelandlegen.workbook.findings_file import findings_workbook
from helgelandlegen.workbook.personal import Hit
from helgelandlegen.workbook.receive import Received
from helgelandlegen.workbook.shape import heading
from helgelandlegen.workbook.sheets import SHEETS

OUR_HEADINGS = frozenset(folded(column.heading) for sheet in SHEETS.values() for column in sheet.columns)
MAKER = Path(__file__).with_name("annotate_process.py")
WALL_SECONDS = 25
MOST_MARKED = 3000  # comments in one workbook, before Excel is slow to open it
MOST_LISTED = 10_000
MOST_CELLS, MOST_REBUILT = 150_000, 600_000  # what openpyxl, and a new workbook, take in the time and memory there is
KNOWN_PARTS = ("xl/workbook.xml", "xl/vbaproject.bin")
TYPES = "[Content_Types].xml"  # the part that says of which kind a workbook is
PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WITH_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"

NEW = "Kopien har de samme verdiene på de samme plassene som filen du sendte, men ikke formler og utseende."
ONLY_LIST = "Filen er for stor til å merkes, så her er bare listen."
MORE = "Bare de første {most} funnene er merket i arkene."
MORE_LISTED = "Listen viser de første {most} av {count} funn."

CORRECTED = "«{before}» er rettet til «{after}» hos koordinatoren. Rett det også her, så det blir riktig neste gang."
LEFT_OUT = "Raden er tatt bort hos koordinatoren. Slett den også her hvis den ikke skal være med."


def copy_name(received: Received) -> str:
    """What the copy is called: its ending is that of the file that `annotated` makes, whatever the file was called."""
    return f"{PurePath(received.file_name).stem} – med merknader.{'xlsm' if _as_it_stands(received)[1] else 'xlsx'}"


def annotated(received: Received, checked: CheckedFile, findings: Iterable[Finding]) -> bytes:
    """The workbook as received with marks, also where cells were corrected on the way in; `copy_name` is its name.

    What openpyxl cannot take (other formats, very large files, personal numbers in places that it cannot reach) is
    built anew of the cells as read. Where nothing can be marked, the list alone. Personal numbers are masked.
    """
    ordered = sorted(findings, key=lambda f: f.level is not Level.STOP)
    workbook = received.workbook
    if workbook is None:
        return findings_workbook(ordered)
    order = _order(received, checked, ordered)
    is_so, macros = _as_it_stands(received)
    if is_so and (made := _made({**order, "macros": macros, "sheets": None}, received.content)):
        return made
    made = _rebuilt(workbook, order)
    if not made:
        lines = [[*line[:-1], None] for line in order["lines"]]
        made = _made({"marks": [], "lines": lines, "note": ONLY_LIST, "sheets": []}, b"")
    made = made or findings_workbook(ordered)
    return _with_room_for_macros(made) if macros else made


def _as_it_stands(received: Received) -> tuple[bool, bool]:
    """Whether the file itself can be marked, and whether it has macros then."""
    is_excel, macros = _parts(received.content)
    if not is_excel or received.workbook is None or Hit(None) in received.hits:
        return False, False
    fits = _count(received.workbook) <= MOST_CELLS
    return fits, fits and macros


def _count(workbook: RawWorkbook) -> int:
    return sum(len(cells) for sheet in workbook.sheets for _, cells in sheet.rows)


def _rebuilt(workbook: RawWorkbook, order: dict[str, Any]) -> bytes | None:
    """The cells as read in a new workbook, marked; None where that is too much."""
    if _count(workbook) > MOST_REBUILT:
        return None
    sheets = [[sheet.name, [[row, list(map(_sent, cells))] for row, cells in sheet.rows]] for sheet in workbook.sheets]
    return _made({**order, "note": f"{NEW} {order['note']}".strip(), "sheets": sheets}, b"")


def _with_room_for_macros(content: bytes) -> bytes:
    """The workbook as one of the kind .xlsm, without macros: Excel opens no .xlsx under that name."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in parts.infolist():
            inside = parts.read(part)
            copy.writestr(part, inside.replace(PLAIN, WITH_MACROS) if part.filename == TYPES else inside)
    return made.getvalue()


def place(received: Received, checked: CheckedFile, found: Finding) -> Cell | None:
    """The cell that a finding is marked in: its own, else the first of its row, else of its sheet's headings."""
    workbook = received.workbook
    cell = checked.cell(found)
    if cell or workbook is None or found.sheet is None:
        return cell
    at = checked.places.get((found.sheet, found.column or ""))
    index = at[0] if at else _index(workbook, checked, found.sheet)
    if index is None:
        return None
    sheet = workbook.sheets[index]
    headings = heading(sheet, OUR_HEADINGS)
    row = found.row or (headings[0][-1] if headings else next((n for n, _ in sheet.rows), 1))
    cells = cells_of(sheet, row)
    first = next((i for i, raw in enumerate(cells) if not is_empty(raw)), 0)
    return Cell(index, row, at[1] if at else first)


def _index(workbook: RawWorkbook, checked: CheckedFile, sheet: str) -> int | None:
    """Which sheet of the file people mean: by its name, or by that of a sheet of ours that was read out of it."""
    names = [folded(raw.name) for raw in workbook.sheets]
    known = next((i for (name, _), (i, _) in checked.places.items() if name == sheet), None)
    return names.index(folded(sheet)) if folded(sheet) in names else known


def _order(received: Received, checked: CheckedFile, ordered: list[Finding]) -> dict[str, Any]:
    """What the child process needs to know, but for the workbook itself."""
    marks, lines = [], []
    for number, found in enumerate(ordered[:MOST_LISTED]):
        cell = place(received, checked, found) if number < MOST_MARKED else None
        at = [cell.sheet, cell.row, (cell.column or 0) + 1] if cell else None
        sentence = " ".join(sentence_of(found).split())
        level = str(found.level).capitalize()
        if at:
            marks.append([*at, level, sentence])
        lines.append([level, found.sheet, found.row, found.column, found.value, sentence, at])
    for made in checked.corrections[:MOST_MARKED]:
        at = [made.cell.sheet, made.cell.row, (made.cell.column or 0) + 1]
        sentence = CORRECTED.format(before=made.original or "", after=made.corrected or "")
        if made.cell.column is None:
            sentence = LEFT_OUT
        sentence = " ".join(sentence.split())
        marks.append([*at, "Rettet", sentence])
        lines.append(["Rettet", made.sheet, made.cell.row, made.heading, made.original, sentence, at])
    masks = [[h.sheet, h.row, h.column + 1] for h in received.hits if h.row is not None and h.column is not None]
    note = [MORE.format(most=MOST_MARKED)] if len(ordered) > MOST_MARKED else []
    note += [MORE_LISTED.format(most=MOST_LISTED, count=len(ordered))] if len(ordered) > MOST_LISTED else []
    return {"marks": marks, "masks": masks, "lines": lines, "note": " ".join(note)}


def _parts(content: bytes) -> tuple[bool, bool]:
    """Whether the bytes are an Excel workbook of the newer kind, and whether it has macros."""
    if content[:2] != b"PK":
        return False, False
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names = {name.lower() for name in parts.namelist()}
    book, macros = KNOWN_PARTS
    return book in names, macros in names


def _sent(raw: Raw) -> object:
    return [raw.isoformat()] if isinstance(raw, date) else raw


def _made(order: dict[str, Any], content: bytes) -> bytes | None:
    """The workbook from the child process, None where it did not manage."""
    command = [sys.executable, "-I", str(MAKER)]
    line = json.dumps(order, ensure_ascii=True).encode() + b"\n"
    try:
        # The error output may quote a cell, so it goes nowhere.
        child = subprocess.run(
            command, input=line + content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={}, cwd="/", timeout=WALL_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    return child.stdout if child.returncode == 0 else None
