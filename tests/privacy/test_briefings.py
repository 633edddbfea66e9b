"""Somebody who collects every briefing, of every audience and date, finds nothing about one to four persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from helgelandlegen.briefing import municipality, oso, steering
from helgelandlegen.briefing.facts import Briefing
from helgelandlegen.database import Store
from helgelandlegen.figures.municipality_messages import told as in_words
from helgelandlegen.privacy import Audience, Publication, catalogue
from helgelandlegen.release import allowed
from helgelandlegen.workbook.imports import settle
from tests.filling import fill
from tests.making import PROGRAMME
from tests.oracle.generate import random_state
from tests.privacy.test_attacker import THREE, parts

LIMIT = PROGRAMME.small_group_limit
PERSONS = {name: one for name, one in catalogue().items() if one.scope == "B"}
ALWAYS = {name for name, one in PERSONS.items() if one.always_shown}
Seen = dict[Audience, Publication]


@pytest.fixture(scope="module", params=[pytest.param(0, marks=pytest.mark.slow), 6])
def seen(request: pytest.FixtureRequest) -> Iterator[Seen]:
    """What each audience may see of a random store of some hundred persons."""
    state: dict[str, Any] = random_state(request.param, THREE, 70)
    with Store(None, THREE) as store:
        fill(store, state)
        with store.transaction() as cursor:
            settle(cursor, store)
        made = {audience: Publication(store, audience) for audience in Audience}
        yield made
        for one in made.values():
            one.close()


def briefings(seen: Seen) -> list[Briefing]:
    """Those of three dates for all who get one."""
    days = seen[Audience.MEETING].dates
    number = THREE.municipalities[0].number
    found = []
    for since, day in ((days[-9], days[-5]), (days[-5], days[-2]), (days[-2], days[-1])):
        found += [
            steering.of_dates(seen[Audience.MEETING], day, since), oso.of_dates(seen[Audience.OBSERVER], day, since),
            municipality.of_dates(seen[Audience.MUNICIPALITY], number, day, since),
        ]  # fmt: skip
    return found


@pytest.fixture(scope="module")
def collected(seen: Seen) -> list[Briefing]:
    return briefings(seen)


def counts(text: str, exact: str) -> tuple[int, ...] | None:
    """The numbers of persons that a figure tells: with and without, or how many; None for none."""
    if found := re.search(r"(\d+) av (\d+)", text.replace("\u00a0", "")):
        some, every = int(found[1]), int(found[2])
        return (some, every - some)
    if found := re.search(r"(\d+) forløp", text.replace("\u00a0", "")):
        return (int(found[1]),)
    return (int(exact),) if exact.isdigit() else None


def told_of_the_programme(collected: list[Briefing]) -> dict[str, set[tuple[int, ...]]]:
    """For each figure about persons all that is told of it, by whomever, for whatever date."""
    found: dict[str, set[tuple[int, ...]]] = {}
    for briefing in collected:
        for section in briefing.sections:
            every = [(one.figure, one.counts, one.exact) for one in section.figures]
            every += [(one.figure, one.counts, one.exact) for one in section.key_figures]
            for name, text, exact in every:
                numbers = counts(text, exact) if name in PERSONS else None
                if numbers is not None:
                    found.setdefault(name, set()).add(numbers)
    return found


def test_there_is_something_to_collect(collected: list[Briefing]):
    found = told_of_the_programme(collected)
    assert ALWAYS & found.keys() and found.keys() - ALWAYS


def test_no_number_about_persons_and_no_difference_between_two_is_about_few(collected: list[Briefing]):
    wrong: list[tuple[Any, ...]] = []
    for name, numbers in told_of_the_programme(collected).items():
        if name in ALWAYS:
            continue
        wrong += [(name, one) for one in numbers if not all(allowed(part, LIMIT) for part in one)]
        pairs = [(a, b) for a in numbers for b in numbers if a < b]
        wrong += [(name, a, b) for a, b in pairs if not all(allowed(y - x, LIMIT) for x, y in zip(a, b, strict=True))]
    assert wrong == []


def test_every_number_about_persons_is_what_privacy_publishes_and_the_same_for_all(seen: Seen, collected):
    publication = seen[Audience.OBSERVER]
    for briefing in collected:
        for section in briefing.sections:
            for one in section.key_figures:
                if one.figure in PERSONS:
                    shown = publication.shown_briefly(one.figure, one.asked)
                    assert (one.exact, one.hidden, one.as_of) == (
                        "" if shown.hidden or shown.value is None else str(shown.value), shown.hidden, shown.as_of,
                    )  # fmt: skip
                    assert (
                        counts(one.counts, one.exact) is None
                        or shown.definition.kind == "survival"
                        or set(counts(one.counts, one.exact) or ()) <= {*parts(shown), int(shown.value or 0)}
                    )


def test_tables_and_charts_about_persons_hold_what_is_published_of_the_breakdowns(seen: Seen, collected):
    publication, compared = seen[Audience.MUNICIPALITY], 0
    for briefing in collected:
        section = briefing.find("utdanning")
        state = publication.parted("training_state", briefing.as_of)
        if section is None or state is None:
            continue
        table, chart = section.exhibits[0].table, section.exhibits[0].chart
        if table is None or chart is None:
            continue
        published = {*state.persons.values()}
        numbers = {value for row in table.rows for value in row[1:] if isinstance(value, int)}
        told = {value for value in chart.series[0].values if value is not None}
        assert told == numbers
        # Late and not late together are those in training (training.state).
        assert numbers <= published or sum(numbers) == sum(n or 0 for n in published)
        assert all(allowed(int(value), LIMIT) for value in numbers - published)
        compared += 1
    assert compared


def test_a_municipalitys_page_tells_of_persons_what_the_region_and_the_programme_may_tell(seen: Seen, collected):
    publication = seen[Audience.MEETING]
    region = THREE.municipalities[0].sub_region
    by_title = {one.title: name for name, one in PERSONS.items()}
    for briefing in collected:
        section = briefing.find("personer")
        if section is None:
            continue
        table = section.exhibits[0].table
        assert table is not None and len(table.rows) == len(municipality.PERSONS)
        for title, of_region, of_all in table.rows:
            name = by_title[str(title)]
            whole = publication.shown_briefly(name, briefing.as_of)
            assert of_all == in_words(whole, LIMIT)
            if not PERSONS[name].programme_only:
                assert of_region == in_words(publication.shown_briefly(name, briefing.as_of, region), LIMIT)


def test_what_is_about_persons_in_the_sections_on_posts_is_nothing(collected: list[Briefing]):
    for briefing in collected:
        for key in ("ledige-hjemler", "kart", "ledige", "sammenligning", "milepaeler", "risiko", "okonomi"):
            section = briefing.find(key)
            assert section is None or not {one.figure for one in section.figures} & PERSONS.keys()


def test_the_coordinators_view_makes_no_briefing(seen: Seen):
    with pytest.raises(ValueError, match="coordinator"):
        oso.of_dates(seen[Audience.COORDINATOR], date(2024, 5, 31), None)
