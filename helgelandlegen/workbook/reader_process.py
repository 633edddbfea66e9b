"""The child process that parses an untrusted file: bytes on stdin, one JSON object on stdout.

Run as a script with `python -I`, the kind of file and, for its progress, the number of an open pipe as arguments,
never imported by the app, so that a parser's crash or a bomb ends this process only. The answer is `{"error": code,
"sheet": name or null, "words": {…}}` or `{"sheets": […], "elsewhere": […]}`: a sheet as in `grid`, a date a list of one
ISO text, `elsewhere` the texts with many digits from outside the cells (comments, text boxes, properties).
"""

from __future__ import annotations

import contextlib
import encodings.cp437  # noqa: F401  (member names of a zip: no file can be opened once the limits are set)
import json
import os
import sys
from collections.abc import Callable
from datetime import date

if __name__ == "__main__":
    # Only the end of the path, so that nothing here can take the place of a library. pathlib is slow to import.
    sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from helgelandlegen.workbook.reading.limits import MAX_ANSWER, Answer, Refused, Told, set_limits

__all__ = ["answer", "output", "reader", "set_limits"]

TOO_MUCH: Answer = {"error": "too_much_content", "sheet": None, "words": {}}

Reader = Callable[[bytes, Told], Answer]


def reader(kind: str) -> Reader:
    """The function that reads a kind of file; imports what it needs, for later nothing can be opened."""
    if kind == "xls":
        from helgelandlegen.workbook.reading import xls

        return xls.read
    if kind == "ods":
        from helgelandlegen.workbook.reading import ods

        return ods.read
    if kind in ("csv", "text"):
        from helgelandlegen.workbook.reading import delimited

        return delimited.read if kind == "csv" else delimited.read_if_table
    from helgelandlegen.workbook.reading import xlsx

    return xlsx.read


def answer(read: Reader, content: bytes, told: Told) -> Answer:
    """Everything in the file, or the error that keeps it out."""
    try:
        return read(content, told)
    except Refused as refused:
        return dict(zip(("error", "sheet", "words"), refused.args, strict=True))
    except MemoryError:
        return TOO_MUCH
    except BaseException:  # a panic of the Rust parser is no Exception
        return {"error": "damaged_file", "sheet": None, "words": {}}


def encoded(value: object) -> object:
    """How a value without a JSON form travels."""
    return [value.isoformat()] if isinstance(value, date) else str(value)


def output(found: Answer) -> bytes:
    """The answer as JSON; one long text in many cells can make even that too much."""
    with contextlib.suppress(MemoryError):
        text = json.dumps(found, default=encoded, ensure_ascii=False, separators=(",", ":"))
        if len(text) <= MAX_ANSWER:
            data = text.encode("utf-8", "surrogatepass")
            if len(data) <= MAX_ANSWER:
                return data
    return json.dumps(TOO_MUCH).encode()


if __name__ == "__main__":
    chosen = reader(sys.argv[1])
    received = sys.stdin.buffer.read()
    set_limits()
    sys.stdout.buffer.write(output(answer(chosen, received, Told(int(sys.argv[2]) if len(sys.argv) > 2 else None))))
