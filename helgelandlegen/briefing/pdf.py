"""A briefing as PDF: tagged, in Norwegian, PDF/UA-1, by Typst. Equal facts make equal bytes.

All that the document says goes in as data, never as markup (report.typ), so that no text can be read as a command.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from helgelandlegen import typeface
from helgelandlegen.briefing import cells, drawings
from helgelandlegen.briefing.facts import FOR, Briefing, Reader, Section
from helgelandlegen.briefing.foot import foot
from helgelandlegen.briefing.letters import printable
from helgelandlegen.errors import PlainError
from helgelandlegen.figures import colours
from helgelandlegen.figures.exhibit import Drawing, Exhibit, KeyFigure, tabled_instead
from helgelandlegen.figures.phrases import DEMO, small
from helgelandlegen.subjects.meeting_steps import sentences

TEMPLATE = Path(__file__).with_name("report.typ")
SCALE = 0.53  # points for each unit of a drawing: its text is then nine points high
ACROSS = 473.0  # points: as wide as the text
MAP = {Reader.OSO: 203.0}  # points; else
WIDE_MAP = 250.0
LARGEST = 0.65  # points for each unit of a map of few tiles
LEAST = 0.3  # points for each unit: where letters would be less than five points high, the table stands instead
HIGHEST = 560.0  # points: as much as a page holds below a title
MOST_ROWS = {Reader.MUNICIPALITY: 7}
SHARPNESS = 110.0  # dots an inch of a page as a picture

_one_at_a_time = threading.Lock()


def pdf(briefing: Briefing) -> bytes:
    """The document; PlainError where it cannot be set."""
    # The day of the figures stands as the day on which it was made: the clock is no part of what it says.
    made = datetime.combine(briefing.as_of, time(12), UTC)
    found = _set(briefing, format="pdf", pdf_standards=["ua-1"], timestamp=int(made.timestamp()))
    assert isinstance(found, bytes)
    return found


def pictures(briefing: Briefing) -> list[bytes]:
    """The document's pages as PNG, for a look at it; PlainError where it cannot be set."""
    found = _set(briefing, format="png", ppi=SHARPNESS)
    return found if isinstance(found, list) else [found]


def _set(briefing: Briefing, **how: Any) -> bytes | list[bytes]:
    content = json.dumps(document(briefing), ensure_ascii=False)
    try:
        with _one_at_a_time:
            found = _typst().compile(sys_inputs={"data": content}, **how)
    except typst.TypstError as refused:
        raise PlainError(
            "Notatet kunne ikke settes som PDF. Kort ned kommentarene eller velg bort en del, og prøv igjen."
        ) from refused
    assert found is not None  # that is for what is written to a file
    return found


@lru_cache(maxsize=1)
def _typst() -> typst.Compiler:
    """The compiler with our template and our font: nothing of the machine's, nothing from outside."""
    return typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(typeface.folder())], ignore_system_fonts=True
    )


def document(briefing: Briefing) -> dict[str, Any]:
    """What the template is given: texts, sizes and drawings."""
    sections = [_section(one, briefing) for one in briefing.sections]
    return {
        "reader": briefing.reader.value,
        "programme": _named(briefing.programme),
        "kicker": printable(f"{briefing.programme} · {FOR[briefing.reader]}"),
        "title": _named(briefing.title),
        "subtitle": printable(briefing.subtitle),
        "locked": printable(briefing.locked),
        "demo": DEMO if briefing.demo else "",
        "foot": printable(foot(briefing)),
        "day": [briefing.as_of.year, briefing.as_of.month, briefing.as_of.day],
        "sections": sections,
        "definitions": _definitions(briefing) if briefing.reader is Reader.STEERING else [],
        "sources": printable("; ".join(map(small, briefing.sources))),
        "marks": drawings.marks(),
        "tones": {shape: drawings.tone(shape) for shape in drawings.marks()},
        "colours": {
            "ink": colours.INK.light, "muted": colours.MUTED.light, "line": colours.LINE.light,
            "accent": colours.ACCENT.light, "empty": colours.EMPTY.light, "banner": colours.BANNER.light,
        },
    }  # fmt: skip


def _named(text: str) -> str:
    """What a heading or a picture is called: never nothing, also where its words cannot be printed."""
    return printable(text).strip() or "–"


def _section(section: Section, briefing: Briefing) -> dict[str, Any]:
    legible = [_legible(one, section, briefing.reader) for one in section.exhibits]
    shown = [one for one in legible if one.drawings or one.printed_table is not None]
    titles = {_title(one, section).rstrip(".") for one in shown}
    # What stands over a drawing is not said above it too.
    sentences = [one for one in section.sentences if one.rstrip(".") not in titles]
    return {
        "key": section.key,
        "heading": _named(section.heading),
        "headline": printable(section.headline),
        "sentences": [printable(one) for one in sentences],
        "comment": cells.paragraphs(section.comment),
        "figures": [_figure(one) for one in section.key_figures],
        "lists": [{"title": _named(one.title), "items": [printable(i) for i in one.items]} for one in section.lists],
        "exhibits": [
            _exhibit(one, note, section, briefing.reader) for one, note in zip(shown, _notes(shown), strict=True)
        ],
        "source": printable(section.source),
    }


def _notes(shown: Sequence[Exhibit]) -> list[str]:
    """The exhibits' notes; a sentence that an earlier one has said is left out."""
    said: set[str] = set()
    found = []
    for one in shown:
        new = [sentence for sentence in sentences(one.note) if sentence not in said]
        said.update(new)
        found.append(" ".join(new) if one.note else "")
    return found


def _figure(one: KeyFigure) -> dict[str, str]:
    about = [one.counts, f"gjelder {one.place}" if one.place else one.basis]
    return {
        "title": printable(one.title), "value": printable(one.printed), "unit": printable(one.unit),
        "shape": one.shape, "status": printable(one.status), "change": printable(one.change),
        "about": printable(" · ".join(part for part in about if part)),
    }  # fmt: skip


def _title(one: Exhibit, section: Section) -> str:
    """What an exhibit's title says more than the section's own message; empty where it says the same."""
    if section.headline.rstrip(".").startswith(one.title.rstrip(".")):
        return ""
    return one.title.removeprefix(section.headline).strip()


def _legible(one: Exhibit, section: Section, reader: Reader) -> Exhibit:
    """The exhibit without drawings whose letters would be too small to read."""
    large = all(_width(drawing, reader) >= LEAST * drawings.size(drawing)[0] for drawing in one.drawings)
    return one if large else tabled_instead(one, section.exhibits)


def _exhibit(one: Exhibit, note: str, section: Section, reader: Reader) -> dict[str, Any]:
    printed = one.printed_table
    return {
        "title": printable(_title(one, section)),
        "drawings": [_drawing(drawing, reader) for drawing in one.drawings],
        "table": cells.table(printed, MOST_ROWS.get(reader)) if printed is not None else None,
        "note": printable(note),
    }


def _drawing(one: Drawing, reader: Reader) -> dict[str, Any]:
    width, height = drawings.size(one)
    return {
        "svg": drawings.on_paper(one), "alt": _named(one.alt), "width": round(_width(one, reader), 1),
        "tall": width < height, "caption": printable(one.caption),
    }  # fmt: skip


def _width(one: Drawing, reader: Reader) -> float:
    """How wide it stands on the page, in points."""
    width, height = drawings.size(one)
    wanted = min(MAP.get(reader, WIDE_MAP), width * LARGEST) if width < height else min(ACROSS, width * SCALE)
    return min(wanted, HIGHEST * width / height)


def _definitions(briefing: Briefing) -> list[dict[str, str]]:
    return [
        {
            "title": printable(one.title), "text": printable(f"{one.definition} {one.caveat}".strip()),
            "source": printable(one.source),
        }
        for one in briefing.definitions
        if one.figure in {key.figure for section in briefing.sections for key in section.key_figures}
    ]  # fmt: skip
