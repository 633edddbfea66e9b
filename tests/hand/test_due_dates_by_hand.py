"""Adjusted due dates worked out by hand, each for one doctor in training.

With n days of service and full posts, counted = n − max(0, absent − n/10), so with more than 10 % absence the first n
with 1.1 n − absent ≥ required; the due date is the start + n days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from helgelandlegen import tables
from helgelandlegen.database import Store
from helgelandlegen.queries import Query, Reader
from tests.hand.workbook import DAY, PROGRAMME, imported

TRAINING = "Lege-ID | Kommune | Startdato | Normert tid mnd | Stillingsprosent | Fullført dato | Sluttet dato"
ABSENCE = "Lege-ID | Fra og med | Til og med | Gjelder | Prosent"


class Doctor(NamedTuple):
    """One doctor: cells of Utdanningsløp from Startdato on, rows of Fravær, and the due date as the day sees it."""

    why: str
    training: str
    absence: tuple[str, ...]
    due: str


DOCTORS = (
    Doctor("full time without absence: 60 months exactly", "2019-02-28 | 60", (), "2024-02-28"),
    # 2023 has no 29 February.
    Doctor("begun on 29 February", "2020-02-29 | 36", (), "2023-02-28"),
    Doctor("begun on 29 February, due on one", "2020-02-29 | 48", (), "2024-02-29"),
    # Two years are 366 + 365 = 731 days (29.2.2020); at half 1462 days: 1.3.2023 is 1461 days on.
    Doctor("half a post", "2019-03-01 | 24 | 50", (), "2023-03-02"),
    # 365 days / 0.1 = 3650 exactly: ten years are 3652 days (2016, 2020), so 1.1.2023 less 2.
    Doctor("a tenth of a post, on the day exactly", "2013-01-01 | 12 | 10", (), "2022-12-30"),
    # 365 / 0.625 = 584 exactly: 365 + 219, and 1 August is day 212.
    Doctor("a post of 62,5 %", "2022-01-01 | 12 | 62,5", (), "2023-08-08"),
    # 365 / 0.3333 = 1095.1, so 1096 days: three years are 1095.
    Doctor("a post of a third, in two decimals", "2021-01-01 | 12 | 33,33", (), "2024-01-02"),
    # 48 months are 1461 days; 366 days less 40 % lose 146.4: 1607.4, so 1608 = 1461 + 147; 1 May is day 120.
    Doctor("part-time for a year", "2019-01-01 | 48", ("2020-01-01 | 2020-12-31 | Deltid | 40",), "2023-05-28"),
    # A year without any share of the post; absence in it takes nothing more.
    Doctor(
        "reduced to nothing for a year, and absent then",
        "2021-01-01 | 24",
        ("2021-01-01 | 2021-12-31 | Deltid | 100", "2021-06-01 | 2021-12-31 | Fravær | 100"),
        "2024-01-01",
    ),
    # 24 months are 730 days, 10 % 73 = 31 + 30 + 12.
    Doctor(
        "absence of exactly 10 %", "2021-01-01 | 24", ("2021-03-01 | 2021-05-12 | Fravær | 100",), "2023-01-01"
    ),
    # 74 days: 804 / 1.1 = 730.9, so 731.
    Doctor(
        "absence of a day more", "2021-01-01 | 24", ("2021-03-01 | 2021-05-13 | Fravær | 100",), "2023-01-02"
    ),
    # 60 months are 1826 days, 10 % 182.6. January to June are 181 days.
    Doctor("182 days in five years", "2018-01-01 | 60", ("2019-01-01 | 2019-07-01 | Fravær | 100",), "2023-01-01"),
    # 183 days: 2009 / 1.1 = 1826.4, so 1827.
    Doctor("183 days in five years", "2018-01-01 | 60", ("2019-01-01 | 2019-07-02 | Fravær | 100",), "2023-01-02"),
    # 273 + 27 = 300 days: 2126 / 1.1 = 1932.7, so 1933 = 1826 + 107; 1 April is day 90.
    Doctor("a long leave", "2018-01-01 | 60", ("2019-01-01 | 2019-10-27 | Fravær | 100",), "2023-04-18"),
    # 400 days (366 + 31 + 3) at 50 % are 200: 1661 / 1.1 = 1510 exactly = 1461 + 49; 1 February is day 31.
    Doctor(
        "half a leave, on the day exactly", "2019-01-01 | 48", ("2020-01-01 | 2021-02-03 | Fravær | 50",), "2023-02-19"
    ),
    # 36 months are 1096 days. 250 days' leave (244 + 6) from 80 % are 200: 0.88 n ≥ 1296 gives 1472.7, so 1473 =
    # 1096 + 365 + 12.
    Doctor(
        "leave from a part-time post", "2019-01-01 | 36 | 80", ("2020-01-01 | 2020-09-06 | Fravær | 100",), "2023-01-13"
    ),
    # 60 % for 100 days twice, 50 of them the same: 50 × 60 % + 50 × 100 % (not 120 %) + 50 × 60 % = 110: 840 / 1.1 =
    # 763.6, so 764 = 730 + 34.
    Doctor(
        "two absences at the same time",
        "2021-01-01 | 24",
        ("2021-02-01 | 2021-05-11 | Fravær | 60", "2021-03-23 | 2021-06-30 | Fravær | 60"),
        "2023-02-04",
    ),
    # From the start on 31 + 28 + 14 = 73 days, which is 10 %.
    Doctor(
        "absence that began before the start",
        "2021-01-01 | 24",
        ("2020-11-01 | 2021-03-14 | Fravær | 100",),
        "2023-01-01",
    ),
    # Absent on the last 73 days (12 + 30 + 31) and on: still 10 % on day 730.
    Doctor("due during a leave", "2021-01-01 | 24", ("2022-10-20 | 2023-06-30 | Fravær | 100",), "2023-01-01"),
    # A day earlier: 803 − 74 = 729 on day 730; then each day on leave adds 0.1: ten days more.
    Doctor("due slowly during a leave", "2021-01-01 | 24", ("2022-10-19 | 2023-06-30 | Fravær | 100",), "2023-01-11"),
    # Without an end to the day she left: 31 + 31 + 30 = 92 days: 822 / 1.1 = 747.3, so 748 = 730 + 18.
    Doctor(
        "an absence without an end, until she left",
        "2021-01-01 | 24 | | | 2022-09-30",
        ("2022-07-01 | | Fravær | 100",),
        "2023-01-19",
    ),
    # Without an end to the day she completed, 92 days.
    Doctor(
        "an absence without an end, until she completed",
        "2021-01-01 | 24 | | 2022-09-30",
        ("2022-07-01 | | | 100",),
        "2023-01-19",
    ),
    # Half absent without an end after 365 + 181 = 546 days: 1.1 (546 + m) − 0.5 m = 600.6 + 0.6 m ≥ 730 gives 215.7, so
    # 216: 762 = 730 + 32.
    Doctor("half absent without an end", "2021-01-01 | 24", ("2022-07-01 | | Fravær | 50",), "2023-02-02"),
    # Absent without an end from 1.7.2022 to the day: 365 + 244 = 609 days on 29.2.2024 (184 in 2022, 365, 60). By then
    # 600.6 + 60.9 = 661.5; after the day 1.1 a day: 1339 / 1.1 = 1217.3, so 1218 = 1095 + 123: 1.1.2024 + 123; 1 May is
    # day 121 of that year.
    Doctor("absent without an end", "2021-01-01 | 24", ("2022-07-01 | | Fravær | 100",), "2024-05-03"),
)  # fmt: skip


def text(doctors: tuple[Doctor, ...]) -> str:
    """The workbook of these doctors: the first is D0."""
    lines = ["[Rapport]", "Rapportdato | Kommune", "2024-02-29 | Aurvik", "[Utdanningsløp]", TRAINING]
    lines += [f"D{i} | Aurvik | {doctor.training}" for i, doctor in enumerate(doctors)]
    lines += ["[Fravær]", ABSENCE]
    return "\n".join(lines + [f"D{i} | {row}" for i, doctor in enumerate(doctors) for row in doctor.absence])


def due_dates(store: Store, day: date) -> list[str]:
    """The doctors' due dates as the day sees them, in their order."""
    with store.cursor() as cursor:
        found = Reader(cursor, dates=[day]).rows(Query("due", tables.all_of("due_date")))
    return [str(row["due_on"]) for row in sorted(found, key=lambda row: int(row["doctor_id"][1:]))]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("due") / "store.duckdb", PROGRAMME) as store:
        imported(store, text(DOCTORS), datetime(2024, 3, 1))
        yield store


@pytest.fixture(scope="module")
def computed(store: Store) -> list[str]:
    return due_dates(store, DAY)


@pytest.mark.parametrize("number", range(len(DOCTORS)), ids=[doctor.why for doctor in DOCTORS])
def test_a_due_date_is_what_it_is_by_hand(number: int, computed: list[str]):
    assert computed[number] == DOCTORS[number].due


def test_an_absence_without_an_end_moves_the_due_date_with_the_day_that_is_asked_for(store: Store):
    absent = DOCTORS.index(next(doctor for doctor in DOCTORS if doctor.why == "absent without an end"))
    # Before the absence: full time, 730 days.
    assert due_dates(store, date(2022, 6, 30))[absent] == "2023-01-01"
    # 184 days by then: 914 / 1.1 = 830.9, so 831 = 730 + 101.
    assert due_dates(store, date(2022, 12, 31))[absent] == "2023-04-12"
    # 215 days by then: 945 / 1.1 = 859.1, so 860 = 730 + 130.
    assert due_dates(store, date(2023, 1, 31))[absent] == "2023-05-11"


def test_how_much_absence_is_free_is_a_parameter_of_the_programme(tmp_path: Path):
    # 20 % of 730 days are 146 = 31 + 30 + 31 + 30 + 24 days; of one more: 877 / 1.2 = 730.8, so 731.
    doctors = (
        Doctor("", "2021-01-01 | 24", ("2021-03-01 | 2021-07-24 | Fravær | 100",), "2023-01-01"),
        Doctor("", "2021-01-01 | 24", ("2021-03-01 | 2021-07-25 | Fravær | 100",), "2023-01-02"),
    )
    generous = replace(PROGRAMME, free_absence_percent=20)
    with Store(tmp_path / "store.duckdb", generous) as store:
        imported(store, text(doctors), datetime(2024, 3, 1))
        assert due_dates(store, DAY) == [doctor.due for doctor in doctors]
