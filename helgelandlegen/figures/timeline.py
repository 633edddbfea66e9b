"""Milestones on a common time axis: the deadline, the forecast or the day it was done, and how far it has slipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from helgelandlegen.figures.colours import CARD, INK, MUTED, STATUS
from helgelandlegen.figures.drawing import (
    SIZE,
    SMALL,
    WIDTH,
    along,
    column,
    frame,
    leading,
    nothing,
    num,
    paragraph,
    row,
    rule,
    text,
)
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.numbers import NBSP, day_near, short_day
from helgelandlegen.figures.plan import TONES, Milestone, State, shape
from helgelandlegen.figures.project_messages import lateness, slip
from helgelandlegen.figures.spans import ticks
from helgelandlegen.typeface import text_width

GAP = 16
MARK = 8.0
PAD = 14
"""Room at both ends of the axis, so that a mark on its last day stays on it."""


def timeline(
    rows: Sequence[Milestone], *, as_of: date, since: date | None, label: str, width: int = WIDTH,
    to: Mapping[str, To] | None = None,
) -> str:  # fmt: skip
    """An SVG of the milestones as they come: state in shape and word, the axis, how late, and the slip since `since`.

    `label` begins the text alternative, the rows follow in words. `to` says of a name where picking its row leads.
    """
    if not rows:
        return nothing(label, width)
    start, end = _span(rows, as_of)
    states, state_width = column([one.state.capitalize() for one in rows], 0.2 * width)
    names, name_width = column([one.name for one in rows], 0.3 * width)
    late, late_width = column([lateness(one) for one in rows], 0.27 * width)
    slips, slips_width = column([_slipped(one, since) for one in rows], 0.27 * width, SMALL)
    name_x = 26 + state_width + GAP
    left, right = name_x + name_width + GAP + PAD, width - max(late_width, slips_width) - GAP - PAD
    body, top = _legend(since, as_of)
    top += 28
    y, drawn = top, ""
    for one, state, name, *beside in zip(rows, states, names, late, slips, strict=True):
        lines = [[line for line in part if line] for part in beside]
        high = max(34.0, (max(len(name), sum(map(len, lines))) + 0.35) * leading(SIZE))
        middle = y + high / 2
        line = shape(one.state, 0, middle - 8.5, 17) + paragraph(26, middle, state, weight=600)
        line += paragraph(name_x, middle, name)
        line += _marks(one, start, end, left, right, middle, slipped=since is not None)
        line += _beside(right + PAD + GAP, middle, *lines)
        drawn += row(line, in_words(one, since), y, width, high, (to or {}).get(one.name))
        y += high
    axis = _axis(start, end, as_of, left, right, top, y)
    return frame(body + axis + drawn, width, y + 4, label, [in_words(one, since) for one in rows])


def in_words(one: Milestone, since: date | None) -> str:
    """«Sluttrapport: i rute, frist 31.12.2027, prognose 30.11.2027, uendret siden 17. september»"""
    parts = [f"{one.name}: {one.state}", f"frist {short_day(one.now.due)}"]
    if one.now.completed:
        parts.append(f"fullført {short_day(one.now.completed)}")
    elif one.forecast:
        parts.append(f"prognose {short_day(one.forecast)}")
    return ", ".join(part for part in (*parts, lateness(one), _slipped(one, since)) if part)


def _beside(x: float, middle: float, late: list[str], slipped: list[str]) -> str:
    """How late, and under it the slip in smaller type."""
    high = len(late) * leading(SIZE) + len(slipped) * leading(SMALL)
    top = middle - high / 2
    return paragraph(x, top + len(late) * leading(SIZE) / 2, late) + paragraph(
        x, middle + high / 2 - len(slipped) * leading(SMALL) / 2, slipped, ink="muted", size=SMALL
    )


def _slipped(one: Milestone, since: date | None) -> str:
    return slip(one, since) if since else ""


def _span(rows: Sequence[Milestone], as_of: date) -> tuple[date, date]:
    """From the first mark to the last, the day itself included; at least a year."""
    days = [as_of]
    for one in rows:
        days += [one.now.due, one.forecast or one.now.expected, *([one.then.expected] if one.then else [])]
    start, end = min(days), max(days)
    return start, max(end, start + timedelta(days=365))


def _marks(one: Milestone, start: date, end: date, left: float, right: float, y: float, *, slipped: bool) -> str:
    """The deadline, the expected day, a line between them, and where it was expected then."""

    def x(when: date) -> float:
        return along(when, start, end, left, right)

    tone = TONES[one.state]
    paint = f'class="hl-status-{tone}" color="{STATUS[tone].light}"'
    due, expected = x(one.now.due), x(max(one.now.expected, one.as_of) if one.days_late > 0 else one.now.expected)
    drawn = ""
    if abs(expected - due) > 1 and (one.now.completed or one.forecast or one.state is State.LATE):
        drawn += f'<path {paint} d="M{num(due)} {num(y)}H{num(expected)}" stroke="currentColor" stroke-width="5"/>'
    if slipped and one.then and one.slip and abs(x(one.then.expected) - x(one.now.expected)) > 2 * MARK:
        drawn += _arrow(x(one.then.expected), x(one.now.expected), y)
    drawn += _diamond(due, y)
    if one.now.completed:
        drawn += shape(State.DONE, expected - MARK, y - MARK, 2 * MARK)
    elif one.forecast:
        drawn += f'<circle {paint} cx="{num(expected)}" cy="{num(y)}" r="{MARK - 1:g}" fill="currentColor"/>'
    return drawn


def _diamond(x: float, y: float) -> str:
    left, right, up, down = num(x - MARK), num(x + MARK), num(y - MARK), num(y + MARK)
    return (
        f'<path d="M{left} {num(y)}L{num(x)} {up}L{right} {num(y)}L{num(x)} {down}Z" class="hl-due"'
        f' fill="{CARD.light}" stroke="{INK.light}" stroke-width="2"/>'
    )


def _arrow(begin: float, end: float, y: float) -> str:
    """From where it was expected then to where it is now, a little above the line."""
    way = 1 if end > begin else -1
    high, tip = y - MARK - 3, end - way * 2
    return (
        f'<g class="hl-axis" stroke="{MUTED.light}" fill="none" stroke-width="2">'
        f'<circle cx="{num(begin)}" cy="{num(high)}" r="3.5"/><path d="M{num(begin + way * 3.5)} {num(high)}H{num(tip)}'
        f'M{num(tip - way * 6)} {num(high - 4)}L{num(tip)} {num(high)}L{num(tip - way * 6)} {num(high + 4)}"/></g>'
    )


def _axis(start: date, end: date, as_of: date, left: float, right: float, top: float, foot: float) -> str:
    """Years or months over the rows, and a firm line on the day itself."""
    now = along(as_of, start, end, left, right)
    words = short_day(as_of)
    half = text_width(words, SMALL) / 2
    drawn = rule(f"M{num(now)} {num(top - 6)}V{num(foot)}", axis=True)
    drawn += text(now, top - 11, words, anchor="middle", size=SMALL, weight=600)
    for when, name in ticks(start, end, right - left):
        x = along(when, start, end, left, right)
        drawn += rule(f"M{num(x)} {num(top - 4)}V{num(foot)}")
        if abs(x - now) > half + text_width(name, SMALL) / 2 + 8:
            drawn += text(x, top - 11, name, anchor="middle", ink="muted", size=SMALL)
    return drawn


def _legend(since: date | None, as_of: date) -> tuple[str, float]:
    """What the marks are, and the height that the line takes."""
    y, x, drawn = 11.0, 0.0, ""
    entries = [("due", "frist"), ("forecast", "prognose"), ("done", "fullført")]
    if since:
        entries.append(("then", f"ventet {day_near(since, as_of)}{NBSP}→ ventet nå"))
    for kind, words in entries:
        drawn += {
            "due": _diamond(x + MARK, y),
            "forecast": f'<circle class="hl-muted-fill" fill="{MUTED.light}" cx="{num(x + MARK)}" cy="{y:g}" r="7"/>',
            "done": shape(State.DONE, x, y - MARK, 2 * MARK),
            "then": _arrow(x, x + 24, y + MARK + 3),
        }[kind]
        begin = x + (32 if kind == "then" else 23)
        drawn += text(begin, y + 5, words, ink="muted", size=SMALL)
        x = begin + text_width(words, SMALL) + 24
    return drawn, 30.0
