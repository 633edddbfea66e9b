"""The names and notes of published breakdowns, on parts made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from helgelandlegen.breakdown import breakdown
from helgelandlegen.coarsen import Run
from helgelandlegen.privacy import LATE, Parted
from helgelandlegen.subjects import parts

SUMMER, NEW_YEAR = date(2026, 6, 30), date(2025, 12, 31)
# Half-years as the breakdown counts them: 2 × year, plus 1 for the second half.
H25, H26, I26, H27, I27 = 2 * 2025 + 1, 2 * 2026, 2 * 2026 + 1, 2 * 2027, 2 * 2027 + 1


def parted(
    name: str,
    *runs: list[Run],
    as_of: date = NEW_YEAR,
    newest: date | None = None,
    persons: dict[int, int] | None = None,
) -> Parted:
    """A breakdown on a date in these parts; `persons` by the part along the first axis."""
    counted: dict[tuple[int, ...], int] = {(part,): n for part, n in (persons or {}).items()}
    return Parted(breakdown(name), as_of, as_of, newest or as_of, tuple(tuple(axis) for axis in runs), counted)


def due(*runs: Run, persons: dict[int, int] | None = None, as_of: date = NEW_YEAR) -> Parted:
    return parted("due_ahead", list(runs), as_of=as_of, persons=persons)


def test_joined_parts_are_listed_with_small_letters_inside_but_acronyms_as_they_are():
    sources = parted("candidate_source", [(0,), (1, 2), (3, 4, 5), (6,)], [(0,), (1,), (2, 3)])
    assert parts.names(sources, 0) == [
        "5.-årspraksis", "Stand og forelesning", "Nettverk, LIS1 og annonse", "Annet eller ukjent",
    ]  # fmt: skip
    assert parts.names(sources, 1) == ["Startet", "Startet og i løp igjen", "I løp og ute av løpet"]


def test_years_are_spans_and_the_last_ends_with_the_year_of_the_breakdown():
    years = parted("candidate_course", [(2019, 2020, 2021), (2022,), (2023, 2024, 2025, 2026)], as_of=NEW_YEAR)
    assert parts.years(years) == ["2019–2021", "2022", "2023–2025"]
    assert parts.years(parted("candidate_course", [(2025, 2026)])) == ["2025"]
    assert parts.years(parted("candidate_course", [(2019, 2020)], as_of=date(2019, 6, 30))) == ["2019"]
    # A year that has not begun on the date is still called by its name.
    assert parts.years(parted("candidate_course", [(2025,), (2026,)])) == ["2025", "2026"]


def test_a_half_year_has_a_first_and_a_last_day():
    assert parts.half_year(H26) == (date(2026, 1, 1), date(2026, 6, 30))
    assert parts.half_year(I26) == (date(2026, 7, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("runs", "as_of", "found"),
    [
        # The late alone are all in the past; the last part has no end.
        ([(LATE,), (H26, I26), (H27, I27)], NEW_YEAR,
         [None, (date(2026, 1, 1), date(2026, 12, 31)), (date(2027, 1, 1), None)]),
        # Half-years that are over belong to the past.
        ([(LATE, H25), (H26,), (I26, H27)], NEW_YEAR,
         [None, (date(2026, 1, 1), date(2026, 6, 30)), (date(2026, 7, 1), None)]),
        # The late joined with those ahead: from tomorrow on.
        ([(LATE, H25, H26), (I26, H27)], NEW_YEAR, [(date(2026, 1, 1), date(2026, 6, 30)), (date(2026, 7, 1), None)]),
        # A half-year that has begun begins tomorrow.
        ([(LATE,), (H26,), (I26,)], date(2026, 3, 31),
         [None, (date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 7, 1), None)]),
        ([(LATE, H26, I26)], NEW_YEAR, [(date(2026, 1, 1), None)]),
    ],
)  # fmt: skip
def test_parts_of_half_years_reach_from_the_day_after_the_breakdown(runs, as_of, found):
    assert parts.stretches(due(*runs, as_of=as_of)) == found


@pytest.mark.parametrize(
    ("runs", "persons", "late"),
    [
        ([(LATE,), (H26, I26)], {0: 6, 1: 8}, 6),
        ([(LATE, H25), (H26, I26)], {0: 6, 1: 8}, 6),
        ([(LATE,), (H26, I26)], {1: 8}, 0),
        # Joined with those ahead, they are told of only where there is nobody at all.
        ([(LATE, H25, H26), (I26,)], {0: 6, 1: 8}, None),
        ([(LATE, H25, H26), (I26,)], {1: 8}, 0),
        ([(LATE, H26, I26)], {0: 14}, None),
    ],
)
def test_the_late_are_counted_only_where_the_parts_tell_of_them_alone(runs, persons, late):
    assert parts.late(due(*runs, persons=persons)) == late


def test_a_note_says_for_whom_and_when_it_holds_and_where_it_comes_from():
    assert parts.note(parted("training_state", [(0,), (1,), (2,)], as_of=SUMMER), 5) == (
        "Gjelder hele programmet per 30. juni 2026. Grupper på 1 til 4 personer er slått sammen med nabogruppen eller "
        "utelatt der tallet kunne ha røpet hvem det gjelder. Omfatter alle som har startet i spesialisering siden "
        "registreringen begynte. Kilde: arket Utdanningsløp."
    )


def test_a_note_says_that_something_newer_is_held_back():
    older = parted("training_state", [(0,), (1,), (2,)], as_of=NEW_YEAR, newest=SUMMER)
    assert parts.note(older, 5).startswith(
        "Gjelder hele programmet per 31. desember 2025. Det har endret seg siden, men noen av endringene gjelder for "
        "få til å kunne vises. Grupper på 1 til 4 personer "
    )


def test_a_breakdown_of_nobody_is_not_one_that_is_too_small():
    assert (
        parts.nothing(parted("training_state", [(0,), (1,), (2,)], as_of=SUMMER), 5) == "Ingen tall per 30. juni 2026."
    )
    assert parts.nothing(None, 5) == parts.not_yet(5) == (
        "Det er for få personer til at fordelingen kan vises. En gruppe vises bare når den er tom eller har minst 5 "
        "personer, og det samme gjelder hver endring siden sist."
    )  # fmt: skip
