from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from helgelandlegen.figures.table import Column, table
from tests.figures.sample import NBSP

COLUMNS = [Column("Kommune"), Column("Ledig fra"), Column("Dager", numeric=True), Column("Vikar", missing="–")]


def cells(html: str) -> list[list[str]]:
    return [[(cell.text or "") for cell in row] for row in ElementTree.fromstring(html).iter("tr")]


def test_numbers_dates_yes_and_no_are_written_in_norwegian():
    html = table("Ledige", COLUMNS, [("Sørvik", date(2026, 1, 5), 1303, True), ("Østvik", None, Decimal(3), None)])
    assert cells(html) == [
        ["Kommune", "Ledig fra", "Dager", "Vikar"],
        ["Sørvik", "05.01.2026", f"1{NBSP}303", "Ja"],
        ["Østvik", "", "3", "–"],
    ]


def test_headings_say_what_they_head_and_numbers_stand_to_the_right():
    tree = ElementTree.fromstring(table("Ledige", COLUMNS, [("Sørvik", None, 3, False)]))
    assert [cell.get("scope") for cell in tree.iter("th")] == ["col"] * 4 + ["row"]
    assert [cell.get("class") for cell in tree.iter("td")] == [None, "hl-number", None]
    caption = tree.find(".//caption")
    assert caption is not None
    assert caption.text == "Ledige"


def test_rows_need_no_heading_of_their_own():
    assert 'scope="row"' not in table("Ledige", COLUMNS, [("Sørvik", None, 3, False)], row_headings=False)


def test_every_text_is_escaped_in_caption_heading_and_cell():
    html = table("<i>", [Column("<b>")], [("<script>alert(1)</script>",)])
    assert cells(html) == [["<b>"], ["<script>alert(1)</script>"]]
    assert "<script" not in html


def test_markup_is_kept_only_where_the_column_says_so():
    html = table("x", [Column("Status", markup=True), Column("Tekst")], [("<b>ja</b>", "<b>nei</b>")])
    assert "<b>ja</b>" in html
    assert "<b>nei</b>" not in html


def test_a_blank_line_in_a_cell_does_not_end_the_html_block():
    assert "\n" not in table("x", [Column("Kommentar")], [("første\n\n# annen",)])


def test_no_rows_is_said_in_words():
    assert "Ingen rader." in table("x", COLUMNS, [])


def test_a_row_of_the_wrong_length_is_an_error():
    with pytest.raises(ValueError, match="shorter"):
        table("x", COLUMNS, [("Sørvik",)])
