"""Our own drawings as native shapes: what stands in the SVG, form by form, in one group that can be taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from helgelandlegen.briefing.deck.fitting import width
from helgelandlegen.briefing.deck.words import SIDES, Box, Run, dress, grouped, paint, shape, write
from helgelandlegen.figures import colours
from helgelandlegen.figures.exhibit import Drawing

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_STEP = re.compile(r"([MLHVhvlmAaZzCcQq])|(-?\d*\.?\d+)")
_PLACED = re.compile(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)(?: scale\((-?[\d.]+)\))?")
ASCENT, LINE = 0.97, 1.21  # of the text's size: from the top of a line to its foot, and its height
HATCHED = colours.EMPTY.light
ANCHORS = {"start": "left", "middle": "middle", "end": "right"}
POINTS_OF = {"A": 7, "C": 6, "Q": 4}  # of a curve only the end is kept: the ones that we draw are small


@dataclass(frozen=True)
class Look:
    """What a form inherits from the groups around it, and where they have moved it."""

    fill: str = "#000000"
    stroke: str = ""
    width: float = 1.0
    colour: str = "#000000"
    size: float = 16.0
    bold: bool = False
    dashed: bool = False
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


def add(shapes: Any, drawing: Drawing, box: Box, *, name: str) -> Any:
    """The drawing as a group as large as `box` allows, in the middle of it; its alternative is the drawing's own."""
    wide, tall = size(drawing)
    scale = min(box.wide / wide, box.tall / tall)
    box = replace(box, left=box.left + (box.wide - wide * scale) / 2)
    first = len(shapes)
    root = ElementTree.fromstring(drawing.svg)
    for element, look in _forms(root, Look(x=box.left, y=box.top, scale=scale)):
        _add(shapes, element, look)
    return grouped(shapes, first, name, drawing.alt)


def size(drawing: Drawing) -> tuple[float, float]:
    """Width and height in the drawing's own units."""
    found = _SIZE.search(drawing.svg)
    return (float(found[1]), float(found[2])) if found else (600.0, 300.0)


def _forms(element: Any, look: Look) -> Iterator[tuple[Any, Look]]:
    """Every form with all that it inherits, in the order in which they are drawn."""
    tag = _tag(element)
    if tag in ("defs", "title", "style"):
        return
    look = _inherited(element, look)
    if tag in ("svg", "g"):
        for child in element:
            yield from _forms(child, look)
    else:
        yield element, look


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _inherited(element: Any, look: Look) -> Look:
    given = element.attrib
    placed = _PLACED.search(given.get("transform", ""))
    if placed:
        x, y, scale = float(placed[1]), float(placed[2]), float(placed[3] or 1)
        look = replace(look, x=look.x + x * look.scale, y=look.y + y * look.scale, scale=look.scale * scale)
    look = replace(look, colour=given.get("color", look.colour))
    weight = given.get("font-weight")
    return replace(
        look,
        fill=_colour(given.get("fill", look.fill), look.colour, float(given.get("fill-opacity", 1))),
        stroke=_colour(given.get("stroke", look.stroke), look.colour, 1),
        width=float(given.get("stroke-width", look.width)),
        size=float(given.get("font-size", look.size)),
        bold=int(weight) >= 500 if weight else look.bold,
        dashed="stroke-dasharray" in given or look.dashed,
    )


def _colour(value: str, current: str, opacity: float) -> str:
    """A colour as it looks on white; empty for none."""
    if value in ("", "none") or opacity == 0:
        return ""
    if value.startswith("url("):
        return HATCHED
    found = (current if value == "currentColor" else value).lstrip("#")
    parts = [round(255 - (255 - int(found[n : n + 2], 16)) * opacity) for n in (0, 2, 4)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _add(shapes: Any, element: Any, look: Look) -> None:
    tag, given = _tag(element), element.attrib

    def number(name: str) -> float:
        return float(given.get(name, 0))

    if tag == "text":
        _text(shapes, element, look)
    elif tag == "rect":
        box = _box(look, number("x"), number("y"), number("width"), number("height"))
        if box.wide > 0 and box.tall > 0:
            kind = MSO_SHAPE.ROUNDED_RECTANGLE if number("rx") else MSO_SHAPE.RECTANGLE
            made = _dressed(shape(shapes, kind, box, name="Felt"), look)
            if number("rx"):
                made.adjustments[0] = min(0.5, number("rx") / min(number("width"), number("height")))
    elif tag == "circle":
        r = number("r")
        box = _box(look, number("cx") - r, number("cy") - r, 2 * r, 2 * r)
        _dressed(shape(shapes, MSO_SHAPE.OVAL, box, name="Sirkel"), look)
    elif tag == "path":
        _path(shapes, given.get("d", ""), look)


def _box(look: Look, x: float, y: float, wide: float, tall: float) -> Box:
    return Box(look.x + x * look.scale, look.y + y * look.scale, wide * look.scale, tall * look.scale)


def _dressed(made: Any, look: Look, *, filled: bool = True) -> Any:
    dress(made, _six(look.fill) if filled else "", _six(look.stroke), max(0.5, look.width * look.scale))
    if look.stroke and look.dashed:
        made.line.dash_style = MSO_LINE.DASH
    return made


def _six(colour: str) -> str:
    return colour.lstrip("#").upper()


def _text(shapes: Any, element: Any, look: Look) -> None:
    """A text on its line, its parts in one box that begins, ends or has its middle where the text is anchored."""
    size = look.size * look.scale
    runs = [_run(element.text or "", look)]
    for part in element:
        inner = _inherited(part, look)
        runs += [_run(("\u00a0" if part.get("dx") else "") + (part.text or ""), inner), _run(part.tail or "", look)]
    runs = [run for run in runs if run.text]
    words = "".join(run.text for run in runs)
    if not words:
        return
    x = look.x + float(element.get("x", 0)) * look.scale
    y = look.y + float(element.get("y", 0)) * look.scale
    # Wide enough for any font: a text that may not break stands in the middle of a box that is wider than it, in some
    # programs, and one that may must not.
    wide = sum(max(0.62 * len(run.text) * (run.size or size), 1.15 * width(run.text, run.size or size, bool(run.bold)))
               for run in runs)  # fmt: skip
    side = ANCHORS[element.get("text-anchor", "start")]
    left = {"left": x, "middle": x - wide / 2, "right": x - wide}[side]
    made = shapes.add_textbox(*Box(left, y - ASCENT * size, wide, LINE * size).emu)
    made.name = words[:60]
    frame = made.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    write(frame, [runs])
    frame.paragraphs[0].alignment = SIDES[side]


def _run(text: str, look: Look) -> Run:
    return Run(text, round(look.size * look.scale, 1), look.bold, _six(look.fill) or "ink")


def _path(shapes: Any, steps: str, look: Look) -> None:
    lines = [line for line in _lines(steps) if len(line[0]) > 1]
    if not lines:
        return
    (points, closed), *more = lines
    if not more and not closed and len(points) == 2:
        made = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *_at(look, points[0]), *_at(look, points[1]))
        made.name = "Strek"
        made._element.remove(made._element.find("{*}style"))
        paint(made.line.color, _six(look.stroke) or "muted")
        made.line.width = Pt(max(0.5, look.width * look.scale))
        return
    first = points[0]
    builder = shapes.build_freeform(*_at(look, first))
    for n, (points, closed) in enumerate(lines):
        if n:
            builder.move_to(*_at(look, points[0]))
        builder.add_line_segments([_at(look, point) for point in points[1:]], close=closed)
    made = builder.convert_to_shape()
    made.name = "Strek"
    style = made._element.find("{*}style")
    if style is not None:
        made._element.remove(style)
    _dressed(made, look, filled=any(closed for _, closed in lines))


def _at(look: Look, point: tuple[float, float]) -> tuple[Emu, Emu]:
    x, y = look.x + point[0] * look.scale, look.y + point[1] * look.scale
    return Emu(Pt(round(x, 2))), Emu(Pt(round(y, 2)))


def _lines(steps: str) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The lines of a path: their points, and whether they are closed."""
    points: list[tuple[float, float]] = []
    command, numbers = "", []
    for letter, digits in [*_STEP.findall(steps), ("M", "")]:
        if digits:
            numbers.append(float(digits))
        if letter:
            points = [*points, *_points(command, numbers, points[-1] if points else (0.0, 0.0))]
            if letter in "Zz":
                yield points, True
                points = []
            elif letter in "Mm" and points:
                yield points, False
                points = []
            command, numbers = letter, []


def _points(command: str, numbers: list[float], last: tuple[float, float]) -> Iterator[tuple[float, float]]:
    kind, relative = command.upper(), command.islower()
    many = {"H": 1, "V": 1, "M": 2, "L": 2, **POINTS_OF}.get(kind, 0)
    for n in range(0, len(numbers) - many + 1 if many else 0, many or 1):
        given = numbers[n : n + many]
        x, y = last if relative else (0.0, 0.0)
        if kind == "H":
            last = (given[0] + x, last[1])
        elif kind == "V":
            last = (last[0], given[0] + y)
        else:
            last = (given[-2] + x, given[-1] + y)
        yield last
