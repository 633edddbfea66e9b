"""Tables as text (.csv): which characters, which separator, and the rows as Excel would number them."""

from __future__ import annotations

import codecs
import csv
import encodings.cp1252
import encodings.utf_8_sig
import encodings.utf_16
import encodings.utf_16_be
import encodings.utf_16_le  # noqa: F401  (no file can be opened once the limits are set)
import re
from collections import Counter
from io import StringIO

import charset_normalizer
import clevercsv

from helgelandlegen.workbook.reading.grid import Extras, Room, Rows, within
from helgelandlegen.workbook.reading.limits import Answer, Refused, Told

SAMPLE_BYTES, SAMPLE_LINES, SAMPLE_TEXT = 64_000, 60, 6_000
SEPARATORS = (";", "\t", ",", "|")
LONGEST_FIELD = 50_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read(content: bytes, told: Told) -> Answer:
    """The one sheet of a text file that is meant as a table."""
    return _read(content, told, named_so=True)


def read_if_table(content: bytes, told: Told) -> Answer:
    """The same for a text file under another name, which has to look like a table too."""
    return _read(content, told, named_so=False)


def _read(content: bytes, told: Told, named_so: bool) -> Answer:
    text = decoded(content)
    marked = _SEP_LINE.match(text)  # a line for Excel alone, which it does not count
    if marked:
        text = text[marked.end() :]
    separator = marked[1] if marked else separator_of(text)
    if separator is None and not named_so:
        raise Refused("no_table")
    rows = _rows(text, separator or ";", told)
    many = sum(len(cells) > 1 for _, cells in rows)
    if not named_so and many * 2 < len(rows):
        raise Refused("no_table")
    return {"sheets": [Extras().sheet(None, False, rows)], "elsewhere": []}


def decoded(content: bytes) -> str:
    """The text of a file: by its mark, as UTF-8 if it is that, else by what its characters look like."""
    code = next((code for mark, code in _MARKS if content.startswith(mark)), None) or _guessed(content)
    try:
        text = content.decode(code)
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise Refused("unknown_characters") from None
    if "\0" in text:
        raise Refused("not_a_workbook", what="i et ukjent format")
    return text


def _guessed(content: bytes) -> str:
    if b"\0" not in content:
        try:
            content.decode()
            return "utf-8"
        except UnicodeDecodeError:
            pass
        # Single characters above ASCII: what Norwegian Windows programs write.
        return "cp1252"
    sample = content[: SAMPLE_BYTES // 2 * 2]
    found = charset_normalizer.from_bytes(sample, cp_isolation=["utf_16_le", "utf_16_be"]).best()
    if found is not None:
        return found.encoding
    # Letters of our languages have a zero for their upper half: before them or after them.
    return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def separator_of(text: str) -> str | None:
    """What stands between the fields, None where nothing does."""
    sample = "\n".join(text[:SAMPLE_TEXT].splitlines()[:SAMPLE_LINES])
    whole = sample if len(text) <= len(sample) + 1 else sample.rpartition("\n")[0] or sample
    found = clevercsv.Detector().detect(whole, delimiters=SEPARATORS)
    guess = found.delimiter if found is not None and found.delimiter in SEPARATORS else None
    counted = _counted(whole)
    # The lines agree on one separator or they do not; the detector may take a decimal comma for one.
    return counted or guess


def _counted(sample: str) -> str | None:
    """The separator that cuts most lines into the same number of fields; a semicolon or tab before a comma."""
    best: tuple[float, str] | None = None
    for separator in SEPARATORS:
        try:
            lines = [len(row) for row in csv.reader(StringIO(sample), delimiter=separator) if row]
        except csv.Error:
            continue
        fields, times = max(Counter(lines).items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(1, 0))
        share = times / len(lines) if lines else 0
        if fields > 1 and share >= 0.5 and (best is None or share > best[0] + 0.2):
            best = (share, separator)
    return best[1] if best else None


def _rows(text: str, separator: str, told: Told) -> Rows:
    csv.field_size_limit(LONGEST_FIELD)
    try:
        return _records(text, separator, told, strict=True)
    except csv.Error as error:
        # A quotation mark that is never closed would swallow all rows below it; other slips harm one field.
        if text.count('"') % 2 or "unexpected end" in str(error) or "field larger" in str(error):
            raise Refused("open_quote", line=error.args[1]) from None
    try:
        return _records(text, separator, told, strict=False)
    except csv.Error as error:
        raise Refused("open_quote", line=error.args[1]) from None


def _records(text: str, separator: str, told: Told, strict: bool) -> Rows:
    rows: Rows = []
    reader, room, number = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict), Room(), 0
    try:
        for number, cells in enumerate(reader, start=1):
            told.row()
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                within(None, number, len(cells))
                rows.append((number, cells))
                room.take(rows[-1:])
    except csv.Error as error:
        raise csv.Error(str(error), number + 1) from None
    return rows
