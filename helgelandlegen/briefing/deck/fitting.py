"""How much room a text takes on a slide, estimated generously: what is said to fit does, also in a wider font.

Sizes are points; widths and heights too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from helgelandlegen.briefing.letters import days_kept
from helgelandlegen.typeface import text_width

LEADING = 1.22
# What bold adds to semibold, and what another font adds where PowerPoint has no Inter.
BOLD, MARGIN = 1.03, 1.05
# Marks that turn the direction of what follows would let a text rewrite its neighbours.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÆØÅ«–0-9])")
_RIGHT_TO_LEFT = ("R", "AL")
KEPT = "\n\u200d"  # a line break, and what joins an emoji


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """The text without what no XML may hold and what turns the direction of a neighbour; its days are kept whole."""
    plain = unicodedata.normalize("NFC", _TURNS.sub("", text.replace("\r\n", "\n").replace("\t", " ")))
    plain = days_kept(plain)
    return "".join(c for c in plain if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of somebody's own words, without empty ones."""
    return [line for line in (" ".join(part.split()) for part in clean(text).split("\n")) if line]


def right_to_left(text: str) -> bool:
    """Whether the first letter of the text belongs to a script that is read from the right."""
    kinds = (unicodedata.bidirectional(c) for c in text)
    return next((kind in _RIGHT_TO_LEFT for kind in kinds if kind in ("L", *_RIGHT_TO_LEFT)), False)


@lru_cache(maxsize=8192)
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide one line of it is."""
    return text_width(text, size) * MARGIN * (BOLD if bold else 1)


@lru_cache(maxsize=8192)
def lines(text: str, size: float, room: float, bold: bool = False) -> int:
    """How many lines it takes in a column as wide as `room`; a word that is wider than it is broken."""
    found, used = 1, 0.0
    space = width("n", size, bold) * 0.5
    for word in text.split(" "):
        long = width(word, size, bold)
        if used and used + space + long > room:
            found, used = found + 1, 0.0
        found += int(long // room)
        used += (space if used else 0) + (long % room if long > room else long)
    return found


def height(texts: Sequence[str], size: float, room: float, *, bold: bool = False, between: float = 0) -> float:
    """How high the texts are below each other, with `between` after each but the last."""
    tall = sum(lines(text, size, room, bold) for text in texts) * size * LEADING
    return tall + between * max(0, len(texts) - 1)


def largest(
    texts: Sequence[str], sizes: Sequence[float], room: float, tall: float, *, bold: bool = False, between: float = 0
) -> float | None:
    """The first of the sizes in which the texts fit; None where none does."""
    found = (size for size in sizes if height(texts, size, room, bold=bold, between=between) <= tall)
    return next(found, None)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [one for one in _SENTENCES.split(text) if one]


def pages(texts: Sequence[str], size: float, room: float, tall: float, between: float) -> list[list[str]]:
    """The texts in their order on as many pages as they take; a text longer than a page is parted where it must be."""
    pieces = [piece for text in texts for piece in _pieces(text, size, room, tall)]
    found: list[list[str]] = [[]]
    for piece in pieces:
        if found[-1] and height([*found[-1], piece], size, room, between=between) > tall:
            found.append([])
        found[-1].append(piece)
    return [page for page in found if page]


def _pieces(text: str, size: float, room: float, tall: float) -> list[str]:
    """The text in pieces of at most a page, parted between sentences, else between words, else anywhere."""
    if height([text], size, room) <= tall:
        return [text]
    for separated in (sentences(text), text.split(" ")):
        if len(separated) > 1:
            return [part for one in _joined(separated, size, room, tall) for part in _pieces(one, size, room, tall)]
    half = len(text) // 2
    return [*_pieces(text[:half], size, room, tall), *_pieces(text[half:], size, room, tall)]


def _joined(parts: Sequence[str], size: float, room: float, tall: float) -> list[str]:
    """The parts put together again, as many as a page holds."""
    found: list[str] = []
    for part in parts:
        longer = f"{found[-1]} {part}" if found else part
        if found and height([longer], size, room) <= tall:
            found[-1] = longer
        else:
            found.append(part)
    return found
