"""What can be printed: the letters of the pinned font and of those inside Typst, and texts made of them alone."""

from __future__ import annotations

import re
import unicodedata

from helgelandlegen import typeface

# Letters that Inter lacks and a font inside Typst has: Hebrew and Arabic.
_BESIDE = (range(0x5D0, 0x5EB), range(0x621, 0x63B), range(0x641, 0x64B), range(0x660, 0x66A), (0x60C, 0x61B, 0x61F))
# Marks that turn the direction of what follows would let a text rewrite its neighbours.
_TURNS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]")
# A day and its month stay on one line.
_DAY = re.compile(r"(?<=\d\.) (?=(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des))")
_LONG = re.compile(r"[^\s\u00ad-]{31,}")
LOST = "?"
PIECE = 10
HYPHEN = "\u00ad"


def printable(text: str) -> str:
    """The text without what no font has: emoji and signs fall out, letters of other scripts become «?».

    Words of more than thirty letters may be broken anywhere, so that no table grows out of its page.
    """
    if text.isascii():
        plain = "".join(c for c in text if c == "\n" or c.isprintable())
    else:
        plain = "".join(map(_printed, unicodedata.normalize("NFC", _TURNS.sub("", text))))
    return _LONG.sub(lambda found: _breakable(found[0]), days_kept(plain))


def days_kept(text: str) -> str:
    """The text with no break between a day's number and its month."""
    return _DAY.sub("\u00a0", text)


def covered(text: str) -> str:
    """The text without what no font has, and nothing else done to it: for drawings."""
    return text if text.isascii() else "".join(map(_printed, _TURNS.sub("", text)))


def _printed(letter: str) -> str:
    if letter in "\n\u00a0\u00ad":
        return letter
    kind = unicodedata.category(letter)
    if kind[0] == "C":
        return " " if letter == "\t" else ""
    if ord(letter) in typeface.glyphs() or any(ord(letter) in some for some in _BESIDE):
        return letter
    if kind[0] == "Z":
        return " "
    return LOST if kind[0] in "LN" else ""


def _breakable(word: str) -> str:
    return HYPHEN.join(word[at : at + PIECE] for at in range(0, len(word), PIECE))
