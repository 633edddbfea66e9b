"""What is suggested for a wrong cell: the likeliest first, never a guess between day and month, always usable."""

from __future__ import annotations

from datetime import date

import pytest

from helgelandlegen.workbook.findings import finding
from helgelandlegen.workbook.suggest import Known, can_be_mended, is_superfluous, suggestions
from helgelandlegen.workbook.values import Context
from tests.workbook.making import FIGURES, PROGRAMME, checked, of_sheet, personal_number, position, positions

KNOWN = Known(PROGRAMME, Context.of(PROGRAMME, FIGURES), {"position": {"VEGA-1", "VEGA-2", "NORD-7"}})


def ideas(result, code):
    (found,) = [f for f in result.findings if f.code == code]
    return suggestions(found, result, KNOWN)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.3.24", ["01.03.2024"]),
        ("01-03-2024", ["01.03.2024"]),
        ("2024.03.01", ["01.03.2024"]),
        ("20240301", ["01.03.2024"]),
        ("1. mars 2024", ["01.03.2024"]),
        ("1 mar 24", ["01.03.2024"]),
        ("31.12.99", ["31.12.1999"]),
        ("13/32/2024", []),
        ("12.13.2024", []),  # day and month are not swapped
        ("mars 2024", []),  # no day is made up
        ("i fjor", []),
    ],
)
def test_a_date_is_guessed_only_where_it_can_mean_one_day(written, meant):
    assert ideas(positions(position(Fra=written)), "not_a_date") == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("mars 2024", ["2024-03"]), ("sept. 24", ["2024-09"]), ("2024/3", ["2024-03"]), ("1. mai 2024", ["2024-05"])],
)
def test_a_month_in_words_is_guessed_where_a_month_is_asked(written, meant):
    assert ideas(of_sheet("economy", month=written, item="Lønn", budget=1), "not_a_month") == meant


@pytest.mark.parametrize(
    ("written", "code", "meant"),
    [
        ("1000 stk", "not_a_number", ["1000"]),
        ("ca. 950", "not_a_number", ["950"]),
        ("1.000", "ambiguous_number", ["1000", "1"]),
        ("1,250", "ambiguous_number", ["1250"]),  # 1,25 is no whole number
        ("12,5", "not_a_whole_number", ["12", "13"]),
        ("mange", "not_a_number", []),
    ],
)
def test_a_number_is_read_out_of_its_text(written, code, meant):
    row = {"position_id": "S", "counted_on": date(2024, 1, 1), "list_cap": written, "list_length": 0}
    assert ideas(of_sheet("list_count", **row), code) == meant


def test_a_share_of_one_is_suggested_as_percent():
    assert ideas(positions(position(Stillingsprosent=0.8)), "out_of_range") == ["80"]
    assert ideas(positions(position(Stillingsprosent="0,75")), "out_of_range") == ["75"]


def test_the_choices_of_a_column_are_all_offered_the_closest_first():
    offered = ideas(positions(position(Stillingstype="Alis stilling")), "not_in_list")
    assert offered[0] == "ALIS-stilling"
    assert sorted(offered) == ["ALIS-stilling", "Annen legestilling", "Fastlegehjemmel", "LIS1"]


def test_the_municipalities_are_all_offered_the_closest_first():
    offered = ideas(positions(position(Kommune="Brønøy kommune")), "unknown_municipality")
    assert offered[0] == "Brønnøy"
    assert sorted(offered) == ["Austhaug", "Brønnøy", "Nordvik", "Vefsn", "Vega"]


@pytest.mark.parametrize(("written", "first"), [("nope", "Nei"), ("jepp", "Ja"), ("–", None)])
def test_yes_or_no(written, first):
    result = of_sheet("position", position_id="S", municipality="Vega", position_type="LIS1",
                      fixed_pathway=written, valid_from=date(2024, 1, 1))  # fmt: skip
    if first:
        assert ideas(result, "not_yes_or_no") == [first, {"Ja": "Nei", "Nei": "Ja"}[first]]
    else:
        assert all(f.code != "not_yes_or_no" or ideas(result, f.code)[0] == "Nei" for f in result.findings)


def test_a_code_that_nobody_has_is_likened_to_those_of_the_file_and_of_the_store():
    result = positions(position(Stilling_ID="VEGA-10"))
    missing = finding("unknown_reference", sheet="Bemanning", row=2, column="Stilling-ID", value="VEGA1", parent="S")
    assert suggestions(missing, result, KNOWN)[0] == "VEGA-1"
    assert set(suggestions(missing, result, KNOWN)) == {"VEGA-1", "VEGA-2", "VEGA-10"}  # not NORD-7


def test_nothing_is_suggested_for_a_personal_number_and_it_cannot_be_mended_here():
    number = personal_number("01", "01")
    result = checked({"Stillinger": [["Stilling-ID", "Kommune", "Stillingstype", "Fra og med"],
                                     [number, "Vega", "LIS1", date(2024, 1, 1)]]})  # fmt: skip
    (found,) = [f for f in result.findings if f.code == "personal_number"]
    assert (suggestions(found, result, KNOWN), can_be_mended(result, found)) == ([], False)


def test_a_missing_column_cannot_be_mended_here_but_a_wrong_cell_can():
    result = checked({"Stillinger": [["Stilling-ID", "Kommune", "Fra og med"], ["S", "Vegga", date(2024, 1, 1)]]})
    assert {f.code: can_be_mended(result, f) for f in result.findings} == {
        "missing_column": False, "unknown_municipality": True,
    }  # fmt: skip


def test_a_row_that_says_what_another_says_may_be_left_out():
    (found,) = positions(position(), position()).findings
    assert (found.code, is_superfluous(found)) == ("duplicate_key", True)
    (wrong,) = positions(position(Kommune="Vegga")).findings
    assert not is_superfluous(wrong)


def test_the_id_of_a_key_figure_is_likened_to_those_there_are():
    result = of_sheet("target", kpi="vacant_post", target=1, applies_from=date(2024, 1, 1))
    assert ideas(result, "unknown_figure")[0] == "vacant_posts"
