"""What can be printed: the letters of the pinned font and of those inside Typst, and texts made of them alone."""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

FONT = "Inter"
_FILE = "Inter[opsz,wght].ttf"
# Letters that Inter lacks and a font inside Typst has: Hebrew and Arabic.
_BESIDE = (range(0x5D0, 0x5EB), range(0x621, 0x63B), range(0x641, 0x64B), range(0x660, 0x66A), (0x60C, 0x61B, 0x61F))
# Marks that turn the direction of what follows would let a text rewrite its neighbours.
_TURNS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]")
_LONG = re.compile(r"[^\s\u00ad-]{31,}")
LOST = "?"
PIECE = 10
HYPHEN = "\u00ad"


def folder() -> Path:
    """Where the font's files are."""
    return Path(str(files("fontpkg_inter"))) / "files"


def printable(text: str) -> str:
    """The text without what no font has: emoji and signs fall out, letters of other scripts become «?».

    Words of more than thirty letters may be broken anywhere, so that no table grows out of its page.
    """
    if text.isascii():
        plain = "".join(c for c in text if c == "\n" or c.isprintable())
    else:
        plain = "".join(map(_printed, unicodedata.normalize("NFC", _TURNS.sub("", text))))
    return _LONG.sub(lambda found: _breakable(found[0]), plain)


def covered(text: str) -> str:
    """The text without what no font has, and nothing else done to it: for drawings."""
    return text if text.isascii() else "".join(map(_printed, _TURNS.sub("", text)))


def _printed(letter: str) -> str:
    if letter in "\n\u00a0\u00ad":
        return letter
    kind = unicodedata.category(letter)
    if kind[0] == "C":
        return " " if letter == "\t" else ""
    if ord(letter) in _letters() or any(ord(letter) in some for some in _BESIDE):
        return letter
    if kind[0] == "Z":
        return " "
    return LOST if kind[0] in "LN" else ""


def _breakable(word: str) -> str:
    return HYPHEN.join(word[at : at + PIECE] for at in range(0, len(word), PIECE))


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """The code points that the font has, read from its table «cmap» (formats 4 and 12)."""
    content = (folder() / _FILE).read_bytes()
    tables = struct.unpack_from(">H", content, 4)[0]
    entries = [struct.unpack_from(">4sIII", content, 12 + 16 * n) for n in range(tables)]
    start = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    found: set[int] = set()
    for n in range(struct.unpack_from(">H", content, start + 2)[0]):
        at = start + struct.unpack_from(">HHI", content, start + 4 + 8 * n)[2]
        form = struct.unpack_from(">H", content, at)[0]
        if form == 12:
            for group in range(struct.unpack_from(">I", content, at + 12)[0]):
                first, last, _ = struct.unpack_from(">III", content, at + 16 + 12 * group)
                found.update(range(first, last + 1))
        elif form == 4:
            many = struct.unpack_from(">H", content, at + 6)[0] // 2
            ends = struct.unpack_from(f">{many}H", content, at + 14)
            firsts = struct.unpack_from(f">{many}H", content, at + 16 + 2 * many)
            found.update(code for a, b in zip(firsts, ends, strict=True) for code in range(a, b + 1) if b < 0xFFFF)
    return frozenset(found)
