"""Finding the marks of a drawing, shared by the tests of the charts."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from tests.figures.sample import drawing

Element = ElementTree.Element


def marks(svg: str, name: str, tag: str = "rect") -> list[Element]:
    """All elements of that tag with the class, in the order drawn."""
    return [e for e in drawing(svg).iter(tag) if name in e.get("class", "").split()]


def width(mark: Element) -> float:
    """How wide a rectangle is."""
    return float(mark.attrib["width"])


def titles(svg: str) -> list[str]:
    """What pointing at the marks says, no-break spaces as spaces."""
    return [(e.text or "").replace("\u00a0", " ") for e in drawing(svg).iter("title")]


def place(svg: str, words: str) -> tuple[float, float]:
    """Where a text stands: its x and its baseline. Fails unless it stands there exactly once."""
    [found] = [e for e in drawing(svg).iter("text") if "".join(e.itertext()) == words]
    return float(found.attrib["x"]), float(found.attrib["y"])


def rectangles(svg: str) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every rectangle that is drawn, those behind the rows left out."""
    for e in drawing(svg).iter("rect"):
        if "hl-row-ground" not in e.get("class", ""):
            x, y, wide, high = (float(e.attrib[name]) for name in ("x", "y", "width", "height"))
            yield x, y, x + wide, y + high
