"""The story that the demo tells: three uploads, and how many posts were open and vacant, where and when.

Synthetic data (syntetiske data) except the published figures, which are read from the programme's `observations.csv`:
SSB's lists at the end of 2025, and the vacancies of October 2020, November 2021 (one municipality) and January 2023.
Everything between and after those days, and which post it was, is made up.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PROGRAMME = Path(__file__).resolve().parents[1] / "programmes" / "helgelandlegen"
TODAY = date(2026, 11, 22)  # the day up to which the story is told
SSB_DAY = date(2025, 12, 31)
SURVEY_DAY = date(2023, 1, 15)


@dataclass(frozen=True)
class Upload:
    """One workbook: the day it is dated and received, and the municipalities (numbers) that had not reported."""

    day: date
    late: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        """The file's name begins with the day on which the import is to be recorded."""
        return f"{self.day.isoformat()}-rapport.xlsx"


UPLOADS = (
    Upload(date(2024, 1, 15)),
    Upload(date(2026, 1, 19), late=("1822",)),
    Upload(date(2026, 11, 2), late=("1827", "1835")),
)
EVER_LATE = tuple(number for upload in UPLOADS for number in upload.late)

ANCHORS = (
    date(2019, 1, 1),
    date(2020, 10, 15),
    date(2021, 11, 15),
    SURVEY_DAY,
    date(2023, 12, 31),
    date(2024, 12, 31),
    SSB_DAY,
    UPLOADS[-1].day,
)
_SSB = ANCHORS.index(SSB_DAY)  # this anchor's figures are read, not written here

# number: open posts, vacant posts; one figure per anchor, SSB's day left out
_STORY = {
    "1811": ((3, 3, 3, 3, 3, 4, 4), (0, 0, 0, 0, 0, 1, 0)),
    "1812": ((3, 3, 3, 3, 3, 4, 4), (1, 1, 0, 0, 0, 0, 0)),
    "1813": ((12, 12, 12, 13, 13, 13, 12), (0, 2, 2, 2, 2, 2, 1)),
    "1815": ((3, 3, 3, 3, 3, 3, 3), (2, 2, 2, 1, 1, 1, 1)),
    "1816": ((1, 1, 1, 1, 1, 1, 1), (0, 0, 0, 0, 0, 0, 0)),
    "1818": ((2, 2, 3, 3, 3, 3, 3), (0, 0, 0, 0, 0, 1, 1)),
    "1820": ((10, 10, 10, 10, 10, 9, 9), (0, 0, 1, 1, 1, 0, 0)),
    "1822": ((3, 3, 3, 3, 3, 3, 3), (0, 1, 1, 0, 0, 0, 0)),
    "1824": ((15, 15, 16, 16, 16, 15, 15), (0, 0, 1, 2, 2, 2, 1)),
    "1825": ((3, 3, 3, 3, 3, 3, 3), (0, 0, 1, 3, 2, 0, 1)),
    "1826": ((3, 3, 3, 3, 3, 4, 4), (0, 1, 1, 2, 1, 1, 0)),
    "1827": ((2, 2, 2, 2, 2, 2, 2), (0, 0, 0, 0, 0, 0, 0)),
    "1828": ((2, 2, 2, 2, 2, 2, 2), (0, 0, 0, 0, 0, 0, 0)),
    "1832": ((6, 6, 6, 6, 6, 6, 6), (0, 0, 1, 3, 2, 1, 0)),
    "1833": ((28, 28, 29, 29, 29, 29, 30), (4, 5, 6, 9, 7, 6, 6)),
    "1834": ((3, 3, 3, 4, 4, 5, 6), (0, 0, 0, 1, 1, 2, 0)),
    "1835": ((1, 1, 1, 1, 1, 1, 1), (0, 0, 0, 0, 0, 0, 0)),
    "1836": ((3, 3, 3, 3, 3, 4, 4), (3, 3, 3, 3, 3, 2, 0)),
}


def municipalities() -> dict[str, str]:
    """Number → name, from the programme folder, by number."""
    with (PROGRAMME / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {row["number"]: row["name"] for row in csv.DictReader(file)}


class Observations:
    """The published figures that the demo must hit."""

    def __init__(self) -> None:
        with (PROGRAMME / "observations.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if not row["qualifier"]]
        self._values = {(r["indicator"], r["municipality"], r["as_of"]): r["value"] for r in rows}

    def find(self, indicator: str, municipality: str, day: date) -> int | None:
        """The whole number published for a municipality ('' = the programme) and day; None if there is none."""
        value = self._values.get((indicator, municipality, day.isoformat()))
        return None if value is None else int(value)

    def get(self, indicator: str, municipality: str, day: date) -> int:
        """The same; KeyError if there is none."""
        value = self.find(indicator, municipality, day)
        if value is None:
            raise KeyError((indicator, municipality, day))
        return value


def post_counts(observed: Observations) -> dict[str, list[tuple[int, int]]]:
    """Number → (open, vacant) per anchor. ValueError if the story contradicts a published figure."""
    counts: dict[str, list[tuple[int, int]]] = {}
    for number, (posts, vacant) in _STORY.items():
        without = observed.get("lists_without_doctor", number, SSB_DAY)
        official = (observed.get("lists_with_doctor", number, SSB_DAY) + without, without)
        told = list(zip(posts, vacant, strict=True))
        counts[number] = [*told[:_SSB], official, *told[_SSB:]]
    for index, day in enumerate(ANCHORS):
        for number in ("", *counts):
            chosen = [counts[number]] if number else list(counts.values())
            for place, indicator in enumerate(("posts", "vacant_posts")):
                published = observed.find(indicator, number, day)
                if published not in (None, sum(count[index][place] for count in chosen)):
                    raise ValueError(f"{indicator} {number} {day}: published {published}")
    return counts
