"""Personal numbers are found wherever they stand, and never come out again."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from helgelandlegen.workbook.personal import MASK, in_cell, in_text
from tests.workbook.making import (
    POSITION,
    POSITIONS,
    Table,
    book,
    checked,
    checked_bytes,
    codes,
    opened,
    personal_number,
    position,
    saved,
)

PLAIN = personal_number("31", "01")
LOST_ZERO = personal_number("01", "01")
KINDS = {
    "fødselsnummer": PLAIN,
    "D-number": personal_number("71", "01"),
    "H-number": personal_number("31", "41"),
    "synthetic +80": personal_number("31", "81"),
    "synthetic +65": personal_number("31", "66"),
    "synthetic D-number": personal_number("41", "92"),
}


@pytest.mark.parametrize("number", KINDS.values(), ids=KINDS.keys())
def test_every_kind_of_number_is_found_as_text_and_as_a_number(number: str):
    assert in_text(number)
    assert in_cell(float(number))


@pytest.mark.parametrize(
    "form",
    ["{a} {b}", "{a}-{b}", "{a}.{b}", "lege {a}{b} sluttet", "tlf 91 23 45 67, {a} {b}", "id{a}{b}x",
     "2024-03-01 {a}{b}", "31 01 39 - {b}", "31.01.39/{b}", "{a}\u00a0{b}", "{a}\u2013{b}", "{a}\u200b{b}", "{a}\n{b}",
     "99{a}{b}77"],
)  # fmt: skip
def test_a_number_is_found_inside_other_text_with_or_without_separators(form: str):
    assert in_text(form.format(a=PLAIN[:6], b=PLAIN[6:]))


def test_a_number_that_lost_its_leading_zero_is_found():
    assert in_cell(float(LOST_ZERO))
    assert in_cell(int(LOST_ZERO))
    assert in_text(LOST_ZERO[1:])


@pytest.mark.parametrize("place", range(11))
def test_a_number_with_one_wrong_digit_is_none(place: int):
    wrong = PLAIN[:place] + str((int(PLAIN[place]) + 1) % 10) + PLAIN[place + 1 :]
    assert not in_text(wrong)


@pytest.mark.parametrize(
    "text",
    ["", "12345678", "1234567", "00000000000", "S-000000001", "2024-03-01", "+47 91 23 45 67", "1 234 567 890,50"],
)
def test_other_numbers_are_left_alone(text: str):
    assert not in_text(text)


def test_a_day_that_does_not_exist_makes_no_number():
    with pytest.raises(AssertionError):
        assert in_text(personal_number("30", "02"))


@given(st.text(st.characters(exclude_categories=["Nd"])), st.floats(allow_nan=True))
def test_text_without_digits_and_odd_numbers_are_no_personal_numbers(text: str, number: float):
    assert not in_text(text)
    assert in_cell(number) in (True, False)


PLACES: dict[str, dict[str, Table]] = {
    "a code": {"Stillinger": [POSITIONS, position(Stilling_ID=f"S {PLAIN}")]},
    "a number in a cell": {"Stillinger": [POSITIONS, position(Stilling_ID=int(LOST_ZERO))]},
    "a date": {"Stillinger": [POSITIONS, position(Fra=PLAIN)]},
    "a list": {"Stillinger": [POSITIONS, position(Stillingstype=f"Fastlege {PLAIN}")]},
    "an unknown column": {"Stillinger": [[*POSITIONS, "Merknad"], [*POSITION, f"født {PLAIN[:6]} {PLAIN[6:]}"]]},
    "a heading": {"Stillinger": [[*POSITIONS, PLAIN], [*POSITION, "x"]]},
    "above the headings": {"Stillinger": [[PLAIN], POSITIONS, POSITION]},
    "the refused column": {"Kandidater": [["Kandidat-ID*", "Navn"], ["K-1", PLAIN]]},
    "an unknown sheet": {"Stillinger": [POSITIONS, POSITION], "Notater": [["x"], [None, PLAIN]]},
    "a sheet's name": {"Stillinger": [POSITIONS, POSITION], PLAIN: [["x"]]},
    "the guide": {"Stillinger": [POSITIONS, POSITION], "Slik fyller du ut": [[PLAIN]]},
    "a sheet that is there twice": {"Stillinger": [POSITIONS, POSITION], "stillinger ": [[PLAIN]]},
}


@pytest.mark.parametrize("tables", PLACES.values(), ids=PLACES.keys())
def test_a_number_anywhere_stops_the_file_once_and_never_comes_out(tables: dict[str, Table]):
    result = checked(tables)
    found = [f for f in result.findings if f.code.startswith("personal_number")]
    assert len(found) == 1
    assert result.stopped
    for digits in (PLAIN, LOST_ZERO[1:], PLAIN[6:], LOST_ZERO[6:]):
        assert digits not in repr(result)


def test_a_masked_cell_has_no_other_finding():
    result = checked({"Stillinger": [POSITIONS, position(Stillingstype=PLAIN), position(Stilling_ID="S-2")]})
    assert codes(result) == ["personal_number"]
    found = result.findings[0]
    assert (found.sheet, found.row, found.column, found.value) == ("Stillinger", 2, "Stillingstype", MASK)
    assert [row.values["position_id"] for row in result.sheets["position"]] == ["S-1", "S-2"]


def test_a_row_whose_code_was_masked_is_left_out():
    result = checked({"Stillinger": [POSITIONS, position(Stilling_ID=PLAIN), position()]})
    assert codes(result) == ["personal_number"]
    assert [row.excel_row for row in result.sheets["position"]] == [3]


def test_a_number_in_a_hidden_sheet_is_found():
    tables = {"Stillinger": [POSITIONS, POSITION], "Arkiv": [[PLAIN]]}
    assert "personal_number" in codes(checked(tables, hidden=["Arkiv"]))


def test_a_number_in_the_file_name_is_found_and_masked():
    result = checked({"Stillinger": [POSITIONS, POSITION]}, f"rapport {PLAIN}.xlsx")
    assert codes(result) == ["personal_number_in_file_name"]
    assert PLAIN not in repr(result)


def test_a_number_in_the_file_name_of_something_unreadable_is_found_too():
    result = checked_bytes(b"", f"{PLAIN}.xlsx")
    assert codes(result) == ["personal_number_in_file_name", "empty_file"]
    assert PLAIN not in repr(result)


def test_a_number_in_a_comment_is_found():
    made = opened(book({"Stillinger": [POSITIONS, POSITION]}))
    made.active["A2"].comment = Comment(f"Gjelder {PLAIN}", "x")
    result = checked_bytes(saved(made))
    assert codes(result) == ["personal_number_elsewhere"]
    assert PLAIN not in repr(result)


def test_a_number_in_the_name_of_a_sheet_that_is_too_long_is_masked():
    result = checked_bytes(book({PLAIN: [[None] * 600 + ["x"]]}))
    assert codes(result) == ["too_many_columns"]
    assert PLAIN not in repr(result)


def test_no_number_is_logged(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    checked({"Stillinger": [POSITIONS, position(Stilling_ID=PLAIN)], PLAIN: [[PLAIN]]})
    assert PLAIN not in caplog.text


def test_a_date_is_not_taken_for_a_number():
    assert not in_cell(date(2024, 3, 1))
