"""How the demo's figures move: counted from the cells, day by day, by the definitions and not by the program."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from helgelandlegen import release
from tests.demo.reading import END_STEPS, Book, Row, posts_on

LIMIT = 5
MONTH_ENDS = [
    date(year, month, monthrange(year, month)[1])
    for year in range(2019, 2027)
    for month in range(1, 13)
    if (year, month) < (2026, 11)
]
OCTOBER, MEETING, NOVEMBER = date(2026, 10, 31), date(2026, 9, 17), date(2026, 11, 12)
LAST_TWO_YEARS = [day for day in MONTH_ENDS if day > date(2024, 10, 31)]
ORDER = ("Kontakt", "Interessert", "Søknad", "Intervju", "Tilbud", "Takket ja", *sorted(END_STEPS))
YES, NO = {"Takket ja", "Startet"}, {"Takket nei", "Trukket seg", "Avslag"}

Parts = tuple[int, ...]


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def served(book: Book, row: Row, last: date) -> list[int]:
    """Counted service after each day from Startdato to `last`, in millionths of a day: 10 % absence is free."""
    own = [absence for absence in book["Fravær"] if absence["Lege-ID"] == row["Lege-ID"]]
    gross = absent = 0
    course = []
    for number in range((last - row["Startdato"]).days + 1):
        day = row["Startdato"] + timedelta(days=number)
        part = Counter({"Deltid": 0, "Fravær": 0})
        for absence in own:
            if absence["Fra og med"] <= day <= (absence["Til og med"] or date.max):
                part[absence["Gjelder"]] += absence["Prosent"]
        share = row["Stillingsprosent"] * (100 - min(100, part["Deltid"])) * 100  # of a million
        gross, absent = gross + share, absent + share * min(100, part["Fravær"]) // 100
        course.append(gross - max(0, absent - gross // 10))
    return course


def required(row: Row) -> int:
    first: date = row["Startdato"]
    return (months_after(first, row["Normert tid mnd"]) - first).days * 1_000_000


def trains(row: Row, day: date) -> bool:
    ended = row["Fullført dato"] or row["Sluttet dato"]
    return bool(row["Startdato"] <= day) and (ended is None or bool(day < ended))


@pytest.fixture(scope="session")
def due(result: Book) -> dict[str, date]:
    """Lege-ID → the day after the first day on which the counted service suffices, if that is before 2027."""
    found = {}
    for row in result["Utdanningsløp"]:
        course = served(result, row, date(2026, 12, 31))
        enough = next((number for number, counted in enumerate(course) if counted >= required(row)), None)
        if enough is not None:
            found[row["Lege-ID"]] = row["Startdato"] + timedelta(days=enough + 1)
    return found


def outcome(book: Book, due: dict[str, date], day: date) -> Parts:
    """Doctors due in the 36 months up to the day: completed on time, completed late, not completed."""
    group = [
        row
        for row in book["Utdanningsløp"]
        if row["Lege-ID"] in due and months_after(day, -36) < due[row["Lege-ID"]] <= day
    ]
    completed = [row for row in group if row["Fullført dato"] and row["Fullført dato"] <= day]
    on_time = sum(row["Fullført dato"] <= due[row["Lege-ID"]] for row in completed)
    return on_time, len(completed) - on_time, len(group) - len(completed)


def plan_and_supervisor(book: Book, day: date) -> Parts:
    """Doctors in training: with a supervisor and a plan of the last twelve months, and without."""

    def fresh(when: date | None) -> bool:
        return when is not None and months_after(day, -12) < when <= day

    there = [row for row in book["Utdanningsløp"] if trains(row, day)]
    ready = [
        row
        for row in there
        if row["Veileder fra"]
        and row["Veileder fra"] <= day
        and (fresh(row["Utdanningsplan dato"]) or fresh(row["Plan revidert"]))
    ]
    return len(ready), len(there) - len(ready)


def on_track(book: Book, day: date) -> Parts:
    """Doctors in training: with nine tenths of the goals that the counted service asks for, with fewer, left out."""
    enough = fewer = out = 0
    for row in [row for row in book["Utdanningsløp"] if trains(row, day)]:
        counts = [
            (goal["Dato"], goal["Godkjente læringsmål"])
            for goal in book["Læringsmål"]
            if goal["Lege-ID"] == row["Lege-ID"] and months_after(day, -6) < goal["Dato"] <= day
        ]
        if not counts or not row["Krav læringsmål"]:
            out += 1
            continue
        counted_on, approved = max(counts)
        share = min(served(book, row, counted_on)[-1], required(row))
        if 10 * approved * required(row) >= 9 * row["Krav læringsmål"] * share:
            enough += 1
        else:
            fewer += 1
    return enough, fewer, out


def steps(book: Book, day: date) -> dict[str, list[tuple[date, int, str]]]:
    found: dict[str, list[tuple[date, int, str]]] = {}
    for row in book["Kandidatløp"]:
        if row["Dato"] <= day:
            found.setdefault(row["Kandidat-ID"], []).append((row["Dato"], ORDER.index(row["Steg"]), row["Steg"]))
    return found


def local_affiliation(book: Book, day: date) -> Parts:
    """Candidates under way: Ja, Nei, Ukjent."""
    answers = {row["Kandidat-ID"]: row["Lokal tilknytning"] for row in book["Kandidater"]}
    newest = {candidate: max(own) for candidate, own in steps(book, day).items()}
    under_way = [c for c, (when, _, step) in newest.items() if step not in END_STEPS and when > months_after(day, -24)]
    count = Counter(answers[candidate] for candidate in under_way)
    return count["Ja"], count["Nei"], count["Ukjent"]


def offer_acceptance(book: Book, day: date) -> Parts:
    """Candidates with an offer: yes, no or unanswered for sixty days, and recently offered."""
    yes = no = recent = 0
    for own in steps(book, day).values():
        offers = [when for when, _, step in own if step == "Tilbud" and when > months_after(day, -24)]
        if not offers:
            continue
        later = {step for when, _, step in own if when >= min(offers)}
        if later & YES:
            yes += 1
        elif later & NO or (day - min(offers)).days >= 60:
            no += 1
        else:
            recent += 1
    return yes, no, recent


def large_enough(parts: Parts) -> bool:
    return all(part == 0 or part >= LIMIT for part in parts)


def test_no_month_end_has_as_many_vacant_posts_as_january_2023(result: Book) -> None:
    vacant = {day: len(posts_on(result, day)[1]) for day in MONTH_ENDS}
    assert len(vacant) == 94
    assert vacant[date(2023, 1, 31)] == 27
    assert max(number for day, number in vacant.items() if day != date(2023, 1, 31)) == 26


def test_vacant_posts_rise_to_the_peak_and_fall_after_it_without_wild_swings(result: Book) -> None:
    vacant = [len(posts_on(result, day)[1]) for day in MONTH_ENDS]
    assert all(abs(after - before) <= 2 for before, after in pairwise(vacant))
    yearly = [sum(vacant[place : place + 12]) for place in range(0, 84, 12)]  # 2019 … 2025
    peak = yearly.index(max(yearly))
    assert yearly == sorted(yearly[: peak + 1]) + sorted(yearly[peak + 1 :], reverse=True)
    assert [vacant[MONTH_ENDS.index(day)] for day in (date(2019, 1, 31), date(2020, 10, 31), OCTOBER)] == [10, 15, 12]


def test_half_of_the_doctors_due_in_three_years_completed_on_time(result: Book, due: dict[str, date]) -> None:
    assert {day: outcome(result, due, day) for day in (MEETING, OCTOBER, NOVEMBER)} == {
        MEETING: (11, 5, 5),
        OCTOBER: (11, 5, 5),
        NOVEMBER: (11, 5, 5),
    }


def test_the_parts_of_the_outcome_are_large_enough_for_most_of_two_years(result: Book, due: dict[str, date]) -> None:
    small = [day for day in LAST_TWO_YEARS if not large_enough(outcome(result, due, day))]
    assert small == [date(2024, 11, 30)]


def test_the_outcome_may_be_published_at_the_last_meeting_and_since(result: Book, due: dict[str, date]) -> None:
    met = {row["Dato"] for row in result["Møter"] if date(2019, 1, 1) <= row["Dato"] <= NOVEMBER}
    course = [(day, outcome(result, due, day)) for day in sorted(met | set(MONTH_ENDS))]
    assert {MEETING, OCTOBER, NOVEMBER} <= release.releases(course, LIMIT)


@pytest.mark.parametrize(
    ("count", "parts"),
    [
        (plan_and_supervisor, (18, 8)),
        (local_affiliation, (15, 12, 5)),
        (offer_acceptance, (15, 7, 0)),
        (on_track, (13, 6, 7)),
    ],
)
def test_at_the_end_of_october_2026_no_group_is_small(
    result: Book, count: Callable[[Book, date], Parts], parts: Parts
) -> None:
    assert count(result, OCTOBER) == parts
    assert large_enough(parts)
