"""What the charts are drawn with: the frame, text that fits its room, blocks in a subject's colour and form, a key.

A drawing has no ids: hatching is drawn line by line, so that any number of charts stand on one page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape

from helgelandlegen.figures import marks, phrases
from helgelandlegen.figures.colours import CARD, EMPTY, INK, LINE, MUTED, SUBJECT
from helgelandlegen.figures.marks import To
from helgelandlegen.typeface import text_width

WIDTH = 960
SIZE, SMALL, BIG = 17.0, 15.0, 22.0
NOTHING = "Ingen tall å vise ennå"

# The form that tells these from the others without colour; every other tone is a full block.
FORMS = {"locum": "hatched", "announced": "dashed", "official": "ring"}

Key = Sequence[tuple[str, str]]
"""What tones stand for, in the order shown: ("locum", "ledig med vikar"); also ("whole", …) and ("unknown", …)."""


def frame(body: str, width: float, height: float, label: str, facts: Sequence[str] = ()) -> str:
    """The SVG around a drawing. `label` and then the `facts` are its text alternative, each ended by a full stop.

    With marks in it (marks.py) it is a group of that name, without them a picture.
    """
    parts = [part.rstrip(": ") for part in (label, *facts) if part]
    words = " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)
    role, body = marks.framed(body)
    return (
        f'<svg class="hl-chart" viewBox="0 0 {num(width)} {num(height)}" role="{role}" aria-label="{one_line(words)}"'
        f' font-size="{SIZE:g}">{body}</svg>'
    )


def nothing(label: str, width: float) -> str:
    """The drawing where there is nothing to draw."""
    return frame(text(width / 2, 66, NOTHING, anchor="middle", ink="muted"), width, 120, label, [NOTHING])


def one_line(words: str) -> str:
    """The text escaped, on one line."""
    return escape(phrases.one_line(words))


def num(value: float) -> str:
    """A length or a place, to a tenth: «12.5», «12»."""
    return f"{round(value, 1):g}"


def text(
    x: float, y: float, words: str, *, anchor: str = "start", ink: str = "ink", weight: int = 400, size: float = SIZE
) -> str:
    """One line of text with its baseline at `y`, in ink or muted; nothing for an empty text."""
    if not words:
        return ""
    fill = {"ink": INK, "muted": MUTED}[ink].light
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    bold = "" if weight == 400 else f' font-weight="{weight}"'
    large = "" if size == SIZE else f' font-size="{num(size)}"'
    return (
        f'<text x="{num(x)}" y="{num(y)}"{place}{large}{bold} class="hl-{ink}-fill" fill="{fill}">'
        f"{one_line(words)}</text>"
    )


def paragraph(
    x: float, middle: float, rows: Sequence[str], *, ink: str = "ink", weight: int = 400, size: float = SIZE
) -> str:
    """Lines of text under each other, the whole centred on the height `middle`."""
    first = middle + size * 0.35 - (len(rows) - 1) * leading(size) / 2
    drawn = (text(x, first + i * leading(size), row, ink=ink, weight=weight, size=size) for i, row in enumerate(rows))
    return "".join(drawn)


def leading(size: float) -> float:
    """From one line of text to the next."""
    return size * 1.2


def wrapped(words: str, room: float, size: float = SIZE) -> list[str]:
    """The text in as few lines as fit, about equally long; broken after a space, hyphen or slash, or inside a word."""
    lines = _filled(words, room, size)
    if len(lines) == 1:
        return lines
    narrower = (_filled(words, room * share / 20, size) for share in range(10, 20))
    return next((better for better in narrower if len(better) == len(lines)), lines)


def _filled(words: str, room: float, size: float) -> list[str]:
    """The text in lines, each as full as the room allows."""
    lines = [""]
    for piece in re.findall(r"[^ \n/-]*[/-]?[ \n]*", words):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
        while text_width(lines[-1].rstrip(), size) > room and len(lines[-1].rstrip()) > 1:
            fits = next(
                n for n in range(len(lines[-1]) - 1, 0, -1) if n == 1 or text_width(lines[-1][:n], size) <= room
            )
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return [line.strip() for line in lines if line.strip()] or [""]


def column(cells: Sequence[str], most: float, size: float = SIZE) -> tuple[list[list[str]], float]:
    """A column of texts: each in lines no wider than `most`, and the width that the widest line needs."""
    rows = [wrapped(cell, most, size) for cell in cells]
    return rows, max((text_width(line, size) for lines in rows for line in lines), default=0.0)


def block(x: float, y: float, width: float, height: float, tone: str, *, radius: float = 3) -> str:
    """A rectangle in the colour and form of its tone: full, hatched, dashed outline or ring. KeyError: unknown tone."""
    colour = SUBJECT[tone].light
    fill, line = f'class="hl-tone-{tone}" fill="{colour}"', f'class="hl-tone-line-{tone}" stroke="{colour}"'
    form = FORMS.get(tone, "full")
    if form == "full":
        return f"{box(x, y, width, height, radius)} {fill}/>"
    thick = 1.6 if form == "hatched" else 2.2
    inner = box(x + thick / 2, y + thick / 2, max(width - thick, 0.1), max(height - thick, 0.1), radius)
    if form == "hatched":
        lines = f'<path d="{hatching(x + 1.5, y + 1.5, width - 3, height - 3)}" {line} stroke-width="2.4"/>'
        return f'{inner} {fill} fill-opacity=".16"/>{lines}{inner} {line} fill="none" stroke-width="{thick}"/>'
    if form == "dashed":
        line = f'{inner} {line} fill="none" stroke-width="{thick}" stroke-dasharray="6 4"/>'
        return f'{inner} {fill} fill-opacity=".1"/>{line}'
    ring = line.replace('class="', 'class="hl-card-fill ')
    return f'{inner} {ring} fill="{CARD.light}" stroke-width="{thick}"/>'


def unknown(x: float, y: float, width: float, height: float, *, radius: float = 3) -> str:
    """The hatched grey rectangle of what is not known or may not be shown."""
    x, y, width, height = x + 0.5, y + 0.5, width - 1, height - 1
    lines = f'<path d="{hatching(x, y, width, height)}" stroke="{MUTED.light}" class="hl-axis" opacity=".4"/>'
    return f'{lines}{box(x, y, width, height, radius)} fill="none" stroke="{MUTED.light}" class="hl-axis"/>'


def whole(x: float, y: float, width: float, height: float) -> str:
    """The faint rectangle of the whole of which something is a part."""
    return f'{box(x, y, width, height, 3)} class="hl-whole" fill="{EMPTY.light}" stroke="{LINE.light}"/>'


def box(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The opening of a rectangle; its paint follows."""
    return f'<rect x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}" rx="{num(radius)}"'


def hatching(x: float, y: float, width: float, height: float, gap: float = 7) -> str:
    """Path data of slanting lines that end at the rectangle's edges."""
    data = ""
    at = gap / 2
    while at < width + height:
        left, right = max(0.0, at - height), min(at, width)
        data += f"M{num(x + left)} {num(y + at - left)}L{num(x + right)} {num(y + at - right)}"
        at += gap
    return data


def rule(data: str, *, axis: bool = False) -> str:
    """A thin straight line: an axis, or the quieter line of a grid."""
    colour, name = (MUTED, "hl-axis") if axis else (LINE, "hl-rule")
    return f'<path d="{data}" stroke="{colour.light}" class="{name}"/>'


def row(body: str, title: str, y: float, width: float, height: float, to: To | None = None) -> str:
    """A drawing's row: its title shows wherever the pointer rests on it; with `to` it can be picked."""
    behind = f'{box(-8, y, width + 16, height, 4)} class="hl-row-ground" fill="{EMPTY.light}" fill-opacity="0"/>'
    return f'<g class="hl-row"{marks.attributes(to, title)}>{marks.title(title, to)}{behind}{body}</g>'


def part(body: str, title: str, to: To | None = None) -> str:
    """A part of a drawing that is no row: its title shows where the pointer rests; with `to` it can be picked."""
    return f"<g{marks.attributes(to, title)}>{marks.title(title, to)}{body}</g>"


def key(entries: Key, width: float) -> tuple[str, float]:
    """The swatches with their words from the top left and the height that they need: on one line, else in columns."""
    rooms = [56 + text_width(words, SMALL) for _, words in entries]
    if sum(rooms) - 26 > width:
        in_line = max(1, int((width + 26) // max(rooms)))
        rooms = [(width + 26) / in_line] * len(entries)
    drawn, x, y = "", 0.0, 0.0
    for (tone, words), room in zip(entries, rooms, strict=True):
        if x and x + room > width + 27:
            x, y = 0.0, y + 24
        swatch = (x, y + 4, 22, 14)
        plain = {"whole": whole, "unknown": unknown}.get(tone)
        drawn += (plain(*swatch) if plain else block(*swatch, tone)) + text(
            x + 30, y + 16, words, ink="muted", size=SMALL
        )
        x += room
    return drawn, y + 34 if entries else 0.0


def along(when: date, start: date, end: date, left: float, right: float) -> float:
    """Where a date lies on a time axis between `left` and `right`; dates outside it lie at its ends."""
    share = (when - start).days / (end - start).days if end > start else 1.0
    return left + min(1.0, max(0.0, share)) * (right - left)
