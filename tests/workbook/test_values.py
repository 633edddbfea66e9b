"""Raw cells become typed values, or say what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helgelandlegen.workbook.cells import Raw, Wrong, clean
from helgelandlegen.workbook.findings import did_you_mean, finding, shown
from helgelandlegen.workbook.sheets import SHEETS, Column, Kind
from helgelandlegen.workbook.values import Context, convert, default_of, example_of
from tests.workbook.making import FIGURES, PROGRAMME

CONTEXT = Context.of(PROGRAMME, FIGURES)
NBSP = "\u00a0"
COLUMNS = {kind: Column("Felt", "field", kind) for kind in Kind}
PERCENT = Column("Prosent", "percent", Kind.PERCENT, minimum=1, maximum=100)
COUNT = Column("Antall", "count", Kind.INTEGER, minimum=0)
CHOICE = Column("Type", "type", Kind.CHOICE, choices=("Fast", "I gang", "2"))


def value(raw: Raw, column: Column | Kind, *, share: bool = False) -> object:
    """The value, or the code of what is wrong."""
    found = convert(raw, COLUMNS[column] if isinstance(column, Kind) else column, CONTEXT, share=share)
    return found.code if isinstance(found, Wrong) else found


@pytest.mark.parametrize(
    "raw",
    ["2024-03-01", "01.03.2024", "1.3.2024", "01/03/2024", "1/3/2024", f" 1.3.2024{NBSP}", date(2024, 3, 1),
     datetime(2024, 3, 1, 8, 30)],
)  # fmt: skip
def test_a_date_may_be_real_or_written_in_four_ways_with_the_day_first(raw: Raw):
    assert value(raw, Kind.DATE) == date(2024, 3, 1)


@pytest.mark.parametrize(
    "raw", ["31.02.2024", "1.3.24", "2024", "mars 2024", 45352.0, True, "13/14/2024", "01.03/2024"]
)
def test_what_is_no_date_is_said_to_be_none(raw: Raw):
    assert value(raw, Kind.DATE) == "not_a_date"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("01.01.1990", date(1990, 1, 1)), ("31.12.2100", date(2100, 12, 31)), ("31.12.1989", "date_out_of_range"),
     (date(2101, 1, 1), "date_out_of_range")],
)  # fmt: skip
def test_dates_run_from_1990_to_2100_with_both_ends(raw: Raw, expected: object):
    assert value(raw, Kind.DATE) == expected


@pytest.mark.parametrize("raw", ["2026-09", "09.2026", "9/2026", "15.09.2026", date(2026, 9, 30), "2026-09-30"])
def test_a_month_is_stored_as_its_first_day(raw: Raw):
    assert value(raw, Kind.MONTH) == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("13.2026", "not_a_month"),
        (9.2026, "not_a_month"),
        ("2026-09-31", "not_a_month"),
        ("12.1989", "date_out_of_range"),
    ],
)
def test_what_is_no_month_is_said_to_be_none(raw: Raw, expected: str):
    assert value(raw, Kind.MONTH) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(17.0, "17"), ("0123", "0123"), (f"{NBSP} A-1 ", "A-1"), ("a\u200bb", "ab"), (17.5, "17,5"), (123456.0, "123456"),
     (date(2024, 2, 1), "date_not_code"), ("x" * 101, "text_too_long"), ("\x00\x07", None)],
)  # fmt: skip
def test_a_code_is_text_that_keeps_its_zeros_and_never_a_date(raw: Raw, expected: object):
    assert value(raw, Kind.IDENTIFIER) == expected


@pytest.mark.parametrize("raw", ["1234567", 1234567.0, "123456789"])
def test_seven_to_nine_digits_are_enough(raw: Raw):
    assert value(raw, SHEETS["training"].column("hpr_number")) == str(raw).removesuffix(".0")


@pytest.mark.parametrize("raw", ["123456", "1234567890", "12345 67", "1234567a", "١٢٣٤٥٦٧"])
def test_other_lengths_and_signs_are_not(raw: Raw):
    assert value(raw, SHEETS["training"].column("hpr_number")) == "wrong_digits"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("fast", "Fast"), (" FAST ", "Fast"), (f"i{NBSP}gang", "I gang"), (2.0, "2"), ("Faste", "not_in_list")],
)
def test_listed_values_are_matched_without_case_and_stored_as_declared(raw: Raw, expected: str):
    assert value(raw, CHOICE) == expected


@pytest.mark.parametrize("raw", ["Brønnøy", "BRØNNØY", " brønnøy ", "1813", 1813.0])
def test_a_municipality_is_a_name_or_a_number_and_stored_as_the_number(raw: Raw):
    assert value(raw, Kind.MUNICIPALITY) == "1813"


def test_a_municipality_number_that_lost_its_zero_is_still_known():
    assert value(301.0, Kind.MUNICIPALITY) == "0301"


def test_a_letter_made_of_two_signs_is_the_same_letter():
    place = replace(PROGRAMME.municipalities[0], name="Vågå", number="1234")
    context = Context.of(replace(PROGRAMME, municipalities=(place,)))
    assert convert("Va\u030aga\u030a", COLUMNS[Kind.MUNICIPALITY], context) == "1234"


def test_a_name_that_two_municipalities_share_must_be_given_as_a_number():
    twins = tuple(replace(PROGRAMME.municipalities[0], number=n, name="Herøy") for n in ("1515", "1818"))
    context = Context.of(replace(PROGRAMME, municipalities=twins))
    assert isinstance(convert("Herøy", COLUMNS[Kind.MUNICIPALITY], context), Wrong)
    assert convert("1818", COLUMNS[Kind.MUNICIPALITY], context) == "1818"


@pytest.mark.parametrize("raw", ["Ja", "ja", "J", "x", "1", 1.0, True, "true", " X "])
def test_many_ways_to_say_yes(raw: Raw):
    assert value(raw, Kind.YES_NO) is True


@pytest.mark.parametrize("raw", ["Nei", "n", 0.0, False, "false"])
def test_and_to_say_no(raw: Raw):
    assert value(raw, Kind.YES_NO) is False


@pytest.mark.parametrize("raw", ["kanskje", 2.0, "- ja"])
def test_but_not_to_say_both(raw: Raw):
    assert value(raw, Kind.YES_NO) == "not_yes_or_no"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("1 000", 1000), (f"12{NBSP}345", 12345), ("940,0", 940), (940.0, 940), ("007", 7), (0.5, "not_a_whole_number"),
     ("ti", "not_a_number"), ("1 00", "not_a_number"), ("80 %", "not_a_number"), (True, "not_a_number"),
     (-1.0, "out_of_range"), ("\u22121", "out_of_range"), ("1.000", "ambiguous_number"), ("1,000", "ambiguous_number"),
     (1e10, "number_too_large"), (1e300, "number_too_large"), (float("inf"), "not_a_number"),
     (float("nan"), "not_a_number"), ("9" * 400, "not_a_number"), ("#N/A", "cell_error")],
)  # fmt: skip
def test_a_count_is_a_whole_number(raw: Raw, expected: object):
    assert value(raw, COUNT) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(80.0, 80), ("80 %", 80), ("80%", 80), ("33,25", "33.25"), (0.1 + 0.2 + 1, "1.3"), (33.333, "too_many_decimals"),
     (100.0, 100), (100.01, "out_of_range"), (0.8, "out_of_range"), ("0", "out_of_range"), (1e300, "out_of_range")],
)  # fmt: skip
def test_a_percentage_lies_within_its_limits_and_has_two_decimals_at_most(raw: Raw, expected: object):
    found = value(raw, PERCENT)
    assert found == (expected if found in ("too_many_decimals", "out_of_range") else Decimal(str(expected)))


def test_a_share_in_a_percent_column_is_told_how_to_be_written():
    wrong = convert(0.8, PERCENT, CONTEXT)
    assert isinstance(wrong, Wrong)
    assert "Skriv 80 for 80 prosent." in finding(wrong.code, value=0.8, **wrong.words).message


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("1 234,50", "1234.50"), (-98500.0, "-98500.00"), (1000 / 3, "333.33"), ("0", "0.00"), (-0.001, "0.00"),
     (1e13, "number_too_large"), ("12,000", "ambiguous_number"), ("1.234.567", "not_a_number")],
)  # fmt: skip
def test_an_amount_is_rounded_to_two_decimals(raw: Raw, expected: str):
    found = value(raw, Kind.AMOUNT)
    assert str(found) == expected


@pytest.mark.parametrize("raw", ["80 %", "80%", 80.0, 0.8, "0,8", "80"])
def test_a_share_may_be_written_in_three_ways(raw: Raw):
    assert value(raw, Kind.MEASURE, share=True) == Decimal("0.8")


@pytest.mark.parametrize(
    ("raw", "share", "expected"),
    [(1.0, True, Decimal(1)), ("105 %", True, Decimal("1.05")), ("0,5 %", True, Decimal("0.005")),
     (80.0, False, Decimal(80)), ("80 %", False, "not_a_share"), ("1,125", False, Decimal("1.125")),
     (1e9, False, "number_too_large"), ("fem", True, "not_a_number")],
)  # fmt: skip
def test_a_measure_is_in_its_figures_own_unit(raw: Raw, share: bool, expected: object):
    assert value(raw, Kind.MEASURE, share=share) == expected


@pytest.mark.parametrize(("raw", "expected"), [("VACANT_POSTS", "vacant_posts"), ("vacant_post", "unknown_figure")])
def test_a_key_figure_must_exist(raw: Raw, expected: str):
    assert value(raw, Kind.FIGURE) == expected


def test_without_a_list_of_key_figures_any_is_taken():
    assert convert("hva som helst", COLUMNS[Kind.FIGURE], Context.of(PROGRAMME)) == "hva som helst"


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("raw", [None, "", "  ", NBSP, "\u200b", "\t\n"])
def test_a_cell_with_nothing_to_see_is_empty(raw: Raw, kind: Kind):
    assert value(raw, kind) is None


@given(st.none() | st.text() | st.floats() | st.booleans() | st.dates() | st.datetimes(), st.sampled_from(list(Kind)))
def test_no_cell_content_is_more_than_wrong(raw: Raw, kind: Kind):
    found = convert(raw, COLUMNS[kind], CONTEXT, share=True)
    if isinstance(found, Wrong):
        assert finding(found.code, sheet="Ark", row=1, column="Felt", value=raw, **found.words).message


@given(st.text())
def test_clean_text_stays_as_it_is(text: str):
    assert clean(clean(text)) == clean(text)


def test_every_default_and_example_of_the_declaration_is_a_value_of_its_column():
    for sheet in SHEETS.values():
        for column in sheet.stored:
            default_of(column, CONTEXT)
            assert column.example is None or example_of(column, PROGRAMME) is not None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(17.5, "17,5"), (17.0, "17"), (True, "SANN"), (date(2024, 3, 1), "01.03.2024"), (["a", "b", "c"], "a, b og c"),
     (["a"], "a"), (Decimal("0.5"), "0,5"), (float("inf"), "inf")],
)  # fmt: skip
def test_values_are_shown_as_a_norwegian_reader_sees_them(raw: object, expected: str):
    assert shown(raw) == expected


def test_a_suggestion_is_only_made_where_something_is_close():
    assert did_you_mean("brønøy", ["Brønnøy", "Vega"]) == " Mente du «Brønnøy»?"
    assert did_you_mean("Oslo", ["Brønnøy", "Vega"]) == ""


@pytest.mark.parametrize("raw", ["–", "-", "—", "*", ":", "..", ".", f" – {NBSP}", "−"])
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.FIGURE])
def test_a_sign_for_a_missing_value_is_no_value_and_never_zero(raw: Raw, kind: Kind):
    assert value(raw, kind) is None


@pytest.mark.parametrize("raw", ["-1", "0", "*1", "1*", "– 5", "..5"])
def test_a_sign_beside_something_else_is_something_else(raw: Raw):
    assert value(raw, Kind.TEXT) == raw


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("100 %", 100), ("80%", 80), ("80,5 %", Decimal("80.5")), (f"80{NBSP}% ", 80), ("80,5", Decimal("80.5"))],
)
def test_a_percentage_is_written_in_many_ways(raw: Raw, expected: object):
    assert value(raw, PERCENT) == expected


def test_a_share_for_a_percentage_is_stopped_with_what_to_write():
    found = convert("0,8", PERCENT, CONTEXT)
    assert isinstance(found, Wrong)
    assert (found.code, found.words["hint"]) == ("out_of_range", " Skriv 80 for 80 prosent.")
