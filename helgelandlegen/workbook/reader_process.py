"""The child process that parses an untrusted workbook: bytes on stdin, one JSON object on stdout.

Run as a script with `python -I`, never imported by the app, so that a parser's crash or a bomb ends this process only.
The answer is `{"error": code, "sheet": name or null, "words": {…}}` or `{"sheets": […], "elsewhere": […]}`: a sheet is
`{"name", "hidden", "rows", "hidden_rows", "empty_formulas"}`, a row `[Excel row, [cell, …]]`, a date a list of one ISO
text, `elsewhere` the texts with many digits from outside the cells (comments, text boxes, properties).
"""

import contextlib
import encodings.cp437  # noqa: F401  (member names of a zip: no file can be opened once the limits are set)
import io
import json
import re
import resource
import sys
import zipfile
from datetime import date
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY, CPU_SECONDS = 1 << 30, 15
MAX_SHEETS, MAX_ROW, MAX_COLUMN = 100, 200_000, 500
MAX_CELLS, MAX_ANSWER = 2_000_000, 100_000_000
TOO_MUCH: dict[str, Any] = {"error": "too_much_content", "sheet": None, "words": {}}

# Signs of what the fast parser does not tell: formulas, errors, hidden rows. Only then a sheet is read a second time.
SIGNS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b' t="e"', b"hidden=", b"='")
OUTSIDE_CELLS = re.compile(r"(?:xl/(?:comments|threadedcomments|drawings|externallinks|pivotcache)|docprops/c)")
TEXTS = re.compile(rb">([^<]+)<|\sv=\"([^\"]+)\"")
LONG_NUMBER = re.compile(r"\d(?:\D{0,3}\d){9}")


class Refused(Exception):
    """The workbook can be read but is too large: code, sheet, words."""


def set_limits() -> None:
    """From here on: little memory and time, no files, no children, and no core dump that would hold cell values."""
    limits = {resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CPU: CPU_SECONDS}
    for limit in ("FSIZE", "NPROC", "NOFILE", "CORE"):
        limits[getattr(resource, f"RLIMIT_{limit}")] = 0
    for which, value in limits.items():
        with contextlib.suppress(ValueError, OSError):  # a stricter limit holds already
            resource.setrlimit(which, (value, value))


def answer(content: bytes) -> dict[str, Any]:
    """Everything in the workbook, or the error that keeps it out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            extras = second_reading(parts)
            elsewhere = texts_elsewhere(parts)
        return {"sheets": sheets(content, extras), "elsewhere": elsewhere}
    except Refused as refused:
        return dict(zip(("error", "sheet", "words"), refused.args, strict=True))
    except MemoryError:
        return TOO_MUCH
    except BaseException:  # a panic of the Rust parser is no Exception
        return {"error": "damaged_file", "sheet": None, "words": {}}


class Extras:
    """A second reading of one sheet; `shown` maps a row to (column, error text, or None for a percentage)."""

    def __init__(self, percent_styles: frozenset[str] = frozenset()) -> None:
        self.hidden_rows: list[int] = []
        self.empty_formulas: list[tuple[int, int]] = []
        self.shown: dict[int, list[tuple[int, str | None]]] = {}
        self.percent_styles = percent_styles
        self.row, self.count, self.reference = 0, 0, ""
        self.kind, self.text, self.formula, self.value = "n", "", False, False

    def read(self, data: bytes) -> "Extras":
        """Take in a sheet's XML."""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.Parse(data, True)
        return self

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2] if ":" in tag else tag
        if tag == "v":
            self.value = True
        elif tag == "c":
            self.count, self.reference = self.count + 1, attributes.get("r", "")
            self.kind, self.text, self.formula, self.value = attributes.get("t", "n"), "", False, False
            if self.kind == "e":
                self.follow(True)
            elif self.kind == "n" and attributes.get("s") in self.percent_styles:
                self.shown.setdefault(self.row, []).append((self.column(), None))
        elif tag == "row":
            self.row, self.count = int(attributes.get("r", self.row + 1)), 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.append(self.row)
        elif tag == "f":
            self.formula = True
            self.follow(True)

    def follow(self, on: bool) -> None:
        """Only inside formulas and error cells is the text wanted: being called for every other cell is slow."""
        self.parser.EndElementHandler = self.end if on else None
        self.parser.CharacterDataHandler = self.characters if on else None

    def characters(self, text: str) -> None:
        self.text += text

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "f":
            self.text = ""
        elif tag == "c":
            # A formula whose result is the empty text has a type and an empty value: that is a value all the same.
            if self.formula and not self.text.strip() and not (self.kind == "str" and self.value):
                self.empty_formulas.append((self.row, self.column()))
            if self.kind == "e":
                self.shown.setdefault(self.row, []).append((self.column(), self.text.strip()))
            self.follow(False)

    def column(self) -> int:
        """The cell's column, 0 for A: from its reference, or counted where the writer left that out."""
        index = 0
        for letter in self.reference.rstrip("0123456789"):
            index = index * 26 + ord(letter.upper()) - 64
        return (index or self.count) - 1


def sheets(content: bytes, extras: dict[str, Extras]) -> list[dict[str, Any]]:
    """The worksheets in the workbook's order."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    listed = [m for m in workbook.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    if len(listed) > MAX_SHEETS:
        raise Refused("too_many_sheets", None, {"count": len(listed), "limit": MAX_SHEETS})
    found, cells = [], 0
    for meta in listed:
        extra = extras.get(meta.name) or Extras()
        rows = sheet_rows(workbook.get_sheet_by_name(meta.name), meta.name, extra)
        cells += sum(len(row) for _, row in rows)
        if cells > MAX_CELLS:
            raise Refused("too_much_content", None, {})
        hidden = meta.visible != SheetVisibleEnum.Visible
        more = {"hidden_rows": extra.hidden_rows, "empty_formulas": extra.empty_formulas}
        found.append({"name": meta.name, "hidden": hidden, "rows": rows, **more})
    return found


def sheet_rows(sheet: CalamineSheet, name: str, extra: Extras) -> list[tuple[int, list[Any]]]:
    """The rows with content, each from column A to its last cell with content; "" is an empty cell."""
    if sheet.start is None or sheet.end is None:
        return []
    (top, left), (bottom, right) = sheet.start, sheet.end
    for code, last, limit in (("too_many_rows", bottom, MAX_ROW), ("too_many_columns", right, MAX_COLUMN)):
        if last >= limit:
            raise Refused(code, name, {"count": last + 1, "limit": limit})
    rows = []
    for number, cells in enumerate(sheet.to_python(), start=top + 1):
        row: list[Any] = [""] * left + cells
        for column, error in extra.shown.get(number, ()):
            # 0.8 in a cell with a percent format is seen, and meant, as 80 %.
            if error is None and column < len(row) and type(row[column]) is float:
                row[column] = f"{row[column] * 100:.13g} %"
            elif error is not None:
                row += [""] * (column + 1 - len(row))
                row[column] = error
        while row and row[-1] == "":
            row.pop()
        if row:
            rows.append((number, row))
    return rows


def second_reading(parts: zipfile.ZipFile) -> dict[str, Extras]:
    """By sheet name, for the sheets that show a sign of something that the fast parser does not tell."""
    styles = percent_styles(parts)
    signs = SIGNS + tuple(f' s="{style}"'.encode() for style in styles)
    marked = {}
    for name in parts.namelist():
        if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml"):
            data = parts.read(name)
            if any(sign in data for sign in signs):
                marked[name.lower()] = Extras(styles).read(data)
    if not marked:
        return {}
    names = {}
    targets = {a.get("Id"): a.get("Target", "") for _, a in elements(parts, "xl/_rels/workbook.xml.rels")}
    for tag, attributes in elements(parts, "xl/workbook.xml"):
        if tag == "sheet":
            relation = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), None)
            target = targets.get(relation, "").lower()
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if path in marked:
                names[attributes["name"]] = marked[path]
    return names


def percent_styles(parts: zipfile.ZipFile) -> frozenset[str]:
    """The indices of the cell styles that show a number as a percentage."""
    formats, found, position = {"9", "10"}, set(), -1
    for tag, attributes in elements(parts, "xl/styles.xml"):
        if tag == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif tag == "cellXfs":
            position = 0
        elif tag == "xf" and position >= 0:
            found |= {str(position)} if attributes.get("numFmtId") in formats else set()
            position += 1
    return frozenset(found)


def elements(parts: zipfile.ZipFile, path: str) -> list[tuple[str, dict[str, str]]]:
    """All start tags of a part, without their prefix, in order; none if there is no such part."""
    found: list[tuple[str, dict[str, str]]] = []
    name = next((n for n in parts.namelist() if n.lower() == path), None)
    if name:
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
        parser.Parse(parts.read(name), True)
    return found


def texts_elsewhere(parts: zipfile.ZipFile) -> list[str]:
    """Texts outside the cells that hold ten digits or more: comments, text boxes, properties, copies of other files."""
    found = []
    for name in parts.namelist():
        if OUTSIDE_CELLS.match(name.lower()) and name.lower().endswith((".xml", ".vml")):
            texts = ((m[1] or m[2]).decode("utf-8", "replace") for m in TEXTS.finditer(parts.read(name)))
            found += [text[:1000] for text in texts if LONG_NUMBER.search(text)]
    return found


def encoded(value: object) -> object:
    """How a value without a JSON form travels."""
    return [value.isoformat()] if isinstance(value, date) else str(value)


def output(content: bytes) -> bytes:
    """The answer as JSON; one long text in many cells can make even that too much."""
    with contextlib.suppress(MemoryError):
        text = json.dumps(answer(content), default=encoded, ensure_ascii=False, separators=(",", ":"))
        if len(text) <= MAX_ANSWER:
            return text.encode("utf-8", "surrogatepass")
    return json.dumps(TOO_MUCH).encode()


if __name__ == "__main__":
    received = sys.stdin.buffer.read()
    set_limits()
    sys.stdout.buffer.write(output(received))
