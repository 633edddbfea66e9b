"""What is looked at: the two dates, the place, the type of posts, and how far back courses go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from helgelandlegen.figures.words import since
from helgelandlegen.privacy import GP_POST, POSTS, PROGRAMME
from helgelandlegen.programme import Programme

PERIOD = "periode"  # in the address
WHOLE_PERIOD = "hele"
PERIODS = {WHOLE_PERIOD: "Hele perioden", "5": "Siste fem år", "2": "Siste to år", "1": "Siste år"}
EVERYWHERE = "Alle kommuner"


@dataclass(frozen=True)
class Choice:
    """The date that the figures hold for, the one they are compared with (None: no earlier meeting), and what of them.

    `group` is the programme, a sub-region or a municipality's number; `first_day` the first day of courses.
    """

    as_of: date
    compared_with: date | None
    is_meeting: bool
    address: dict[str, str]
    group: str = PROGRAMME
    post_type: str = GP_POST
    first_day: date | None = None

    @property
    def since(self) -> str:
        """The heading over what has changed: «Siden møtet 17. september»."""
        if self.compared_with is None:
            return "Endringer"
        return since(self.compared_with, self.as_of, "møtet" if self.is_meeting else "")

    def to(self, figure: str) -> dict[str, str]:
        """The query that leads to a figure's own screen with the same choices."""
        return self.address | {"tall": figure}


def in_words(programme: Programme, chosen: Choice) -> str:
    """«Alle kommuner», «Rana · LIS1-stillinger · siste to år»."""
    words = [EVERYWHERE if chosen.group == PROGRAMME else programme.group_name(chosen.group)]
    if chosen.post_type != GP_POST:
        words.append(POSTS[chosen.post_type])
    if chosen.first_day:
        words.append(PERIODS[chosen.address[PERIOD]].lower())
    return " · ".join(words)


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; the 28th for a leap day."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap_day else day.day)
