"""What an exhibit shows on a slide, and where: a chart that can be edited, a map, or its drawing as shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helgelandlegen.briefing.deck import charts, drawings, fitting, tiles
from helgelandlegen.briefing.deck.page import BETWEEN, BOTTOM, INDENT, LEFT, TOP, WIDE, Page
from helgelandlegen.briefing.deck.words import Box
from helgelandlegen.figures import Number
from helgelandlegen.figures.exhibit import Chart, Exhibit, tabled_instead
from helgelandlegen.figures.numbers import number, percent
from helgelandlegen.subjects.meeting_steps import ended

GUTTER = 32.0
CHART_WIDE, MAP_WIDE = 530.0, 520.0
MOST_BARS = 24
TALLEST_BAR, BAR_ROOM = 46.0, 60.0
WIDE_DRAWING, ABOVE_SIZE = 1.8, 18.0
LEAST = 0.45  # points for each unit of a drawing: its text is then under eight points high


def visual(page: Page, exhibit: Exhibit, box: Box) -> None:
    """What the exhibit shows: a chart that can be edited, else its drawings as shapes."""
    maps = [one for one in exhibit.drawings if tiles.is_map(one)]
    if maps:
        wide = tiles.add(page.shapes, maps[0], replace(box, wide=min(box.wide, MAP_WIDE)))
        page.say(maps[0].alt)
        left = box.left + wide + GUTTER
        chart = _leading(exhibit.chart)
        if chart and box.left + box.wide - left > 200:
            alt = f"{ended(exhibit.title)} {_values(chart)}"
            tall = min(box.tall, BAR_ROOM + TALLEST_BAR * len(chart.categories))
            charts.add(page.shapes, chart, Box(left, box.top, box.left + box.wide - left, tall), alt=alt)
    elif exhibit.chart and charted(exhibit):
        alt = exhibit.drawings[0].alt if exhibit.drawings else f"{ended(exhibit.title)} {_values(exhibit.chart)}"
        charts.add(page.shapes, exhibit.chart, _chart_box(exhibit.chart, box), alt=alt)
    else:
        tall = (box.tall - GUTTER / 2 * (len(exhibit.drawings) - 1)) / len(exhibit.drawings)
        for n, drawing in enumerate(exhibit.drawings):
            place = Box(box.left, box.top + n * (tall + GUTTER / 2), box.wide, tall)
            drawings.add(page.shapes, drawing, place, name=f"Tegning: {exhibit.title}")


def legible(exhibit: Exhibit, others: Sequence[Exhibit]) -> Exhibit:
    """The exhibit without drawings that would be too small to read on a slide of their own."""
    if charted(exhibit) or any(map(tiles.is_map, exhibit.drawings)):
        return exhibit
    tall = (BOTTOM - TOP) / max(1, len(exhibit.drawings))
    sizes = map(drawings.size, exhibit.drawings)
    large = all(min(WIDE / across, tall / high) >= LEAST for across, high in sizes)
    return exhibit if large else tabled_instead(exhibit, others)


def is_visual(exhibit: Exhibit) -> bool:
    return bool(exhibit.drawings) or charted(exhibit)


def charted(exhibit: Exhibit) -> bool:
    """Whether its chart is drawn: it has numbers, and no more bars than can be told apart."""
    chart = exhibit.chart
    if chart is None or all(value is None for one in chart.series for value in one.values):
        return False
    return chart.kind == "line" or len(chart.categories) <= MOST_BARS


def beside(exhibit: Exhibit, texts: Sequence[str], bottom: float) -> tuple[Box, Box]:
    """Where a list and what is shown stand on one slide: beside each other, a wide drawing below the list."""
    tall = bottom - TOP
    if any(map(tiles.is_map, exhibit.drawings)):
        wide = MAP_WIDE
    elif charted(exhibit):
        wide = CHART_WIDE
    elif (ratio := _ratio(exhibit)) < WIDE_DRAWING:
        wide = min(CHART_WIDE, tall * ratio)
    else:
        high = fitting.height(texts, ABOVE_SIZE, WIDE - INDENT, between=BETWEEN) + 12
        return Box(LEFT, TOP, WIDE, high), Box(LEFT, TOP + high, WIDE, tall - high)
    return Box(LEFT, TOP, WIDE - wide - GUTTER, tall), Box(LEFT + WIDE - wide, TOP, wide, tall)


def _ratio(exhibit: Exhibit) -> float:
    across, high = drawings.size(exhibit.drawings[0])
    return across / high


def absent(exhibit: Exhibit) -> str:
    """Why numbers are missing in a chart, where the words say more than a dash."""
    found = exhibit.chart.absent if exhibit.chart and charted(exhibit) else ""
    return found if any(c.isalpha() for c in found.removeprefix("Mangler")) else ""


def _chart_box(chart: Chart, box: Box) -> Box:
    """Few lying bars do not fill the slide."""
    if chart.kind not in charts.LYING:
        return box
    return replace(
        box, tall=min(box.tall, BAR_ROOM + TALLEST_BAR * len(chart.categories) * max(1, len(chart.series) / 2))
    )


def _leading(chart: Chart | None) -> Chart | None:
    """Of a chart the categories that have anything to show, ten at most."""
    if chart is None:
        return None
    kept = [n for n in range(len(chart.categories)) if any(one.values[n] for one in chart.series)][:10]
    if not kept:
        return None
    series = tuple(replace(one, values=tuple(one.values[n] for n in kept)) for one in chart.series)
    return replace(chart, categories=tuple(chart.categories[n] for n in kept), series=series)


def _values(chart: Chart) -> str:
    """The chart's numbers in words: «Nordby: 2. Vika: 1.»"""

    def text(value: Number) -> str:
        return percent(value) if chart.share else number(value, 0 if value == int(value) else 1)

    return " ".join(
        f"{name}: {', '.join(text(value) for one in chart.series if (value := one.values[n]) is not None)}."
        for n, name in enumerate(chart.categories)
    )
