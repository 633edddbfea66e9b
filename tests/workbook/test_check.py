"""A file becomes typed rows: its sheets and headings, its report, and the order of all findings."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from helgelandlegen.workbook.findings import CODES, Level, finding
from helgelandlegen.workbook.sheets import SHEETS
from tests.workbook.making import (
    NAMES,
    POSITION,
    POSITIONS,
    book,
    checked,
    checked_bytes,
    codes,
    headings,
    one,
    opened,
    position,
    positions,
    saved,
)  # fmt: skip

REPORT = ["Rapportdato*", "Kommune*", "Innsender"]
REPORTED = [date(2026, 10, 31), "Vega", "Kommuneoverlegen"]


def test_the_file_is_known_by_its_name_and_its_hash():
    content = book({"Stillinger": [POSITIONS, POSITION]})
    result = checked_bytes(content, "rapport høst.xlsx")
    assert (result.file_name, result.sha256) == ("rapport høst.xlsx", sha256(content).hexdigest())
    assert not result.stopped


def test_a_wrong_municipality_is_told_where_it_stands_and_what_was_meant():
    rows = [position(Stilling_ID=f"S-{n}") for n in range(2, 14)]
    result = positions(*rows, position(Kommune="Brønøy"))
    assert one(result, "unknown_municipality") == (
        "Ark «Stillinger», rad 14, Kommune: «Brønøy» er ikke en av de 5 kommunene. Mente du «Brønnøy»?"
    )
    (found,) = result.findings
    assert (found.sheet, found.row, found.column, found.value) == ("Stillinger", 14, "Kommune", "Brønøy")


def test_headings_are_matched_without_case_outer_space_and_star():
    result = checked(
        {"STILLINGER ": [["stilling-id *", " KOMMUNE", "Stillingstype**", "fra og med"], [*POSITION[:3], "2024-03-01"]]}
    )
    assert result.findings == []
    assert len(result.sheets["position"]) == 1


def test_headings_may_stand_further_down_and_to_the_right_in_any_order():
    reordered = [[None, None, *reversed(POSITIONS)], [], [None, None, *reversed(POSITION)]]
    result = checked({"Stillinger": [[], [None, " "], *reordered]})
    assert result.findings == []
    assert [row.excel_row for row in result.sheets["position"]] == [5]


def test_a_known_sheet_without_headings_is_stopped_and_kept_as_empty():
    result = checked({"Stillinger": [["Stillinger i Vega kommune"], ["S-1", "Vega", "Fastlegehjemmel"]]})
    assert one(result, "no_headings").startswith("Ark «Stillinger»: Ingen rad har overskriftene i malen. ")
    assert result.sheets == {"position": []}


def test_an_empty_known_sheet_has_no_headings():
    assert codes(checked({"Stillinger": [], "Møter": [["Dato", "Forum"], ["2026-01-01", "OSO"]]})) == ["no_headings"]


def test_a_missing_required_column_is_told_once_and_not_for_every_row():
    result = checked({"Stillinger": [POSITIONS[:1] + POSITIONS[2:], *[[f"S-{n}", *POSITION[2:]] for n in range(30)]]})
    assert codes(result) == ["missing_column"]
    assert "Kommune: Kolonnen mangler" in result.findings[0].message
    assert len(result.sheets["position"]) == 30


def test_the_same_heading_twice_is_stopped():
    result = checked({"Stillinger": [[*POSITIONS, "kommune"], [*POSITION, "Vefsn"]]})
    assert codes(result) == ["duplicate_column"]
    assert result.sheets["position"][0].values["municipality"] == "1815"


def test_unknown_columns_and_sheets_are_ignored_with_one_warning_each():
    result = checked(
        {
            "Stillinger": [
                [*POSITIONS, "Legekontoret", "Merknad"],
                [*POSITION, "x", "y"],
                [*position(Stilling_ID="S-2"), "x"],
            ],
            "Stilinger": [["hva som helst"]],
            "Notater": [["x"], ["y"]],
        }
    )
    assert codes(result) == ["unknown_column", "unknown_column", "unknown_sheet", "unknown_sheet"]
    assert (
        "Legekontoret: Kolonnen er ikke i malen og blir ikke lest. Mente du «Legekontor»?" in result.findings[0].message
    )
    assert one(checked({"Stilinger": [["x"]], "Møter": [["Dato"]]}), "unknown_sheet").endswith("Mente du «Stillinger»?")
    assert not result.stopped


def test_empty_unknown_sheets_and_the_templates_own_sheets_are_silent():
    result = positions(POSITION, **{"Ark1": [], "Slik fyller du ut": [["x"]], "Lister": [["Vega"]]})
    assert result.findings == []


def test_a_column_with_content_but_no_heading_is_told():
    result = positions([*POSITION, None, "løs merknad"])
    assert one(result, "column_without_heading").startswith("Ark «Stillinger», kolonne H: ")


def test_a_sheet_that_is_there_twice_is_stopped():
    assert codes(positions(POSITION, **{"stillinger ": [POSITIONS, POSITION]})) == ["duplicate_sheet"]


def test_a_file_without_a_known_sheet_is_stopped():
    result = checked({"Ark1": [["Stilling-ID"]], "Ark2": []})
    assert one(result, "no_known_sheet") == (
        "Filen har ingen av arkene i malen, bare «Ark1» og «Ark2». Gi arkene navnene fra malen, eller koble kolonnene "
        "til malen under «Last opp»."
    )


def test_a_file_with_known_sheets_and_no_rows_is_stopped():
    assert codes(checked({"Stillinger": [POSITIONS, [None, " "]], "Rapport": [REPORT]})) == ["no_rows"]


def test_a_report_alone_is_enough():
    assert checked({"Rapport": [REPORT, REPORTED]}).findings == []


def test_blank_rows_are_skipped():
    result = positions(POSITION, [None], [" ", "\u00a0"], position(Stilling_ID="S-2"))
    assert result.findings == []
    assert [row.excel_row for row in result.sheets["position"]] == [2, 5]


def test_hidden_sheets_and_rows_are_read_and_named():
    made = opened(book({"Stillinger": [POSITIONS, *[position(Stilling_ID=f"S-{n}") for n in range(9)]]}))
    made.create_sheet("Notater")
    for number in (3, 4, 5, 8, 30):
        made["Stillinger"].row_dimensions[number].hidden = True
    made["Stillinger"].sheet_state = "hidden"
    result = checked_bytes(saved(made))
    assert codes(result) == ["hidden_sheet", "hidden_rows"]
    assert "Rad 3–5 og 8 er skjult" in one(result, "hidden_rows")
    assert len(result.sheets["position"]) == 9


def test_without_a_report_nobody_is_declared():
    assert positions(POSITION).declared is None
    assert positions(POSITION, Rapport=[REPORT]).declared is None


def test_a_report_declares_its_municipalities():
    result = checked({"Rapport": [REPORT, REPORTED, ["31.10.2026", "1824"]], "Stillinger": [POSITIONS, POSITION]})
    assert result.declared == frozenset({"1815", "1824"})
    assert [row.values["municipality"] for row in result.sheets["report"]] == ["1815", "1824"]


def test_alle_declares_every_municipality_of_the_programme():
    result = checked({"Rapport": [REPORT, ["31.10.2026", "alle"]]})
    assert result.declared == frozenset(NAMES)
    assert {row.excel_row for row in result.sheets["report"]} == {2}
    assert len(result.sheets["report"]) == len(NAMES)


def test_alle_is_no_municipality_in_another_sheet():
    assert codes(positions(position(Kommune="Alle"))) == ["unknown_municipality"]


@pytest.mark.parametrize("rows", [["Vega", "Vega"], ["Vega", "1815"], ["Alle", "Vega"], ["Vega", "Alle"]])
def test_a_report_that_speaks_twice_for_a_municipality_is_stopped(rows: list[str]):
    result = checked({"Rapport": [REPORT, *[[date(2026, 10, 1 + n), name] for n, name in enumerate(rows)]]})
    assert one(result, "report_twice").startswith("Ark «Rapport», rad 3, Kommune: Vega står også i rad 2.")


def test_findings_come_in_the_order_of_sheet_row_and_column():
    result = checked(
        {
            "Møter": [["Dato", "Forum"], ["x", "y"], [None, "OSO"]],
            "Notater": [["x"]],
            "Stillinger": [[*POSITIONS, "Merknad"], position(Kommune="x", Fra="y", Stilling_ID=None)],
        }
    )
    assert [(f.sheet, f.row, f.column) for f in result.findings] == [
        ("Møter", 2, "Dato"), ("Møter", 2, "Forum"), ("Møter", 3, "Dato"), ("Notater", None, None),
        ("Stillinger", 1, "Merknad"), ("Stillinger", 2, "Stilling-ID"), ("Stillinger", 2, "Kommune"),
        ("Stillinger", 2, "Fra og med"),
    ]  # fmt: skip


def test_three_thousand_wrong_cells_are_each_found_once_and_soon():
    rows = [
        position(Stilling_ID=f"S-{n}", Kommune=f"Bronn{n}y", Stillingstype=f"Fast {n}", Til=f"{n}.13.2024")
        for n in range(1000)
    ]
    began = time.perf_counter()
    result = positions(*rows)
    assert time.perf_counter() - began < 5
    assert Counter((f.row, f.column) for f in result.findings) == Counter(
        (n + 2, column) for n in range(1000) for column in ("Kommune", "Stillingstype", "Til og med")
    )
    assert len(result.sheets["position"]) == 1000


def test_a_file_that_cannot_be_read_is_one_finding():
    result = checked_bytes(b"<html></html>")
    assert codes(result) == ["other_format"]
    assert (result.sheets, result.declared, result.stopped) == ({}, None, True)


def test_every_sheet_of_the_declaration_can_be_read_by_its_headings_alone():
    result = checked({sheet.heading: [headings(name)] for name, sheet in SHEETS.items()})
    assert codes(result) == ["no_rows"]
    assert list(result.sheets) == list(SHEETS)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_whole_norwegian_sentence(code: str):
    words = {name: "ord" for name in re.findall(r"{(\w+)}", CODES[code].sentence) if name not in ("value", "hint")}
    found = finding(code, sheet="Ark", row=3, column="Felt", value="x", **words)
    assert found.message.startswith("Ark «Ark», rad 3, Felt: ")
    assert re.search(r"[.]$", found.message)
    assert "{" not in found.message
    assert found.level in Level
