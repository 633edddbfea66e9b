"""A briefing as a deck, one form for each of its readers."""

from __future__ import annotations

import re
from dataclasses import replace

from pptx.enum.shapes import MSO_SHAPE

from helgelandlegen.briefing.deck import cards, fitting, grids, package, tables
from helgelandlegen.briefing.deck.page import (
    BETWEEN,
    BOTTOM,
    CONTENT,
    FRONT,
    INDENT,
    LEFT,
    PLAIN,
    POINTED,
    TOP,
    WIDE,
    Foot,
    Page,
    above_note,
)
from helgelandlegen.briefing.deck.sections import Maker, alternative, explain
from helgelandlegen.briefing.deck.words import Box, Run, shape, text_box
from helgelandlegen.briefing.facts import Briefing, Reader, Section
from helgelandlegen.briefing.foot import foot
from helgelandlegen.figures import colours
from helgelandlegen.figures.numbers import day
from helgelandlegen.figures.phrases import DEMO
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.subjects.meeting_steps import ended

STATE, COMPARED, PERSONS = "tilstand", "sammenligning", "personer"
_DAY = re.compile(r"(\d+\.) (\w+) (\d{4})")
ON_ONE_LINE, TITLE_SIZES = (44.0, 40.0, 36.0), (38.0, 32.0, 26.0, 20.0, 16.0, 12.0)
SUBTITLE_SIZES = (24.0, 20.0, 18.0, 16.0, 14.0)
FRONT_WIDE, FRONT_TALL = 806.0, 140.0
SUBTITLE = Box(72, 284, FRONT_WIDE, 130)
CHIP = Box(72, 440, 0, 26)
BANNER = package.rgb(colours.BANNER)
SUBTITLE_SIZE, SUBTITLE_TALL, TABLE_GAP = 14.0, 22.0, 12.0
SMALLER = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
POINTS = (16.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)


def made(briefing: Briefing) -> bytes:
    """The deck as a file."""
    deck = package.opened(briefing.programme)
    maker = Maker(deck, Foot(foot(briefing), DEMO if briefing.demo else ""), tabled=briefing.reader is Reader.STEERING)
    {Reader.STEERING: _steering, Reader.OSO: _oso, Reader.MUNICIPALITY: _municipality}[briefing.reader](maker, briefing)
    title = f"{briefing.programme}: {briefing.title}" if briefing.programme not in briefing.title else briefing.title
    return package.saved(deck, title=title, author=briefing.programme, day=briefing.as_of)


def _steering(maker: Maker, briefing: Briefing) -> None:
    """The cover, the messages of all sections in one table, and each section that has more to tell than its message."""
    _front(maker, briefing, [briefing.subtitle])
    told = len(briefing.sections) > 2
    if told:
        rows = [(one.heading, one.headline) for one in briefing.sections]
        table = Table("Innhold", (Column("Del"), Column("Budskap")), rows)
        whole = Section("viktigst", "Innhold", f"Dette er det viktigste per {day(briefing.as_of)}.")
        maker.table(whole, table, whole.headline)
    for section in briefing.sections:
        if not told or section.tells_more:
            maker.section(section)


def _oso(maker: Maker, briefing: Briefing) -> None:
    """Five slides: the state is the cover, and the last tells the sources too."""
    first, *rest = briefing.sections
    state = first if first.key == STATE else None
    _front(maker, briefing, [first.headline, *first.sentences] if state else [briefing.subtitle])
    if state:
        maker.comment(state)
    for section in rest if state else briefing.sections:
        sources = f"Kilder: {'; '.join(briefing.sources)}." if briefing.sources else ""
        is_last = section is briefing.sections[-1] and section.sentences and sources
        maker.section(replace(section, sentences=(*section.sentences, sources)) if is_last else section)


def _front(maker: Maker, briefing: Briefing, said: list[str]) -> None:
    """The cover: what it is, and what is said first."""
    title = _DAY.sub("\\1\u00a0\\2\u00a0\\3", briefing.title)
    page = Page(maker.deck, FRONT, part=briefing.programme, title=title, foot=maker.foot)
    one = next((size for size in ON_ONE_LINE if fitting.lines(title, size, FRONT_WIDE, True) == 1), None)
    size = one or fitting.largest([title], TITLE_SIZES, FRONT_WIDE, FRONT_TALL, bold=True) or TITLE_SIZES[-1]
    page.fill(0, [Run(title, size)])
    texts = [*said, *([f"{briefing.locked}."] if briefing.locked else [])]
    size = fitting.largest(texts, SUBTITLE_SIZES, SUBTITLE.wide, SUBTITLE.tall) or SUBTITLE_SIZES[-1]
    page.fill(1, [Run(text, size) for text in texts])
    if briefing.demo:
        wide = fitting.width(DEMO, 14, True) + 22
        chip = shape(page.shapes, MSO_SHAPE.ROUNDED_RECTANGLE, replace(CHIP, wide=wide), name="Demodata", fill=BANNER)
        chip.adjustments[0] = 0.2
        text_box(page.shapes, replace(CHIP, left=CHIP.left + 11, wide=wide - 11), [Run(DEMO, 14, True)],
                 name="Om dataene", anchor="middle")  # fmt: skip
    page.say(briefing.subtitle)
    for section in briefing.sections[:1]:
        explain(page, section)
    page.done()


def _municipality(maker: Maker, briefing: Briefing) -> None:
    """Two slides: the state with its figures and the other messages, and the comparison with what is known of persons.

    The coordinator's comments come after them.
    """
    sections = list(briefing.sections)
    compared = next((one for one in sections if one.key == COMPARED and _tables(one)), None)
    persons = next((one for one in sections if one.key == PERSONS and _tables(one)), None)
    others = [one for one in sections if one not in (compared, persons)]
    if others:
        _state(maker, briefing, others)
    if compared or persons:
        _below(maker, briefing, [one for one in (compared, persons) if one])
    for section in sections:
        maker.comment(section)


def _state(maker: Maker, briefing: Briefing, sections: list[Section]) -> None:
    first, *rest = sections
    page = maker.page(POINTED, f"{briefing.programme} · {briefing.title}", ended(first.headline))
    points = [*first.sentences, *(text for one in rest for text in (one.headline, *one.sentences))]
    figures = [one for section in sections for one in section.key_figures][: cards.MOST]
    top = TOP
    if figures:
        said = min(CONTENT.tall * 0.5, fitting.height(points, POINTS[0], WIDE - INDENT, between=BETWEEN))
        room = replace(CONTENT, tall=CONTENT.tall - said - 14)
        top = cards.add(page.shapes, figures, room, across=min(3, len(figures))) + 14
    page.points(points, Box(LEFT, top, WIDE, BOTTOM - top), sizes=POINTS)
    page.say(briefing.subtitle)
    for section in sections:
        page.say(*(one.note for one in section.exhibits))
        explain(page, section)
    page.done()


def _below(maker: Maker, briefing: Briefing, sections: list[Section]) -> None:
    """The tables of the sections below each other, the first one's message as the title; a slide each if they must."""
    shown = [grids.joined(grids.grid(_tables(one)[0])) for one in sections]
    shown = [
        grids.turned(one) if section.key == COMPARED else one for one, section in zip(shown, sections, strict=True)
    ]
    said = " ".join(one.exhibits[0].note for one in sections if one.exhibits[0].note)
    between = (SUBTITLE_TALL + TABLE_GAP) * (len(shown) - 1)
    found = tables.below(shown, WIDE, above_note(said) - TOP - between, SMALLER)
    if not found:  # only where somebody's names or texts are far longer than ours
        for section, whole in zip(sections, shown, strict=True):
            maker.sheets(section, whole, section.headline, section.exhibits[0].note)
        return
    page = maker.page(PLAIN, f"{briefing.programme} · {briefing.title}", ended(sections[0].headline))
    page.note(said)
    top = TOP
    for n, (section, sheet) in enumerate(zip(sections, found, strict=True)):
        if n:
            top += TABLE_GAP
            message = Run(ended(section.headline), SUBTITLE_SIZE, True)
            text_box(page.shapes, Box(LEFT, top, WIDE, SUBTITLE_TALL), [message], name="Budskap")
            top += SUBTITLE_TALL
        tables.add(page.shapes, sheet, LEFT, top, alt=alternative(section.headline, sheet, 1, 1))
        top += sheet.tall
    page.say(*(one.note for section in sections for one in section.exhibits))
    for section in sections:
        explain(page, section)
    page.done()


def _tables(section: Section) -> list[Table]:
    return [one.table for one in section.exhibits if one.table is not None and one.table.rows]
