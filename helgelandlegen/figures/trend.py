"""A figure's course as a chart for a shared screen: inline SVG, Norwegian axes, everything labelled in place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from math import floor, log10

from babel.dates import format_date

from helgelandlegen.figures import Figure, Number, marks
from helgelandlegen.figures.colours import ACCENT, CARD, INK, LINE, MUTED
from helgelandlegen.figures.drawing import NOTHING
from helgelandlegen.figures.numbers import NBSP, day, day_near, decimals_for, measured, rounded, target_text, unit_for
from helgelandlegen.figures.sparkline import in_words, path, runs, stepped
from helgelandlegen.typeface import text_width

WIDTH, HEIGHT = 960, 400
LEFT, RIGHT, TOP, BOTTOM = 76, 96, 30, 64
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class Place:
    """Where a date and a value lie in a drawing of that width."""

    start: int
    end: int
    low: float
    high: float
    width: int

    @property
    def right(self) -> int:
        """Where the axis ends."""
        return self.width - RIGHT

    def __call__(self, when: date, value: float) -> tuple[float, float]:
        """The point's x and y."""
        along = (when.toordinal() - self.start) / (self.end - self.start) if self.end > self.start else 1.0
        up = (value - self.low) / ((self.high - self.low) or 1.0)
        return round(LEFT + along * (self.right - LEFT), 1), round(HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM), 1)


def trend(figure: Figure, width: int = WIDTH, *, message: str = "", to_days: bool = False) -> str:
    """The figure's series as an SVG: steps for counts and sums, gaps without value, target, meetings, dates.

    Pointing at a date shows its value, a click keeps it there: the style sheet does that, paper shows none of it.
    `width` is that of the drawing in its own units: the type stays, the axis is shorter. The text alternative is
    `message` (without one the figure's title) and then the course in words. With `to_days` each date with a value can
    be picked: it becomes the one that the page is about.
    """
    values = [value for stretch in runs(figure.series) for _, value in stretch]
    course = in_words(figure.series, kind=figure.kind, decimals=decimals_for(figure))
    label = escape(f"{(message or figure.title).rstrip('.')}. {course}.")
    frame = f'<svg class="hl-trend" viewBox="0 0 {width} {HEIGHT}" aria-label="{label}" font-size="15"'
    if not values:
        return f'{frame} role="img">{_text(width / 2, HEIGHT / 2, NOTHING, "middle", "muted")}</svg>'
    ticks = y_ticks([*values, *[float(t) for t in figure.target or () if t is not None]], figure.kind)
    place = _placer(figure, ticks, width)
    role, readouts = marks.framed(_readouts(figure, place, to_days), last=True)
    return (
        f'{frame} role="{role}">{_grid(figure, ticks, place)}{_target(figure, place)}{_meetings(figure, place)}'
        f"{_comparison(figure, place)}{_line(figure, place)}{readouts}</svg>"
    )


def y_ticks(values: list[float], kind: str, most: int = 6) -> list[float]:
    """Round numbers from 0 (from below the smallest value, if negative) to the largest or above, about `most`."""
    low, high = min(0.0, *values), max(values)
    if kind == "share" and high <= 1 and high > 0.6:
        return [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    width = (high - low) or 1.0
    magnitude = 10 ** floor(log10(width / most))
    size = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude * most >= width)
    if kind in ("count", "sum"):
        size = max(1.0, round(size))
    first = floor(low / size)
    ticks = [round(first * size, 10)]
    while ticks[-1] < high:
        ticks.append(round(ticks[-1] + size, 10))
    return ticks


def x_ticks(start: date, end: date, most: int = 9) -> list[tuple[date, str]]:
    """Firsts of months between the dates with their labels: years over a long span, «okt. 2026» over a short one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    size = next((size for size in MONTHS if months / size <= most), MONTHS[-1])
    ticks = []
    first = start.year * 12 + start.month - 1
    for index in range(first - first % size, end.year * 12 + end.month, size):
        when = date(index // 12, index % 12 + 1, 1)
        if start <= when <= end:
            ticks.append((when, str(when.year) if size >= 12 else str(format_date(when, "MMM y", locale="nb"))))
    return ticks


def _placer(figure: Figure, ticks: list[float], width: int) -> Place:
    start, end = figure.series[0][0].toordinal(), figure.series[-1][0].toordinal()
    return Place(start, end, ticks[0], ticks[-1], width)


def _grid(figure: Figure, ticks: list[float], place: Place) -> str:
    start, end = figure.series[0][0], figure.series[-1][0]
    drawn = ""
    places = _tick_decimals(figure, ticks)
    for tick in ticks:
        y = place(start, tick)[1]
        stroke = MUTED if tick == ticks[0] else LINE
        name = "hl-axis" if tick == ticks[0] else "hl-rule"
        drawn += f'<path d="M{LEFT} {y}H{place.right}" stroke="{stroke.light}" class="{name}"/>'
        drawn += _text(LEFT - 12, y + 5, measured(tick, figure, places), "end", "muted")
    for when, text in x_ticks(start, end, max(3, (place.right - LEFT) // 88)):
        x = place(when, ticks[0])[0]
        drawn += f'<path d="M{x} {HEIGHT - BOTTOM}v6" stroke="{MUTED.light}" class="hl-axis"/>'
        drawn += _text(x, HEIGHT - BOTTOM + 23, text, "middle", "muted")
    unit = "" if figure.kind == "share" else figure.unit
    return drawn + (_text(0, 15, unit, "start", "muted") if unit else "")


def _tick_decimals(figure: Figure, ticks: list[float]) -> int:
    factor = 100 if figure.kind == "share" else 1
    return 0 if all(abs(tick * factor - round(tick * factor)) < 1e-9 for tick in ticks) else 1


def _target(figure: Figure, place: Place) -> str:
    if figure.target is None:
        return ""
    low, high = figure.target
    end = figure.series[-1][0]
    y = place(end, float(low))[1]
    stroke = f'stroke="{ACCENT.light}" class="hl-target" stroke-dasharray="7 5" stroke-width="1.6"'
    drawn = f'<path d="M{LEFT} {y}H{place.right}" {stroke}/>'
    if high is not None:
        top = place(end, float(high))[1]
        drawn += f'<path d="M{LEFT} {top}H{place.right}" {stroke}/>'
        drawn += (
            f'<rect x="{LEFT}" y="{top}" width="{place.right - LEFT}" height="{round(y - top, 1)}"'
            f' fill="{ACCENT.light}" class="hl-band" opacity=".12"/>'
        )
        y = top
    return drawn + _text(LEFT + 8, y - 7, f"Mål: {target_text(figure)}", "start", "accent", 600)


def _meetings(figure: Figure, place: Place) -> str:
    start, end = figure.series[0][0], figure.series[-1][0]
    held = [when for when in figure.meetings if start <= when <= end]
    if not held:
        return ""
    foot = HEIGHT - BOTTOM
    ticks = "".join(f"M{place(when, 0)[0]} {foot}v-9" for when in held)
    key = f'<path d="M{LEFT} {HEIGHT - 13}v-9" stroke="{INK.light}" class="hl-meeting" stroke-width="1.4"/>'
    return f'<path d="{ticks}" stroke="{INK.light}" class="hl-meeting" stroke-width="1.4"/>{key}' + _text(
        LEFT + 8, HEIGHT - 12, "møte i styringsgruppen", "start", "muted"
    )


def _comparison(figure: Figure, place: Place) -> str:
    when = figure.compared_with
    if when is None or figure.previous is None or not figure.series[0][0] <= when <= figure.series[-1][0]:
        return ""
    x, y = place(when, float(figure.previous))
    text = f"{day_near(when, figure.as_of)}: {measured(figure.previous, figure)}"
    return (
        f'<path d="M{x} {HEIGHT - BOTTOM}V{TOP - 6}" stroke="{MUTED.light}" class="hl-axis" stroke-dasharray="2 4"/>'
        f'<circle cx="{x}" cy="{y}" r="5" fill="#ffffff" class="hl-dot-open" stroke="{INK.light}" stroke-width="2"/>'
        + _text(x - 6, TOP - 8, text, "end" if x > place.width / 2 else "start", "muted")
    )


def _line(figure: Figure, place: Place) -> str:
    drawn = ""
    for stretch in runs(figure.series):
        points = [place(*point) for point in stretch]
        drawn += path(points, stepped(figure.kind)) if len(points) > 1 else f"M{points[0][0]} {points[0][1]}h.1"
    when, value = runs(figure.series)[-1][-1]
    x, y = place(when, value)
    return (
        f'<path d="{drawn}" fill="none" stroke="{INK.light}" class="hl-course" stroke-width="2.6"'
        ' stroke-linejoin="round" stroke-linecap="round"/>'
        f'<circle cx="{x}" cy="{y}" r="5.5" fill="{INK.light}" class="hl-dot"/>'
        + _text(x + 13, y + 8, measured(value, figure), "start", "ink", 700, 24)
    )


def _readouts(figure: Figure, place: Place, to_days: bool) -> str:
    """An invisible column for each point with a value; in it the point and its words, which pointing brings out."""
    dates = [when for when, _ in figure.series]
    drawn = ""
    for at, (when, value) in enumerate(figure.series):
        if value is None:
            continue
        x, y = place(when, float(value))
        # A column reaches half-way to its neighbours, those without a value too: a gap shows nothing.
        left = (x + place(dates[at - 1], 0)[0]) / 2 if at else x - 12
        right = (x + place(dates[at + 1], 0)[0]) / 2 if at + 1 < len(dates) else x + 12
        words = f"{day(when)}: {_in_full(value, figure)}"
        said = marks.attributes(marks.day(when) if to_days else None, words) or ' tabindex="-1"'
        drawn += (
            f'<g class="hl-at"{said}><path d="M{left:.5g} {TOP}H{right:.5g}V{HEIGHT - BOTTOM}H{left:.5g}Z"'
            f' fill-opacity="0"/>{_readout(words, x, y, place.width)}</g>'
        )
    return drawn


def _readout(words: str, x: float, y: float, width: int) -> str:
    """The point with its words on a small sign above it, or below it near the top; within the drawing."""
    half, high = text_width(words, 15) / 2 + 10, 30
    middle = min(max(x, half + 1), width - half - 1)
    top = y - high - 14 if y - high - 14 > 0 else y + 14
    down = f'<path d="M{x} {HEIGHT - BOTTOM}V{y}" stroke="{MUTED.light}" class="hl-axis"/>'
    return (
        f'<g class="hl-readout" opacity="0" pointer-events="none">{down}'
        f'<circle cx="{x}" cy="{y}" r="5.5" fill="{INK.light}" class="hl-dot"/>'
        f'<path d="M{middle - half:.5g} {top:.5g}h{2 * half:.4g}v{high}h-{2 * half:.4g}Z" fill="{CARD.light}"'
        f' stroke="{INK.light}" class="hl-sign" stroke-linejoin="round"/>'
        f"{_text(middle, top + 20, words, 'middle', 'ink', 600)}</g>"
    )


def _in_full(value: Number, figure: Figure) -> str:
    """The value with its unit: «15 hjemler», «67 %»."""
    unit = "" if figure.kind == "share" else unit_for(rounded(value, decimals_for(figure)), figure.unit)
    return f"{measured(value, figure)}{NBSP}{unit}" if unit else measured(value, figure)


def _text(x: float, y: float, text: str, anchor: str, tone: str, weight: int = 400, size: int = 15) -> str:
    fill = {"ink": INK, "muted": MUTED, "accent": ACCENT}[tone].light
    return (
        f'<text x="{x:.5g}" y="{y:.5g}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}"'
        f' class="hl-{tone}-fill" fill="{fill}">{escape(text)}</text>'
    )
