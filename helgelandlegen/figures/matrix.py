"""Risks in a field of five by five: how likely, how grave, and from where each has moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, hypot, sqrt

from helgelandlegen.figures.colours import CARD, INK, STEP_INK, STEPS
from helgelandlegen.figures.drawing import SIZE, SMALL, box, frame, nothing, num, part, text
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.plan import HIGH_FROM, MIDDLE_FROM, Level, Risk, level
from helgelandlegen.figures.project_messages import movement
from helgelandlegen.typeface import text_width

SCALE = 5
HIGH, GAP = 72, 4
LEFT, HEAD = 26, 30
RADIUS = 14.0
STEP = {Level.LOW: 0, Level.MIDDLE: 1, Level.HIGH: 2}
RANGES = {
    Level.LOW: f"lav, 1–{MIDDLE_FROM - 1}",
    Level.MIDDLE: f"middels, {MIDDLE_FROM}–{HIGH_FROM - 1}",
    Level.HIGH: f"høy, {HIGH_FROM}–{SCALE * SCALE}",
}

Spot = tuple[float, float]


def matrix(
    risks: Sequence[Risk], *, label: str, compared: bool, width: int = 600, to: Mapping[int, To] | None = None
) -> str:
    """An SVG of the risks by their numbers; with `compared` an arrow leads from where each stood then.

    `label` begins the text alternative, the risks follow in words. `to` says of a number where picking it leads.
    """
    if not risks:
        return nothing(label, width)
    wide = (width - LEFT) / SCALE
    spots, radius = _spots(risks, wide)
    body = text(0, 16, "Sannsynlighet ↑", ink="muted", size=SMALL)
    for likelihood in range(1, SCALE + 1):
        for consequence in range(1, SCALE + 1):
            body += _cell(likelihood, consequence, wide)
        body += text(6, _top(likelihood) + HIGH / 2 + 5, str(likelihood), ink="muted", size=SMALL)
    foot = HEAD + SCALE * HIGH
    for consequence in range(1, SCALE + 1):
        x = _left(consequence, wide) + (wide - GAP) / 2
        body += text(x, foot + 16, str(consequence), anchor="middle", ink="muted", size=SMALL)
    body += text(width, foot + 36, "Konsekvens →", anchor="end", ink="muted", size=SMALL)
    moved = [one for one in risks if compared and one.has_moved]
    begins = _begins(moved, wide)
    arrows = [_arrow(begins[one.number], spots[one.number], radius) for one in moved]
    marks = [_mark(one, spots[one.number], radius, compared, (to or {}).get(one.number)) for one in risks]
    return frame(
        body + "".join(arrows) + "".join(marks) + _legend(foot + 24),
        width,
        foot + 66,
        label,
        [in_words(one, compared) for one in risks],
    )


def in_words(one: Risk, compared: bool) -> str:
    """«1 Finansiering: sannsynlighet 4, konsekvens 5, høy, opp fra 12 til 20»"""
    said = f"{one.number} {one.name}: sannsynlighet {one.likelihood}, konsekvens {one.consequence}, {one.level}"
    return f"{said}, {movement(one)}" if compared else said


def _left(consequence: int, wide: float) -> float:
    return LEFT + (consequence - 1) * wide


def _top(likelihood: int) -> float:
    return HEAD + (SCALE - likelihood) * HIGH


def _cell(likelihood: int, consequence: int, wide: float) -> str:
    size = likelihood * consequence
    step, x, y = STEP[level(size)], _left(consequence, wide), _top(likelihood)
    return (
        f'{box(x, y, wide - GAP, HIGH - GAP, 5)} class="hl-step-{step}" fill="{STEPS[step].light}"/>'
        f'<text x="{num(x + wide - GAP - 6)}" y="{num(y + 15)}" text-anchor="end" font-size="12"'
        f' class="hl-step-ink-{step}" fill="{STEP_INK[step].light}" opacity=".75">{size}</text>'
    )


def _spots(risks: Sequence[Risk], wide: float) -> tuple[dict[int, Spot], float]:
    """Where each risk's number stands within its cell, and one radius with which all have room."""
    cells: dict[tuple[int, int], list[int]] = {}
    for one in risks:
        cells.setdefault((one.likelihood, one.consequence), []).append(one.number)
    room, tall = wide - GAP - 10, HIGH - GAP - 20
    across = {cell: min(len(n), max(3, ceil(sqrt(2 * len(n))))) for cell, n in cells.items()}
    radius = min(RADIUS, *(min(room / across[c], tall / ceil(len(n) / across[c])) / 2 - 1 for c, n in cells.items()))
    pitch = 2 * radius + 3
    spots: dict[int, Spot] = {}
    for (likelihood, consequence), numbers in cells.items():
        middle = (_left(consequence, wide) + (wide - GAP) / 2, _top(likelihood) + (HIGH - GAP) / 2 - 3)
        lines = ceil(len(numbers) / across[likelihood, consequence])
        for place, number in enumerate(numbers):
            line, at = divmod(place, across[likelihood, consequence])
            here = min(across[likelihood, consequence], len(numbers) - line * across[likelihood, consequence])
            spots[number] = (
                middle[0] + (at - (here - 1) / 2) * pitch, middle[1] + (line - (lines - 1) / 2) * pitch
            )  # fmt: skip
    return spots, radius


def _mark(one: Risk, spot: Spot, radius: float, compared: bool, to: To | None) -> str:
    x, y = spot
    size = min(SIZE - 1, radius * 1.15)
    drawn = (
        f'{box(x - radius, y - radius, 2 * radius, 2 * radius, radius)} class="hl-ink-fill" fill="{INK.light}"/>'
        f'<text x="{num(x)}" y="{num(y + size * 0.35)}" text-anchor="middle" font-size="{num(size)}" font-weight="700"'
        f' class="hl-card-fill" fill="{CARD.light}">{one.number}</text>'
    )
    return part(drawn, in_words(one, compared), to)


def _begins(moved: Sequence[Risk], wide: float) -> dict[int, Spot]:
    """Where each arrow begins: at the foot of the cell, below the numbers that stand there now."""
    cells: dict[tuple[int, int], list[int]] = {}
    for one in moved:
        if one.then:
            cells.setdefault(one.then, []).append(one.number)
    return {
        number: (
            _left(consequence, wide) + (wide - GAP) / 2 + (place - (len(numbers) - 1) / 2) * 15,
            _top(likelihood) + HIGH - GAP - 8,
        )
        for (likelihood, consequence), numbers in cells.items()
        for place, number in enumerate(numbers)
    }


def _arrow(begin: Spot, spot: Spot, radius: float) -> str:
    """From a ring in the cell where it stood then to the edge of its number."""
    x, y = begin
    far = hypot(spot[0] - x, spot[1] - y)
    across, down = (spot[0] - x) / far, (spot[1] - y) / far
    tip = (spot[0] - across * (radius + 2), spot[1] - down * (radius + 2))
    back = (tip[0] - across * 10, tip[1] - down * 10)
    wings = [(back[0] - down * side, back[1] + across * side) for side in (5.5, -5.5)]
    head = "L".join(f"{num(a)} {num(b)}" for a, b in (tip, *wings))
    paint = f'class="hl-course" stroke="{INK.light}" stroke-width="2.4"'
    return (
        f'<circle cx="{num(x)}" cy="{num(y)}" r="5" {paint} fill="none"/>'
        f'<path d="M{num(x + across * 5)} {num(y + down * 5)}L{num(back[0])} {num(back[1])}" {paint} fill="none"/>'
        f'<path d="M{head}Z" class="hl-ink-fill" fill="{INK.light}"/>'
    )


def _legend(y: float) -> str:
    drawn, x = "", float(LEFT)
    for step, words in ((STEP[grade], words) for grade, words in RANGES.items()):
        drawn += f'{box(x, y, 22, 14, 3)} class="hl-step-{step}" fill="{STEPS[step].light}"/>'
        drawn += text(x + 29, y + 12, words, ink="muted", size=SMALL)
        x += 29 + text_width(words, SMALL) + 14
    return drawn
