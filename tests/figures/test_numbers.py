"""Expected texts are written by hand; {NBSP} is the space that is never broken over two lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from helgelandlegen.figures import numbers as n
from tests.figures.sample import AS_OF, NBSP, Sample, share


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, f"1{NBSP}234,5"),
        (15105, 0, f"15{NBSP}105"),
        (0, 0, "0"),
        (-2, 0, "−2"),
        (Decimal("-0.4"), 0, "0"),
        (12.5, 0, "13"),
        (Decimal("2.345"), 2, "2,35"),
        (3.44, 1, "3,4"),
    ],
)
def test_a_number_has_decimal_comma_thousands_space_and_a_real_minus(value, decimals, text):
    assert n.number(value, decimals) == text


def test_no_value_is_said_in_words_and_is_never_zero():
    assert n.number(None) == "ingen tall"
    assert n.percent(None) == "ingen tall"
    assert n.with_unit(None, "hjemler") == "ingen tall"
    assert n.value_text(Sample(value=None)) == "ingen tall"


def test_a_small_group_has_no_decimals_and_a_large_one_has_one():
    assert n.percent(1 / 3, 12) == f"33{NBSP}%"
    assert n.percent(1 / 3, 199) == f"33{NBSP}%"
    assert n.percent(1 / 3, 200) == f"33,3{NBSP}%"


def test_almost_all_is_not_rounded_to_all_and_almost_nothing_not_to_nothing():
    assert n.percent(0.996, 111) == f"over 99{NBSP}%"
    assert n.percent(0.004, 111) == f"under 1{NBSP}%"
    assert n.percent(1, 111) == f"100{NBSP}%"
    assert n.percent(0, 111) == f"0{NBSP}%"
    assert n.percent(0.99996, 5000) == f"over 99,9{NBSP}%"


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1 stilling"), (-1, "−1 stilling"), (0, "0 stillinger"), (2, "2 stillinger")]
)
def test_a_unit_is_in_the_singular_for_exactly_one(value, text):
    assert n.with_unit(value, "stillinger") == text.replace(" ", NBSP)


def test_one_and_a_half_is_plural_and_years_have_no_plural():
    assert n.with_unit(1.5, "dager", 1) == f"1,5{NBSP}dager"
    assert n.with_unit(1, "år", 1) == f"1,0{NBSP}år"


def test_dates_are_written_as_norwegians_do():
    assert n.day(date(2026, 10, 31)) == "31. oktober 2026"
    assert n.short_day(date(2026, 5, 1)) == "01.05.2026"
    assert n.month(date(2023, 1, 31)) == "januar 2023"


def test_the_year_is_left_out_where_it_goes_without_saying():
    assert n.day_near(date(2026, 9, 17), AS_OF) == "17. september"
    assert n.day_near(date(2025, 12, 17), AS_OF) == "17. desember 2025"
    assert n.day_near(date(2026, 9, 17), AS_OF, brief=True) == "17. sep."
    assert n.day_near(date(2025, 12, 17), AS_OF, brief=True) == "17.12.2025"


def test_a_hidden_value_shows_the_limit_and_no_other_number():
    hidden = share(0.25, 4, 0.5, hidden=True, noted=(3, "ukjent"))
    assert n.value_text(hidden) == "under 5"
    assert n.value_text(hidden, limit=10) == "under 10"
    assert n.counts_text(hidden) == n.unit_text(hidden) == n.change_text(hidden) == n.noted_text(hidden) == ""


def test_a_median_that_is_never_reached_says_so_only_where_there_are_cases():
    years = Sample(kind="survival", unit="år", value=None, denominator=9)
    assert n.value_text(years) == "ikke nådd"
    assert n.value_text(Sample(kind="survival", unit="år", value=None, denominator=0)) == "ingen tall"


def test_years_have_one_decimal_and_whole_days_none():
    assert n.value_text(Sample(kind="survival", unit="år", value=3.0)) == "3,0"
    assert n.value_text(Sample(kind="median", unit="dager", value=Decimal("214"))) == "214"
    assert n.value_text(Sample(kind="median", unit="dager", value=214.5)) == "214,5"


def test_a_share_that_misses_its_target_never_looks_as_if_it_reached_it():
    assert n.value_text(share(Decimal("0.796"), 49, status="nær")) == f"79,6{NBSP}%"
    assert n.value_text(share(Decimal("0.7996"), 5000, status="nær")) == f"79,96{NBSP}%"
    assert n.value_text(share(Decimal("0.804"), 51, status="på mål")) == f"80{NBSP}%"


def test_the_unit_is_left_out_where_the_title_names_what_is_counted():
    assert n.unit_text(Sample()) == ""
    assert n.unit_text(Sample(title="Rekruttert siste 12 måneder", unit="leger", value=1)) == "lege"


def test_shares_and_medians_show_what_they_are_made_of():
    assert n.counts_text(share(8 / 12, 12)) == "8 av 12"
    assert n.counts_text(Sample(kind="median", unit="dager", value=214, denominator=9)) == f"9{NBSP}forløp"
    assert n.counts_text(Sample()) == ""


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Sample(), "høyst 5"),
        (share(0.5, 12), f"minst 80{NBSP}%"),
        (share(0.5, 12, target=(0.4, 0.5), better="band"), f"40–50{NBSP}%"),
        (share(0.5, 12, target=(Decimal("0.125000"), None), better="lower"), f"høyst 12,5{NBSP}%"),
        (Sample(kind="survival", unit="år", better="higher", target=(Decimal("3.50"), None)), f"minst 3,5{NBSP}år"),
        (Sample(kind="sum", target=(5000, None)), f"høyst 5{NBSP}000"),
        (Sample(better="none"), "5"),
        (Sample(target=None), ""),
    ],
)
def test_a_target_says_which_way_is_better(figure, text):
    assert n.target_text(figure) == text


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Sample(), "+2 siden 17. september"),
        (Sample(value=11), "−2 siden 17. september"),
        (Sample(value=13), "uendret siden 17. september"),
        (share(0.67, 12, 0.71), f"−4{NBSP}prosentpoeng siden 17. september"),
        (share(0.672, 12, 0.67), "nær uendret siden 17. september"),
        (Sample(kind="median", unit="dager", value=214, previous=215), f"−1{NBSP}dag siden 17. september"),
        (Sample(kind="survival", unit="år", value=3.4, previous=3.2), f"+0,2{NBSP}år siden 17. september"),
        (Sample(previous=None), ""),
        (Sample(value=None), ""),
        (Sample(compared_with=None), ""),
    ],
)
def test_a_change_has_sign_and_date_and_is_silent_where_nothing_can_be_compared(figure, text):
    assert n.change_text(figure) == text


def test_what_a_figure_rests_on_is_said_in_full():
    assert n.basis_text(Sample()) == f"bygger på 16 av 18{NBSP}kommuner"
    assert n.basis_text(Sample(rests_on=(18, 18))) == f"bygger på alle 18{NBSP}kommuner"
    assert n.basis_text(Sample(rests_on=(0, 18))) == f"bygger på 0 av 18{NBSP}kommuner"
    assert n.basis_text(Sample(rests_on=None)) == ""


def test_what_was_left_out_is_named_only_where_there_is_any():
    assert n.noted_text(Sample(noted=(2, "mangler tall"))) == "2 mangler tall"
    assert n.noted_text(Sample(noted=(0, "mangler tall"))) == ""
