from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from helgelandlegen.figures.table import Column, Table, table
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


def test_shares_are_percent_with_the_decimals_of_their_column_and_stand_to_the_right():
    html = table("x", [Column("Sted"), Column("Andel", share=True), Column("Nøyaktig", share=True, decimals=1)],
                 [("Sørvik", 0.25, Decimal("0.1234")), ("Østvik", None, 1)])  # fmt: skip
    assert cells(html)[1:] == [["Sørvik", f"25{NBSP}%", f"12,3{NBSP}%"], ["Østvik", "", f"100,0{NBSP}%"]]
    assert html.count('<td class="hl-number">') == 4


def test_a_text_in_a_column_of_numbers_stands_as_it_is():
    columns = [Column("Sted"), Column("Antall", numeric=True, missing="ingen tall"), Column("Andel", share=True)]
    html = table("x", columns, [("Sørvik", "under 5", "under 5"), ("Østvik", None, "ingen tall")])
    assert cells(html)[1:] == [["Sørvik", "under 5", "under 5"], ["Østvik", "ingen tall", "ingen tall"]]


def test_the_sum_stands_in_the_foot_of_the_table():
    columns = [Column("Sted"), Column("Antall", numeric=True)]
    tree = ElementTree.fromstring(table("x", columns, [("Sørvik", 2), ("Østvik", 1), ("Sum", 3)], total=True))
    assert [cell.text for cell in tree.findall(".//tbody/tr/*")] == ["Sørvik", "2", "Østvik", "1"]
    assert [cell.text for cell in tree.findall(".//tfoot/tr[@class='hl-total']/*")] == ["Sum", "3"]


def test_a_sum_of_no_rows_is_no_sum():
    assert "Ingen rader." in table("x", COLUMNS, [], total=True)


def test_a_table_shows_its_name_its_rows_and_its_note_on_one_line():
    whole = Table("Ledige <1>", [Column("Sted"), Column("Antall", numeric=True)], [("Sørvik", 2)],
                  note="Kilde: <SSB>.\n\n# annen")  # fmt: skip
    html = whole.html()
    assert "\n" not in html
    tree = ElementTree.fromstring(f"<div>{html}</div>")
    caption, note = tree.find(".//caption"), tree.find("p[@class='hl-note']")
    assert caption is not None and note is not None
    assert (caption.text, note.text) == ("Ledige <1>", "Kilde: <SSB>.  # annen")
    assert cells(f"<div>{html}</div>") == [["Sted", "Antall"], ["Sørvik", "2"]]


def test_a_table_without_a_note_has_no_line_for_it():
    assert "hl-note" not in Table("x", COLUMNS, []).html()
