"""Every figure's parts add up to its change, for every group, on random states whose dates lie on the edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from helgelandlegen.database import Store
from helgelandlegen.privacy import PROGRAMME as WHOLE
from helgelandlegen.privacy import Audience, Publication, catalogue
from helgelandlegen.programme import Municipality, Programme
from tests.filling import fill
from tests.oracle import figures
from tests.oracle.generate import as_of_dates, random_state

PROGRAMME = Programme(
    "prøve", "Prøve", date(2019, 1, 1), "Europe/Oslo", 5, 10, 95,
    tuple(Municipality(str(9001 + i), f"K{i}", f"Region {i % 3}", "", 0, 0, 1000, i, 0) for i in range(7)), Path("."),
)  # fmt: skip
GROUPS = (WHOLE, *PROGRAMME.sub_regions, *PROGRAMME.by_number)


def groups_of(name: str) -> tuple[str, ...]:
    """The groups that a figure is read for."""
    return (WHOLE,) if catalogue()[name].programme_only else GROUPS


def agrees(ours: Fraction | None, oracle: figures.Answer) -> bool:
    """Whether a value is the oracle's."""
    expected = oracle[2] if oracle is not None else None
    if ours is None or expected is None:
        return ours is None and expected is None
    return abs(float(ours) - float(expected)) < 1e-9


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(n, marks=pytest.mark.slow) for n in range(4, 10))])
def test_the_parts_add_up_to_the_change_between_the_oracles_values(seed: int):
    state = random_state(seed, PROGRAMME, 8)
    days = sorted(as_of_dates(seed))
    told = 0
    with Store(None, PROGRAMME) as store:
        fill(store, state, datetime(2019, 1, 1))
        publication = Publication(store, Audience.COORDINATOR)
        for since, as_of in ((days[0], days[2]), (days[-3], days[-1])):
            for name in catalogue():
                for group in groups_of(name):
                    change = publication.change(name, as_of, since, group)
                    ends = [figures.figure(name, state, PROGRAMME, day, change.group) for day in (since, as_of)]
                    assert agrees(change.before, ends[0]) and agrees(change.after, ends[1]), (name, group, since)
                    if change.before is None or change.after is None:
                        assert change.total is None and not change.parts and change.untold
                        continue
                    assert change.then == change.before  # nothing has been learnt since
                    assert sum((part.amount for part in change.parts), Fraction(0)) == change.after - change.before
                    told += len(change.parts)
        publication.close()
    assert told > 10


@pytest.mark.parametrize("seed", [20, 21, *(pytest.param(n, marks=pytest.mark.slow) for n in (22, 23))])
def test_what_was_learnt_later_is_a_part_of_its_own_and_all_add_up_to_the_change_since_then(seed: int):
    first, second = (random_state(one, PROGRAMME, 8) for one in (seed, seed + 100))
    since, as_of = sorted(as_of_dates(seed))[-3], sorted(as_of_dates(seed))[-1]
    apart = 0
    with Store(None, PROGRAMME) as store:
        fill(store, first, datetime(2019, 1, 1))
        fill(store, second, datetime.combine(since, datetime.min.time()) + timedelta(days=2), import_id=2)
        publication = Publication(store, Audience.COORDINATOR)
        then = Publication(store, Audience.COORDINATOR, known_on=since)
        for name in catalogue():
            for group in groups_of(name):
                change = publication.change(name, as_of, since, group)
                known = then.change(name, as_of, since, group)
                if change.before is None or change.after is None:
                    assert not change.parts
                    continue
                assert change.then == known.before, (name, group)
                assert change.total == change.after - (change.before if change.then is None else change.then)
                assert sum((part.amount for part in change.parts), Fraction(0)) == change.total
                corrected = [part for part in change.parts if part.kind.id == "corrected"]
                assert len(corrected) <= 1 and (not corrected or change.parts[0] is corrected[0])
                assert sum((part.amount for part in corrected), Fraction(0)) == change.before - (
                    change.before if change.then is None else change.then
                )
                apart += bool(corrected and corrected[0].amount)
        publication.close()
        then.close()
    assert apart > 5


@pytest.mark.parametrize("seed", range(3))
def test_each_rows_own_part_is_counted_in_exactly_one_kind(seed: int):
    days = sorted(as_of_dates(seed))
    with Store(None, PROGRAMME) as store:
        fill(store, random_state(seed, PROGRAMME, 12), datetime(2019, 1, 1))
        publication = Publication(store, Audience.COORDINATOR)
        for name, definition in catalogue().items():
            change = publication.change(name, days[-1], days[0])
            for part in change.parts:
                assert part.count == len(part.rows)
                assert part.kind.id == "mixed" or all(moved.kind == part.kind for moved in part.rows)
                if definition.kind in ("count", "sum", "share"):
                    assert sum((moved.amount or Fraction(0) for moved in part.rows), Fraction(0)) == part.amount
        publication.close()


def test_a_limit_has_nothing_to_do_with_it():
    # That the parts are whole does not rest on the groups being large.
    lone = replace(PROGRAMME, small_group_limit=1000)
    with Store(None, lone) as store:
        fill(store, random_state(1, lone, 8), datetime(2019, 1, 1))
        publication = Publication(store, Audience.MEETING)
        change = publication.change("vacancy_rate", date(2025, 3, 1), date(2024, 9, 1))
        assert sum((part.amount for part in change.parts), Fraction(0)) == change.total
        publication.close()
