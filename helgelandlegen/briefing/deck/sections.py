"""A section as slides: its message first, with what supports it; then a slide for each exhibit, and the long tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from helgelandlegen.briefing.deck import cards, fitting, grids, tables, visuals
from helgelandlegen.briefing.deck.page import (
    BETWEEN,
    BOTTOM,
    COLUMNS,
    CONTENT,
    INDENT,
    LEFT,
    PLAIN,
    POINTED,
    TOP,
    WIDE,
    Foot,
    Page,
    numbered,
)
from helgelandlegen.briefing.deck.words import Box
from helgelandlegen.briefing.facts import Section
from helgelandlegen.figures.exhibit import Definition, Exhibit
from helgelandlegen.figures.table import Table
from helgelandlegen.subjects.meeting_steps import ended

COMMENT = "Koordinatorens kommentar"
SENTENCES_FROM = 60.0  # points that sentences below the cards need at least
SAID_SIZE, MOST_SAID = 18.0, 60.0  # sentences above a table
COMMENT_SIZES, COMMENT_SIZE = (20.0, 18.0), 16.0
WIDE_TABLE, FEW_ROWS = 9, 7


class Maker:
    """Puts sections on the slides of one deck; `tabled`: with the tables, not only what is drawn."""

    def __init__(self, deck: Any, foot: Foot, *, tabled: bool = True) -> None:
        self.deck, self.foot, self.tabled = deck, foot, tabled

    def page(self, layout: int, part: str, title: str) -> Page:
        """A new slide."""
        return Page(self.deck, layout, part=part, title=title, foot=self.foot)

    def section(self, section: Section) -> None:
        """All the slides of a section."""
        shown = [visuals.legible(one, section.exhibits) for one in section.exhibits]
        exhibits = [one for one in shown if visuals.is_visual(one) or (self.tabled and _rows(one))]
        led = self._lead(section, exhibits)
        self.comment(section)
        for n, one in enumerate(exhibits):
            title = section.headline if n == 0 and not led else one.title
            if not (n == 0 and led == "shown") and visuals.is_visual(one):
                self._pictured(section, one, title)
            if self.tabled and (table := one.printed_table) is not None and table.rows:
                said = section.sentences if n == 0 and not led else ()
                self.table(section, table, title, one.note, said)

    def _lead(self, section: Section, exhibits: Sequence[Exhibit]) -> str:
        """The slide with the message; «shown» where the first exhibit stands on it, empty where there is none."""
        if section.key_figures:
            self.figures(section)
            return "told"
        if section.lists:
            self.lists(section)
            return "told"
        if exhibits and not visuals.is_visual(exhibits[0]) and _brief(section.sentences):
            return ""
        if not section.sentences:
            return "" if exhibits else self._alone(section)
        page = self.page(POINTED, section.heading, ended(section.headline))
        first = exhibits[0] if exhibits and visuals.is_visual(exhibits[0]) else None
        bottom = page.note(first.note if first else "")
        if first is None:
            page.points(section.sentences, replace(CONTENT, tall=bottom - TOP))
        else:
            said, shown = visuals.beside(first, section.sentences, bottom)
            page.points(section.sentences, said)
            visuals.visual(page, first, shown)
            page.say(first.note)
        explain(page, section)
        page.done()
        return "shown" if first else "told"

    def _alone(self, section: Section) -> str:
        page = self.page(PLAIN, section.heading, ended(section.headline))
        explain(page, section)
        page.done()
        return "told"

    def figures(self, section: Section) -> None:
        """The key figures as cards, eight on a slide."""
        parts = [section.key_figures[n : n + cards.MOST] for n in range(0, len(section.key_figures), cards.MOST)]
        for n, part in enumerate(parts, 1):
            page = self.page(POINTED, section.heading, numbered(section.headline, n, len(parts)))
            reached = cards.add(page.shapes, part, CONTENT)
            said = section.sentences if BOTTOM - reached > SENTENCES_FROM else ()
            page.points(said, Box(LEFT, reached + 14, WIDE, BOTTOM - reached - 14))
            explain(page, section)
            page.done()

    def lists(self, section: Section) -> None:
        """Two lists beside each other; what is longer than a slide goes on the next."""
        wide = (WIDE - visuals.GUTTER) / 2
        sizes = (20.0, 18.0, 16.0)
        for pair in (section.lists[n : n + 2] for n in range(0, len(section.lists), 2)):
            size = next((s for s in sizes if all(_list_tall(one, s, wide) <= CONTENT.tall for one in pair)), sizes[-1])
            cut = [fitting.pages(one.items, size, wide - INDENT, CONTENT.tall - 30, BETWEEN) for one in pair]
            many = max(map(len, cut))
            for n in range(many):
                page = self.page(COLUMNS, section.heading, numbered(section.headline, n + 1, many))
                for index in (0, 1):
                    box = Box(LEFT + index * (wide + visuals.GUTTER), TOP, wide, CONTENT.tall)
                    found = index < len(pair) and n < len(cut[index])
                    page.headed(
                        index + 1, pair[index].title if found else "", cut[index][n] if found else (), size, box
                    )
                page.say(*section.sentences)
                explain(page, section)
                page.done()

    def comment(self, section: Section) -> None:
        """The coordinator's own words, on as many slides as they take."""
        texts = fitting.paragraphs(section.comment)
        if not texts:
            return
        room = WIDE * 0.86
        size = fitting.largest(texts, COMMENT_SIZES, room, CONTENT.tall, between=BETWEEN) or COMMENT_SIZE
        parts = fitting.pages(texts, size, room, CONTENT.tall, BETWEEN)
        for n, part in enumerate(parts, 1):
            page = self.page(POINTED, f"{section.heading} · {COMMENT}", numbered(section.headline, n, len(parts)))
            page.prose(part, size, replace(CONTENT, wide=room))
            page.done()

    def _pictured(self, section: Section, exhibit: Exhibit, title: str) -> None:
        page = self.page(PLAIN, section.heading, ended(title))
        bottom = page.note(" ".join(part for part in (visuals.absent(exhibit), exhibit.note) if part))
        visuals.visual(page, exhibit, Box(LEFT, TOP, WIDE, bottom - TOP))
        page.say(exhibit.note)
        explain(page, section)
        page.done()

    def table(self, section: Section, table: Table, title: str, note: str = "", said: Sequence[str] = ()) -> None:
        """A table, on as many slides as it takes, with what is said above it on the first."""
        found = grids.grid(table)
        if len(found.headings) > WIDE_TABLE and len(found.rows) <= FEW_ROWS:
            found = grids.turned(grids.joined(found))
        self.sheets(section, found, title, note or table.note, said)

    def sheets(self, section: Section, found: grids.Grid, title: str, note: str, said: Sequence[str] = ()) -> None:
        """The same for a grid; the parts of a narrow one stand beside each other."""
        same = found.name.casefold() in section.heading.casefold()
        part = section.heading if same else f"{section.heading} · {found.name}"
        above = fitting.height(said, SAID_SIZE, WIDE - INDENT, between=BETWEEN) + 12 if said else 0.0
        parts = tables.sheets(found, WIDE, CONTENT.tall - 26 - above)
        across = max(1, int((WIDE + visuals.GUTTER) // (sum(parts[0].widths) + visuals.GUTTER)))
        slides = [parts[n : n + across] for n in range(0, len(parts), across)]
        for n, shown in enumerate(slides, 1):
            page = self.page(POINTED, part, numbered(title, n, len(slides)))
            page.points(said if n == 1 else (), Box(LEFT, TOP, WIDE, above), sizes=(SAID_SIZE,))
            page.note(note)
            for m, sheet in enumerate(shown):
                left = LEFT + m * (sum(sheet.widths) + visuals.GUTTER)
                which = (n - 1) * across + m + 1
                tables.add(page.shapes, sheet, left, TOP + above, alt=alternative(title, sheet, which, len(parts)))
            page.say(note)
            explain(page, section)
            page.done()


def explain(page: Page, section: Section) -> None:
    """The notes of a slide: where its numbers come from, and how they are counted."""
    source = section.source.rstrip(".")
    page.say(section.note, f"Kilde: {source}." if source else "", *map(_meaning, section.definitions))


def alternative(title: str, sheet: tables.Sheet, part: int, parts: int) -> str:
    """What a table says to whoever does not see it."""
    which = f", del {part} av {parts}" if parts > 1 else ""
    return f"{ended(title)} Tabell{which}: {sheet.grid.name}, {len(sheet.grid.rows)} rader."


def _meaning(one: Definition) -> str:
    return f"{one.title}: {one.definition} {one.caveat} Kilde: {one.source.rstrip('.')}.".replace("  ", " ")


def _brief(texts: Sequence[str]) -> bool:
    """Whether the sentences take so little room that a table can stand below them."""
    return fitting.height(texts, SAID_SIZE, WIDE - INDENT, between=BETWEEN) <= MOST_SAID


def _rows(exhibit: Exhibit) -> bool:
    return exhibit.printed_table is not None and bool(exhibit.printed_table.rows)


def _list_tall(points: Any, size: float, wide: float) -> float:
    return 30 + fitting.height(points.items, size, wide - INDENT, between=BETWEEN)
