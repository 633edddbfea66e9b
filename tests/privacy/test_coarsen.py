"""Which parts of a breakdown are published when: by hand, and against somebody who keeps all that was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from helgelandlegen.coarsen import MOST_PARTS, Partition, Rule, counted
from tests.privacy import publishing
from tests.privacy.adding_up import Place, finds, parts_of

LIMIT = 5
FIRST = date(2020, 6, 30)
Course = list[tuple[date, dict[Place, int]]]


def publications(
    course: Course,
    axes: Sequence[Sequence[int]],
    limit: int,
    never: Mapping[date, frozenset[Place]] | None = None,
    **more: Any,
) -> dict[date, Partition]:
    """The publications of a course; `never` are cells where nobody can be on a date, as everybody knows."""
    return publishing.publications(course, Rule(axes, limit, **more), lambda day: (never or {}).get(day, ()))


def days(count: int) -> list[date]:
    """Dates in order."""
    return [FIRST + timedelta(days=182 * n) for n in range(count)]


def line(*numbers: Sequence[int]) -> Course:
    """One axis: the persons in each place, date by date."""
    return [
        (day, {(place,): n for place, n in enumerate(row)})
        for day, row in zip(days(len(numbers)), numbers, strict=True)
    ]


def table(*tables: Sequence[Sequence[int]]) -> Course:
    """Two axes: rows of numbers, date by date."""
    return [
        (day, {(r, c): n for r, row in enumerate(rows) for c, n in enumerate(row)})
        for day, rows in zip(days(len(tables)), tables, strict=True)
    ]


def axes_of(course: Course) -> list[range]:
    """The places of each axis of a course."""
    return [range(max(places) + 1) for places in zip(*course[0][1], strict=True)]


def published(course: Course, limit: int = LIMIT, **more: Any) -> list[Partition | None]:
    """The partition of each date, None where nothing is published."""
    found = publications(course, axes_of(course), limit, **more)
    return [found.get(day) for day, _ in course]


def runs(course: Course, **more: Any) -> list[str | None]:
    """The same for one axis, as text: «0 12» is the first place alone and the next two together."""
    return [None if p is None else " ".join("".join(map(str, run)) for run in p[0]) for p in published(course, **more)]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((5, 5, 5), "0 1 2"),
        ((5, 4, 1), "0 12"),  # four and one are five together
        ((4, 5, 9), "01 2"),
        ((9, 5, 4), "0 12"),
        ((2, 1, 1), None),  # four in all
        ((2, 2, 1), "012"),
        ((0, 0, 0), "0 1 2"),  # nobody at all may be told, and nobody here and nobody there
        ((6, 6, 0), "0 1 2"),
        ((0, 6, 6), "0 1 2"),
        ((6, 0, 6), "0 1 2"),
        ((6, 0, 4), "012"),  # nobody beside four are four
        ((0, 4, 6), "0 12"),
    ],
)
def test_small_places_are_joined_with_their_neighbours(numbers: Sequence[int], expected: str | None):
    assert runs(line(numbers)) == [expected]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((5, 5, 5), "0 1 2"),
        ((5, 4, 1), "0 12"),
        ((2, 1, 1), None),
        ((0, 0, 0), None),  # a table without anybody has no run of somebody
        ((6, 6, 0), "0 12"),  # nobody yet in the last place: it is no run of its own
        ((6, 0, 0, 0), "0123"),
        ((0, 6, 6), "0 1 2"),  # nobody in the first place: that may be told
        ((0, 0, 6, 6), "01 2 3"),  # one run of nobody before the first with somebody, as long as can be
        ((6, 0, 6), "01 2"),  # nobody between them: no run of its own
        ((6, 0, 0, 6, 0, 0), "012 345"),
        ((0, 6, 0, 6, 0), "0 12 34"),
        ((0, 0, 4, 0), None),
        ((0, 4, 6), "0 12"),
    ],
)
def test_along_time_nobody_is_only_told_of_before_the_first_with_somebody(numbers: Sequence[int], expected: str | None):
    assert runs(line(numbers), grows=[0]) == [expected]


def test_a_run_of_nobody_along_time_makes_a_partition_no_finer():
    assert runs(line((0, 6)), grows=[0], least=[2]) == [None]
    assert runs(line((0, 6, 6)), grows=[0], least=[2]) == ["0 1 2"]
    assert runs(line((0, 6)), least=[2]) == ["0 1"]  # of named places it counts as one


def test_rows_of_time_and_named_columns_each_follow_their_own_rule():
    #        0   1   2
    #   0    0   0   0     Nobody before year 1, which may be told; nobody after year 2; nobody in column 1.
    #   1    5   0   6
    #   2    7   0   5
    #   3    0   0   0
    rows = [[0, 0, 0], [5, 0, 6], [7, 0, 5], [0, 0, 0]]
    assert published(table(rows), grows=[0]) == [(((0,), (1,), (2, 3)), ((0,), (1,), (2,)))]
    assert published(table(rows)) == [(((0,), (1,), (2,), (3,)), ((0,), (1,), (2,)))]


def test_more_than_sixteen_parts_are_never_told():
    everywhere = table([[5] * 4] * 4, [[10] * 4] * 4, [[15] * 4] * 4)
    assert published(everywhere) == [((((0,), (1,), (2,), (3,)), ((0,), (1,), (2,), (3,))))] * 3
    # Of five rows two are joined, and the columns stay: 4 × 4. Of five columns too: 3 × 5 have more columns than 4 × 4.
    assert published(table([[5] * 4] * 5)) == [(((0, 1), (2,), (3,), (4,)), ((0,), (1,), (2,), (3,)))]
    assert published(table([[5] * 5] * 4)) == [(((0, 1), (2,), (3,)), ((0,), (1,), (2,), (3,), (4,)))]
    (along,) = published(line([5] * 17))
    assert along is not None and len(along[0]) <= MOST_PARTS == 16


def test_of_two_ways_that_are_equally_fine_the_one_that_is_cut_later_is_taken():
    assert runs(line((6, 2, 6))) == ["01 2"]  # cut before place 2 rather than before place 1


def test_a_date_that_differs_by_few_gets_fewer_parts_or_none():
    # First 6 | 8. Then 7 | 8 differs by one, and so does 15 from 14: nothing. Last 11 | 13: five more in each.
    assert runs(line((6, 8), (7, 8), (11, 13))) == ["0 1", None, "0 1"]
    # 6 | 8, then 8 | 11: two and three more are five more together.
    assert runs(line((6, 8), (8, 11))) == ["0 1", "01"]


def test_sums_of_parts_count_too():
    # Six more here and five fewer there: each may be told, but the sum has grown by one.
    assert runs(line((10, 10), (16, 5))) == ["0 1", None]


def test_every_earlier_publication_counts_not_only_the_last():
    # 10, 16, 11: five fewer than the second, but one more than the first.
    assert runs(line((10,), (16,), (11,))) == ["0", "0", None]


def test_what_was_held_back_does_not_stand_in_the_way():
    assert runs(line((10,), (13,), (15,))) == ["0", None, "0"]  # 15 − 13 = 2 is seen by nobody


def test_two_dates_may_be_cut_differently():
    # First 9 | 5, then 10 | 9 | 5: places 0 and 1 together have ten more, place 2 none, and the others are new.
    assert runs(line((5, 4, 5), (10, 9, 5))) == ["01 2", "0 1 2"]
    # First 5 | 9, then 14 | 10: {0} and {1, 2} are told no more; only the whole is told of both, and it has ten more.
    assert runs(line((5, 9, 0), (10, 4, 10)), grows=[0]) == ["0 12", "01 2"]
    # First 5 | 9 | nobody, then 14 | 10: {0, 1} has 14 on both, and {2} has ten more than nobody.
    assert runs(line((5, 9, 0), (10, 4, 10))) == ["0 1 2", "01 2"]


def test_a_table_is_cut_along_both_axes_and_the_last_axis_is_cut_finest():
    #        0   1              Cut both ways, one part holds 3. Cut along the last axis: 11 | 9;
    #   0    8   3              along the first only: 11 | 9 as well. The last axis comes first.
    #   1    3   6
    assert published(table([[8, 3], [3, 6]])) == [(((0, 1),), ((0,), (1,)))]
    assert published(table([[8, 5], [5, 6]])) == [(((0,), (1,)), ((0,), (1,)))]


def test_an_empty_part_of_a_table_may_be_told():
    assert published(table([[8, 0], [5, 6]])) == [(((0,), (1,)), ((0,), (1,)))]


def test_a_table_gives_no_row_away_by_its_sum():
    # Then 13 | 0 and 0 | 14: each of the four has changed by five or more, each row by none, eight, …
    first, then = [[8, 5], [5, 6]], [[13, 0], [0, 11]]
    # Columns: 13 | 11, and then 13 | 11. Rows: 13 and 11, and then the same. Diagonals: 14 and 24: ten more.
    assert published(table(first, then)) == [(((0,), (1,)), ((0,), (1,)))] * 2
    # One more in the corner: 12 is six more than six, but its row has one more.
    then = [[13, 0], [0, 12]]
    assert published(table(first, then))[1] is None  # whatever the cut, the whole has grown by one


def test_what_is_too_coarse_to_be_read_is_not_published_and_does_not_stand_in_the_way():
    assert runs(line((5, 4), (6, 5)), least=[2]) == [None, "0 1"]
    assert runs(line((5, 4), (6, 5)), least=[1]) == ["01", None]


def test_places_that_stand_apart_are_never_joined():
    assert runs(line((6, 2, 5)), apart=[2]) == ["01 2"]
    assert runs(line((6, 2, 4)), apart=[2]) == [None]
    assert runs(line((6, 7, 2, 5)), apart=[0, 3]) == ["0 12 3"]
    assert runs(line((6, 4, 0)), apart=[2]) == ["01 2"]  # nobody there: that may be told
    assert runs(line((6, 0, 4)), apart=[1]) == [None]  # the four have nobody to be joined with


def test_a_known_total_is_no_news():
    assert runs(line((2, 1))) == [None]
    assert runs(line((10,), (11,)), total_known=True) == ["0", "0"]
    # The total grows by one, which everybody knows; the parts have changed by one too.
    assert runs(line((10, 10), (11, 10)), total_known=True, least=[2]) == ["0 1", None]
    assert runs(line((10, 10), (16, 5)), total_known=True, least=[2]) == ["0 1", "0 1"]


def test_known_places_are_taken_away_from_what_is_told():
    # Place 0 is known to hold 20. Together with the two of place 1 it would give these away.
    assert runs(line((20, 2)), known=[(0,)]) == [None]
    assert runs(line((20, 5)), known=[(0,)]) == ["0 1"]
    # Place 0 grows by one, which everybody knows.
    assert runs(line((20, 5), (21, 5)), known=[(0,)]) == ["0 1", "0 1"]
    assert runs(line((20, 5), (19, 6)), known=[(0,)]) == ["0 1", None]


def test_known_places_stand_alone_however_few_they_are():
    assert runs(line((3, 20, 6)), known=[(0,), (1,)]) == ["0 1 2"]
    assert runs(line((3, 20, 2)), known=[(0,), (1,)]) == [None]
    assert runs(line((3, 20, 0)), known=[(0,), (1,)]) == ["0 1 2"]
    assert runs(line((3, 20, 6), (4, 18, 6), (2, 17, 5), (0, 0, 11)), known=[(0,), (1,)]) == [
        "0 1 2", "0 1 2", None, "0 1 2"
    ]  # fmt: skip


def test_a_known_place_beside_an_unknown_one_is_taken_away_from_it():
    # Two and three are five; three are known, and two remain. Beside twenty more, 22 remain.
    assert runs(line((2, 3)), known=[(1,)]) == [None]
    assert runs(line((2, 3, 20)), known=[(1,)]) == ["012"]
    assert runs(line((6, 3, 20)), known=[(1,)]) == ["0 1 2"]


def test_the_limit_is_what_it_is_told_to_be():
    assert published(line((2, 1)), limit=1) == [(((0,), (1,)),)]
    assert published(line((9, 9)), limit=10) == [(((0, 1),),)]


def test_counts_of_parts_are_the_sums_of_their_cells():
    counts: dict[Place, int] = {(0, 0): 1, (0, 1): 2, (1, 0): 4, (1, 1): 8, (2, 1): 16}
    assert counted(counts, (((0,), (1, 2)), ((0, 1),))) == {(0, 0): 3, (1, 0): 28}
    assert counted(counts, (((0, 1, 2),), ((0,), (1,)))) == {(0, 0): 5, (0, 1): 26}


# Against the attacker ------------------------------------------------------------------------------------------------

SMALL = st.one_of(st.integers(0, 9), st.sampled_from([0, 0, 5, 10, 15, 20]))


GROWS = st.sampled_from([(), (0,), (1,), (0, 1)])


@st.composite
def courses(draw: st.DrawFn, most: tuple[int, ...] = (5, 4), dates: int = 6) -> Course:
    """Some dates' numbers: each cell keeps what it had, gains or loses some, or is anything."""
    sizes = [draw(st.integers(1, size)) for size in most[: draw(st.integers(1, len(most)))]]
    cells = list(product(*map(range, sizes)))
    counts = {cell: draw(SMALL) for cell in cells}
    course = [(FIRST, counts)]
    for day in days(draw(st.integers(2, dates)))[1:]:
        grow = draw(st.sampled_from([(0, 0, 0, 1), (0, 5, 6), (0, 0, 0, 5, -5, 6), (0, 1, 2, 3, -1)]))
        counts = {cell: max(0, n + draw(st.sampled_from(grow))) for cell, n in counts.items()}
        course.append((day, counts))
    return course


def attacked(course: Course, axes: Sequence[Sequence[int]], **more: Any) -> dict[date, Partition]:
    """What is published, after the attacker has found nothing in it and every promise about it is kept."""
    found = publications(course, axes, LIMIT, **more)
    given_away = {name: more[name] for name in ("known", "total_known", "never", "settled") if name in more}
    assert finds(course, found, LIMIT, **given_away) == []
    by_day: Mapping[date, dict[Place, int]] = dict(course)
    for day, partition in found.items():
        for axis, cut in zip(axes, partition, strict=True):
            assert [place for run in cut for place in run] == list(axis)
        parts = parts_of(partition)
        assert list(counted(by_day[day], partition).values()) == [sum(by_day[day].get(c, 0) for c in p) for p in parts]
        assert len(parts) <= 16
        for number, (cut, least) in enumerate(zip(partition, more.get("least", [1] * len(axes)), strict=True)):
            along = [sum(n for cell, n in by_day[day].items() if cell[number] in run) for run in cut]
            if number in more.get("grows", ()):
                assert all(along[1:]) or len(cut) == 1
                assert sum(map(bool, along)) >= least or not more.get("least")
            else:
                assert len(cut) >= least
        assert all((place,) in partition[-1] for place in more.get("apart", ()))
    for length in range(1, len(course)):
        before = publications(course[:length], axes, LIMIT, **more)
        assert before == {day: found[day] for day, _ in course[:length] if day in found}
    return found


@given(courses())
@settings(max_examples=120)
@example(line((10, 10), (16, 5)))
@example(line((10,), (16,), (11,)))
def test_nothing_about_few_can_be_worked_out(course: Course):
    axes = axes_of(course)
    attacked(course, axes)
    attacked(course, axes, grows=range(len(axes)))


@given(courses(), st.data())
@settings(max_examples=100)
def test_nothing_about_few_can_be_worked_out_beside_what_is_known(course: Course, data: st.DataObject):
    axes = axes_of(course)
    grows = data.draw(GROWS)
    assume(all(number < len(axes) for number in grows))
    known = data.draw(st.sets(st.sampled_from(list(product(*axes))), max_size=3), label="known")
    total_known = data.draw(st.booleans(), label="total known")
    attacked(course, axes, grows=grows, known=sorted(known), total_known=total_known)


@given(courses(most=(4, 3)), st.booleans(), st.data())
@settings(max_examples=100)
def test_nothing_about_few_can_be_worked_out_as_years_begin_or_pass(course: Course, total_known: bool, data: Any):
    # Row by row begins with each date, or has passed; in the others nobody can be.
    axes, passes = axes_of(course), data.draw(st.booleans(), label="passes")
    never = {
        day: frozenset(cell for cell in product(*axes) if (0 < cell[0] <= number if passes else cell[0] > number))
        for number, (day, _) in enumerate(course)
    }
    course = [(day, {c: 0 if c in never[day] else n for c, n in counts.items()}) for day, counts in course]
    attacked(course, axes, grows=[0], total_known=total_known, never=never, settled=[] if passes else [0])


@given(courses(), st.data())
@settings(max_examples=80)
def test_nothing_about_few_can_be_worked_out_where_a_partition_must_have_some_form(course: Course, data: st.DataObject):
    axes = axes_of(course)
    least = [data.draw(st.integers(1, min(3, len(axis)))) for axis in axes]
    apart = data.draw(st.sets(st.sampled_from(axes[-1]), max_size=2))
    attacked(course, axes, grows=data.draw(st.sampled_from([(), (0,)])), least=least, apart=sorted(apart))


@given(courses(most=(12,), dates=5), st.booleans())
@settings(max_examples=60)
def test_nothing_about_few_can_be_worked_out_along_a_long_axis(course: Course, total_known: bool):
    attacked(course, [range(12)], grows=[0], total_known=total_known)


@given(courses(most=(12,), dates=4))
@settings(max_examples=40)
def test_nothing_about_few_can_be_worked_out_along_many_names(course: Course):
    assume(all(any(counts.values()) for _, counts in course))  # see below
    attacked(course, [range(12)])


def test_nobody_at_all_may_be_told_along_many_names_too():
    assert published(line([0] * 9)) != [None]


@given(courses(most=(3, 3), dates=4), st.integers(1, 4))
@settings(max_examples=60)
def test_years_that_come_later_change_nothing_of_what_was_published(course: Course, later: int):
    first, *others = axes_of(course)
    longer = range(len(first) + later)
    before = publications(course, [first, *others], LIMIT, grows=[0])
    assert without(publications(course, [longer, *others], LIMIT, grows=[0]), first) == before


@given(courses(most=(10,), dates=4), st.integers(1, 12), st.integers(1, 3), st.booleans())
@settings(max_examples=80)
@example(line((5, 1, 5, 0, 0, 0, 0, 0)), 1, 1, False)
def test_years_that_come_later_change_nothing_along_a_long_axis(
    course: Course, later: int, least: int, total_known: bool
):
    (axis,) = axes_of(course)
    said: dict[str, Any] = {"grows": [0], "least": [least], "total_known": total_known}
    before = publications(course, [axis], LIMIT, **said)
    assert without(publications(course, [range(len(axis) + later)], LIMIT, **said), axis) == before


def without(found: Mapping[date, Partition], axis: Sequence[int]) -> dict[date, Partition]:
    """The partitions without the places of the first axis that came later."""
    return {
        day: (tuple(tuple(place for place in run if place in axis) for run in first), *others)
        for day, (first, *others) in found.items()
    }


def test_a_ninth_year_changes_nothing_of_what_was_published():
    # Of eight years 0 and 1 are joined: 6 | 5. With a ninth they are not: 5 | 6. Who saw both knows that 1 holds one.
    course = line((5, 1, 5, 0, 0, 0, 0, 0))
    before = publications(course, [range(8)], LIMIT, grows=[0])
    assert before == {FIRST: (((0, 1), (2, 3, 4, 5, 6, 7)),)}
    assert without(publications(course, [range(9)], LIMIT, grows=[0]), range(8)) == before


# What is told by telling of nobody -----------------------------------------------------------------------------------


def test_that_nobody_is_in_joined_places_tells_of_each_of_them():
    # First the rows are joined: 10 in column 0, and nobody in column 1: nobody in row 0 of it. Then 5 + 0 are in
    # column 0, and six in row 0 of column 1: together eleven, where ten were. Who has come is one person.
    course = table([[6, 0], [4, 0]], [[5, 6], [0, 5]])
    found = publications(course, axes_of(course), LIMIT)
    assert finds(course, found, LIMIT) == []


def test_a_year_that_gets_its_own_row_tells_nothing_of_the_one_before():
    # One of the first year has gone from column 0 to column 1, beside all of the second year. The first date's only
    # run has the second year too, but everybody knows that it had not begun: 10 | 6, and then 9 | 7.
    course = table([[10, 6], [0, 0]], [[9, 7], [6, 5]])
    never = {course[0][0]: frozenset({(1, 0), (1, 1)})}
    found = publications(course, axes_of(course), LIMIT, grows=[0], never=never)
    assert finds(course, found, LIMIT, never=never) == []


def test_a_half_year_that_has_passed_tells_nothing_when_it_gets_another_run():
    # Late, and due in three periods: 6 | 6 | 6, the late ones with the first period. Then that has passed, nobody can
    # be due in it, and seven are late: 7 | 10 | 6. Late or due in it were six, and are seven.
    course = line((3, 3, 6, 6), (7, 0, 10, 6))
    never = {course[1][0]: frozenset({(1,)})}
    found = publications(course, axes_of(course), LIMIT, grows=[0], least=[3], total_known=True, never=never)
    assert finds(course, found, LIMIT, never=never, total_known=True) == []


def test_what_is_not_told_of_years_that_have_not_begun_tells_of_nobody():
    # The same without the change: 10 | 6 and again 10 | 6 of the first year.
    course = table([[10, 6], [0, 0]], [[10, 6], [6, 5]])
    never = {course[0][0]: frozenset({(1, 0), (1, 1)})}
    found = publications(course, axes_of(course), LIMIT, grows=[0], never=never)
    assert list(found) == [day for day, _ in course] and len(found[course[1][0]][0]) == 2
    assert finds(course, found, LIMIT, never=never) == []


def test_that_a_place_is_empty_now_hides_no_change_beside_a_known_total():
    # 6 | 5, and then nobody | 6: that the total has fallen by five is known; that one has come to the last is not.
    assert runs(line((6, 5), (0, 6)), total_known=True, least=[2]) == ["0 1", None]
    assert runs(line((6, 5), (0, 10)), total_known=True, least=[2]) == ["0 1", "0 1"]
    # Nobody on both dates: how the last has grown is how the total has.
    assert runs(line((0, 5), (0, 6)), total_known=True, least=[2]) == ["0 1", "0 1"]


def test_one_who_left_a_place_that_is_empty_now_is_not_told_by_the_one_that_was_empty_before():
    # Ten in place 0, nobody in 1, and then nobody and eleven: in the two together there is one more.
    assert runs(line((10, 0, 20), (0, 11, 20))) == ["0 1 2", None]
    assert runs(line((10, 0, 20), (0, 10, 20))) == ["0 1 2", "0 1 2"]


# Where those who are in a place stay there ---------------------------------------------------------------------------


def test_cuts_of_two_dates_tell_nothing_about_the_few_between_them_where_everybody_stays():
    # First 5 | 1 in two rows, which are told as six. Then 5 | 1 | 20: the first alone has five, beside 21. Who is in a
    # row stays there, so that it had five on the first date too, and the second one.
    course = table([[5, 0], [1, 0], [0, 0]], [[0, 5], [1, 0], [10, 10]])
    never = {course[0][0]: frozenset({(2, 0), (2, 1)})}
    moving, staying = (
        publications(course, axes_of(course), LIMIT, grows=[0], settled=settled, never=never) for settled in ([], [0])
    )
    assert [moving[day][0] for day, _ in course] == [((0, 1, 2),), ((0,), (1, 2))]
    assert [find.number for find in finds(course, moving, LIMIT, never=never, settled=[0])] == [-1]
    assert [staying[day][0] for day, _ in course] == [((0, 1, 2),), ((0, 1, 2),)]
    assert finds(course, staying, LIMIT, never=never, settled=[0]) == []


def test_what_has_come_since_a_cut_is_told_where_it_is_many():
    course = table([[6, 0], [0, 0], [0, 0]], [[6, 0], [5, 0], [0, 0]], [[6, 0], [5, 6], [7, 0]])
    found = publications(course, axes_of(course), LIMIT, grows=[0], settled=[0])
    assert [found[day][0] for day, _ in course] == [((0, 1, 2),), ((0,), (1, 2)), ((0,), (1,), (2,))]
