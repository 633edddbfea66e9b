from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest

from helgelandlegen.figures.files import csv_text, file_name, xlsx
from helgelandlegen.figures.status import Status, badge
from helgelandlegen.figures.table import Column, Table

PLACES = [
    Column("Kommune"),
    Column("Ledig fra"),
    Column("Dager", numeric=True),
    Column("Andel", share=True, decimals=1),
    Column("Vikar"),
    Column("Merknad", missing="ingen tall"),
]
ROWS: list[tuple[object, ...]] = [
    ("Sørvik", date(2026, 1, 5), 1303, Decimal("0.125"), True, "ja"),
    ("Østvik", None, "under 5", None, False, None),
]
VACANT = Table("Ledige hjemler", PLACES, ROWS, note="Kilde: innsendte arbeidsbøker.")
DANGEROUS = ["=1+1", "+47 1", "-2", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://localhost\")"]  # fmt: skip


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def values(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_sheet_holds_real_dates_and_numbers_and_the_words_of_the_screen():
    sheet = opened(xlsx([VACANT], title="Ledige hjemler"))["Ledige hjemler"]
    assert values(sheet)[:3] == [
        ["Kommune", "Ledig fra", "Dager", "Andel", "Vikar", "Merknad"],
        ["Sørvik", datetime(2026, 1, 5), 1303, 0.125, "Ja", "ja"],
        ["Østvik", None, "under 5", None, "Nei", "ingen tall"],
    ]
    assert sheet["B2"].number_format == "dd.mm.yyyy"
    assert sheet["C2"].number_format == "#,##0"
    assert sheet["D2"].number_format == "0.0%"
    assert sheet["C3"].alignment.horizontal == "right"


def test_the_heading_row_is_bold_frozen_and_filtered():
    sheet = opened(xlsx([VACANT], title="x"))["Ledige hjemler"]
    assert all(cell.font.b for cell in sheet[1])
    assert not sheet["A2"].font.b
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"


def test_a_sum_is_bold_and_stays_out_of_the_filter():
    table = Table("x", [Column("Sted"), Column("Antall", numeric=True)], [("Sørvik", 2), ("Sum", 2)], total=True)
    sheet = opened(xlsx([table], title="x"))["x"]
    assert sheet.auto_filter.ref == "A1:B2"
    assert [cell.font.b for cell in sheet["B"]] == [True, False, True]


def test_note_and_source_stand_below_the_rows_with_one_row_between():
    sheet = opened(xlsx([VACANT], title="x", about="Helgelandlegen per 22.11.2026"))["Ledige hjemler"]
    below = [row[0] for row in values(sheet)[3:]]
    assert below == [None, "Kilde: innsendte arbeidsbøker.", "Helgelandlegen per 22.11.2026"]


def test_texts_are_never_formulas_or_links_in_excel():
    table = Table("x", [Column("Tekst"), Column("Tall", numeric=True)], [(text, text) for text in DANGEROUS],
                  note="=1+1")  # fmt: skip
    sheet = opened(xlsx([table], title="x", about="=2+2"))["x"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert len(cells) == 2 * len(DANGEROUS) + 2
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert [cell.value for cell in sheet["A"][1:4]] == ["=1+1", "+47 1", "-2"]


def test_equal_tables_make_equal_bytes():
    assert xlsx([VACANT, VACANT], title="x", about="y") == xlsx([VACANT, VACANT], title="x", about="y")


def test_every_table_gets_a_sheet_of_its_own_with_a_name_that_excel_takes():
    names = ["Ledige [nå]: a/b\\c*?", "x" * 40, "X" * 40, "'sitat'", "", "History", "x" * 31 + "y", "tab\tell"]
    book = opened(xlsx([Table(name, PLACES, []) for name in names], title="x"))
    assert book.sheetnames == [
        "Ledige nå a b c", "x" * 31, "X" * 29 + " 2", "sitat", "Tabell", "Tabell 2", "x" * 29 + " 3", "tab ell",
    ]  # fmt: skip


def test_a_long_name_is_cut_between_two_letters_never_within_one():
    name = opened(xlsx([Table("a" * 30 + "😀b", PLACES, [])], title="x")).sheetnames[0]
    assert name == "a" * 30


def test_no_rows_is_said_in_words():
    empty = Table("x", PLACES, [], note="Kilde.", total=True)
    assert [row[0] for row in values(opened(xlsx([empty], title="x"))["x"])] == [
        "Kommune",
        "Ingen rader.",
        None,
        "Kilde.",
    ]
    assert csv_text(empty).decode("utf-8-sig").splitlines()[1:] == ["Ingen rader.", "", "Kilde."]


def test_markup_becomes_its_words_without_the_drawing():
    drawn = f"{badge(Status.OUTSIDE, 'Høyst 5 & mer')} <svg><title>ikke dette</title></svg><br/>til slutt"
    table = Table("x", [Column("Status", markup=True)], [(drawn,), (None,)])
    assert values(opened(xlsx([table], title="x"))["x"])[1] == ["Høyst 5 & mer til slutt"]
    assert "Høyst 5 & mer til slutt" in csv_text(table).decode()


def test_a_number_that_is_none_is_missing_and_never_zero():
    table = Table(
        "x", [Column("Antall", numeric=True, missing="ingen tall")], [(float("nan"),), (Decimal("NaN"),), (0,)]
    )
    assert [row[0] for row in values(opened(xlsx([table], title="x"))["x"])[1:]] == ["ingen tall", "ingen tall", 0]
    assert csv_text(table).decode("utf-8-sig").splitlines()[1:] == ["ingen tall", "ingen tall", "0"]


def test_a_day_that_excel_cannot_count_is_written_as_text():
    table = Table("x", [Column("Dag")], [(date(1899, 12, 31),), (datetime(2026, 3, 1, 12, 30),)])
    assert [row[0] for row in values(opened(xlsx([table], title="x"))["x"])[1:]] == ["31.12.1899", datetime(2026, 3, 1)]


def test_csv_is_what_a_norwegian_excel_opens():
    content = csv_text(VACANT, "Helgelandlegen")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == (
        "Kommune;Ledig fra;Dager;Andel;Vikar;Merknad\r\n"
        "Sørvik;2026-01-05;1303;0,125;Ja;ja\r\n"
        "Østvik;;under 5;;Nei;ingen tall\r\n"
        "\r\n"
        "Kilde: innsendte arbeidsbøker.\r\n"
        "Helgelandlegen\r\n"
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [(12345678, "12345678"), (-3, "-3"), (2.5, "2,5"), (3.0, "3"), (1000.0, "1000"), (Decimal("1E+3"), "1000"),
     (Decimal("0.10"), "0,1"), (0, "0"), (1e-7, "0,0000001")],
)  # fmt: skip
def test_numbers_in_csv_have_a_decimal_comma_and_no_thousand_spaces(number: object, text: str):
    assert csv_text(Table("x", [Column("a", numeric=True)], [(number,)])).decode("utf-8-sig") == f"a\r\n{text}\r\n"


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_in_csv(text: str):
    table = Table("x", [Column(text)], [(text,)], note=text)
    assert [row[0] for row in read_back(csv_text(table, about=text)) if row] == ["'" + text] * 4


def test_a_separator_a_quotation_mark_and_a_line_break_stay_in_their_cell():
    row = ["a;b", 'sa «"hei"»', "to\nlinjer"]
    assert read_back(csv_text(Table("x", [Column("1"), Column("2"), Column("3")], [row])))[1] == row


@pytest.mark.parametrize("write", [lambda table: xlsx([table], title="x"), csv_text])
def test_a_row_of_the_wrong_length_is_an_error(write: Any):
    with pytest.raises(ValueError, match="1 values"):
        write(Table("x", PLACES, [("Sørvik",)]))


@pytest.mark.parametrize(
    ("name", "ending", "expected"),
    [
        ("Ledige hjemler per kommune", "xlsx", "ledige-hjemler-per-kommune-2026-11-22.xlsx"),
        ("Bærekraft på Sør-Helgeland: 50 %!", ".csv", "baerekraft-pa-sor-helgeland-50-2026-11-22.csv"),
        ("ÆØÅ é ü Kárášjohka đŋŧ", "csv", "aeoa-e-u-karasjohka-dnt-2026-11-22.csv"),
        ("../../etc", "csv", "etc-2026-11-22.csv"),
        ("«»", "csv", "tabell-2026-11-22.csv"),
    ],
)
def test_a_files_name_is_plain_words_and_the_day(name: str, ending: str, expected: str):
    assert file_name(name, date(2026, 11, 22), ending) == expected
