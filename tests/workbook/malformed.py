"""Malformed files by kind: broken, bloated, disguised. The same files every time, from one seed."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterator

import openpyxl
import xlwt
from xlwt.CompoundDoc import XlsDoc

from tests.workbook.making import POSITION, POSITIONS, Table, book, part, repacked, saved
from tests.workbook.other_formats import ods, ods_cell, ods_of, xls

Named = tuple[str, bytes]  # what the file is called, and its bytes

TABLES: dict[str, Table] = {
    "Stillinger": [POSITIONS, POSITION, ["S-2", "Vefsn", "LIS1", 50.5, POSITION[4], None]],
    "Notater": [["æøå", True, 12], ["x", None, 0.1]],
}
XLSX, XLS, ODS = book(TABLES), xls(TABLES), ods(TABLES)
CSV = ("Stilling-ID;Kommune;Stillingstype;Fra og med\n" + 'S-1;"Brønnøy\n";LIS1;01.03.2024\n' * 20).encode("cp1252")
WIDE = CSV.decode("cp1252").encode("utf-16")
FORMATS = {"xlsx": XLSX, "xls": XLS, "ods": ODS, "csv": CSV, "utf-16.csv": WIDE}
SHEET, SHARED, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
MEGABYTE = 1_000_000

# The more kinds a number shows the more files: `amount` is how many of a kind at most.
Maker = Callable[[random.Random, int], Iterator[Named]]


def truncated(chance: random.Random, amount: int) -> Iterator[Named]:
    """Cut off at many points."""
    for number in range(amount):
        name, content = chance.choice(list(FORMATS.items()))
        yield f"x.{name}", content[: len(content) * number // amount]


def flipped(chance: random.Random, amount: int) -> Iterator[Named]:
    """Some bytes or bits changed, taken out or put in twice."""
    for number in range(amount):
        name, content = list(FORMATS.items())[number % len(FORMATS)]
        yield f"x.{name}", _changed(content, chance)


def changed_parts(chance: random.Random, amount: int) -> Iterator[Named]:
    """A sound package, one of whose XML parts is changed."""
    for number in range(amount):
        content, name = (XLSX, "x.xlsx") if number % 3 else (ODS, "x.ods")
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            inner = chance.choice([n for n in parts.namelist() if n.endswith((".xml", ".rels"))])
            yield name, repacked(content, {inner: _changed(parts.read(inner), chance)})


def changed_streams(chance: random.Random, amount: int) -> Iterator[Named]:
    """A sound .xls container with changed records in it."""
    stream = _stream()
    for _ in range(amount):
        yield "x.xls", _container(_changed(stream, chance))


def _changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 8, 40])):
        at, way = chance.randrange(len(changed)), chance.random()
        if way < 0.15:
            del changed[at : at + chance.randint(1, 40)]
        elif way < 0.25:
            changed[at:at] = changed[at : at + chance.randint(1, 400)]
        elif way < 0.6:
            changed[at] ^= 1 << chance.randrange(8)
        else:
            changed[at] = chance.choice([chance.randrange(256), *b'<9a"', 0xFF, 0])
        changed = changed or bytearray(b"PK")
    return bytes(changed)


def wrong_sizes(chance: random.Random, amount: int) -> Iterator[Named]:
    """A zip that lies about its members: sizes, checksums, offsets, methods, names."""
    for content, name in ((XLSX, "x.xlsx"), (ODS, "x.ods")):
        heads = [(m.start(), field) for m in re.finditer(b"PK\x01\x02", content) for field in (10, 16, 20, 24, 28, 42)]
        heads += [(m.start(), field) for m in re.finditer(b"PK\x03\x04", content) for field in (8, 14, 18, 22, 26)]
        heads += [(m.start(), field) for m in re.finditer(b"PK\x05\x06", content) for field in (8, 10, 12, 16)]
        for at, field in chance.sample(heads, min(len(heads), amount // 2)):
            lying = bytearray(content)
            value = chance.choice([0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF])
            size = 2 if field in (8, 10, 26, 28) else 4
            lying[at + field : at + field + size] = (value & (1 << 8 * size) - 1).to_bytes(size, "little")
            yield name, bytes(lying)


def zip_bombs(chance: random.Random, amount: int) -> Iterator[Named]:
    """Little that unpacks to much: openly, with a false size, nested, in very many or overlapping members."""
    yield "x.xlsx", repacked(XLSX, {SHEET: bytes(150 * MEGABYTE)})
    yield "x.xlsx", repacked(XLSX, {"xl/media/image1.png": bytes(290 * MEGABYTE)})
    yield "x.ods", repacked(ODS, {"content.xml": b" " * (100 * MEGABYTE)})
    rows = b"<row>" + b"<c><v>1</v></c>" * 400 + b"</row>"
    sheet = part(XLSX, SHEET).replace(b"<sheetData>", b"<sheetData>" + rows * 12_000)
    for inner in (SHEET, SHARED, STYLES):
        yield "x.xlsx", _smaller(repacked(XLSX, {inner: sheet}), inner)
    yield "x.ods", _smaller(repacked(ODS, {"content.xml": b" " * (100 * MEGABYTE)}), "content.xml")
    nested = b"x" * MEGABYTE
    for _ in range(8):
        nested = _zip({f"{n}.zip": nested for n in range(4)})
    yield "x.xlsx", nested
    yield "x.xlsx", repacked(XLSX, {"xl/embeddings/a.zip": nested})
    for many in (2001, 60_000):
        yield "x.xlsx", _zip({BOOK: b"<workbook/>", **{f"{n}": b"" for n in range(many)}})
    yield "x.xlsx", _overlapping()


def _smaller(content: bytes, name: str) -> bytes:
    """The member's size as declared is a thousand bytes."""
    lying = bytearray(content)
    heads = [m.start() for m in re.finditer(b"PK\x01\x02", content)]
    at = next(h for h in heads if content[h + 46 :].startswith(name.encode()))
    lying[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(lying)


def _overlapping() -> bytes:
    """Very many members that are all the same compressed bytes."""
    whole = _zip({"xl/worksheets/sheet1.xml": b"<x/>" * MEGABYTE, BOOK: b"<workbook/>"})
    at = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x01\x02", at + 4)
    entry, last = whole[at:end], whole.index(b"PK\x05\x06")
    central = b"".join(entry.replace(b"sheet1", f"s{n:05}".encode()) for n in range(1900)) + whole[end:last]
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1901, 1901, len(central), at, 0)
    return whole[:at] + central + tail


def xml_bombs(chance: random.Random, amount: int) -> Iterator[Named]:
    """Entities that blow up or reach outside, attributes and nestings without end."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    types = {
        "laughs": (f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>', "&a11;"),
        "quadratic": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>', "&a;" * 10_000),
        "file": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
        "web": ('<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]>', "&a;"),
        "parameter": ('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;]>', "x"),
        "outside": ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/a.dtd">', "x"),
    }
    for head, text in types.values():
        for inner in (SHEET, SHARED, STYLES, BOOK, RELATIONS):
            yield "x.xlsx", _with_text(XLSX, inner, head, text)
        yield "x.ods", _with_text(ODS, "content.xml", head, text)
        yield "x.ods", _with_text(ODS, "META-INF/manifest.xml", head, text)
    for depth in (1000, 1_000_000):
        for content, inner, name in ((XLSX, SHEET, "x.xlsx"), (XLSX, STYLES, "x.xlsx"), (ODS, "content.xml", "x.ods")):
            yield name, _with_text(content, inner, "", "<a>" * depth + "</a>" * depth)
            yield name, _with_text(content, inner, "", f'<a b="{"x" * depth * 20}"/>')
            yield name, _with_text(content, inner, "", "<a " + " ".join(f'b{n}=""' for n in range(depth // 4)) + "/>")


def _with_text(content: bytes, name: str, head: str, text: str) -> bytes:
    """The part with a document type and with a text inside its outermost element."""
    xml = part(content, name).decode()
    declaration = re.match(r"<\?xml[^>]*\?>\s*", xml)
    at = declaration.end() if declaration else 0
    inside = xml.rindex("</")
    return repacked(content, {name: (xml[:at] + head + xml[at:inside] + text + xml[inside:]).encode()})


def far_cells(chance: random.Random, amount: int) -> Iterator[Named]:
    """Cells and rows with places far away, or none that exist."""
    made = openpyxl.Workbook()
    for _ in range(3):
        made.active["A1"] = made.active["XFD1048576"] = 1
        made.create_sheet()
        made.active = len(made.sheetnames) - 1
    yield "x.xlsx", saved(made)
    places = ["A0", "A", "1", "", "ZZZZZZZZ1", "A99999999999999999999", "R1C1", "-A1", "Å1", "A1:B2", "$A$1", "XFE1"]
    for place in [*places, "XFD1048576", "A1048576", "A200001", "SG1"]:
        for kind in ("n", "e", "s"):
            yield "x.xlsx", _cells(f'<row r="1"><c r="{place}" t="{kind}"><v>1</v></c></row>')
    for row in ("0", "-1", "x", "99999999999999999999", "1048577", "1.5"):
        yield "x.xlsx", _cells(f'<row r="{row}" hidden="1"><c><f>1</f></c></row>')
    yield "x.xlsx", _cells('<row r="9"><c r="A9"/></row><row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>2</v></c></row>')
    hidden = '<cols><col min="1" max="99999999" hidden="1"/></cols>'
    for text in (hidden, hidden * 1000, '<cols><col min="x" max="-5" hidden="1"/></cols>'):
        yield (
            "x.xlsx",
            repacked(XLSX, {SHEET: part(XLSX, SHEET).replace(b"<sheetData>", f"{text}<sheetData>".encode())}),
        )


def _cells(rows: str) -> bytes:
    data = f"<sheetData>{rows}</sheetData>".encode()
    sheet = re.sub(rb"<sheetData>.*</sheetData>", lambda _: data, part(XLSX, SHEET), flags=re.S)
    return repacked(XLSX, {SHEET: sheet})


def shared_texts(chance: random.Random, amount: int) -> Iterator[Named]:
    """Shared texts that are huge, very many or not there, and one long text in very many cells."""
    head, tail = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">', "</sst>"
    for count, length in ((1, 29 * MEGABYTE), (1_000_000, 5), (3, 8 * MEGABYTE)):
        texts = "".join(f"<si><t>{str(n % 10) * length}</t></si>" for n in range(count))
        yield "x.xlsx", repacked(XLSX, {SHARED: (head + texts + tail).encode()})
    long = (head + f"<si><t>{'x' * 32_000}</t></si>" + tail).encode()
    cells = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    yield "x.xlsx", repacked(_cells(cells * 400), {SHARED: long})
    yield "x.xlsx", repacked(_cells(cells * 20_000), {SHARED: (head + "<si><t>😀</t></si>" + tail).encode()})
    for index in ("99999999", "-1", "x", "", "18446744073709551616"):
        yield "x.xlsx", _cells(f'<row><c t="s"><v>{index}</v></c></row>')
    for kind, text in (("b", "7"), ("d", "2024-99-99"), ("inlineStr", ""), ("zz", "1"), ("n", "1e999"), ("n", "NaN")):
        yield "x.xlsx", _cells(f'<row><c t="{kind}"><v>{text}</v></c></row>')


def twice(chance: random.Random, amount: int) -> Iterator[Named]:
    """Sheets and members that are there twice."""
    listed = part(XLSX, BOOK).decode()
    yield "x.xlsx", repacked(XLSX, {BOOK: listed.replace('name="Notater"', 'name="Stillinger"').encode()})
    both = listed[listed.index("<sheet ") : listed.index("</sheets>")]
    yield "x.xlsx", repacked(XLSX, {BOOK: listed.replace("</sheets>", f"{both * 60}</sheets>").encode()})
    for content, inner, name in ((XLSX, SHEET, "x.xlsx"), (XLSX, BOOK, "x.xlsx"), (ODS, "content.xml", "x.ods")):
        target = io.BytesIO(content)
        with zipfile.ZipFile(target, "a") as packed:
            packed.writestr(zipfile.ZipInfo(inner), b"<x/>")
        yield name, target.getvalue()
    table = '<table:table table:name="A"><table:table-row/></table:table>'
    yield "x.ods", ods_of(table * 2)
    yield "x.ods", ods_of(table * 5000)


def missing_parts(chance: random.Random, amount: int) -> Iterator[Named]:
    """One part taken away, emptied, or in the place of another."""
    for content, name in ((XLSX, "x.xlsx"), (ODS, "x.ods")):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            all_parts = {n: parts.read(n) for n in parts.namelist()}
        for inner in all_parts:
            yield name, _zip({n: data for n, data in all_parts.items() if n != inner})
            yield name, _zip(all_parts | {inner: b""})
            yield name, _zip(all_parts | {inner: chance.choice(list(all_parts.values()))})


def cyclic_relations(chance: random.Random, amount: int) -> Iterator[Named]:
    """Relations that lead back, away, or nowhere."""
    relations = part(XLSX, RELATIONS).decode()
    for target in (
        "workbook.xml",
        "_rels/workbook.xml.rels",
        "../xl/workbook.xml",
        "../../../../etc/passwd",
        "/",
        "",
        "http://127.0.0.1:9/sheet.xml",
        "file:///etc/passwd",
        "worksheets/",
        "x" * 100_000,
        "sharedStrings.xml",
    ):
        changed = relations.replace("worksheets/sheet1.xml", target)
        yield "x.xlsx", repacked(XLSX, {RELATIONS: changed.encode()})
        changed = relations.replace('Target="', f'TargetMode="External" Target="{target}')
        yield "x.xlsx", repacked(XLSX, {RELATIONS: changed.encode()})
    yield "x.xlsx", repacked(XLSX, {RELATIONS: relations.replace("rId1", "rId2").encode()})
    top = part(XLSX, "_rels/.rels").decode()
    yield "x.xlsx", repacked(XLSX, {"_rels/.rels": top.replace("xl/workbook.xml", "_rels/.rels").encode()})


def text_files(chance: random.Random, amount: int) -> Iterator[Named]:
    """Text without end, without sense, or that is none."""
    line = b"Kommune;Dato\n"
    for content in (
        b"x" * (29 * MEGABYTE), b";" * (29 * MEGABYTE), b'"' * (29 * MEGABYTE), b"\n" * (29 * MEGABYTE),
        b'a;"' + b"x" * (20 * MEGABYTE), b"a;b\n" * 7_000_000, b"a;b\n" * 190_000, line + b"\0" * 1000, b"\0" * 1000,
        line + b"a\0b;c\n", b";".join(b"%d" % n for n in range(1_000_000)), line * 3 + b"a;" * 600, b'"\n' * 100_000,
        ("a;b\n" + "😀;x\n" * 100_000).encode(), "a;b\n".encode("utf-16") + b"\xd8", b"\xff\xfe" + b"\x00\xd8" * 500,
        b"\xfe\xff" + line, b"\xef\xbb\xbf" + b"\xff" * 100, bytes(range(128, 256)) * 20, b"sep=;\n", b"sep=\n\n",
        b"sep=", b"\x81;\x8d\n\x8f;\x90\n" * 20, b"\r" * 1000 + line, b"a,b;c\td|e\n" * 500, b"a\x1bb;c\n" * 10,
        b"\x1a", b"'", b'"', "".join(chr(n) for n in range(0x20, 0x3000)).encode(), b"\\" * 6000 + b";" * 50,
        b"=cmd|' /C calc'!A0;b\n" * 30,
    ):  # fmt: skip
        yield "x.csv", content
        yield "x.xlsx", content[: 2 * MEGABYTE]
    marks = ";,\t|\"'\\\n\r ^~:.-_/<>=@#%&()[]{}0aø"
    for number in range(amount // 2):
        text = "".join(chance.choices(marks, weights=chance.choices(range(1, 20), k=len(marks)), k=6000))
        yield "x.csv", text.encode(("utf-8", "cp1252", "utf-16")[number % 3])


def random_bytes(chance: random.Random, amount: int) -> Iterator[Named]:
    """Noise, also behind the first bytes of a known format."""
    starts = [b"", b"PK\x03\x04", b"PK\x05\x06", OLE, b"\xff\xfe", b"\xef\xbb\xbf", b"\x09\x08\x10\0\0\6\5\0", b"<html"]
    for number in range(amount):
        ending = chance.choice(["xlsx", "xls", "ods", "csv"])
        yield f"x.{ending}", starts[number % len(starts)] + chance.randbytes(chance.choice([1, 100, 5000, 100_000]))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def old_office(chance: random.Random, amount: int) -> Iterator[Named]:
    """Containers of old Office files with loops, false sizes and other contents."""
    for field in range(24, 80, 2):
        for value in (b"\0\0", b"\1\0", b"\xfe\xff", b"\xff\xff", b"\x10\x7f"):
            yield "x.xls", XLS[:field] + value + XLS[field + 2 :]
    table = int.from_bytes(XLS[76:80], "little") * 512 + 512  # where each sector says which one follows
    for entry in range(16):
        for following in (0, entry, 2, 0x7FFFFFFF):
            at = table + 4 * entry
            yield "x.xls", XLS[:at] + following.to_bytes(4, "little") + XLS[at + 4 :]
    for name in ("WordDocument", "Book", "PowerPoint Document", "__properties_version1.0", "X", ""):
        yield "x.xls", XLS.replace("Workbook\0".encode("utf-16-le"), f"{name}\0".ljust(9, "\0")[:9].encode("utf-16-le"))
    stream = _stream()
    records = [*_records(stream)]
    for at, length in chance.sample(records, min(len(records), amount)):
        wrong = chance.choice([0, 1, length + 1, 0xFFFF, 8224])
        yield "x.xls", _container(stream[: at + 2] + wrong.to_bytes(2, "little") + stream[at + 4 :])
    for at, length in chance.sample(records, min(len(records), amount)):
        yield "x.xls", _container(stream[:at] + stream[at + 4 + length :])
        yield "x.xls", _container(stream[:at] + stream[at : at + 4 + length] * 50 + stream[at + 4 + length :])
    blanks = b"".join(struct.pack("<HHHH", 0xBE, 6 + 2 * 255, row, 0) + bytes(510) + b"\xfe\0" for row in range(65535))
    end = next(at for at, length in records if stream[at : at + 2] == b"\x0a\0" and at > len(stream) // 2)
    yield "x.xls", _container(stream[:end] + blanks[: 25 * MEGABYTE] + stream[end:])


def _stream() -> bytes:
    made = xlwt.Workbook()
    for name, rows in TABLES.items():
        sheet = made.add_sheet(name)
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                sheet.write(number, index, str(value) if index > 3 else value)
    content: bytes = made.get_biff_data()
    return content


def _records(stream: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while at + 4 <= len(stream):
        length = int.from_bytes(stream[at + 2 : at + 4], "little")
        yield at, length
        at += 4 + length


def _container(stream: bytes) -> bytes:
    target = io.BytesIO()
    XlsDoc().save(target, stream)
    return target.getvalue()


def repeats(chance: random.Random, amount: int) -> Iterator[Named]:
    """OpenDocument tables that repeat a cell, a row or a column without end."""
    rows, columns = "table:number-rows-repeated", "table:number-columns-repeated"
    spaces = '<table:table-cell office:value-type="string"><text:p><text:s text:c="{}"/></text:p></table:table-cell>'
    for many in ("1048576", "200000", "99999999999999999999", "-5", "0", "x", "2147483648"):
        wide, high = f'{columns}="{many}"', f'{rows}="{many}"'
        for cell in (ods_cell(1, "float", f'{columns}="16384"'), ods_cell("x" * 1000), ods_cell(0.5, "percentage"),
                     ods_cell(more=f'table:formula="of:=1" {columns}="400"'), ods_cell()):  # fmt: skip
            yield "x.ods", _table(f"<table:table-row {high}>{cell}</table:table-row>")
        yield "x.ods", _table(f"<table:table-row>{ods_cell(1, 'float', wide)}</table:table-row>")
        yield "x.ods", _table(f"<table:table-row>{spaces.format(many)}</table:table-row>")
        yield "x.ods", _table(f'<table:table-column table:visibility="collapse" {wide}/>' * 50)
        shut = f'<table:table-row {high} table:visibility="collapse"/>'
        yield "x.ods", _table(f"{shut}<table:table-row>{ods_cell('x')}</table:table-row>")
    for kind, value in (("float", "x"), ("date", "2024-99-99"), ("boolean", "y"), ("percentage", ""), ("zz", "1")):
        yield "x.ods", _table(f"<table:table-row>{ods_cell(value, kind)}</table:table-row>")
    yield "x.ods", _table('<table:table table:name="B"><table:table-row/></table:table>' * 100)
    yield "x.ods", ods_of("")


def _table(rows: str) -> bytes:
    return ods_of(f'<table:table table:name="A">{rows}</table:table>')


def locked(chance: random.Random, amount: int) -> Iterator[Named]:
    """Files behind a password, in each format's way."""
    flagged = bytearray(XLSX)
    at = flagged.index(b"PK\x01\x02") + 8
    flagged[at : at + 2] = b"\1\0"
    yield "x.xlsx", bytes(flagged)
    yield (
        "x.xlsx",
        XLS.replace("Workbook\0".encode("utf-16-le"), "Encrypte\0".encode("utf-16-le"))
        + ("EncryptedPackage\0".encode("utf-16-le")),
    )
    yield "x.ods", ods_of("", files="<manifest:encryption-data manifest:checksum='x'/>")
    yield "x.ods", _zip({"encrypted-package": b"x", "META-INF/manifest.xml": b"<x/>"})
    stream = _stream()
    first = 4 + int.from_bytes(stream[2:4], "little")
    for key in (b"\0\0" + b"\1" * 4, b"\1\0\1\0\1\0" + b"x" * 48, b""):
        yield "x.xls", _container(stream[:first] + struct.pack("<HH", 0x2F, len(key)) + key + stream[first:])


DISGUISED = (
    b"<html><body><table><tr><td>Stilling-ID</td></tr></table></body></html>",
    b"\xef\xbb\xbf <!DOCTYPE html>\n<html></html>",
    "\ufeff<table><tr><td>x</td></tr></table>".encode("utf-16-le"),
    b"%PDF-1.7\n1 0 obj", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM\x36\0\0\0\0\0", b"II*\0",
    b"{\\rtf1 x}", b"\x1f\x8b\x08", b"7z\xbc\xaf\x27", b"Rar!\x1a\x07", b"ID;PWXL;N;E\n",
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    b'<?xml version="1.0"?><rapport/>', b'<?xml version="1.0"?><office:document/>',
    b"\x09\0\4\0\0\0\x10\0", b"\x09\4\6\0\0\0\x10\0",  # Excel 2 and 4
    b"Hei!\nHer er listen.\n", b'{"a": [1]}',
)  # fmt: skip
PACKED = ("word/document.xml", "ppt/presentation.xml", "Index/Document.iwa", "xl/workbook.bin", "readme.txt")


def disguised(chance: random.Random, amount: int) -> Iterator[Named]:
    """Other kinds of files under a workbook's name."""
    for name in ("rapport.xlsx", "rapport.xls", "rapport.ods", "rapport.csv"):
        for content in DISGUISED:
            yield name, content
        for inner in PACKED:
            yield name, _zip({inner: b"x", "[Content_Types].xml": b"<x/>"})
        for kind in (b"text", b"presentation", b"graphics"):
            yield name, _zip({"mimetype": b"application/vnd.oasis.opendocument." + kind, "content.xml": b"<x/>"})


def empty(chance: random.Random, amount: int) -> Iterator[Named]:
    """Files and workbooks with nothing in them."""
    for name in ("x.xlsx", "x.xls", "x.ods", "x.csv"):
        for content in (b"", b" ", b"\n" * 50, b"\xef\xbb\xbf", b"\xff\xfe", _zip({}), b"PK"):
            yield name, content
    for content in (book({"Ark": []}), xls({"Ark": []}), ods({"Ark": []}), ods({})):
        yield "x.xlsx", content


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return target.getvalue()


KINDS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        truncated, flipped, changed_parts, changed_streams, wrong_sizes, zip_bombs, xml_bombs, far_cells, shared_texts,
        twice, missing_parts, cyclic_relations, text_files, random_bytes, old_office, repeats, locked, disguised, empty,
    )
}  # fmt: skip
