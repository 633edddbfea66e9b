"""Excel workbooks (.xlsx, .xlsm): the fast parser, and a second look at what it does not tell."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.parsers import expat

from helgelandlegen.workbook.reading.grid import Extras, sheets
from helgelandlegen.workbook.reading.limits import LONG_NUMBER, MAX_COLUMN, Answer, Told

# Signs of what the fast parser does not tell: formulas, errors, hidden rows. Only then a sheet is read a second time.
SIGNS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b' t="e"', b"hidden=", b"='")
OUTSIDE_CELLS = re.compile(r"(?:xl/(?:comments|threadedcomments|drawings|externallinks|pivotcache)|docprops/c)")
TEXTS = re.compile(rb">([^<]+)<|\sv=\"([^\"]+)\"")


def read(content: bytes, told: Told) -> Answer:
    """Everything in the workbook."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        extras = second_reading(parts)
        elsewhere = texts_elsewhere(parts)
    return {"sheets": sheets(content, extras, told), "elsewhere": elsewhere}


class SecondReading(Extras):
    """A second reading of one sheet."""

    def __init__(self, percent_styles: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.percent_styles = percent_styles
        self.row, self.count, self.reference = 0, 0, ""
        self.kind, self.text, self.formula, self.value = "n", "", False, False

    def read(self, data: bytes) -> SecondReading:
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
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.hidden_columns += range(first - 1, min(last, MAX_COLUMN))

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


def second_reading(parts: zipfile.ZipFile) -> dict[int, Extras]:
    """By the place among the sheets, those that show a sign of something that the fast parser does not tell."""
    styles = percent_styles(parts)
    signs = SIGNS + tuple(f' s="{style}"'.encode() for style in styles)
    marked = {}
    for name in parts.namelist():
        if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml"):
            data = parts.read(name)
            if any(sign in data for sign in signs):
                marked[name.lower()] = SecondReading(styles).read(data)
    if not marked:
        return {}
    found: dict[int, Extras] = {}
    targets = {a.get("Id"): a.get("Target", "") for _, a in elements(parts, "xl/_rels/workbook.xml.rels")}
    listed = [attributes for tag, attributes in elements(parts, "xl/workbook.xml") if tag == "sheet"]
    for index, attributes in enumerate(listed):
        relation = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), None)
        target = targets.get(relation, "").lower()
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in marked:
            found[index] = marked[path]
    return found


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
