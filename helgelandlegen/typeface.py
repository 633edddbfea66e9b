"""The typeface, Inter, out of its pinned package: where its file is, which letters it has, how wide they are.

Screens show the part of it that lies in ui/fonts/, made by `make font`; documents take the whole.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from string import digits

FONT = "Inter"
FILE = "Inter[opsz,wght].ttf"
ON_SCREEN = Path(__file__).parent / "ui" / "fonts" / "inter.woff2"
# The table of widths is the regular weight's; a heading's semibold is this much wider.
_BOLD = 1.04
# What the font lacks is another font's, often a square one.
_FOREIGN = 1.0


def folder() -> Path:
    """Where the font's files are."""
    return Path(str(files("fontpkg_inter"))) / "files"


def text_width(text: str, size: float) -> float:
    """How wide the text is, at most, in the unit of `size`: semibold, and each digit as wide as the widest."""
    widths = _widths()
    return sum([widths.get(letter, _FOREIGN) for letter in text]) * size * _BOLD


@lru_cache(maxsize=1)
def glyphs() -> dict[int, int]:
    """The code points that the font has, each with its glyph, read from its table «cmap» (format 12)."""
    content = _content()
    start = _tables(content)[b"cmap"]
    found: dict[int, int] = {}
    for n in range(struct.unpack_from(">H", content, start + 2)[0]):
        at = start + int(struct.unpack_from(">HHI", content, start + 4 + 8 * n)[2])
        form = struct.unpack_from(">H", content, at)[0]
        if form == 12:
            for group in range(struct.unpack_from(">I", content, at + 12)[0]):
                first, last, glyph = struct.unpack_from(">III", content, at + 16 + 12 * group)
                found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return found


@lru_cache(maxsize=1)
def _widths() -> dict[str, float]:
    content = _content()
    tables = _tables(content)
    em = struct.unpack_from(">18xH", content, tables[b"head"])[0]
    measured = struct.unpack_from(">34xH", content, tables[b"hhea"])[0]
    # Glyphs after the last that is measured are as wide as that.
    advance = [struct.unpack_from(">H", content, tables[b"hmtx"] + 4 * n)[0] / em for n in range(measured)]
    found = {chr(code): advance[min(glyph, measured - 1)] for code, glyph in glyphs().items()}
    return found | dict.fromkeys(digits, max(found[digit] for digit in digits))


def _content() -> bytes:
    return (folder() / FILE).read_bytes()


def _tables(content: bytes) -> dict[bytes, int]:
    """Where each table begins."""
    entries = (struct.unpack_from(">4sIII", content, 12 + 16 * n) for n in range(*struct.unpack_from(">H", content, 4)))
    return {tag: offset for tag, _, offset, _ in entries}
