"""A figure's course as a small inline SVG: a word-sized picture with the same facts in words."""

from __future__ import annotations

from datetime import date
from html import escape

from helgelandlegen.figures import Number, Series
from helgelandlegen.figures.numbers import NO_VALUE, month, number, percent

PAD = 3.6
"""Room around the line, so that the last point's dot is not cut."""
LABEL = 17
"""Room above the line for the peak's label."""


def sparkline(
    series: Series,
    *,
    kind: str,
    decimals: int = 0,
    width: int = 120,
    height: int = 32,
    as_of: date | None = None,
    peak: bool = False,
    name: str = "",
) -> str:
    """An inline SVG of the series, `width` × `height` units, in the text's colour; dotted where there are no values.

    The text alternative is `name`, what the series is of, and then its course in words.
    `kind` is the figure's: counts and sums are drawn as steps, everything else as straight lines. None is a gap.
    With `peak` the highest value is written above its place, where it is not one of the ends.
    """
    course = in_words(series, kind=kind, decimals=decimals, as_of=as_of)
    label = escape(f"{name}. {course}." if name else f"{course}.")
    top = _peak(series) if peak else None
    room = LABEL if top else 0
    body = _drawn(series, stepped(kind), width, height, room)
    if top:
        share = (top[0].toordinal() - series[0][0].toordinal()) / (series[-1][0].toordinal() - series[0][0].toordinal())
        text = f"{printed(top[1], kind, decimals)} i {month(top[0])}"
        x = min(max(PAD + share * (width - 2 * PAD), 4 * LABEL), width - 4 * LABEL)
        body += (
            f'<text x="{x:.4g}" y="{LABEL - 4}" font-size="12.5" text-anchor="middle" fill="currentColor">{text}</text>'
        )
    return (
        f'<svg class="hl-spark" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' aria-label="{label}" fill="none" stroke="currentColor">{body}</svg>'
    )


def stepped(kind: str) -> bool:
    """Whether a figure of that kind stands still between two dates and then jumps."""
    return kind in ("count", "sum")


def in_words(series: Series, *, kind: str, decimals: int = 0, as_of: date | None = None) -> str:
    """«Fra 15 i oktober 2020 til 11 nå, høyest 27 i januar 2023»; the end by month where `as_of` is later."""
    known = [(when, value) for when, value in series if value is not None]
    if not known:
        return f"Utvikling: {NO_VALUE}"
    if len(known) == 1:
        return f"Bare ett tall: {printed(known[0][1], kind, decimals)} i {month(known[0][0])}"
    first, last = known[0], known[-1]
    is_now = last[0] == series[-1][0] and (as_of is None or last[0] == as_of)
    end = "nå" if is_now else f"i {month(last[0])}"
    words = f"Fra {_point(first, kind, decimals)} til {printed(last[1], kind, decimals)} {end}"
    top = max(known, key=lambda point: point[1])
    bottom = min(known, key=lambda point: point[1])
    if top[1] > max(first[1], last[1]):
        words += f", høyest {_point(top, kind, decimals)}"
    if bottom[1] < min(first[1], last[1]):
        words += f", lavest {_point(bottom, kind, decimals)}"
    gaps = len(series) - len(known)
    return words + (f". Uten tall i {gaps} av {len(series)} punkter" if gaps else "")


def printed(value: Number, kind: str, decimals: int) -> str:
    """A value of the series as text, a share with «%»."""
    return percent(value, decimals=decimals) if kind == "share" else number(value, decimals)


def _point(point: tuple[date, Number], kind: str, decimals: int) -> str:
    return f"{printed(point[1], kind, decimals)} i {month(point[0])}"


def runs(series: Series) -> list[list[tuple[date, float]]]:
    """The series cut at its gaps into unbroken stretches."""
    stretches: list[list[tuple[date, float]]] = [[]]
    for when, value in series:
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append((when, float(value)))
    return [stretch for stretch in stretches if stretch]


def span(values: list[float], kind_is_step: bool) -> tuple[float, float]:
    """The range drawn. At least a quarter of the largest value, so that a wobble does not look like a landslide."""
    low, high = min(values), max(values)
    least = max(abs(low), abs(high)) / 4 or 1.0
    if kind_is_step:
        least = max(least, 2.0)
    if high - low < least:
        middle = (high + low) / 2
        low, high = middle - least / 2, middle + least / 2
        if low < 0 <= min(values):
            low, high = 0.0, least
    return low, high


def path(points: list[tuple[float, float]], steps: bool) -> str:
    """SVG path data through the points; as steps the line stays level until the x at which the value changes."""
    data, level = f"M{points[0][0]:.4g} {points[0][1]:.4g}", points[0][1]
    for x, y in points[1:]:
        if not steps:
            data += f"L{x:.4g} {y:.4g}"
        elif y != level:
            data, level = f"{data}H{x:.4g}V{y:.4g}", y
    return data + (f"H{points[-1][0]:.4g}" if steps else "")


def _peak(series: Series) -> tuple[date, Number] | None:
    known = [(when, value) for when, value in series if value is not None]
    if not known:
        return None
    top = max(known, key=lambda point: point[1])
    return top if top[1] > max(known[0][1], known[-1][1]) else None


def _drawn(series: Series, steps: bool, width: int, height: int, room: int) -> str:
    stretches = runs(series)
    if not stretches:
        return f'<path d="M{PAD} {height / 2}H{width - PAD}" stroke-dasharray="1 4" opacity=".6"/>'
    start, end = series[0][0].toordinal(), series[-1][0].toordinal()
    low, high = span([value for stretch in stretches for _, value in stretch], steps)

    def at(when: date, value: float) -> tuple[float, float]:
        along = (when.toordinal() - start) / (end - start) if end > start else 1.0
        return (
            round(PAD + along * (width - 2 * PAD), 1),
            round(height - PAD - (value - low) / (high - low) * (height - room - 2 * PAD), 1),
        )

    drawn = ""
    for stretch in stretches:
        points = [at(*point) for point in stretch]
        drawn += path(points, steps) if len(points) > 1 else f"M{points[0][0]} {points[0][1]}h.1"
    x, y = at(*stretches[-1][-1])
    return (
        f'<path d="{drawn}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>'
        f'<circle cx="{x}" cy="{y}" r="3.2" fill="currentColor" stroke="none"/>'
    )
