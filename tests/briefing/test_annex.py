"""The annex opened again: numbers are numbers, texts are texts, and what is hidden is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from helgelandlegen.briefing.annex import annex
from helgelandlegen.briefing.facts import Reader
from tests.briefing.by_hand import FORMULAS, LONG_NAME, everything, key_figure, section
from tests.briefing.opened import parts, rows


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(BytesIO(annex(everything())))


def test_the_first_sheet_says_what_the_file_is(book: Any):
    said = {row["Hva"]: row["Innhold"] for row in rows(book.worksheets[0]) if row["Innhold"]}
    assert book.sheetnames[0] == "Om vedlegget"
    assert said["Laget for"] == "Styringsgruppen"
    assert (said["Tallene gjelder"], said["Sammenlignet med"]) == (datetime(2024, 5, 31), datetime(2024, 3, 14))
    assert (said["Dataversjon"], said["Demodata"]) == (7, "Demodata: alle tall er oppdiktet.")
    assert [row["Innhold"] for row in rows(book.worksheets[0]) if row["Hva"] == "Forbehold"] == [
        "4 av 5 har rapportert.", "Små grupper vises ikke."
    ]  # fmt: skip


def test_a_figure_is_an_exact_number_and_a_hidden_one_none(book: Any):
    told = {row["Tall"]: row for row in rows(book["Tallene i teksten"]) if row["Tall"]}
    assert (told["Ledige hjemler"]["Verdi"], told["Ledige hjemler"]["Andel"]) == (12, None)
    assert (told["LIS1 i fast løp"]["Verdi"], told["LIS1 i fast løp"]["Grunnlag"]) == (None, "6 av 14")
    assert told["LIS1 i fast løp"]["Andel"] == pytest.approx(6 / 14)
    assert [told["Sluttet"][name] for name in ("Vist", "Verdi", "Andel", "Grunnlag")] == ["under 5", None, None, None]
    cards = {row["Nøkkeltall"]: row for row in rows(book["Nøkkeltall"]) if row["Nøkkeltall"]}
    assert (cards["Ledige hjemler"]["Verdi"], cards["Sluttet"]["Verdi"]) == (12, None)


def test_the_tables_behind_the_sections_keep_their_types(book: Any):
    found = rows(book["Kommunene"])
    assert (found[1]["Leger"], found[1]["Andel"], found[1]["Status"]) == (1001, 0.025, "Utenfor målet")
    assert found[40]["Leger"] == "under 5"
    assert book["Kommunene"]["C3"].number_format == "0.0%"
    assert book["Kommunene"].freeze_panes == "A2"


def test_the_numbers_of_a_chart_without_a_table_have_a_sheet(book: Any):
    steps = [(row["Steg"], row["Ledige"]) for row in rows(book["Ledige, steg 2"]) if row["Steg"]][:4]
    assert steps == [("Før", 12), ("Ned", 8), ("Opp", 15), ("Nå", 15)]


def test_definitions_stand_last_with_their_source(book: Any):
    (found,) = [row for row in rows(book.worksheets[-1]) if row["Nøkkeltall"] == "Ledige hjemler"]
    assert found == {"Nøkkeltall": "Ledige hjemler", "Slik regnes det": "Åpne hjemler uten lege.",
                     "Forbehold": "Per dag.", "Kilde": "Arket Stillinger."}  # fmt: skip


def test_no_cell_of_any_sheet_is_a_formula_or_a_link(book: Any):
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert set(FORMULAS) <= {cell.value for cell in cells}


def test_every_sheet_tells_of_which_briefing_it_is(book: Any):
    for sheet in book.worksheets:
        last = [row[0] for row in sheet.iter_rows(values_only=True) if row[0]][-1]
        assert "per 31. mai 2024 · dataversjon 7 · Demodata: alle tall er oppdiktet." in last


def test_equal_facts_make_equal_bytes():
    assert annex(everything()) == annex(everything())


@pytest.mark.parametrize("reader", list(Reader))
def test_a_briefing_of_one_message_has_an_annex(reader: Reader):
    bare = replace(everything(reader), sections=(section(definitions=()),), sources=(), since=None)
    opened = openpyxl.load_workbook(BytesIO(annex(bare)))
    assert opened.sheetnames == ["Om vedlegget"]


@pytest.mark.parametrize("text", [LONG_NAME, "😀" * 50, "x" * 40_000, "\x00\x0b\u202eå", *FORMULAS])
def test_whatever_is_written_makes_an_annex(text: str):
    odd = section(heading=text, headline=text, key_figures=(key_figure(text),))
    content = annex(replace(everything(), title=text[:255], sections=(odd,)))
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames[1] == "Nøkkeltall"
    assert not [name for name, text in parts(content) if "<f>" in text]
