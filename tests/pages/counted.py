"""What the demo's workbooks say of posts, activities and persons on a day, counted row by row without the program."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from statistics import median

from tests.demo.reading import PROGRAMME, Book, Row, runs

DAY = timedelta(days=1)
GP_POST = "Fastlegehjemmel"
UNDER_WAY = ("Kontakt", "Interessert", "Søknad", "Intervju", "Tilbud", "Takket ja")
STEPS = (*UNDER_WAY, "Startet", "Takket nei", "Trukket seg", "Avslag")


def regions() -> dict[str, list[str]]:
    """The names of the municipalities of each sub-region, in the order of the programme's file."""
    found: dict[str, list[str]] = {}
    with (PROGRAMME / "municipalities.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["sub_region"], []).append(row["name"])
    return found


def moved(day: date, months: int) -> date:
    """The day so many months later (or before), or the month's last day where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    length = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - first).days
    return first.replace(day=min(day.day, length))


def duration(begin: date, end: date) -> str:
    """«2 år og 7 måneder», counted a month at a time."""
    months = 0
    while moved(begin, months + 1) <= end:
        months += 1
    if not months:
        days = (end - begin).days
        return f"{days} dag{'er' * (days != 1)}"
    parts = [f"{months // 12} år"] * (months >= 12) + [f"{months % 12} måned{'er' * (months % 12 != 1)}"] * (
        months % 12 > 0
    )
    return " og ".join(parts)


@dataclass(frozen=True)
class Post:
    """A post with who has been in it: each stay as its first and last day, none after the post's own last day."""

    row: Row
    fixed: list[tuple[date, date]]
    locums: list[tuple[date, date]]

    @property
    def last_day(self) -> date:
        """The post's last day."""
        return self.row["Til og med"] or date.max

    def held(self, day: date) -> bool:
        """Whether a doctor had it permanently."""
        return any(begin <= day <= end for begin, end in self.fixed)

    def has_locum(self, day: date) -> bool:
        """Whether there was a locum."""
        return any(begin <= day <= end for begin, end in self.locums)

    def vacant_since(self, day: date) -> date:
        """Since when a post that is vacant that day is: the day after the last permanent one, or its own first day."""
        ends = [end for begin, end in self.fixed if begin < day]
        return max(ends) + DAY if ends else self.row["Fra og med"]

    def known_ending(self, day: date) -> date | None:
        """The last day of who has it that day, where nobody has it the day after and the post goes on."""
        ends = [end for begin, end in self.fixed if begin <= day <= end]
        open_ends = [end for end in ends if day < end < self.last_day and not self.held(end + DAY)]
        return max(open_ends, default=None)

    def fillings(self, after: date, until: date) -> list[tuple[date, date]]:
        """The vacancies that ended with a permanent doctor between the days: first vacant day, first day with one."""
        begun = [
            b for b, _ in self.fixed if after < b <= until and b > self.row["Fra og med"] and not self.held(b - DAY)
        ]
        return [(self.vacant_since(b), b) for b in begun]


class Counted:
    """All that is counted of one post type in some municipalities (all if none is named) on a day."""

    def __init__(self, book: Book, day: date, places: Iterable[str] = (), post_type: str = GP_POST) -> None:
        self.book, self.day, self.post_type = book, day, post_type
        self.places = list(places) or [name for names in regions().values() for name in names]

    @cached_property
    def posts(self) -> list[Post]:
        """All posts of the type, open or not."""
        rows = [
            r for r in self.book["Stillinger"] if r["Stillingstype"] == self.post_type and r["Kommune"] in self.places
        ]
        stays: dict[tuple[str, str], list[Row]] = {}
        for row in self.book["Bemanning"]:
            stays.setdefault((row["Stilling-ID"], row["Bemanning"]), []).append(row)

        def of(row: Row, kind: str) -> list[tuple[date, date]]:
            last = row["Til og med"] or date.max
            found = stays.get((row["Stilling-ID"], kind), [])
            return [(s["Fra og med"], min(s["Til og med"] or date.max, last)) for s in found if s["Fra og med"] <= last]

        return [Post(row, of(row, "Fast"), of(row, "Vikar")) for row in rows]

    @cached_property
    def open(self) -> list[Post]:
        """Those open on the day."""
        return [post for post in self.posts if runs(post.row, self.day)]

    @cached_property
    def vacant(self) -> list[Post]:
        """Those without a permanent doctor, the longest vacant first."""
        found = [post for post in self.open if not post.held(self.day)]
        return sorted(found, key=lambda post: post.vacant_since(self.day))

    @property
    def old(self) -> list[Post]:
        """Vacant for more than 365 days."""
        return [post for post in self.vacant if (self.day - post.vacant_since(self.day)).days > 365]

    @property
    def with_locum(self) -> list[Post]:
        """Vacant, with a locum."""
        return [post for post in self.vacant if post.has_locum(self.day)]

    @property
    def endings(self) -> dict[str, date]:
        """The known endings ahead: post and last day with a permanent doctor."""
        found = {post.row["Stilling-ID"]: post.known_ending(self.day) for post in self.open}
        return {name: day for name, day in found.items() if day}

    @property
    def announced(self) -> list[str]:
        """The posts of those within six months."""
        return [name for name, last in self.endings.items() if last <= moved(self.day, 6)]

    @property
    def fillings(self) -> list[tuple[str, date, date, int]]:
        """Post, first vacant day, first day with a permanent doctor and days between, for the last 24 months."""
        return [
            (post.row["Stilling-ID"], since, begin, (begin - since).days)
            for post in self.posts
            for since, begin in post.fillings(moved(self.day, -24), self.day)
        ]

    @property
    def days_to_fill(self) -> float:
        """Their median."""
        return median(days for *_, days in self.fillings)

    @cached_property
    def lists(self) -> dict[str, Row]:
        """The newest list count of the last twelve months of each post that has one."""
        found: dict[str, Row] = {}
        for row in sorted(self.book["Listetall"], key=lambda row: row["Dato"]):
            if moved(self.day, -12) < row["Dato"] <= self.day:
                found[row["Stilling-ID"]] = row
        return found

    @property
    def without_doctor(self) -> int:
        """Inhabitants on the lists of the vacant posts."""
        return sum(row["Listelengde"] for row in self._lists_of(self.vacant))

    @property
    def places_left(self) -> int:
        """Places left on the lists of the others."""
        held = [post for post in self.open if post.held(self.day)]
        return sum(max(0, row["Listetak"] - row["Listelengde"]) for row in self._lists_of(held))

    def _lists_of(self, posts: list[Post]) -> list[Row]:
        return [self.lists[post.row["Stilling-ID"]] for post in posts if post.row["Stilling-ID"] in self.lists]

    def course(self, first: date) -> dict[date, int]:
        """How many posts were vacant at each month end, each meeting, and on the day itself."""
        day, days = first, {self.day}
        while (last := moved(day, 1) - DAY) <= self.day:
            days.add(last)
            day = moved(day, 1)
        days |= {row["Dato"] for row in self.book["Møter"] if first <= row["Dato"] <= self.day}
        return {day: sum(runs(p.row, day) and not p.held(day) for p in self.posts) for day in sorted(days)}

    def activities(self, after: date | None = None) -> list[Row]:
        """Those since a day, by default of the last twelve months; all activities belong to the programme."""
        after = after or moved(self.day, -12)
        return [row for row in self.book["Aktiviteter"] if after < row["Dato"] <= self.day]

    @property
    def in_pipeline(self) -> int:
        """Candidates under way: their newest step is such a one, and at most 24 months old."""
        return sum(
            row["Steg"] in UNDER_WAY and row["Dato"] > moved(self.day, -24) for row in self._newest_steps().values()
        )

    @property
    def recruited(self) -> int:
        """Candidates who started in a GP post or as a trainee in the last twelve months, or in no post named."""
        types = {row["Stilling-ID"]: row["Stillingstype"] for row in self.book["Stillinger"]}
        return len(
            {
                row["Kandidat-ID"]
                for row in self.book["Kandidatløp"]
                if row["Steg"] == "Startet"
                and moved(self.day, -12) < row["Dato"] <= self.day
                and types.get(row["Stilling-ID"]) in (None, GP_POST, "ALIS-stilling")
            }
        )

    def _newest_steps(self) -> dict[str, Row]:
        rows = [row for row in self.book["Kandidatløp"] if row["Dato"] <= self.day]
        rows.sort(key=lambda row: (row["Dato"], STEPS.index(row["Steg"])))
        return {row["Kandidat-ID"]: row for row in rows}

    @property
    def doctors(self) -> tuple[int, int, int]:
        """Doctors who have begun their training: completed, still in it, and left."""
        begun = [row for row in self.book["Utdanningsløp"] if row["Startdato"] <= self.day]
        completed = [row for row in begun if row["Fullført dato"] and row["Fullført dato"] <= self.day]
        left = [row for row in begun if row["Sluttet dato"] and row["Sluttet dato"] <= self.day]
        return len(completed), len(begun) - len(completed) - len(left), len(left)

    @property
    def fixed_pathways(self) -> tuple[int, int]:
        """LIS1 posts in a fixed pathway, and all of them."""
        rows = [
            row
            for row in self.book["Stillinger"]
            if row["Stillingstype"] == "LIS1" and row["Kommune"] in self.places and runs(row, self.day)
        ]
        return sum(row["Fast utdanningsløp"] == "Ja" for row in rows), len(rows)

    @property
    def registered(self) -> dict[str, date]:
        """The municipalities that are registered to train specialists, and since when."""
        found = {row["Kommune"]: row["Registrert utdanningsvirksomhet"] for row in self.book["Kommunestatus"]}
        return {name: day for name, day in found.items() if name in self.places and day and day <= self.day}
