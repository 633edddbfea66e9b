"""The five statuses of a figure, each a word and a shape as well as a colour."""

from __future__ import annotations

from enum import StrEnum
from html import escape

from helgelandlegen.case_number import number_of
from helgelandlegen.figures import Figure, colours
from helgelandlegen.figures.numbers import target_text


class Status(StrEnum):
    """How a figure stands to its target; the values are what kpis and privacy hand over."""

    ON_TARGET = "på mål"
    NEAR = "nær"
    OUTSIDE = "utenfor"
    NO_TARGET = "uten mål"
    INCONCLUSIVE = "ikke konkluderbart"


WORDS = {
    Status.ON_TARGET: "På mål",
    Status.NEAR: "Nær målet",
    Status.OUTSIDE: "Utenfor målet",
    Status.NO_TARGET: "Uten mål",
    Status.INCONCLUSIVE: "Ikke konkluderbart",
}

NAMES = {
    Status.ON_TARGET: "on",
    Status.NEAR: "near",
    Status.OUTSIDE: "off",
    Status.NO_TARGET: "none",
    Status.INCONCLUSIVE: "open",
}

# Drawn in a 16 × 16 box. The outlines alone tell them apart: full disc, triangle, square on its corner, thin ring,
# broken ring. The marks are cut out in the colour of what lies behind.
_SHAPES = {
    Status.ON_TARGET: (
        '<circle cx="8" cy="8" r="7.5" fill="currentColor"/>'
        '<path class="hl-cut" d="M4.4 8.3 7 10.9 11.8 5.6" fill="none" stroke="{cut}" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    Status.NEAR: (
        '<path d="M8 1 15.4 14.2H.6Z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/>'
        '<path class="hl-cut" d="M8 5.6V9.6M8 12v.1" stroke="{cut}" stroke-width="1.9" stroke-linecap="round"/>'
    ),
    Status.OUTSIDE: (
        '<path d="M8 .6 15.4 8 8 15.4.6 8Z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/>'
        '<path class="hl-cut" d="M5.7 5.7 10.3 10.3M10.3 5.7 5.7 10.3" stroke="{cut}" stroke-width="1.9"'
        ' stroke-linecap="round"/>'
    ),
    Status.NO_TARGET: (
        '<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<path d="M5 8H11" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>'
    ),
    Status.INCONCLUSIVE: (
        '<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.6"'
        ' stroke-dasharray="2.6 2.58"/>'
        '<path d="M6.2 6.5A1.9 1.9 0 1 1 8.7 8.2Q8 8.6 8 9.3M8 11.6v.1" fill="none" stroke="currentColor"'
        ' stroke-width="1.6" stroke-linecap="round"/>'
    ),
}


def word(status: str) -> str:
    """«Utenfor målet»; ValueError for what is no status."""
    return WORDS[Status(status)]


def colour(status: str) -> colours.Colour:
    """The status's colour in both themes."""
    return colours.STATUS[NAMES[Status(status)]]


def shape(status: str) -> str:
    """The status's shape as an inline SVG in the colour of the text around it; says nothing to a screen reader."""
    drawn = _SHAPES[Status(status)].replace("{cut}", colours.CARD.light)
    return f'<svg class="hl-shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{drawn}</svg>'


def badge(status: str, words: str = "") -> str:
    """Shape and word in the status's colour as HTML; `words` replaces the word («Utenfor målet: høyst 5»)."""
    text = escape(words or word(status))
    return f'<span class="hl-status hl-status-{NAMES[Status(status)]}">{shape(status)}<span>{text}</span></span>'


def status_words(figure: Figure) -> str:
    """Status and target in one: «Utenfor målet: høyst 5 (vedtak 3/2026)», with the number where it has been decided.

    Without the target where nothing is concluded from it.
    """
    target = target_text(figure)
    if not target or figure.status in (Status.NO_TARGET, Status.INCONCLUSIVE):
        return word(figure.status)
    decided = number_of(figure.decided_in)
    return f"{word(figure.status)}: {target}" + (f" (vedtak\u00a0{decided})" if decided else "")
