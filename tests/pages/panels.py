"""What a subject screen shows, read from its HTML: the sentence, the strip of figures and the panels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from xml.etree import ElementTree

from tests.pages.visiting import Visitor

Element = ElementTree.Element


@dataclass(frozen=True)
class Grid:
    """A table as it stands on the screen."""

    caption: str
    headings: list[str]
    rows: list[list[str]]

    @property
    def by_name(self) -> dict[str, list[str]]:
        """The rows by their first cell."""
        return {row[0]: row[1:] for row in self.rows}

    def column(self, heading: str) -> dict[str, str]:
        """One column by the rows' first cells."""
        place = self.headings.index(heading)
        return {row[0]: row[place] for row in self.rows}


@dataclass(frozen=True)
class Drawn:
    """A panel. `spoken` is what stands in the place of its drawings for who does not see them."""

    title: str
    tables: list[Grid]
    notes: list[str]
    spoken: list[str]

    @property
    def table(self) -> Grid:
        """The widest of its tables: all of what another one shows in part."""
        return max(self.tables, key=lambda table: len(table.headings))


@dataclass(frozen=True)
class Card:
    """A figure of the strip: its value as printed, and its lines below."""

    value: str
    lines: list[str]

    @property
    def status(self) -> str:
        """What is said of the target."""
        return self.lines[0]

    @property
    def basis(self) -> str:
        """What it rests on, or what it holds for."""
        return self.lines[-1]


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return " ".join(text.replace("\u00a0", " ").split())


def numbers(text: str) -> list[float]:
    """The numbers that a text tells, in order: «ingen» is 0, «1 234,5» is 1234.5."""
    found = re.findall(r"\d{1,3}(?: \d{3})+|\d+(?:,\d+)?|\b[Ii]ngen\b", plain(text))
    return [0 if one.lower() == "ingen" else float(one.replace(" ", "").replace(",", ".")) for one in found]


def words(element: Element) -> str:
    """The words of an element, drawings left out."""
    found = [element.text or ""]
    for child in element:
        found += ["" if child.tag == "svg" else words(child), child.tail or ""]
    return plain("".join(found))


def of_class(tree: Element, name: str) -> Iterator[Element]:
    """The elements below that have a class."""
    return (e for e in tree.iter() if name in e.get("class", "").split())


def panels(visitor: Visitor) -> dict[str, Drawn]:
    """The panels by their keys, in the order of the screen; fails on HTML that is not well-formed."""
    tree = ElementTree.fromstring(visitor.mounted)
    return {e.attrib["id"].removeprefix("panel-"): _panel(e) for e in tree.iter("section")}


def sentence(visitor: Visitor) -> str:
    """The screen's one sentence."""
    [found] = re.findall(r'class="hl-opening".*?<p role="heading" aria-level="2">(.*?)</p>', visitor.html)
    return plain(unescape(found))


def strip(visitor: Visitor) -> dict[str, Card]:
    """The figures below the sentence, by title."""
    [drawn] = [e.value for e in visitor.app.markdown if 'class="hl-card hl-s1"' in e.value]
    return {
        words(next(of_class(card, "hl-title"))): Card(
            words(next(of_class(card, "hl-value")).findall("b")[0]),
            [words(line) for line in of_class(card, "hl-line")],
        )
        for card in ElementTree.fromstring(f"<div>{drawn}</div>")
    }


def view(visitor: Visitor) -> str:
    """What the header's first choice says."""
    return plain(re.findall(r'popover \{\s+label: "([^"]*)"', visitor.sent)[0])


def _panel(section: Element) -> Drawn:
    [title] = of_class(section, "hl-title")
    return Drawn(
        words(title),
        [_grid(table) for table in section.iter("table")],
        [words(note) for note in of_class(section, "hl-note")],
        [plain(svg.get("aria-label", "")) for svg in section.iter("svg") if svg.get("role") in ("img", "group")],
    )


def _grid(table: Element) -> Grid:
    [headings, *rows] = [[words(cell) for cell in row] for row in table.iter("tr")]
    caption = table.find("caption")
    assert caption is not None
    return Grid(words(caption), headings, [] if rows == [["Ingen rader."]] else rows)
