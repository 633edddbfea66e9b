"""Somebody who writes down all that the meeting may see of a store finds nothing about one to four persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.privacy import PROGRAMME as WHOLE
from helgelandlegen.privacy import Audience, Publication, Shown, catalogue
from helgelandlegen.release import Parts, allowed
from helgelandlegen.workbook.imports import settle
from tests.filling import fill
from tests.making import PROGRAMME
from tests.oracle.generate import random_state
from tests.privacy.test_release import leaks

# Three sub-regions, so that a group can be hidden while others are shown.
REGIONS = ("Kyst", "Kyst", "Innland", "Fjell")
THREE = replace(
    PROGRAMME, data_from=date(2023, 7, 1),
    municipalities=tuple(replace(m, sub_region=r) for m, r in zip(PROGRAMME.municipalities, REGIONS, strict=True)),
)  # fmt: skip
PERSONS = {name: kpi for name, kpi in catalogue().items() if kpi.scope == "B"}


def parts(shown: Shown) -> Parts:
    """The numbers of persons that a figure on screen tells: with, without and left out, or how many there are."""
    definition = shown.definition
    noted = (shown.noted_count,) if definition.noted else ()
    if definition.kind == "share":
        numerator, denominator = int(shown.numerator or 0), int(shown.denominator or 0)
        return (numerator, denominator - numerator, *noted)
    return (int((shown.value if definition.kind == "count" else shown.denominator) or 0), *noted)


@pytest.fixture(scope="module", params=[0, 6, 8])
def publication(request: pytest.FixtureRequest) -> Iterator[Publication]:
    """What the meeting sees of a random store of some hundred persons."""
    state: dict[str, Any] = random_state(request.param, THREE, 70)
    with Store(None, THREE) as store:
        fill(store, state)
        with store.transaction() as cursor:
            settle(cursor, store)
        made = Publication(store, Audience.MEETING)
        yield made
        made.close()


@pytest.fixture(scope="module")
def truth(publication: Publication) -> Iterator[Publication]:
    """The same store without suppression."""
    made = Publication(publication.store, Audience.COORDINATOR)
    yield made
    made.close()


def is_told(shown: Shown, day: date) -> bool:
    """Whether the figure says something about the very day."""
    return shown.as_of == day and not shown.hidden and not shown.held_back


def test_there_is_something_to_attack(publication: Publication):
    told = [
        (name, group, day)
        for name in PERSONS
        for group in (WHOLE, *THREE.sub_regions)
        for day in publication.dates
        if is_told(publication.shown_briefly(name, day, group), day)
    ]
    assert len({name for name, _, _ in told}) >= 5
    assert any(group != WHOLE for _, group, _ in told)


def test_no_number_on_screen_and_no_change_in_it_is_about_few(publication: Publication):
    wrong = []
    for name, definition in PERSONS.items():
        for group in (WHOLE, *THREE.sub_regions):
            seen: list[Parts] = []
            for day in publication.dates:
                shown = publication.shown_briefly(name, day, group)
                if not is_told(shown, day):
                    assert shown.hidden or shown.as_of < day
                    continue
                told = parts(shown)[1:] if definition.always_shown and group == WHOLE else parts(shown)
                changes = [tuple(b - a for a, b in zip(earlier, told, strict=True)) for earlier in seen]
                wrong += [(name, group, day, p) for p in (told, *changes) if not all(allowed(n, 5) for n in p)]
                seen.append(told)
    assert wrong == []


def test_no_course_holds_a_value_of_a_date_that_is_not_told(publication: Publication):
    for name in PERSONS:
        for group in (WHOLE, *THREE.sub_regions, *THREE.by_number):
            told = {d for d in publication.dates if is_told(publication.shown_briefly(name, d, group), d)}
            assert {day for day, _ in publication.course(name, group)} <= told, (name, group)


def test_nothing_about_few_is_found_by_subtracting_sub_regions_from_the_whole(
    publication: Publication, truth: Publication
):
    found = {}
    for name, definition in PERSONS.items():
        if definition.programme_only:
            continue
        tables, totals, shown = [], {}, {}
        for day in publication.dates:
            tables.append((day, {g: parts(truth.shown_briefly(name, day, g)) for g in THREE.sub_regions}))
            totals[day] = is_told(publication.shown_briefly(name, day), day)
            shown[day] = {g for g in THREE.sub_regions if is_told(publication.shown_briefly(name, day, g), day)}
        if leaked := leaks(tables, totals, shown):
            found[name] = leaked
    assert found == {}
