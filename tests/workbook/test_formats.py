"""Old Excel workbooks and OpenDocument ones are read as an .xlsx is, with what they hide and show differently."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date, datetime

import pytest
import xlwt

from helgelandlegen.workbook import read as reading
from helgelandlegen.workbook.file_kind import Unreadable
from helgelandlegen.workbook.progress import READING, Cancelled, Progress
from helgelandlegen.workbook.read import RawSheet, read
from tests.workbook.making import POSITION, POSITIONS, Table, book, checked_bytes, codes, one, opened, saved
from tests.workbook.making import personal_number as made_number
from tests.workbook.other_formats import ods, ods_cell, ods_of, saved_xls, xls

ROWS: Table = [[], ["a", None, 1.5], [], [None, date(2024, 3, 1), True, "0012"]]
WRITERS = {"xls": xls, "ods": ods, "xlsx": book}


@pytest.mark.parametrize("ending", WRITERS)
def test_cells_keep_their_type_their_row_and_their_place(ending: str):
    content = WRITERS[ending]({"Ark": ROWS, "To": [["x"]]})
    first, second = read(content, f"x.{ending}").sheets
    assert first == RawSheet("Ark", False, [(2, ["a", None, 1.5]), (4, [None, date(2024, 3, 1), True, "0012"])])
    assert second.rows == [(1, ["x"])]


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("name", ["rapport.xlsx", "rapport.xls", "rapport.csv", "rapport", "rapport.ODS"])
def test_what_a_file_is_counts_and_not_what_it_is_called(ending: str, name: str):
    assert read(WRITERS[ending]({"Ark": ROWS}), name).sheets[0].rows[0] == (2, ["a", None, 1.5])


@pytest.mark.parametrize("ending", WRITERS)
def test_a_whole_report_is_checked_without_a_finding(ending: str):
    result = checked_bytes(WRITERS[ending]({"Stillinger": [POSITIONS, POSITION]}), f"x.{ending}")
    assert result.findings == []
    (row,) = result.sheets["position"]
    assert (row.values["position_id"], row.values["valid_from"]) == ("S-1", date(2024, 3, 1))


def old() -> tuple[xlwt.Workbook, xlwt.Worksheet]:
    made = xlwt.Workbook()
    return made, made.add_sheet("Ark")


def first(content: bytes) -> RawSheet:
    return read(content, "x").sheets[0]


def test_an_xls_tells_hidden_rows_columns_and_sheets():
    made, sheet = old()
    for number in range(5):
        sheet.write(number, 0, number)
        sheet.write(number, 3, "x")
    sheet.row(1).hidden = sheet.row(3).hidden = True
    sheet.col(3).hidden = True
    made.add_sheet("Skjult").visibility = 1
    made.add_sheet("Dypt skjult").visibility = 2
    found, *others = read(saved_xls(made), "x.xls").sheets
    assert (found.hidden_rows, found.hidden_columns, len(found.rows)) == ((2, 4), (3,), 5)
    assert [(sheet.name, sheet.hidden) for sheet in others] == [("Skjult", True), ("Dypt skjult", True)]


@pytest.mark.parametrize(("style", "seen"), [("0%", "80 %"), ("0.0 %", "80 %"), ('0" %"', 0.8), ("0.0", 0.8)])
def test_an_xls_shows_a_number_in_a_percent_format_as_it_is_seen(style: str, seen: object):
    made, sheet = old()
    sheet.write(0, 0, 0.8, xlwt.easyxf(num_format_str=style))
    assert first(saved_xls(made)).rows == [(1, [seen])]


def test_an_xls_of_old_macs_gives_the_same_dates_and_times():
    made, sheet = old()
    made.dates_1904 = True
    style = xlwt.easyxf(num_format_str="DD.MM.YYYY HH:MM")
    for column, value in enumerate((date(2024, 3, 1), datetime(2024, 3, 1, 8, 30))):
        sheet.write(0, column, value, style)
    assert first(saved_xls(made)).rows == [(1, [date(2024, 3, 1), datetime(2024, 3, 1, 8, 30)])]


def test_an_xls_shows_errors_and_tells_formulas_without_a_value():
    made, sheet = old()
    sheet.row(0).set_cell_error(0, 0x2A)  # which is #N/A
    sheet.write(0, 1, xlwt.Formula("1+1"))
    sheet.write(0, 2, "x")
    found = first(saved_xls(made))
    assert (found.rows, found.empty_formulas) == ([(1, ["#N/A", None, "x"])], ((1, 1),))


def test_a_personal_number_in_a_property_of_an_xls_is_found_and_one_in_a_cell_only_there():
    number = made_number("01", "02")
    made, sheet = old()
    sheet.write(0, 0, "Stilling-ID")
    made.owner = number
    assert "personal_number_elsewhere" in codes(checked_bytes(saved_xls(made)))
    assert codes(checked_bytes(xls({"Møter": [["Dato", "Forum"], ["2026-01-01", number]]}))) == ["personal_number"]


def spreadsheet(rows: str, columns: str = "", more: str = "") -> str:
    return f'<table:table table:name="Ark" {more}>{columns}{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def test_an_ods_tells_hidden_rows_columns_and_sheets():
    times = 'table:number-rows-repeated="2"'
    rows = (
        row(ods_cell("a"), ods_cell(), ods_cell("b"))
        + row(ods_cell("x"), more=f'table:visibility="collapse" {times}')
        + row(ods_cell("y"), more=times)
        + row(ods_cell("z"), more='table:visibility="filter"')
    )
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    hidden = '<table:table table:name="Skjult" table:style-name="shut"><table:table-row/></table:table>'
    found, other = read(ods_of(spreadsheet(rows, columns) + hidden), "x.ods").sheets
    assert (found.hidden_rows, found.hidden_columns, other.hidden) == ((2, 3, 6), (1, 2), True)
    assert [number for number, _ in found.rows] == [1, 2, 3, 4, 5, 6]


def test_an_ods_repeats_cells_and_rows_and_ends_far_down_without_content():
    rows = (
        row(ods_cell(more='table:number-columns-repeated="1024"'), more='table:number-rows-repeated="2"')
        + row(
            ods_cell(more='table:number-columns-repeated="2"'), ods_cell("a", more='table:number-columns-repeated="2"')
        )
        + row(ods_cell(), more='table:number-rows-repeated="1048573"')
    )
    assert first(ods_of(spreadsheet(rows))).rows == [(3, [None, None, "a", "a"])]


def test_an_ods_shows_percentages_and_errors_as_they_are_seen_and_tells_formulas_without_a_value():
    error = 'table:formula="of:=NA()" calcext:value-type="error" office:string-value=""'
    cells = (
        ods_cell(0.8, "percentage"), ods_cell(0.805, "percentage"), ods_cell("#N/A", more=error),
        ods_cell(more='table:formula="of:=1+1"'), ods_cell(2, "float", 'table:formula="of:=1+1"'),
        ods_cell("tekst", more='table:formula="of:=A1"'), ods_cell(0.8, "float"),
    )  # fmt: skip
    found = first(ods_of(spreadsheet(row(*cells))))
    assert found.rows == [(1, ["80 %", "80.5 %", "#N/A", None, 2.0, "tekst", 0.8])]
    assert found.empty_formulas == ((1, 3),)


def test_a_personal_number_in_a_comment_or_property_of_an_ods_is_found():
    number = made_number("01", "02")
    comment = f"<office:annotation><text:p>{number[:6]}</text:p><text:p>{number[6:]}</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{comment}<text:p>x</text:p></table:table-cell>'
    assert "personal_number_elsewhere" in codes(checked_bytes(ods_of(spreadsheet(row(cell)))))
    assert first(ods_of(spreadsheet(row(cell)))).rows == [(1, ["x"])]
    clean = spreadsheet(row(ods_cell("x")))
    meta = f"<office:document-meta><dc:title>{number}</dc:title></office:document-meta>"
    assert "personal_number_elsewhere" in codes(checked_bytes(ods_of(clean, extra={"meta.xml": meta})))
    assert "personal_number_elsewhere" not in codes(checked_bytes(ods_of(clean)))


def test_a_locked_ods_says_so():
    with pytest.raises(Unreadable, match="låst med passord"):
        read(ods_of("", files="<manifest:encryption-data/>"), "x.ods")


def test_hidden_columns_are_named_in_one_warning():
    made = opened(book({"Stillinger": [[*POSITIONS, "Notat"], [*POSITION, "x"]]}))
    for letter in "BDG":  # Kommune, Stillingsprosent, and one that is not read
        made["Stillinger"].column_dimensions[letter].hidden = True
    result = checked_bytes(saved(made))
    assert one(result, "hidden_columns") == (
        "Ark «Stillinger»: Skjulte kolonner blir lest: Kommune og Stillingsprosent. Slett det som ikke skal være med."
    )
    assert not result.stopped


MANY = 12_000
LARGE: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: book({"Ark": [[n, "x"] for n in range(MANY)]}),
    "csv": lambda: "".join(f"{n};x\n" for n in range(MANY)).encode(),
}


@pytest.mark.parametrize("ending", LARGE)
def test_the_rows_read_so_far_are_told(ending: str):
    progress = Progress()
    assert len(read(LARGE[ending](), f"x.{ending}", progress).sheets[0].rows) == MANY
    assert (progress.step.what, progress.step.done) == (READING, 10_000)


def test_a_cancelled_reading_ends_at_once(tmp_path, monkeypatch: pytest.MonkeyPatch):
    script = tmp_path / "slow.py"
    script.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(reading, "READER", script)
    progress, begun = Progress(), time.monotonic()
    threading.Timer(0.3, progress.cancel).start()
    with pytest.raises(Cancelled):
        read(book({"Ark": [["x"]]}), "x.xlsx", progress)
    assert time.monotonic() - begun < 10  # and not the minute that the child would take
