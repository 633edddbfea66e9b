"""Cells come out of a workbook with their type and place, and with what Excel hides or shows differently."""

from __future__ import annotations

import re
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from helgelandlegen.workbook.read import RawSheet, read
from tests.workbook.making import book, opened, part, repacked, saved

SHEET = "xl/worksheets/sheet1.xml"
SMALL = book({"Ark": [["a"]], "Skjult": [["x"]]}, hidden=["Skjult"])


def cells(rows: str) -> RawSheet:
    """The first sheet of a workbook whose sheet XML holds these rows."""
    xml = re.sub(
        rb"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), part(SMALL, SHEET), flags=re.S
    )
    return read(repacked(SMALL, {SHEET: xml}), "x.xlsx").sheets[0]


def test_cells_keep_their_type_their_row_and_their_place():
    sheet = read(book({"Ark": [[], ["a", None, 1.5], [], [None, date(2024, 3, 1), True]]}), "x.xlsx").sheets[0]
    assert sheet == RawSheet("Ark", False, [(2, ["a", None, 1.5]), (4, [None, date(2024, 3, 1), True])])


def test_a_date_with_a_time_is_a_datetime():
    made = openpyxl.Workbook()
    made.active.append([datetime(2024, 3, 1, 8, 30)])
    assert read(saved(made), "x.xlsx").sheets[0].rows == [(1, [datetime(2024, 3, 1, 8, 30)])]


def test_the_calendar_of_old_macs_gives_the_same_dates():
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active.append([date(2024, 3, 1)])
    assert read(saved(made), "x.xlsx").sheets[0].rows == [(1, [date(2024, 3, 1)])]


def test_a_workbook_with_macros_is_read_as_any_other():
    assert read(repacked(SMALL, {"xl/vbaProject.bin": b"not run"}), "x.xlsm").sheets[0].name == "Ark"


def test_hidden_and_very_hidden_sheets_are_told():
    made = opened(SMALL)
    made.create_sheet("Dypt skjult").sheet_state = "veryHidden"
    assert [(s.name, s.hidden) for s in read(saved(made), "x.xlsx").sheets] == [
        ("Ark", False), ("Skjult", True), ("Dypt skjult", True),
    ]  # fmt: skip


def test_hidden_rows_are_told_for_the_right_sheet():
    made = openpyxl.Workbook()
    second = made.create_sheet("To")
    for number in range(1, 6):
        second.append([number])
    second.row_dimensions[2].hidden = second.row_dimensions[4].hidden = True
    second.column_dimensions["A"].hidden = True
    first, last = read(saved(made), "x.xlsx").sheets
    assert (first.hidden_rows, last.hidden_rows) == ((), (2, 4))
    assert len(last.rows) == 5


def test_a_formula_that_nobody_has_computed_is_told():
    made = openpyxl.Workbook()
    made.active.append(["x", "=1+1", None, "=A1"])
    assert read(saved(made), "x.xlsx").sheets[0].empty_formulas == ((1, 1), (1, 3))


def test_a_formula_with_a_value_or_an_empty_text_is_not():
    sheet = cells(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1"><f>1</f> <v/></c></row>'
    )
    assert sheet.empty_formulas == ((1, 2),)
    assert sheet.rows == [(1, [2.0])]


def test_cells_and_rows_without_a_reference_are_counted():
    sheet = cells(
        '<row><c><v>1</v></c><c><f>1</f></c></row><row hidden="1"><c><v>2</v></c><c t="e"><v>#N/A</v></c></row>'
    )
    assert sheet.empty_formulas == ((1, 1),)
    assert sheet.hidden_rows == (2,)
    assert sheet.rows == [(1, [1.0]), (2, [2.0, "#N/A"])]


def test_an_error_is_shown_as_in_excel_and_not_as_an_empty_cell():
    made = openpyxl.Workbook()
    made.active.append(["x", "#N/A", "#REF!"])
    assert read(saved(made), "x.xlsx").sheets[0].rows == [(1, ["x", "#N/A", "#REF!"])]


@pytest.mark.parametrize(
    ("number_format", "seen"), [("0%", "80 %"), ("0.00%", "80 %"), ("0.0 %", "80 %"), ('0" %"', 0.8), ("0.0", 0.8)]
)
def test_a_number_in_a_percent_format_is_read_as_it_is_seen(number_format: str, seen: object):
    made = openpyxl.Workbook()
    made.active.append(["x", 0.8])
    made.active["B1"].number_format = number_format
    assert read(saved(made), "x.xlsx").sheets[0].rows == [(1, ["x", seen])]
