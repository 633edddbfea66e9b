"""A made-up figure and the means to look at drawings, shared by the tests of figures and ui."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from helgelandlegen.figures import Number, Series

NBSP = "\u00a0"
AS_OF = date(2026, 10, 31)
MEETING = date(2026, 9, 17)


@dataclass(frozen=True, eq=False)
class Sample:
    """A figure as figures.Figure asks for it: 15 vacant posts, 13 at the last meeting, at most 5 wanted."""

    title: str = "Ledige fastlegehjemler"
    unit: str = "hjemler"
    kind: str = "count"
    better: str = "lower"
    as_of: date = AS_OF
    asked: date = AS_OF
    value: Number | None = 15
    numerator: Number | None = None
    denominator: Number | None = None
    hidden: bool = False
    status: str = "utenfor"
    target: tuple[Number, Number | None] | None = (5, None)
    decided_in: str | None = None
    compared_with: date | None = MEETING
    previous: Number | None = 13
    rests_on: tuple[int, int] | None = (16, 18)
    noted: tuple[int, str] | None = None
    series: Series = ()
    meetings: Sequence[date] = ()


def share(value: float | Decimal | None, of: int, previous: float | None = None, **more: object) -> Sample:
    """A share with its counts, higher is better, at least 80 % wanted."""
    given: dict[str, object] = {
        "title": "Ferdig spesialist på normert tid",
        "unit": "leger",
        "kind": "share",
        "better": "higher",
        "value": value,
        "numerator": None if value is None else round(float(value) * of),
        "denominator": of,
        "previous": previous,
        "target": (Decimal("0.8"), None),
    }
    return Sample(**(given | more))  # type: ignore[arg-type]


def drawing(svg: str) -> ElementTree.Element:
    """The SVG as a tree; fails on anything that is not well-formed."""
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    """All words written in the SVG, in order."""
    return ["".join(element.itertext()) for element in drawing(svg).iter("text")]
