"""Our drawings as they stand on paper: in the light theme's colours, which they carry, and in the pinned font."""

from __future__ import annotations

import re

from helgelandlegen.briefing.letters import covered
from helgelandlegen.figures import colours, plan, status
from helgelandlegen.figures.exhibit import SHAPES, STATES, Drawing
from helgelandlegen.typeface import FONT

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_CLASS = re.compile(r' (?:class|style|tabindex|aria-label|role|data-[\w-]+)="[^"]*"')
_NAMESPACE = "http://www.w3.org/2000/svg"


def on_paper(drawing: Drawing) -> str:
    """The drawing as an SVG file: no classes, the font named."""
    return _file(covered(drawing.svg), f'font-family="{FONT}"')


def size(drawing: Drawing) -> tuple[float, float]:
    """Width and height in the drawing's own units."""
    found = _SIZE.search(drawing.svg)
    return (float(found[1]), float(found[2])) if found else (600.0, 300.0)


def marks() -> dict[str, str]:
    """The shapes of statuses as SVG files, by the names in exhibit.Mark."""
    figures = {shape: _file(status.shape(one), f'color="{status.colour(one).light}"') for one, shape in SHAPES.items()}
    states = {}
    for state, shape in STATES.items():
        found = plan.badge(state)
        svg = found[found.index("<svg") : found.index("</svg>") + 6]
        states[shape] = _file(svg, f'color="{tone(shape)}"')
    return figures | states


def tone(shape: str) -> str:
    """The colour of a status's words; grey where nothing is concluded."""
    state = next((plan.TONES[one] for one, name in STATES.items() if name == shape), shape)
    return colours.STATUS.get(state, colours.STATUS["open"]).light


def _file(svg: str, more: str) -> str:
    return _CLASS.sub("", svg).replace("<svg ", f'<svg xmlns="{_NAMESPACE}" {more} ', 1)
