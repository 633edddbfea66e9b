"""One small case of each breakdown, worked out by hand. The day is the last of 2024."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from helgelandlegen.breakdown import breakdown
from helgelandlegen.database import Store
from helgelandlegen.queries import Query, Reader, folder
from tests.filling import fill
from tests.hand.workbook import AURVIK, PROGRAMME
from tests.oracle.generate import state_of

DAY = date(2024, 12, 31)


def steps(candidate_id: str, *taken: tuple[str, date]) -> list[dict[str, Any]]:
    """A candidate's steps."""
    return [{"candidate_id": candidate_id, "step": step, "step_date": day} for step, day in taken]


def doctor(doctor_id: str, start: date, **more: Any) -> dict[str, Any]:
    """A doctor in training, full time for five years."""
    return {"doctor_id": doctor_id, "municipality": AURVIK, "start_date": start, **more}


CANDIDATES = [
    {"candidate_id": name, "source": source}
    for name, source in {
        "K1": "Stand", "K2": "Stand", "K3": None, "K4": "Annet", "K5": "5.-årspraksis", "K6": "Annonse", "K7": "LIS1",
        "K8": "Nettverk", "K9": "Forelesning",
    }.items()
]  # fmt: skip

STEPS = [
    # Started after an application, no offer written down; first contact in 2021.
    *steps("K1", ("Kontakt", date(2021, 3, 1)), ("Søknad", date(2022, 3, 1)), ("Startet", date(2023, 3, 1))),
    # An offer, then turned down: how far it came stays.
    *steps("K2", ("Interessert", date(2022, 1, 10)), ("Tilbud", date(2022, 1, 20)), ("Takket nei", date(2022, 2, 1))),
    # In an interview on the day itself; contacted on the last day of 2023.
    *steps("K3", ("Kontakt", date(2023, 12, 31)), ("Intervju", DAY)),
    # Only turned down: contacted, and out.
    *steps("K4", ("Avslag", date(2024, 5, 1))),
    # Contacted just within 24 months, and just outside.
    *steps("K5", ("Kontakt", date(2023, 1, 1))),
    *steps("K6", ("Kontakt", date(2022, 12, 31))),
    # Said yes on the day on which the contact is written: the step further down the list counts. Back after a start.
    *steps("K7", ("Kontakt", date(2024, 6, 1)), ("Takket ja", date(2024, 6, 1))),
    *steps("K8", ("Startet", date(2020, 6, 1)), ("Kontakt", date(2024, 6, 1))),
    # Only after the day.
    *steps("K9", ("Kontakt", date(2025, 1, 1))),
]

TRAINING = [
    doctor("L01", date(2020, 1, 1)),  # due on 1 January 2025, the day after: the first half-year ahead
    doctor("L02", date(2020, 7, 1)),  # 1 July 2025: the second
    doctor("L03", date(2019, 12, 31)),  # on the day itself: late
    doctor("L04", date(2018, 1, 1)),  # long since
    doctor("L05", date(2024, 9, 1)),  # 1 September 2029
    # Half time: the 1826 days of five years take 3652, and ten years from 2023 have 3653. Due on 31 December 2032.
    doctor("L06", date(2023, 1, 1), percent=50),
    doctor("L07", date(2019, 1, 1), completed_on=DAY),  # completed on the day
    doctor("L08", date(2019, 1, 1), completed_on=date(2025, 1, 1)),  # not until the day after: still in training
    doctor("L09", date(2022, 1, 1), left_on=date(2023, 1, 1)),
    doctor("L14", date(2022, 1, 1), left_on=DAY),  # left on the day
    doctor("L15", date(2022, 1, 1), left_on=date(2025, 1, 1)),  # leaves the day after: due on 1 January 2027
    doctor("L10", date(2018, 1, 1), completed_on=date(2023, 1, 1), left_on=date(2023, 6, 1)),  # completed, then left
    doctor("L11", DAY),  # begins on the day: due on 31 December 2029
    doctor("L12", date(2025, 1, 1)),  # begins the day after
    # Reduced to nothing for good: no due date.
    doctor("L13", date(2024, 1, 1)),
]
ABSENCE = [
    {"doctor_id": "L13", "valid_from": date(2024, 2, 1), "valid_to": date(9999, 12, 30), "concerns": "Deltid",
     "percent": 100},
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """A reader of a store with these candidates and doctors, on the day."""
    state = state_of(
        {AURVIK, ""}, candidate=CANDIDATES, candidate_step=STEPS, training=TRAINING, absence=ABSENCE
    )  # fmt: skip
    with Store(None, PROGRAMME) as store:
        fill(store, state)
        with store.cursor() as cursor:
            yield Reader(cursor, dates=[DAY])


def counts(reader: Reader, name: str) -> dict[tuple[int, ...], int]:
    """The persons in each cell of a breakdown."""
    definition = breakdown(name)
    axes = ("first", "second")[: len(definition.axes)]
    return {tuple(row[axis] for axis in axes): row["n"] for row in reader.rows(definition.query)}


def test_the_course_of_each_candidate(reader: Reader):
    found = reader.rows(Query("course", "select * exclude (as_of) from candidate_course order by candidate_id"))
    assert [tuple(row.values()) for row in found] == [
        # First contact, furthest step, has it started, is it under way.
        # Kontakt is 0, Søknad 2, Intervju 3, Tilbud 4, Takket ja 5 and Startet 6.
        ("K1", date(2021, 3, 1), 6, True, False),
        ("K2", date(2022, 1, 10), 4, False, False),
        ("K3", date(2023, 12, 31), 3, False, True),
        ("K4", date(2024, 5, 1), 0, False, False),
        ("K5", date(2023, 1, 1), 0, False, True),
        ("K6", date(2022, 12, 31), 0, False, False),
        ("K7", date(2024, 6, 1), 5, False, True),
        ("K8", date(2020, 6, 1), 6, True, True),
    ]


def test_candidates_by_the_year_of_first_contact_and_how_far_they_have_come(reader: Reader):
    contact, application, offer, started = range(4)
    assert counts(reader, "candidate_course") == {
        (2020, started): 1, (2021, started): 1, (2022, offer): 1, (2022, contact): 1, (2023, application): 1,
        (2023, contact): 1, (2024, contact): 1, (2024, offer): 1,
    }  # fmt: skip


def test_candidates_by_source_and_outcome(reader: Reader):
    practice, stand, _lecture, network, lis1, advert, other = range(7)
    started, back, under_way, out = range(4)
    assert counts(reader, "candidate_source") == {
        (stand, started): 1, (stand, out): 1,
        (other, under_way): 1, (other, out): 1,  # K3 has no source, K4's is «Annet»
        (practice, under_way): 1, (advert, out): 1, (lis1, under_way): 1,
        (network, back): 1,  # K8 started in 2020 and was contacted anew
    }  # fmt: skip


def test_doctors_by_the_half_year_in_which_they_are_due(reader: Reader):
    # L03, L04 and L08 are late; L13 never becomes due and is counted with them. 2025 begins with place 4050: L01 only.
    assert counts(reader, "due_ahead") == {
        (0,): 4, (4050,): 1, (4051,): 1, (2 * 2027,): 1, (2 * 2029 + 1,): 2, (2 * 2032 + 1,): 1,
    }  # fmt: skip


def test_doctors_who_have_completed_are_in_training_or_have_left(reader: Reader):
    assert counts(reader, "training_state") == {(0,): 2, (1,): 10, (2,): 2}


def test_days_between_the_stages(reader: Reader):
    def pace(years: list[int], starts: list[int]) -> list[tuple[Any, ...]]:
        found = reader.rows(folder("list")["funnel_pace"], years=years, starts=starts)
        return [tuple(row.values()) for row in found]

    # K1: 365 days to the application, 365 to the start; the offer was passed over, and made no later than then.
    # K2: 10 days to the offer. K3: 366 days of a leap year to the interview. K7: none. K8: none, three times.
    assert pace([2020, 2021, 2022, 2023, 2024], [0, 2, 4, 6]) == [
        (2020, 1, 0, 1), (2020, 2, 0, 1), (2020, 3, 0, 1),
        (2021, 1, 365, 1), (2021, 2, 365, 1), (2021, 3, 0, 1),
        (2022, 1, 10, 1), (2022, 2, 0, 1),
        (2023, 1, 366, 1),
        (2024, 1, 0, 1), (2024, 2, 0, 1),
    ]  # fmt: skip
    # One cohort from 2021, to which 2020 belongs too: 0, 0, 10, 365 and 366 days to the application.
    assert pace([2021], [0, 2, 4, 6]) == [(2021, 1, 10, 5), (2021, 2, 0, 4), (2021, 3, 0, 2)]
    # From contact to start alone: 0 and 730 days.
    assert pace([2021], [0, 6]) == [(2021, 1, 365, 2)]
