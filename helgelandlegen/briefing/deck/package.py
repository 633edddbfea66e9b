"""The file itself: made from the template in template/, which lies there part by part, and the same bytes every time.

The template's font is Inter; its PANOSE number is Arial's, which is what PowerPoint then takes where Inter is missing.
"""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from string import Template

from pptx import Presentation
from pptx.presentation import Presentation as Deck

from helgelandlegen.briefing.deck.fitting import clean
from helgelandlegen.figures import colours

FOLDER = Path(__file__).with_name("template")
LANGUAGE = "nb-NO"
STAMP = (1980, 1, 1, 0, 0, 0)  # of every part in the file: the clock is no part of what a deck says
THEMES = ("ppt/theme/theme1.xml", "ppt/theme/theme2.xml")  # of the slides and of the notes: the same


def opened(programme: str) -> Deck:
    """An empty deck with the programme's colours."""
    return Presentation(BytesIO(_template(programme)))


def saved(deck: Deck, *, title: str, author: str, day: date) -> bytes:
    """The deck as a file; `day` stands as the day on which it was made."""
    made = datetime.combine(day, time(12))
    properties = deck.core_properties
    title, author = (clean(text).replace("\u00a0", " ")[:255] for text in (title, author))
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = made
    properties.language, properties.revision = LANGUAGE, 1
    content = BytesIO()
    deck.save(content)
    return _stamped(content)


def rgb(colour: colours.Colour) -> str:
    """A colour as the file writes it: six digits, in the light theme."""
    return colour.light.lstrip("#").upper()


@lru_cache(maxsize=4)
def _template(programme: str) -> bytes:
    palette = {**colours.SUBJECT, **colours.STATUS, "ink": colours.INK, "card": colours.CARD, "muted": colours.MUTED,
               "line": colours.LINE, "empty": colours.EMPTY}  # fmt: skip
    words = {name: rgb(colour) for name, colour in palette.items()} | {"programme": _escaped(programme)}
    parts = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.rglob("*")) if path.is_file()}
    parts[THEMES[1]] = parts[THEMES[0]]
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, path in parts.items():
            file.writestr(zipfile.ZipInfo(name, STAMP), Template(path.read_text(encoding="utf-8")).substitute(words))
    return content.getvalue()


def _escaped(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c in " -")[:60]


def _stamped(content: BytesIO) -> bytes:
    """The same parts, without the time at which they were written."""
    again = BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename, STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(entry))
    return again.getvalue()
