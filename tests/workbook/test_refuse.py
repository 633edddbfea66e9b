"""What is no workbook, damaged or too large is refused with one sentence, and a parser's crash stays in the child."""

from __future__ import annotations

import io
import logging
import random
import re
import struct
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from helgelandlegen.workbook import read as reading
from helgelandlegen.workbook.file_kind import MAX_FILE, MAX_MEMBERS, MEGABYTE
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.read import Unreadable, look, read
from tests.workbook.making import book, part, repacked, saved

SHEET = "xl/worksheets/sheet1.xml"
SMALL = book({"Ark": [["a", 1, "x"], ["b", 2.5, True]], "Skjult": [["x"]]}, hidden=["Skjult"])


def refused(content: bytes, name: str = "rapport.xlsx") -> str:
    """The code with which a file is refused; its sentence is one that a person can read."""
    with pytest.raises(Unreadable) as caught:
        read(content, name)
    found = caught.value.finding
    assert found.level is Level.STOP
    assert found.message.endswith(".")
    assert "{" not in found.message
    return found.code


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return content.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EXCEL_2003 = ("other_format", "Excel 2003")


def old_office(stream: str) -> bytes:
    """The beginning of an old Office file whose directory names a stream."""
    return OLE + bytes(504) + "Root Entry".encode("utf-16-le").ljust(128, b"\0") + f"{stream}\0".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "empty_file", "tom"),
        (b"%PDF-1.7 ...", "not_a_workbook", "PDF"),
        (b"\x89PNG\r\n", "not_a_workbook", "bilde"),
        (b"<!DOCTYPE html><html><table><tr><td>x</td></tr></table></html>", "other_format", "nettside"),
        (b"\xef\xbb\xbf<html>", "other_format", "nettside"),
        (b"<?xml version='1.0'?><Workbook/>", "other_format", "XML"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", *EXCEL_2003),
        ("\ufeff<html><body>Lønn</body></html>".encode("utf-16-le"), "other_format", "nettside"),
        ("Kjære kommune,\nher er oversikten vår.\n".encode(), "no_table", "ren tekst"),
        (b"\t\x04\x06\0\0\0\x10\0", "other_format", "før 1997"),
        (OLE + bytes(600), "other_format", "eldre Office-dokument"),
        (old_office("EncryptedPackage"), "password", "passord"),
        (old_office("Book"), "other_format", "før 1997"),
        (old_office("Workbook"), "damaged_file", "skadet"),
        (old_office("WordDocument"), "not_a_workbook", "Word"),
        (old_office("PowerPoint Document"), "not_a_workbook", "PowerPoint"),
        (old_office("__properties_version1.0"), "not_a_workbook", "Outlook"),
        (b"GIF89a", "not_a_workbook", "bilde"),
        (b"\x1f\x8b\x08", "packed_file", "Pakk den ut"),
        (b"\x00\x01\x02\x03", "not_a_workbook", "ukjent"),
        (zipped({"readme.txt": b"x"}), "packed_file", "zip"),
        (zipped({"Index/Document.iwa": b"x"}), "numbers", "Numbers"),
        (zipped({"ppt/presentation.xml": b"x"}), "not_a_workbook", "PowerPoint"),
        (zipped({"encrypted-package": b"x"}), "password", "passord"),
        (zipped({"word/document.xml": b"x"}), "not_a_workbook", "Word"),
        (zipped({"content.xml": b"x"}), "damaged_file", "skadet"),
        (
            zipped({"content.xml": b"x", "mimetype": b"application/vnd.oasis.opendocument.text"}),
            "not_a_workbook",
            "odt",
        ),
        (zipped({"xl/workbook.bin": b"x"}), "other_format", ".xlsb"),
        (zipped({"xl/workbook.xml": b"<workbook/>"}), "damaged_file", "skadet"),
        (b"PK\x03\x04", "damaged_file", "skadet"),
        (b"PK\x05\x06" + bytes(18), "packed_file", "zip"),
    ],
)
def test_other_files_are_called_what_they_are(content: bytes, code: str, word: str):
    assert refused(content) == code
    with pytest.raises(Unreadable, match=word):
        read(content, "rapport.xlsx")


def test_a_locked_zip_says_so():
    flagged = bytearray(SMALL)
    at = flagged.index(b"PK\x01\x02") + 8
    flagged[at : at + 2] = struct.pack("<H", 1)
    assert refused(bytes(flagged)) == "password"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_damaged(share: float):
    assert refused(SMALL[: int(len(SMALL) * share)]) == "damaged_file"


def test_a_file_over_the_limit_is_not_even_opened():
    assert refused(b"PK" + bytes(MAX_FILE)) == "file_too_large"


def test_a_bomb_is_seen_before_it_is_unpacked():
    bomb = zipped({"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": bytes(30 * MEGABYTE)})
    assert len(bomb) < MEGABYTE / 10
    assert refused(bomb) == "too_much_content"


def test_a_zip_of_very_many_parts_is_refused():
    assert refused(zipped({f"{n}": b"" for n in range(MAX_MEMBERS + 1)})) == "too_much_content"


def test_a_bomb_that_lies_about_its_size_only_hurts_the_child():
    rows = b"<row>" + b"<c><v>1</v></c>" * 400 + b"</row>"
    data = part(SMALL, SHEET).replace(b"<sheetData>", b"<sheetData>" + rows * 12_000)
    content = bytearray(repacked(SMALL, {SHEET: data}))
    sizes = [m.start() for m in re.finditer(b"PK\x01\x02", content)]
    at = next(s for s in sizes if content[s + 46 :].startswith(SHEET.encode()))
    content[at + 24 : at + 28] = struct.pack("<I", 1000)
    assert refused(bytes(content)) in ("damaged_file", "too_much_content", "too_slow")


def test_a_tiny_workbook_that_reaches_the_last_cell_is_a_sentence_and_no_crash():
    made = openpyxl.Workbook()
    made.active["A1"] = made.active["XFD1048576"] = 1
    content = saved(made)
    assert len(content) < 6000
    assert refused(content) == "too_much_content"


def test_one_long_text_in_very_many_cells_is_refused():
    assert refused(book({"Ark": [["x" * 32_000] * 100] * 40})) == "too_much_content"


@pytest.mark.parametrize(("cell", "code"), [("A200001", "too_many_rows"), ("SH1", "too_many_columns")])
def test_a_sheet_that_reaches_too_far_is_named(cell: str, code: str):
    made = openpyxl.Workbook()
    made.active[cell] = 1
    with pytest.raises(Unreadable, match="Ark «Sheet»") as caught:
        read(saved(made), "x.xlsx")
    assert caught.value.finding.code == code


def test_the_last_allowed_row_and_column_are_read():
    made = openpyxl.Workbook()
    made.active["A200000"] = made.active["SF200000"] = 1
    ((row, found),) = read(saved(made), "x.xlsx").sheets[0].rows
    assert (row, len(found)) == (200_000, 500)


def test_too_many_sheets_are_refused():
    assert refused(book({f"Ark {n}": [["x"]] for n in range(101)})) == "too_many_sheets"


def test_entities_that_blow_up_are_refused():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    laughs = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><styleSheet>&a11;</styleSheet>'
    assert refused(repacked(SMALL, {"xl/styles.xml": laughs.encode()})) == "damaged_file"


def test_a_reader_that_cannot_start_is_reported_without_any_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    script = tmp_path / "broken.py"
    script.write_text("import sys\nsys.exit(3)\n")
    monkeypatch.setattr(reading, "READER", script)
    assert refused(SMALL) == "reader_failed"
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


@pytest.mark.parametrize(("kind", "loads"), [("xlsx", set()), ("xls", {"xlrd"}), ("csv", {"clevercsv"})])
def test_the_reader_loads_only_what_the_kind_of_file_needs(kind: str, loads: set[str]):
    command = [sys.executable, "-I", "-X", "importtime", str(reading.READER), kind]
    told = subprocess.run(command, input=b"", capture_output=True, check=True).stderr.decode()
    modules = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    assert modules & {"xlrd", "clevercsv", "openpyxl", "pandas", "numpy", "streamlit", "duckdb"} == loads


def test_a_reader_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    script = tmp_path / "slow.py"
    script.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(reading, "READER", script)
    monkeypatch.setattr(reading, "WALL_SECONDS", 0.5)
    assert refused(SMALL) == "too_slow"


def test_the_reader_has_no_files_no_children_and_little_memory_once_it_parses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    script = tmp_path / "limits.py"
    root = Path(reading.__file__).resolve().parents[2]
    script.write_text(
        f"import json, os, resource, socket, sys\nsys.path.append({str(root)!r})\n"
        "from helgelandlegen.workbook.reading.limits import set_limits\nset_limits()\nfound = []\n"
        "for trial in (lambda: open('/dev/null'), lambda: open('written', 'w'), lambda: bytearray(2 << 30),\n"
        "              socket.socket):\n"
        "    try: trial()\n"
        "    except (OSError, MemoryError) as error: found.append(type(error).__name__)\n"
        "    else: found.append('allowed')\n"
        "found += [resource.getrlimit(getattr(resource, f'RLIMIT_{name}'))[0] for name in ('CORE', 'NPROC', 'FSIZE')]\n"
        "rows = [[1, found]]\n"
        "sheet = dict(name=str(dict(os.environ)), hidden=False, rows=rows, hidden_rows=[], hidden_columns=[],\n"
        "             empty_formulas=[])\n"
        "print(json.dumps(dict(sheets=[sheet], elsewhere=[])))\n"
    )
    monkeypatch.setattr(reading, "READER", script)
    (sheet,) = read(SMALL, "x.xlsx").sheets
    assert sheet.rows == [(1, ["OSError", "OSError", "MemoryError", "OSError", 0, 0, 0])]
    assert "PATH" not in sheet.name


def mutated(seed: int) -> bytes:
    """A workbook with some bytes changed: of the zip for even seeds, of the XML of one part for odd ones."""
    chance = random.Random(seed)
    if seed % 2:
        name = chance.choice([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
        return repacked(SMALL, {name: _changed(part(SMALL, name), chance)})
    return _changed(SMALL, chance)


def _changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 8])):
        at = chance.randrange(len(changed))
        if chance.random() < 0.2:
            del changed[at : at + chance.randint(1, 40)]
        else:
            changed[at] = chance.choice([chance.randrange(256), *b"<9a", 0xFF])
        changed = changed or bytearray(b"PK")
    return bytes(changed)


def test_damaged_workbooks_are_read_or_refused_and_nothing_else():
    def outcome(seed: int) -> str:
        try:
            read(mutated(seed), "x.xlsx")
        except Unreadable as unreadable:
            return unreadable.finding.code
        return "read"

    with ThreadPoolExecutor(4) as pool:
        outcomes = set(pool.map(outcome, range(100)))
    assert {"read", "damaged_file"} <= outcomes
    assert "reader_failed" not in outcomes


def test_thousands_of_damaged_zips_pass_the_first_look_or_are_refused():
    chance = random.Random(1)
    for _ in range(3000):
        try:
            look(_changed(SMALL, chance), "x.xlsx")
        except Unreadable as unreadable:
            assert unreadable.finding.level is Level.STOP
