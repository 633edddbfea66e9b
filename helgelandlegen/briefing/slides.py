"""A briefing as slides for PowerPoint: native charts, tables and shapes that can all be edited."""

from __future__ import annotations

from helgelandlegen.briefing.facts import Briefing

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"  # what a browser calls a .pptx


def slides(briefing: Briefing) -> bytes:
    """The deck as a .pptx. Equal facts make equal bytes."""
    # python-pptx brings lxml and Pillow: the server takes them into memory when the first deck is made, not before.
    from helgelandlegen.briefing.deck import decks

    return decks.made(briefing)
