"""The rule for small groups on plain numbers: by hand, and against an attacker who knows all that is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helgelandlegen.release import Parts, allowed, group_releases, may_follow, releases, shown_groups

LIMIT = 5
FIRST = date(2024, 1, 31)


def days(count: int) -> list[date]:
    """Dates in order."""
    return [FIRST + timedelta(days=31 * n) for n in range(count)]


def course(*parts: Parts) -> list[tuple[date, Parts]]:
    """These parts on one date after the other."""
    return list(zip(days(len(parts)), parts, strict=True))


def published(*parts: Parts) -> list[int]:
    """Which of them, by number, are published."""
    shown = releases(course(*parts), LIMIT)
    return [number for number, day in enumerate(days(len(parts))) if day in shown]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, True), (1, False), (4, False), (5, True), (100, True), (-1, False), (-4, False), (-5, True)],
)
def test_none_and_five_are_enough_and_one_to_four_are_not(number: int, expected: bool):
    assert allowed(number, LIMIT) is expected


def test_the_limit_is_the_programmes():
    assert not allowed(5, 10) and allowed(10, 10) and allowed(1, 1)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((6, 9), [0]),
        ((6, 0), [0]),
        ((0, 0), [0]),
        ((6, 4), []),  # four are outside
        ((1, 9), []),
        ((5, 5, 3), []),  # three are left out, and noted as such
    ],
)
def test_each_part_is_none_or_at_least_five(parts: Parts, expected: list[int]):
    assert published(parts) == expected


def test_a_date_on_which_fewer_than_five_have_changed_is_held_back():
    assert published((10, 20), (11, 20), (14, 20), (15, 20), (16, 20)) == [0, 3]


def test_a_change_in_any_part_counts():
    assert published((10, 20), (15, 19), (15, 15)) == [0, 2]


def test_what_has_not_changed_is_published_again():
    assert published((10, 20), (10, 20), (10, 20)) == [0, 1, 2]


def test_a_part_that_falls_to_none_has_lost_all_of_at_least_five():
    assert published((10, 20), (0, 20), (4, 20), (5, 20)) == [0, 1, 3]


def test_every_earlier_publication_counts_not_only_the_last():
    # 10 → 16 → 11: the last step is five, but eleven is one more than the ten of the beginning.
    assert published((10,), (16,), (11,), (21,)) == [0, 1, 3]
    assert not may_follow((11,), [(10,), (16,)], LIMIT)


def test_a_figure_that_was_small_begins_when_it_is_large_enough():
    assert published((3,), (4,), (5,), (6,), (10,)) == [2, 4]


def test_groups_are_shown_as_they_are_where_all_are_large_enough():
    assert shown_groups({"a": (10,), "b": (5,), "c": (0,)}, LIMIT, total_shown=True) == {"a", "b", "c"}


def test_a_small_group_takes_the_next_smallest_with_it_where_the_total_would_give_it_away():
    assert shown_groups({"a": (20,), "b": (9,), "c": (3,)}, LIMIT, total_shown=True) == {"a"}


def test_a_small_group_is_hidden_alone_where_there_is_no_total():
    assert shown_groups({"a": (20,), "b": (9,), "c": (3,)}, LIMIT, total_shown=False) == {"a", "b"}


def test_of_two_groups_both_are_hidden():
    assert shown_groups({"a": (20,), "b": (3,)}, LIMIT, total_shown=True) == set()


def test_two_small_groups_that_are_large_together_hide_nobody_else():
    assert shown_groups({"a": (20,), "b": (4,), "c": (3,)}, LIMIT, total_shown=True) == {"a"}


def test_two_small_groups_that_are_small_together_hide_one_more():
    assert shown_groups({"a": (20,), "b": (12,), "c": (2,), "d": (1,)}, LIMIT, total_shown=True) == {"a"}


def test_an_empty_group_does_not_hide_a_small_one():
    assert shown_groups({"a": (20,), "b": (12,), "c": (3,), "d": (0,)}, LIMIT, total_shown=True) == {"a"}


def test_a_group_is_small_where_any_of_its_parts_is():
    groups = {"a": (20, 20), "b": (10, 10), "c": (30, 4)}
    assert shown_groups(groups, LIMIT, total_shown=True) == {"a"}


def test_what_is_hidden_is_large_enough_together_in_every_part():
    groups = {"a": (20, 20), "b": (10, 0), "c": (30, 4)}
    # b and c together have (40, 4): four outside would be found by subtraction.
    assert shown_groups(groups, LIMIT, total_shown=True) == set()


def test_a_breakdown_is_held_back_whole_where_one_group_has_changed_by_few():
    tables = [{"a": (20,), "b": (10,)}, {"a": (25,), "b": (11,)}, {"a": (25,), "b": (15,)}]
    dates = days(3)
    shown = group_releases(list(zip(dates, tables, strict=True)), dict.fromkeys(dates, True), LIMIT)
    assert shown == {dates[0]: {"a", "b"}, dates[2]: {"a", "b"}}


def test_a_breakdown_is_held_back_where_the_rest_has_changed_by_few():
    tables = [{"a": (20,), "b": (4,), "c": (3,)}, {"a": (20,), "b": (4,), "c": (4,)}]
    dates = days(2)
    shown = group_releases(list(zip(dates, tables, strict=True)), dict.fromkeys(dates, True), LIMIT)
    assert shown == {dates[0]: {"a"}}


# The attacker knows every published cell of every date: groups, and the total where it is shown.

Cells = Mapping[frozenset[str], Parts]


def added(groups: Mapping[str, Parts], names: frozenset[str]) -> Parts:
    """What some groups have together."""
    return tuple(map(sum, zip(*(groups[name] for name in names), strict=True)))


def known(groups: Mapping[str, Parts], shown: set[str], total_shown: bool) -> set[frozenset[str]]:
    """The disjoint sets of groups whose sums a date gives away: each group shown, and the rest of the total."""
    atoms = {frozenset([name]) for name in shown}
    rest = frozenset(groups.keys() - shown)
    return atoms | {rest} if rest and total_shown else atoms


def told_by(first: set[frozenset[str]], second: set[frozenset[str]]) -> Iterator[frozenset[str]]:
    """The smallest sets of groups whose sums both dates give away."""
    unions = [
        {frozenset().union(*chosen) for n in range(1, len(atoms) + 1) for chosen in combinations(atoms, n)}
        for atoms in (first, second)
    ]
    both = unions[0] & unions[1]
    yield from (s for s in both if not any(other < s for other in both))


def leaks(
    tables: Sequence[tuple[date, Mapping[str, Parts]]], totals: Mapping[date, bool], shown: Mapping[date, set[str]]
) -> list[tuple[date, date, frozenset[str], Parts]]:
    """What the attacker finds that is about one to four persons: a cell, a rest, or a change between two dates.

    The total's own small changes are no find where it is always shown, so the whole is left out there.
    """
    found = []
    sets = {day: known(groups, shown.get(day, set()), totals[day]) for day, groups in tables}
    always = all(totals.values())
    by_day = dict(tables)
    whole = frozenset(tables[0][1])
    for day, atoms in sets.items():
        for atom in atoms:
            parts = added(by_day[day], atom)
            if not (atom == whole and always) and not all(allowed(p, LIMIT) for p in parts):
                found.append((day, day, atom, parts))
    for first, second in combinations(sorted(sets), 2):
        for group in told_by(sets[first], sets[second]):
            if group == whole and always:
                continue
            change = tuple(
                b - a for a, b in zip(added(by_day[first], group), added(by_day[second], group), strict=True)
            )
            if not all(allowed(p, LIMIT) for p in change):
                found.append((first, second, group, change))
    return found


@st.composite
def breakdowns(draw: st.DrawFn) -> list[tuple[date, dict[str, Parts]]]:
    """Some dates' tables of two to four groups with one to three parts, whose numbers lie around the limit."""
    names = "abcd"[: draw(st.integers(2, 4))]
    parts = draw(st.integers(1, 3))
    number = st.one_of(st.integers(0, 7), st.sampled_from([10, 11, 12, 15, 16, 20, 21]))
    cell = st.tuples(*[number] * parts)
    tables = draw(st.lists(st.fixed_dictionaries(dict.fromkeys(names, cell)), min_size=1, max_size=5))
    return list(zip(days(len(tables)), tables, strict=True))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12))
@settings(max_examples=200)
def test_no_published_course_gives_away_few(parts: list[Parts]):
    shown = [parts[number] for number in published(*parts)]
    for one in shown:
        assert all(allowed(p, LIMIT) for p in one)
    for first, second in combinations(shown, 2):
        assert all(allowed(b - a, LIMIT) for a, b in zip(first, second, strict=True))


@given(breakdowns())
@settings(max_examples=200)
def test_no_table_of_one_date_gives_away_few(tables: list[tuple[date, dict[str, Parts]]]):
    for day, groups in tables:
        for total_shown in (True, False):
            shown = {day: shown_groups(groups, LIMIT, total_shown=total_shown)}
            assert leaks([(day, groups)], {day: total_shown}, shown) == [] or shown[day] == set()


@given(breakdowns())
@example([(days(2)[0], {"a": (20,), "b": (4,), "c": (6,)}), (days(2)[1], {"a": (20,), "b": (5,), "c": (6,)})])
@settings(max_examples=200)
def test_tables_beside_a_total_that_is_always_shown_give_nothing_away(tables: list[tuple[date, dict[str, Parts]]]):
    totals = {day: True for day, _ in tables}
    assert leaks(tables, totals, group_releases(tables, totals, LIMIT)) == []


@given(breakdowns())
@example([(days(2)[0], {"a": (20,), "b": (4,)}), (days(2)[1], {"a": (20,), "b": (5,)})])
@settings(max_examples=200)
def test_tables_beside_a_total_that_is_published_when_it_may_be_give_nothing_away(
    tables: list[tuple[date, dict[str, Parts]]],
):
    whole = [(day, added(groups, frozenset(groups))) for day, groups in tables]
    open_dates = releases(whole, LIMIT)
    totals = {day: day in open_dates for day, _ in tables}
    assert leaks(tables, totals, group_releases(tables, totals, LIMIT)) == []
