"""What the meeting is told of changes in figures about persons: only what is published, and nothing about few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.privacy import PROGRAMME as WHOLE
from helgelandlegen.privacy import Audience, Change, Publication, catalogue
from helgelandlegen.release import allowed
from helgelandlegen.workbook.imports import settle
from tests.filling import fill
from tests.making import NORDBY, report, stored, trainee
from tests.making import PROGRAMME as SMALL
from tests.oracle.generate import random_state
from tests.privacy.test_attacker import THREE

PERSONS = [name for name, kpi in catalogue().items() if kpi.scope == "B"]
TOLD = {"candidates_in_pipeline": "candidate_source", "active_trainees": "training_state"}
LIMIT = 5


@pytest.fixture(scope="module", params=[0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (6, 8))])
def publication(request: pytest.FixtureRequest) -> Iterator[Publication]:
    """What the meeting sees of a random store of some hundred persons, a part of it learnt late."""
    with Store(None, THREE) as store:
        fill(store, random_state(request.param, THREE, 70), datetime(2023, 6, 1))
        fill(store, random_state(request.param + 50, THREE, 70), datetime(2024, 2, 1), import_id=2)
        with store.transaction() as cursor:
            settle(cursor, store)
        made = Publication(store, Audience.MEETING)
        yield made
        made.close()


def changes(publication: Publication, name: str, group: str = WHOLE) -> Iterator[Change]:
    """The change between every two of the days on which somebody may look."""
    days = sorted({*publication.dates, *(day + timedelta(days=9) for day in publication.dates[::4])})
    for since, as_of in combinations([day for day in days if day <= publication.programme.today()], 2):
        yield publication.change(name, as_of, since, group)


def counted(change: Change) -> list[tuple[str, int]]:
    """The persons in each part of which a number is told."""
    return [(part.kind.id, part.count) for part in change.parts if part.count]


@pytest.mark.parametrize("name", PERSONS)
def test_no_rows_no_days_and_no_correction_are_ever_told(publication: Publication, name: str):
    for change in changes(publication, name):
        assert all(not part.rows and part.kind.id != "corrected" for part in change.parts)
        if change.total is not None:
            assert sum((part.amount for part in change.parts), Fraction(0)) == change.total
            shown = {publication.shown_briefly(name, day).as_of for day in (change.since, change.as_of)}
            assert shown == {change.since, change.as_of}


@pytest.mark.parametrize("name", PERSONS)
def test_every_part_is_of_nobody_or_of_many_and_so_is_each_difference_between_two(publication: Publication, name: str):
    seen: dict[str, set[int]] = {}
    for change in changes(publication, name):
        for kind, persons in counted(change):
            assert allowed(persons, LIMIT), (change.since, change.as_of, kind, persons)
            seen.setdefault(kind, set()).add(persons)
        # A part that stands alone beside the rest is no subtraction away from a small one: the rest is a change of the
        # total that is published anyway.
        rest = [part for part in change.parts if part.kind.id == "rest"]
        assert len(rest) <= 1 and all(part.count == 0 for part in rest)
    if name in TOLD:
        # Somebody who subtracts one period's part from another's: such numbers are of many too.
        for numbers in seen.values():
            assert all(allowed(a - b, LIMIT) for a, b in combinations(numbers, 2)), (name, seen)


@pytest.mark.parametrize(("name", "breakdown"), TOLD.items())
def test_what_is_told_follows_from_what_is_published_already(publication: Publication, name: str, breakdown: str):
    # Everything that the meeting can read of the breakdown, date by date: the persons in each place of its last axis.
    published: dict[date, dict[str, int]] = {}
    for day in publication.dates:
        parted = publication.parted(breakdown, day)
        if parted is None:
            continue
        names = parted.definition.axes[-1].names
        runs = parted.runs[-1]
        alone = parted.along(len(parted.runs) - 1)
        if all(len(run) == 1 for run in runs) and len(parted.persons) == len(alone) * (len(parted.runs[0]) or 1) ** (
            len(parted.runs) - 1
        ):
            published[parted.as_of] = {names[run[0]]: n for run, n in zip(runs, alone, strict=True)}
    everywhere = {day: sum(of.values()) for day, of in published.items()}
    places = {"completed": ("Fullført",), "left": ("Sluttet",), "out": ("Ute av løpet",)}
    if name == "candidates_in_pipeline":
        places["started"] = ("Startet",)
    for change in changes(publication, name):
        for kind, persons in counted(change):
            days = [day for day in published if change.since <= day <= change.as_of]
            found = {
                sum(published[b][p] - published[a][p] for p in places[kind]) if kind in places
                else everywhere[b] - everywhere[a]
                for a, b in combinations(sorted(days), 2)
            }  # fmt: skip
            assert persons in found | {-n for n in found}, (change.since, change.as_of, kind)


def test_a_municipality_is_told_nothing_of_its_own_persons(publication: Publication):
    day, since = publication.dates[-1], publication.dates[0]
    for name in PERSONS:
        assert publication.change(name, day, since, NORDBY).group == WHOLE


def test_there_is_something_to_be_told_where_the_groups_are_large():
    # Twenty are in training when 2024 begins: ten more start in January, six complete and seven leave after that.
    begun = date(2023, 3, 1)
    doctors = [
        *(trainee(f"A{n}", NORDBY, begun) for n in range(7)),
        *(trainee(f"B{n}", NORDBY, begun, completed_on=date(2024, 2, 10)) for n in range(6)),
        *(trainee(f"C{n}", NORDBY, begun, left_on=date(2024, 3, 10)) for n in range(7)),
        *(trainee(f"D{n}", NORDBY, date(2024, 1, 15)) for n in range(10)),
        *(trainee(f"E{n}", NORDBY, date(2022, 1, 15), completed_on=date(2023, 1, 15)) for n in range(5)),
        *(trainee(f"F{n}", NORDBY, date(2020, 1, 15), left_on=date(2023, 1, 20)) for n in range(5)),
    ]
    longer = replace(SMALL, data_from=date(2023, 1, 1))
    with Store(None, longer) as store:
        stored(store, accepted_at=datetime(2022, 12, 1), report=report(), training=doctors)
        publication = Publication(store, Audience.MEETING)
        found: Any = publication.change("active_trainees", date(2024, 6, 30), date(2023, 12, 31))
        assert [(part.kind.id, part.amount) for part in found.parts] == [
            ("started", 10),
            ("completed", -6),
            ("left", -7),
        ]
        # Between other days the same is told, and what it leaves open is one part: nobody else came or went.
        wider: Any = publication.change("active_trainees", date(2024, 6, 30), date(2024, 1, 31))
        assert [(part.kind.id, part.amount) for part in wider.parts] == [("rest", -13)]
        assert wider.untold
        publication.close()
