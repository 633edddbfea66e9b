"""Key figures as cards: title, value, status in words and as a shape, change, what it rests on; one group each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE

from helgelandlegen.briefing.deck import fitting
from helgelandlegen.briefing.deck.tables import colour
from helgelandlegen.briefing.deck.words import Box, Run, grouped, shape, text_box
from helgelandlegen.figures.exhibit import KeyFigure
from helgelandlegen.figures.phrases import capital

MOST = 8
GAP, INSET = 12.0, 11.0
TALLEST = 190.0
FORMS = {
    "on": MSO_SHAPE.OVAL, "near": MSO_SHAPE.ISOSCELES_TRIANGLE, "off": MSO_SHAPE.DIAMOND, "none": MSO_SHAPE.OVAL,
    "open": MSO_SHAPE.OVAL,
}  # fmt: skip
HOLLOW = ("none", "open")
BROKEN = "open"
SMALL = (18.0, 16.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
VALUES = (54.0, 48.0, 42.0, 36.0, 32.0, 28.0, 25.0, 22.0, 19.0, 16.0, 13.0)
UNIT = 0.45  # the unit's size beside the value's
BESIDE = 6.0  # points between a status's shape, which is as high as its words, and the words


@dataclass(frozen=True)
class _Sizes:
    """What the cards of one slide have in common, so that equal things stand at equal heights."""

    small: float
    title: float
    value: float


def add(shapes: Any, figures: Sequence[KeyFigure], box: Box, *, across: int = 0) -> float:
    """The cards in rows; gives how far down they reach. `across` is how many stand beside each other."""
    across = across or (len(figures) if len(figures) <= 3 else ceil(len(figures) / 2))
    rows = ceil(len(figures) / across)
    wide = (box.wide - GAP * (across - 1)) / across
    tall = min(TALLEST, (box.tall - GAP * (rows - 1)) / rows)
    sizes = _sizes(figures, wide - 2 * INSET, tall - 2 * INSET + 4)
    for n, figure in enumerate(figures):
        place = Box(box.left + n % across * (wide + GAP), box.top + n // across * (tall + GAP), wide, tall)
        _card(shapes, figure, place, sizes)
    return box.top + rows * (tall + GAP) - GAP


def _sizes(figures: Sequence[KeyFigure], room: float, tall: float) -> _Sizes:
    """The largest sizes in which everything of every card fits."""
    for small in SMALL:
        title = max(fitting.height([one.title], small, room, bold=True) for one in figures)
        below = max(_below(one, small, room) for one in figures)
        free = tall - title - below
        value = next((s for s in VALUES if s * fitting.LEADING <= free and _widest(figures, s) <= room), None)
        if value and value >= small * 1.8:
            return _Sizes(small, title, value)
    return _Sizes(SMALL[-1], fitting.height(["x"], SMALL[-1], room), VALUES[-1])


def _widest(figures: Sequence[KeyFigure], size: float) -> float:
    return max(
        fitting.width(one.printed, size, True) + (fitting.width(f" {one.unit}", size * UNIT) if one.unit else 0)
        for one in figures
    )


def _below(figure: KeyFigure, small: float, room: float) -> float:
    """How high status, change and basis stand."""
    status = fitting.height([figure.status], small, room - small - BESIDE, bold=True)
    return status + 4 + sum(fitting.height([text], size, room) for text, size, _ in _texts(figure, small))


def _texts(figure: KeyFigure, small: float) -> list[tuple[str, float, str]]:
    found = [(figure.change, small, "ink"), (" · ".join(_about(figure)), small - 1.5, "muted")]
    return [one for one in found if one[0]]


def in_words(figure: KeyFigure) -> str:
    """The card as text: «Ledige fastlegehjemler: 12. Nær målet: høyst 5. Uendret siden 21. mai.»"""
    value = f"{figure.title}: {figure.printed}" + (f" {figure.unit}" if figure.unit else "")
    return " ".join(f"{capital(part)}." for part in (value, figure.status, figure.change, *_about(figure)) if part)


def _about(figure: KeyFigure) -> list[str]:
    place = f"gjelder {figure.place}" if figure.place else figure.basis
    return [part for part in (figure.counts, place) if part]


def _card(shapes: Any, figure: KeyFigure, box: Box, sizes: _Sizes) -> None:
    first = len(shapes)
    ground = shape(shapes, MSO_SHAPE.ROUNDED_RECTANGLE, box, name="Ramme", fill="empty")
    ground.adjustments[0] = 0.04
    room, left, small = box.wide - 2 * INSET, box.left + INSET, sizes.small
    y = box.top + INSET - 2
    text_box(shapes, Box(left, y, room, sizes.title), [Run(figure.title, small, True)], name="Tittel")
    value = [Run(figure.printed, sizes.value, True)]
    value += [Run(f"\u00a0{figure.unit}", sizes.value * UNIT)] if figure.unit else []
    text_box(shapes, Box(left, y + sizes.title, room, sizes.value * fitting.LEADING), [value], name="Verdi")
    y = box.top + box.tall - INSET + 2 - _below(figure, small, room)
    status = fitting.height([figure.status], small, room - small - BESIDE, bold=True)
    _status(shapes, figure, Box(left, y, room, status), small)
    y += status + 2
    for text, points, tone in _texts(figure, small):
        high = fitting.height([text], points, room)
        text_box(shapes, Box(left, y, room, high), [Run(text, points, colour=tone)], name="Om tallet")
        y += high
    grouped(shapes, first, f"Nøkkeltall: {figure.title}", in_words(figure))


def _status(shapes: Any, figure: KeyFigure, box: Box, size: float) -> None:
    """The status as a shape with its words beside it; a hollow one, in grey, where nothing is concluded."""
    tone = colour(figure.shape)
    form = FORMS.get(figure.shape, MSO_SHAPE.OVAL)
    hollow = figure.shape in HOLLOW
    place = Box(box.left, box.top + 1.5, size - 1, size - 1)
    made = shape(shapes, form, place, name=figure.status, fill="" if hollow else tone, line=tone, weight=1.5)
    if figure.shape == BROKEN:
        made.line.dash_style = MSO_LINE.SQUARE_DOT
    words = Box(box.left + size + BESIDE, box.top, box.wide - size - BESIDE, box.tall)
    text_box(shapes, words, [Run(figure.status, size, True, tone)], name="Status")
