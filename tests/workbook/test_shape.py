"""The table in a sheet is found under titles and headings of two lines; totals and notes are left out, and told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from helgelandlegen.workbook.cells import RawSheet
from helgelandlegen.workbook.check import CheckedFile
from helgelandlegen.workbook.layout import fingerprint
from helgelandlegen.workbook.shape import Shape, shape
from tests.workbook.making import POSITION, POSITIONS, checked, codes, one, position, positions

DAY = date(2024, 3, 1)
KNOWN = {"stilling-id", "kommune", "stillingstype", "stillingsprosent", "fra og med", "til og med", "listetak", "dato"}


def sheet(*rows: Sequence[Any], **more: Any) -> RawSheet:
    """A sheet as read: rows from 1, the empty ones left out."""
    return RawSheet("Ark", False, [(n, list(row)) for n, row in enumerate(rows, start=1) if row], **more)


def found(*rows: Sequence[Any], known: set[str] = KNOWN) -> Shape:
    """The shape of such a sheet, which has one."""
    table = shape(sheet(*rows), known)
    assert table is not None
    return table


def body(table: Shape) -> list[int]:
    return [number for number, _ in table.body]


# Headings


def test_headings_are_found_under_a_logo_a_title_and_blank_rows():
    rows: list[list[Any]] = [
        ["Vega kommune"],
        [],
        ["Legeoversikt 2026", None, "Skrevet ut", DAY],
        [None, " "],
        POSITIONS,
        [],
        POSITION,
    ]
    table = found(*rows)
    assert (table.heading_rows, body(table)) == ((5,), [7])
    assert table.texts == POSITIONS
    assert table.left_out == {"above": [1, 3]}


def test_a_title_that_is_also_a_heading_is_no_heading():
    table = found(["Kommune"], ["Legeoversikt"], ["Kode", "Sted", "Type"], ["S-1", "Vega", "LIS1"])
    assert (table.heading_rows, table.texts) == ((3,), ["Kode", "Sted", "Type"])


def test_two_lines_are_one_heading_each():
    upper = ["Stilling-ID", "Kommune", "Stillingstype", "Periode", None, "Merknad"]
    lower = [None, None, None, "Fra og med", "Til og med"]
    table = found(upper, lower, [*POSITION[:3], DAY, None])
    assert table.heading_rows == (1, 2)
    assert table.texts == ["Stilling-ID", "Kommune", "Stillingstype", "Fra og med", "Til og med", "Merknad"]
    assert body(table) == [3]


def test_groups_stand_above_a_full_line_of_headings():
    upper = ["Legeoversikt", None, "Periode", None, "Vikar"]
    lower = ["Stilling-ID", "Kommune", "Fra og med", "Til og med", "Navn", "Telefon"]
    table = found(upper, lower, ["S-1", "Vega", DAY, None, "x", "y"])
    assert table.heading_rows == (1, 2)
    assert table.texts == ["Stilling-ID", "Kommune", "Fra og med", "Til og med", "Vikar – Navn", "Vikar – Telefon"]


@pytest.mark.parametrize("unit", ["(antall)", "antall", "(ANTALL)"])
def test_a_unit_under_or_after_a_known_heading_is_no_part_of_it(unit: str):
    below = found(["Stilling-ID", "Dato", "Listetak"], [None, "(dd.mm.åååå)", unit], ["S-1", DAY, 900])
    assert (below.heading_rows, below.texts) == ((1, 2), ["Stilling-ID", "Dato", "Listetak"])
    beside = found(["Stilling-ID", "Dato", f"Listetak\n({unit.strip('()')})"], ["S-1", DAY, 900])
    assert (beside.heading_rows, beside.texts) == ((1,), ["Stilling-ID", "Dato", "Listetak"])


def test_what_is_no_unit_makes_another_heading():
    assert found(["Stilling-ID", "Dato", "Kommune (bosted)"], ["S-1", DAY, "x"]).texts[2] == "Kommune (bosted)"


def test_the_first_row_of_data_is_no_second_line():
    table = found(["Stilling-ID", "Kommune", None, "Stillingstype"], ["S-1", "Vega", "x", "LIS1"])
    assert (table.heading_rows, body(table)) == ((1,), [2])
    own = found(["Kode", "Sted", "", "Type"], ["A", "Vega", "x", "Lege"], ["B", "Vega", "y", "Lege"], known=set())
    assert (own.heading_rows, body(own)) == ((1,), [2, 3])


def test_headings_that_nobody_knows_are_found_by_their_look():
    rows: list[list[Any]] = [
        ["Oversikt over leger", None, None, None],
        ["Kommune:", "Vega"],
        ["Hjemmel", "Sted", "Stillingsbrøk", "Start"],
        ["H1", "Vega", 80, DAY],
        ["H2", "Vega", 100, DAY],
    ]
    table = found(*rows, known={"navn"})
    assert (table.heading_rows, table.texts, body(table)) == ((3,), rows[2], [4, 5])


def test_parts_of_merged_headings_that_nobody_knows_are_joined():
    rows: list[list[Any]] = [
        ["Hjemmel", "Varighet", None, "Lege", None, None],
        [None, "Start", "Slutt", "Navn", "Kjønn", "Alder"],
        ["H1", DAY, None, "x", "K", 40],
        ["H2", DAY, DAY, "y", "M", 50],
    ]
    table = found(*rows, known=set())
    assert table.heading_rows == (1, 2)
    assert table.texts == [
        "Hjemmel", "Varighet – Start", "Varighet – Slutt", "Lege – Navn", "Lege – Kjønn", "Lege – Alder",
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [[], [["bare tekst"]], [["x"], ["y"]], [[1, 2], [3, 4]], [[None, " "]]])
def test_a_sheet_without_a_table_has_no_shape(rows: list[list[Any]]):
    assert shape(sheet(*rows), KNOWN) is None


def test_a_sheet_made_by_a_layout_is_taken_as_it_is():
    rows: list[list[Any]] = [["Stilling-ID", "Dato"], ["Sum", None], ["S-1", DAY]]
    table = shape(sheet(*rows, columns_from=(3, 0)), KNOWN)
    assert table is not None
    assert (table.heading_rows, body(table), table.left_out) == ((1,), [2, 3], {})


def test_the_fingerprint_is_that_of_the_headings_wherever_they_stand():
    rows: list[list[Any]] = [["Hjemmel", "Sted", "Brøk"], ["H1", "Vega", 80], ["H2", "Vega", 90]]
    below = [["Legeliste 2025"], [], *rows, [], ["Sum", None, 170]]
    assert fingerprint(sheet(*rows)) == fingerprint(sheet(*below))
    assert fingerprint(sheet(*rows)) != fingerprint(sheet(["Hjemmel", "Sted", "Grad"], *rows[1:]))


# Totals, notes and repeated headings

LISTS = ["Kode", "Sted", "Antall", "Tak"]
DATA = [["A", "Vega", 10, 20], ["B", "Vega", 5, 7.5]]


def of_lists(*rows: Sequence[Any]) -> Shape:
    return found(LISTS, *rows, known={"kode", "sted"})


@pytest.mark.parametrize(
    "total",
    [
        ["Sum", None, 15, 27.5],
        ["SUM:", None, "15", "27,5"],
        ["Totalt", None, 15, None],
        ["I alt", "–", 15, "–"],
        ["Sum", None, 99, None],  # not the sum, but nothing else is called so
        [None, "Sum", 15, 27.5],
        ["Sum"],
        ["Delsum Vega", None, 15, 27.5],
        ["Totalt for kommunen", None, 15, 27.5],
        [None, None, 15, 27.5],
        [None, None, "15", "27,5"],
        [None, None, None, 27.5],
    ],
)
def test_a_total_is_left_out(total: list[Any]):
    table = of_lists(*DATA, total)
    assert (body(table), table.left_out) == ([2, 3], {"total": [4]})


@pytest.mark.parametrize(
    "row",
    [
        ["Sum", "Vega", 15, 27.5],  # has a place
        ["Summert", None, 15, 27.5],
        ["Sum-1", None, 15, 27.5],
        ["Totalt forfall", None, 15, 27],  # does not add up
        [None, None, 15, 27],
        [None, "Vega", 15, 27.5],
        ["C", None, 15, 27.5],
        ["C"],
        [15, None, 15, 27.5],
        ["Samlet plan for Vega"],
    ],
)
def test_a_row_that_only_looks_like_a_total_is_data(row: list[Any]):
    table = of_lists(*DATA, row)
    assert (body(table), table.left_out) == ([2, 3, 4], {})


def test_a_lone_number_under_a_single_row_is_data():
    assert body(of_lists(["A", "Vega", 10, 20], [None, None, 10, 20])) == [2, 3]


def test_subtotals_count_from_the_last_total_and_the_last_one_from_the_top():
    subtotal, last, whole = [None, None, 15, 27.5], [None, None, 3, 3], [None, None, 18, 30.5]
    rows: list[list[Any]] = [*DATA, subtotal, ["C", "Vefsn", 1, 1], ["D", "Vefsn", 2, 2], last, whole]
    table = of_lists(*rows)
    assert (body(table), table.left_out) == ([2, 3, 5, 6], {"total": [4, 7, 8]})


def test_a_risk_whose_text_begins_like_a_total_is_a_risk():
    total: list[Any] = ["Totalt bortfall av vikarer", 3, 3]
    first: list[Any] = ["Total stopp i driften", 2, 5]
    risks = [["Risiko", "Sannsynlighet", "Konsekvens"], first, ["Brann", 1, 5], total]
    result = checked({"Risiko": risks})
    assert result.findings == []
    assert len(result.sheets["risk"]) == 3


@pytest.mark.parametrize(
    "note",
    [
        "Merknad: tallene er foreløpige",
        "* gjelder vikar",
        "Kilde: Fastlegeregisteret",
        "Kilder: HELFO og kommunen",
        "NB! Se eget ark",
    ],
)
def test_a_note_is_left_out(note: str):
    assert of_lists(*DATA, [note]).left_out == {"note": [4]}
    assert of_lists(DATA[0], [], [None, note], DATA[1]).left_out == {"note": [4]}


def test_a_lone_sentence_under_the_table_is_a_note_and_so_is_what_follows():
    table = of_lists(*DATA, [], ["Listene er telt ved månedsskiftet."], ["Oppdatert 1. november"])
    assert (body(table), table.left_out) == ([2, 3], {"note": [5, 6]})


@pytest.mark.parametrize("text", ["Nytt legekontor i Vega.", "S-99", "Merknad", "Kilde til uro"])
def test_a_half_filled_row_right_under_the_table_is_data(text: str):
    assert body(of_lists(*DATA, [text])) == [2, 3, 4]


def test_a_code_alone_below_a_gap_is_data():
    assert body(of_lists(*DATA, [], ["S-99"], ["Ny hjemmel Vega"])) == [2, 3, 5, 6]


def test_headings_that_come_again_are_left_out():
    table = of_lists(*DATA, ["KODE", "Sted*", "Antall", "Tak"], ["C", "Vefsn", 1, 2])
    assert (body(table), table.left_out) == ([2, 3, 5], {"repeated heading": [4]})


def test_a_row_with_one_word_of_the_headings_is_data():
    assert body(of_lists(["Kode"], ["Kode", "Vega", 1, 2])) == [2, 3]


# What the coordinator is told


def whole_report() -> CheckedFile:
    rows: list[list[Any]] = [
        [], position(Stilling_ID="S-2"), POSITIONS, position(Stilling_ID="S-3"), ["Sum", None, None, 200],
        ["Kilde: kommunen"], [],
    ]  # fmt: skip
    return checked({"Stillinger": [["Legeoversikt"], ["Vega"], [], POSITIONS, POSITION, *rows]})


def test_what_is_left_out_is_told_once_for_each_kind_with_its_rows():
    result = whole_report()
    assert codes(result) == ["rows_above", "repeated_headings", "total_rows", "note_rows"]
    assert one(result, "rows_above") == "Ark «Stillinger»: Rad 1–2 står over overskriftene og blir ikke lest."
    assert "Rad 10 er lest som sum" in one(result, "total_rows")
    assert "Rad 11 er lest som merknad" in one(result, "note_rows")
    assert "Rad 8 gjentar overskriftene" in one(result, "repeated_headings")
    assert [row.excel_row for row in result.sheets["position"]] == [5, 7, 9]


def test_a_half_filled_row_is_still_stopped():
    result = positions(POSITION, ["S-2", None, None, 100])
    assert codes(result) == ["missing_value"] * 3
    assert {found.row for found in result.findings} == {3}


def test_a_report_under_titles_with_two_lines_of_headings_is_read():
    upper = ["Stilling-ID", "Kommune", "Stillingstype", "Stillings-\nprosent", "Periode", None]
    lower = [None, None, None, None, "Fra og med", "Til og med"]
    result = checked({"Stillinger": [["Vega kommune"], [], upper, lower, [], POSITION]})
    assert [row.excel_row for row in result.sheets["position"]] == [6]
    assert codes(result) == ["rows_above", "unknown_column"]
