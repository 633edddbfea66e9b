"""The documents that are made of a briefing, by the ending of their names. Each is loaded when it is first made."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from helgelandlegen.briefing.facts import Briefing
from helgelandlegen.errors import PlainError
from helgelandlegen.figures.phrases import listed

_MAKERS = {"pdf": ("pdf", "pdf"), "pptx": ("slides", "slides"), "xlsx": ("annex", "annex")}
ENDINGS = tuple(_MAKERS)


def document(briefing: Briefing, ending: str) -> bytes:
    """The document with that ending (ENDINGS); PlainError for another, or where it cannot be made."""
    if ending not in _MAKERS:
        raise PlainError(f"Et notat er en {words()}, ikke «.{ending}».")
    module, function = _MAKERS[ending]
    make = getattr(import_module(f"helgelandlegen.briefing.{module}"), function)
    return cast(Callable[[Briefing], bytes], make)(briefing)


def words() -> str:
    """The endings, as they are said."""
    return listed([f".{ending}" for ending in ENDINGS], "eller")


def pictures(briefing: Briefing) -> list[bytes]:
    """The pages of its PDF as PNG, as a preview shows them."""
    return cast(list[bytes], import_module("helgelandlegen.briefing.pdf").pictures(briefing))
