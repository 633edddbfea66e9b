"""How many come as far as each stage, and what share goes on to the next and how fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helgelandlegen.figures.colours import MUTED
from helgelandlegen.figures.drawing import BIG, SIZE, SMALL, block, frame, leading, nothing, row, text, unknown, wrapped
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.numbers import number, percent, rounded, with_unit
from helgelandlegen.typeface import text_width

WIDTH = 340
BAR = 24
STUB = 30
LEAST = 2.5
GAP = 12


@dataclass(frozen=True)
class Stage:
    """One stage: how many came so far, the share (0–1) of the stage before, and the median days from it over `days_n`.

    What is None is left out; for a count of None `text` («under 5») stands in its place. With `to` it can be picked.
    """

    name: str
    count: int | None
    share_of_previous: float | None
    days: float | None
    days_n: int
    text: str = ""
    to: To | None = None

    @property
    def printed(self) -> str:
        """The count as it is shown."""
        return self.text if self.count is None else number(self.count)

    @property
    def step(self) -> str:
        """What lies between the stage before and this one: «58 % videre · median 43 dager»."""
        parts = [] if self.share_of_previous is None else [f"{percent(self.share_of_previous)} videre"]
        if self.days is not None:
            parts.append(f"median {with_unit(rounded(self.days), 'dager')}")
        return " · ".join(parts)

    @property
    def words(self) -> str:
        """The stage as text: «Intervju: 28, 58 % videre, median 43 dager (12 forløp)»."""
        parts = [f"{self.name}: {self.printed}", *self.step.split(" · ")]
        counted = f" ({with_unit(self.days_n, 'forløp')})" if self.days is not None else ""
        return ", ".join(part for part in parts if part) + counted


def funnel(stages: Sequence[Stage], *, label: str, tone: str, width: int = WIDTH) -> str:
    """An SVG of the stages under each other, their bars from one scale; `label` begins the text alternative.

    Several funnels beside each other are several calls, each with a scale of its own.
    """
    if not stages:
        return nothing(label, width)
    scale = _scale(stages, width)
    body, y = "", 0.0
    for place, stage in enumerate(stages):
        top, drawn = y, ""
        if place:
            drawn, y = _step(stage.step, y, width)
        for line in wrapped(stage.name, width):
            drawn += text(0, y + SIZE, line)
            y += leading(SIZE)
        drawn += _bar(stage, y + 4, tone, scale)
        y += BAR + 8
        body += row(drawn, stage.words, top, width, y - top, stage.to)
    return frame(body, width, y, label, [stage.words for stage in stages])


def _scale(stages: Sequence[Stage], width: float) -> float:
    """Units of length for one person: as long as the bars can be without any number leaving the drawing."""
    rooms = [(width - GAP - text_width(stage.printed, BIG)) / stage.count for stage in stages if stage.count]
    return min(rooms, default=0.0)


def _bar(stage: Stage, y: float, tone: str, scale: float) -> str:
    foot = y + BAR / 2 + BIG * 0.36
    if stage.count is None:
        return unknown(0, y, STUB, BAR) + text(STUB + GAP, foot - 2, stage.printed, ink="muted")
    if stage.count == 0:
        return text(0, foot, number(0), ink="muted", weight=700, size=BIG)
    long = max(stage.count * scale, LEAST)
    drawn = block(0, y, long, BAR, tone, radius=min(3.0, long / 2))
    return drawn + text(long + GAP, foot, stage.printed, weight=700, size=BIG)


def _step(words: str, y: float, width: float) -> tuple[str, float]:
    """An arrow down with the words beside it, and where it ends."""
    lines = wrapped(words, width - 36, SMALL)
    high = max(30.0, 12 + len(lines) * leading(SMALL))
    arrow = (
        f'<path d="M12 {y + 4:g}V{y + high - 6:g}m-5 -5l5 5l5 -5" fill="none" stroke="{MUTED.light}" class="hl-axis"'
        ' stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"/>'
    )
    first = y + (high - len(lines) * leading(SMALL)) / 2 + SMALL * 0.9
    drawn = "".join(text(30, first + i * leading(SMALL), line, ink="muted", size=SMALL) for i, line in enumerate(lines))
    return arrow + drawn, y + high
