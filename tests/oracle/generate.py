"""Small random states whose dates lie on the edges of the definitions, valid as the workbook's declaration has it.

A seed chooses a day D (a leap day, a month's end, an ordinary day); nearly every date lies at D plus or minus a length
that some definition names (6, 12, 24, 36, 60 months, 31, 60, 95, 365 days), or a day beside that, so that asking for
the days of `as_of_dates` hits both sides of each boundary.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from random import Random
from typing import Any

from helgelandlegen.workbook.sheets import SHEETS, Kind, Scope

from .figures import STEPS
from .training import Row, State, add_months, counted, due_date, required_days

ANCHORS = (
    date(2024, 2, 29), date(2025, 2, 28), date(2024, 8, 31), date(2025, 4, 30), date(2025, 3, 1), date(2023, 12, 31),
    date(2024, 3, 31), date(2025, 10, 15), date(2022, 6, 30), date(2026, 2, 28),
)  # fmt: skip
MONTHS = (0, 0, 0, -6, 6, 6, -12, -12, -24, -24, -36, -60, -84)
DAYS = (0, 0, 0, 0, 1, -1, 1, -1, -31, 31, -32, -60, -95, -365, -366)
GAPS = (0, 1, 1, 2, 31, 32, 33, 200, -10)  # from the last day of one occupancy to the first of the next
PERCENTS = tuple(map(Decimal, ("100", "50", "80", "66.67", "33.33", "12.5", "10", "99.99", "20.01")))
POST_PERCENTS = tuple(map(Decimal, ("100", "100", "100", "100", "80", "50", "66.67", "99.99", "37.5")))
CHILDREN = ("position", "occupancy", "list_count", "training", "absence", "learning_goal", "municipality_status")


def as_of_dates(seed: int) -> list[date]:
    """The days to ask a state for: D, the days beside it, and D some months earlier."""
    anchor = _anchor(seed)
    beside = [anchor + timedelta(days=n) for n in (-1, 0, 1)]
    return beside + [add_months(anchor, -months) for months in (1, 6, 24)]


def random_state(seed: int, programme: Any, size: int) -> State:
    """A state of about `size` posts, candidates and doctors in training each, referentially valid."""
    return _Maker(seed, programme, size).state()


def _anchor(seed: int) -> date:
    return ANCHORS[seed % len(ANCHORS)]


def row_of(sheet: str, **values: Any) -> Row:
    """A row with every stored column: the given values, else the declared default, else None."""
    row: Row = {}
    for column in SHEETS[sheet].stored:
        value = values.pop(column.name, column.default)
        if value is not None and column.kind in (Kind.PERCENT, Kind.AMOUNT):
            value = Decimal(value)
        row[column.name] = value
    if values:
        raise KeyError(f"{sheet}: {sorted(values)}")
    return row


def state_of(held: set[str], **sheets: list[Row]) -> State:
    """A state written by hand: the rows of some sheets, and the municipalities ("" for the programme) that held all."""
    state: State = {sheet: [row_of(sheet, **row) for row in sheets.get(sheet, [])] for sheet in SHEETS}
    return state | {"_held": dict.fromkeys(SHEETS, held)}


class _Maker:
    def __init__(self, seed: int, programme: Any, size: int) -> None:
        self.rng = Random(seed)
        self.day = _anchor(seed)
        self.data_from: date = programme.data_from
        self.numbers = [
            m.number for m in self.rng.sample(programme.municipalities, min(4, len(programme.municipalities)))
        ]
        self.size = size
        self.rows: dict[str, dict[tuple[Any, ...], Row]] = {sheet: {} for sheet in SHEETS}
        self.held: dict[str, set[str]] = {sheet: set() for sheet in SHEETS}

    def state(self) -> State:
        self.hold()
        self.posts()
        self.candidates()
        self.doctors()
        self.project()
        state: State = {sheet: list(rows.values()) for sheet, rows in self.rows.items()}
        state["_held"] = self.held
        return state

    def hold(self) -> None:
        """Most municipalities have held most sheets; a municipality that has held one has reported."""
        for sheet in CHILDREN:
            self.held[sheet] = {number for number in self.numbers if self.rng.random() < 0.9}
        for sheet in ("candidate", "candidate_step", "economy", "activity"):
            self.held[sheet] = {""} if self.rng.random() < 0.92 else set()
        for number in self.numbers:
            for _ in range(self.rng.randint(1, 3)):
                days = self.rng.choice((0, 1, -1, -94, -95, -96, -200))
                self.add("report", report_date=self.day + timedelta(days=days), municipality=number)
                self.held["report"].add(number)

    def add(self, sheet: str, **values: Any) -> Row | None:
        """Add a row unless its key is taken, its sheet was never held, or an end is before its start."""
        row = row_of(sheet, **values)
        if SHEETS[sheet].scope is Scope.PROGRAMME and not self.held[sheet]:
            return None
        if any(row[end] is not None and row[end] < row[start] for start, end in SHEETS[sheet].periods):
            return None
        key = tuple(row[column.name] for column in SHEETS[sheet].keys)
        if key in self.rows[sheet]:
            return None
        self.rows[sheet][key] = row
        return row

    def near(self) -> date:
        """A day on or beside an edge."""
        return add_months(self.day, self.rng.choice(MONTHS)) + timedelta(days=self.rng.choice(DAYS))

    def maybe(self, chance: float, value: Any) -> Any:
        return value if self.rng.random() < chance else None

    # Posts -----------------------------------------------------------------------------------------------------------

    def posts(self) -> None:
        kinds = ("Fastlegehjemmel",) * 6 + ("LIS1", "LIS1", "ALIS-stilling", "Annen legestilling")
        numbers = [number for number in self.numbers if number in self.held["position"]]
        for n in range(self.size if numbers else 0):
            number = self.rng.choice(numbers)
            begin = self.rng.choice((self.near(), self.data_from, date(2015, 1, 1), date(2015, 1, 1)))
            post = self.add(
                "position", position_id=f"S{n:03}", municipality=number, position_type=self.rng.choice(kinds),
                percent=self.rng.choice(POST_PERCENTS), fixed_pathway=self.rng.choice((True, False, None)),
                valid_from=begin, valid_to=self.maybe(0.35, max(begin, self.near())),
            )  # fmt: skip
            if post and number in self.held["occupancy"]:
                self.occupants(post)
            if post and number in self.held["list_count"]:
                for _ in range(self.rng.choice((0, 1, 2, 4))):
                    cap = self.rng.randint(500, 1200)
                    length = cap + self.rng.choice((0, 1, -1, -200, 50))
                    self.add(
                        "list_count", position_id=post["position_id"], counted_on=self.near(),
                        list_cap=cap, list_length=length,
                    )  # fmt: skip

    def occupants(self, post: Row) -> None:
        """A chain of occupancies with gaps and overlaps, before the post's start, beyond its end, or after it."""
        starts = (post["valid_from"], post["valid_from"], self.near(), self.data_from)
        begin = self.rng.choice(starts) + timedelta(days=self.rng.choice((0, 0, 1, 2, 32, -40)))
        doctor = self.rng.randrange(6)
        for _ in range(self.rng.randint(0, 4)):
            doctor = self.rng.choice((doctor, self.rng.randrange(6)))
            lengths = (0, 30, 364, 365, 700, (add_months(begin, 24) - begin).days + self.rng.choice((-1, 0, 1)))
            ends = (begin + timedelta(days=self.rng.choice(lengths)), self.near(), self.near(), None, post["valid_to"])
            end = self.rng.choice(ends)
            kind = self.rng.choice(("Fast", "Fast", "Fast", "Vikar"))
            self.add(
                "occupancy", position_id=post["position_id"], doctor_id=f"L{doctor}", occupancy=kind,
                valid_from=begin, valid_to=end,
            )  # fmt: skip
            begin = self.near() if end is None or end < begin else end + timedelta(days=self.rng.choice(GAPS))

    # Candidates ------------------------------------------------------------------------------------------------------

    def candidates(self) -> None:
        posts = [row["position_id"] for row in self.rows["position"].values()]
        steps = (*STEPS, "Tilbud", "Startet", "Startet")
        for n in range(self.size):
            word = self.rng.choice(("Ja", "Nei", "Ukjent"))
            if not self.add("candidate", candidate_id=f"K{n:03}", local_affiliation=word):
                return
            day = self.near()
            for _ in range(self.rng.randint(0, 5)):
                self.add(
                    "candidate_step", candidate_id=f"K{n:03}", step_date=day, step=self.rng.choice(steps),
                    municipality=self.maybe(0.3, self.rng.choice(self.numbers)),
                    position_id=self.maybe(0.7, self.rng.choice(posts)) if posts else None,
                )  # fmt: skip
                day = self.rng.choice((day, self.near(), day + timedelta(days=60)))

    # Training --------------------------------------------------------------------------------------------------------

    def doctors(self) -> None:
        numbers = [number for number in self.numbers if number in self.held["training"]]
        for n in range(self.size if numbers else 0):
            months = self.rng.choice((60, 60, 60, 48, 24, 1))
            back = self.rng.choice((0, 6, 24, months, months, months + 36, months + 6))
            shift = timedelta(days=self.rng.choice((0, 0, 1, -1, -182, -183)))
            row = row_of(
                "training", doctor_id=f"L{n}", municipality=self.rng.choice(numbers), normal_months=months,
                start_date=add_months(self.day, -back) + shift, percent=self.rng.choice(POST_PERCENTS),
                required_goals=self.rng.choice((88, 88, 1, 0, None)), supervisor_from=self.maybe(0.7, self.near()),
                plan_made_on=self.maybe(0.6, self.near()), plan_revised_on=self.maybe(0.4, self.near()),
            )  # fmt: skip
            if row["municipality"] in self.held["absence"]:
                for _ in range(self.rng.choice((0, 0, 1, 2, 4))):
                    self.leave(row)
            leaves = list(self.rows["absence"].values())
            due = due_date(row, leaves, self.day) or self.day
            edges = (due, due + timedelta(days=1), due - timedelta(days=1), add_months(row["start_date"], 24), self.day)
            for column, chance in (("completed_on", 0.45), ("left_on", 0.25)):
                event = self.rng.choice((*edges, self.near())) + timedelta(days=self.rng.choice((0, 0, 1, -1)))
                row[column] = self.maybe(chance, max(row["start_date"], event))
            self.add("training", **row)
            if row["municipality"] in self.held["learning_goal"]:
                for _ in range(self.rng.randint(0, 3)):
                    self.goals(row, leaves)

    def leave(self, row: Row) -> None:
        """Just at or over 10 %, open-ended, overlapping to more than 100 %, from before the start, or part-time."""
        begin = row["start_date"] + timedelta(days=self.rng.choice((0, 1, 30, 400, 400, 1000, -20)))
        tenth = required_days(row) // 10
        last = begin + timedelta(days=self.rng.choice((tenth - 1, tenth, 2 * tenth, 0, 600)))
        ends = (max(begin, last), max(begin, last), max(begin, self.near()), None)
        self.add(
            "absence", doctor_id=row["doctor_id"], concerns=self.rng.choice(("Fravær", "Fravær", "Deltid")),
            valid_from=begin, valid_to=self.rng.choice(ends), percent=self.rng.choice(PERCENTS),
        )  # fmt: skip

    def goals(self, row: Row, leaves: list[Row]) -> None:
        """A count just at 90 % of what counted service asks, or one below it."""
        day = self.near()
        served = min(Fraction(1), counted(row, leaves, day, self.day) / required_days(row))
        needed = ceil(Fraction(9, 10) * (row["required_goals"] or 0) * served)
        approved = max(0, needed + self.rng.choice((0, 0, -1, 1)))
        self.add("learning_goal", doctor_id=row["doctor_id"], counted_on=day, approved_goals=approved)

    # The project -----------------------------------------------------------------------------------------------------

    def project(self) -> None:
        for number in sorted(self.held["municipality_status"]):
            if self.rng.random() < 0.8:
                self.add("municipality_status", municipality=number, registered_on=self.maybe(0.8, self.near()))
        for n in range(self.size):
            self.add("activity", activity_date=self.near(), activity="Stand", place=f"Sted {n}",
                     new_contacts=self.rng.choice((None, 0, 3, 7)))  # fmt: skip
            self.add(
                "economy", month=add_months(self.day, self.rng.choice((0, 0, -1, -1, -2, 1))).replace(day=1),
                item=f"Post {n}", municipality=self.maybe(0.6, self.rng.choice(self.numbers)),
                budget=self.rng.choice(("0", "100.10", "2500.05", "-100.10")),
                actual=self.rng.choice((None, "0", "99.99", "3000.01", "-50")),
            )  # fmt: skip
