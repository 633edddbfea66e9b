"""From key figures to what people read: Norwegian text, inline SVG and HTML.

Nothing here knows Streamlit or the database. Every module takes plain values (or anything that looks like a `Figure`)
and returns strings, so that screen, briefing and PDF are drawn by the same code. The SVG carries light-theme colours
as attributes, for paper; on screen the classes in ui/style.css follow the active theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

Number = int | float | Decimal
"""What a figure's value may be. Shares are 0-1."""

Series = Sequence[tuple[date, Number | None]]
"""A figure over time, oldest first. None is a gap: no value, or a value that may not be shown."""


class Figure(Protocol):
    """One key figure at one date, already suppressed for its audience: what a card, a sentence and a chart need."""

    def __hash__(self) -> int:
        """What is drawn of a figure is kept under the figure."""

    @property
    def title(self) -> str:
        """Norwegian title, as in the heading of queries/kpi/<id>.sql."""

    @property
    def unit(self) -> str:
        """Norwegian unit in the plural («stillinger»), or «%»."""

    @property
    def kind(self) -> str:
        """count, share, sum, median or survival."""

    @property
    def better(self) -> str:
        """lower, higher, band or none."""

    @property
    def as_of(self) -> date:
        """The date for which the value holds."""

    @property
    def asked(self) -> date:
        """The date that was asked for; a value that may not be shown for it is given for an earlier one."""

    @property
    def value(self) -> Number | None:
        """The value; None where there is none."""

    @property
    def numerator(self) -> Number | None:
        """Of a share: the counted part."""

    @property
    def denominator(self) -> Number | None:
        """Of a share: the whole. Of a median: the number of rows."""

    @property
    def hidden(self) -> bool:
        """True where a small group must not be shown; no number of the figure is printed then."""

    @property
    def status(self) -> str:
        """One of figures.status.Status."""

    @property
    def target(self) -> tuple[Number, Number | None] | None:
        """The target and, for a band, its upper end."""

    @property
    def decided_in(self) -> str | None:
        """Where the target was decided, as the sheet Mål says it."""

    @property
    def compared_with(self) -> date | None:
        """The comparison date."""

    @property
    def previous(self) -> Number | None:
        """The value at the comparison date; None where there is none or it is hidden."""

    @property
    def rests_on(self) -> tuple[int, int] | None:
        """Municipalities with numbers, of all municipalities."""

    @property
    def noted(self) -> tuple[int, str] | None:
        """How many rows were left out, and the words for it: (2, «mangler tall»)."""

    @property
    def series(self) -> Series:
        """The figure over month ends and meetings."""

    @property
    def meetings(self) -> Sequence[date]:
        """The steering group's meetings in the series' span."""
