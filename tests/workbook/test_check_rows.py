"""One row: its cells, its key, the rules within it, and the template's example."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from helgelandlegen.workbook import check_sheet, headings
from helgelandlegen.workbook.rules import months_after
from tests.workbook.making import (
    POSITION,
    POSITIONS,
    Table,
    book,
    checked,
    checked_bytes,
    codes,
    of_sheet,
    one,
    opened,
    personal_number,
    position,
    positions,
    saved,
)  # fmt: skip


def test_a_row_in_order_becomes_typed_values_with_defaults_and_no_finding():
    result = positions(["S-01", "brønnøy", "lis1", None, "1.3.2024", None])
    assert result.findings == []
    (row,) = result.sheets["position"]
    assert row.excel_row == 2
    assert row.values == {
        "position_id": "S-01",
        "municipality": "1813",
        "position_type": "LIS1",
        "office": None,
        "operating_form": None,
        "percent": Decimal(100),
        "fixed_pathway": None,
        "valid_from": date(2024, 3, 1),
        "valid_to": None,
    }


@pytest.mark.parametrize("column", range(5))
def test_every_required_cell_is_missed(column: int):
    row = list(POSITION)
    row[column] = None
    result = positions(row)
    assert codes(result) == ([] if POSITIONS[column] == "Stillingsprosent" else ["missing_value"])
    assert len(result.sheets["position"]) == (0 if column == 0 else 1)


def test_a_bad_cell_becomes_nothing_and_the_row_stays_unless_its_key_is_bad():
    result = positions(position(Stillingsprosent=0.8), position(Stilling_ID=date(2024, 2, 1)))
    assert codes(result) == ["out_of_range", "date_not_code"]
    (row,) = result.sheets["position"]
    assert row.values["percent"] is None


def test_a_duplicate_key_names_both_rows_also_across_municipalities():
    result = positions(POSITION, position(Stilling_ID="S-2"), position(Kommune="Vefsn"))
    message = one(result, "duplicate_key")
    assert message.startswith("Ark «Stillinger», rad 4, Stilling-ID: Raden har samme Stilling-ID som rad 2.")
    assert [row.excel_row for row in result.sheets["position"]] == [2, 3]


def test_a_key_of_several_columns_is_only_the_same_if_all_are():
    head = ["Lege-ID", "Fra og med", "Gjelder", "Prosent"]
    rows: Table = [
        ["L-1", "2024-01-01", None, 50],
        ["L-1", "2024-01-01", "Deltid", 50],
        ["L-1", "1.1.2024", "fravær", 20],
    ]
    result = checked({"Fravær": [head, *rows]})
    assert "samme Lege-ID, Fra og med og Gjelder som rad 2" in one(result, "duplicate_key")
    assert result.sheets["absence"][0].values["concerns"] == "Fravær"


def test_an_end_before_its_start_is_stopped_and_the_day_itself_is_not():
    result = positions(position(Til="29.02.2024"), position(Stilling_ID="S-2", Til="01.03.2024"))
    assert one(result, "end_before_start") == (
        "Ark «Stillinger», rad 2, Til og med: 29.02.2024 er før 01.03.2024 i «Fra og med». Rett en av datoene."
    )


@pytest.mark.parametrize(("heading", "name"), [("Fullført dato", "completed_on"), ("Sluttet dato", "left_on")])
def test_training_cannot_end_before_it_starts(heading: str, name: str):
    cells = {"doctor_id": "L-1", "municipality": "Vega", "start_date": "2024-01-01", "hpr_number": "1234567"}
    result = of_sheet("training", **cells, **{name: "2023-12-31"})
    assert f"{heading}: 31.12.2023 er før 01.01.2024 i «Startdato»" in one(result, "end_before_start")


@pytest.mark.parametrize(("day", "found"), [("2025-12-31", ["completed_early"]), ("2026-01-01", [])])
def test_a_training_completed_within_24_months_is_worth_a_look(day: str, found: list[str]):
    cells = {"doctor_id": "L-1", "municipality": "Vega", "start_date": "2024-01-01", "hpr_number": "1234567"}
    result = of_sheet("training", **cells, completed_on=day)
    assert codes(result) == found
    assert not result.stopped


def test_months_are_added_to_the_last_day_where_the_day_does_not_exist():
    assert months_after(date(2024, 2, 29), 24) == date(2026, 2, 28)
    assert months_after(date(2023, 12, 31), 24) == date(2025, 12, 31)


@pytest.mark.parametrize(("number", "found"), [(None, ["hpr_missing"]), ("12345", ["wrong_digits"]), (1234567, [])])
def test_a_missing_hpr_number_is_a_warning_and_a_wrong_one_a_stop(number: object, found: list[str]):
    cells = {"doctor_id": "L-1", "municipality": "Vega", "start_date": "2024-01-01"}
    assert codes(of_sheet("training", **cells, hpr_number=number)) == found


@pytest.mark.parametrize(("length", "found"), [(1000, []), (1001, ["list_above_cap"])])
def test_a_list_above_its_cap_is_a_warning(length: int, found: list[str]):
    result = of_sheet("list_count", position_id="S-1", counted_on="2026-10-01", list_cap=1000, list_length=length)
    assert codes(result) == found


@pytest.mark.parametrize(("day", "found"), [("22.11.2026", []), ("21.11.2026", ["consent_expired"])])
def test_a_consent_that_has_run_out_is_a_warning(day: str, found: list[str]):
    assert codes(of_sheet("candidate", candidate_id="K-1", consent_until=day)) == found


@pytest.mark.parametrize(("day", "found"), [("22.11.2026", []), ("23.11.2026", ["future_date"])])
def test_an_event_in_the_future_is_a_warning(day: str, found: list[str]):
    result = of_sheet("learning_goal", doctor_id="L-1", counted_on=day, approved_goals=3)
    assert codes(result) == found


def test_a_meeting_in_the_future_is_none():
    assert of_sheet("meeting", meeting_date="2027-09-17", forum="OSO").findings == []


def test_a_name_is_refused_and_never_comes_out():
    result = of_sheet("candidate", candidate_id="K-1", person_name="Kari Nordmann")
    assert one(result, "refused_column") == "Ark «Kandidater», rad 2, Navn: Feltet skal stå tomt. Slett innholdet."
    assert "Kari" not in repr(result)
    assert result.stopped
    assert "person_name" not in result.sheets["candidate"][0].values


def test_braces_in_a_cell_are_only_text():
    assert "«{value} {0}»" in one(positions(position(Kommune="{value} {0}")), "unknown_municipality")


def test_a_long_value_is_shortened_in_the_sentence():
    message = one(positions(position(Kommune="x" * 500)), "unknown_municipality")
    assert len(message) < 200
    assert "…" in message


def test_formulas_without_a_value_are_read_as_empty_with_a_warning():
    made = openpyxl.Workbook()
    made.active.title = "Stillinger"
    made.active.append([*POSITIONS, "Legekontor"])
    made.active.append([*POSITION[:5], "=E2+30", "=A2"])
    made.active.append(["=A2", *position(Kommune="Vefsn")[1:]])
    made.active.append([None, None, None, None, None, "=E4"])
    result = checked_bytes(saved(made))
    assert Counter(codes(result)) == {"formula_without_value": 4, "missing_value": 1}
    assert [(f.row, f.column) for f in result.findings][:2] == [(2, "Til og med"), (2, "Legekontor")]
    assert [row.excel_row for row in result.sheets["position"]] == [2]


def test_an_error_in_a_cell_is_a_stop_also_where_text_may_stand():
    made = openpyxl.Workbook()
    made.active.title = "Stillinger"
    made.active.append([*POSITIONS, "Legekontor"])
    made.active.append([*POSITION, "#N/A"])
    assert "viser feilen «#N/A»" in one(checked_bytes(saved(made)), "cell_error")


def test_percent_formats_are_read_as_people_see_them():
    made = opened(book({"Stillinger": [POSITIONS, position(Stillingsprosent=1)]}))
    made.active["D2"].number_format = "0%"
    assert checked_bytes(saved(made)).sheets["position"][0].values["percent"] == 100


def test_shares_are_stored_as_shares_and_counts_as_counts_wherever_the_figure_stands():
    head = ["Mål", "Varselgrense", "Gjelder fra", "Nøkkeltall"]
    result = checked(
        {"Mål": [head, ["80 %", 75, "2026-01-01", "vacancy_rate"], [80, 75, "2026-01-01", "vacant_posts"]]}
    )
    assert result.findings == []
    assert [(r.values["target"], r.values["warning_limit"]) for r in result.sheets["target"]] == [
        (Decimal("0.8"), Decimal("0.75")), (80, 75),
    ]  # fmt: skip


def test_an_unknown_key_figure_has_no_second_finding_for_its_percent_sign():
    assert codes(of_sheet("target", kpi="vacancy_rat", applies_from="2026-01-01", target="80 %")) == ["unknown_figure"]


EXAMPLE = ["EKSEMPEL-1", "Nordvik", "Fastlegehjemmel", 100, "2024-03-01", None]
MEETING = [["Dato", "Forum", "Sted"], ["2026-09-17", "Styringsgruppe", "Eksempelsted"]]
RATING: list[list[object]] = [
    ["Kommune", "Dato", "Kriterium", "Vurdering"],
    ["Nordvik", "1990-01-01", "Tilrettelegging", 4],
]


def test_the_untouched_example_row_is_skipped_wherever_it_was_moved():
    result = positions(EXAMPLE, POSITION)
    assert (codes(result), len(result.sheets["position"]), result.untouched) == ([], 1, frozenset())
    assert [row.excel_row for row in positions(POSITION, EXAMPLE).sheets["position"]] == [2]


def test_an_example_row_with_one_change_is_a_row():
    assert len(positions([*EXAMPLE[:3], 50, *EXAMPLE[4:]]).sheets["position"]) == 1


def test_a_row_that_could_be_real_is_only_an_example_directly_below_the_headings():
    other: list[object] = ["Nordvik", "2026-10-01", "Motivasjon", 3]
    first = checked({"Egenvurdering": [*RATING, other]})
    later = checked({"Egenvurdering": [RATING[0], other, RATING[1]]})
    assert [len(result.sheets["self_assessment"]) for result in (first, later)] == [1, 2]


def test_a_row_that_may_be_real_and_is_left_out_as_the_example_is_told():
    headings, real, other = ["Dato", "Forum"], ["2026-09-17", "Styringsgruppe"], ["2026-11-12", "OSO"]
    result = checked({"Møter": [headings, real, other]})
    assert one(result, "like_example") == (
        "Ark «Møter», rad 2: «17.09.2026, Styringsgruppe» er lik eksempelet i malen og blir ikke lest. "
        "Flytt raden lenger ned i arket hvis den skal være med."
    )
    assert [row.values["forum"] for row in result.sheets["meeting"]] == ["OSO"]
    moved = checked({"Møter": [headings, other, real]})  # as the sentence says
    assert (codes(moved), len(moved.sheets["meeting"])) == ([], 2)


def test_the_templates_own_example_is_left_out_without_a_word():
    meeting: list[object] = ["2026-11-12", "OSO", None]
    rating: list[object] = ["Nordvik", "2026-10-01", "Motivasjon", 3]
    for result in (checked({"Møter": [*MEETING, meeting]}), checked({"Egenvurdering": [*RATING, rating]})):
        assert (codes(result), sum(map(len, result.sheets.values()))) == ([], 1)
    alone = positions(POSITION, Møter=[["Dato", "Forum"], ["2026-09-17", "Styringsgruppe"]])
    assert codes(alone) == [] and alone.untouched == {"meeting"}


def test_sheets_with_only_the_example_are_called_untouched():
    result = positions(POSITION, Møter=MEETING)
    assert result.untouched == {"meeting"}
    assert result.sheets["meeting"] == []


@pytest.mark.parametrize("sign", ["–", "-", "*", ":", ".."])
def test_a_sign_in_a_required_column_is_stopped_with_what_was_seen(sign: str):
    result = positions(position(Kommune=sign))
    assert one(result, "missing_sign") == (
        f"Ark «Stillinger», rad 2, Kommune: «{sign}» er lest som at verdien mangler, men feltet må fylles ut. "
        "Skriv verdien."
    )
    assert result.sheets["position"][0].values["municipality"] is None


def test_a_dash_in_an_optional_column_is_an_empty_cell():
    result = positions(["S-1", "Vega", "Fastlegehjemmel", "–", "1.3.2024", "-"])
    assert result.findings == []
    (row,) = result.sheets["position"]
    assert (row.values["percent"], row.values["valid_to"]) == (Decimal(100), None)


def test_a_withheld_value_in_an_optional_column_is_told_with_what_it_counts_as():
    result = positions(["S-1", "Vega", "Fastlegehjemmel", "*", "1.3.2024", ":"])
    assert codes(result) == ["withheld", "withheld"]
    assert result.findings[0].message.endswith("verdien er holdt tilbake. Feltet regnes som 100.")
    assert result.findings[1].message.endswith("«:» er lest som at verdien er holdt tilbake. Feltet regnes som tomt.")
    assert not result.stopped


def test_a_row_of_nothing_but_dashes_is_no_row_but_one_of_withheld_values_is():
    assert codes(positions(POSITION, ["–"] * 6)) == []
    assert set(codes(positions(POSITION, ["*"] * 6))) == {"missing_sign", "withheld"}


def test_a_sheet_with_mistakes_in_very_many_rows_is_not_checked_to_its_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(check_sheet, "MOST_WRONG", 3)
    result = positions(POSITION, *[position(Stilling_ID=f"S-{n}", Kommune="x") for n in range(2, 9)])
    assert codes(result).count("unknown_municipality") == 3
    assert "Arket har feil i 3 rader, og radene etter rad 5 er ikke kontrollert." in one(result, "too_many_wrong")


def test_of_very_many_personal_numbers_the_first_are_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(headings, "MOST_NUMBERS", 2)
    number = personal_number("01", "02")
    result = positions(*[position(Stilling_ID=f"S-{n}", Kommune=number) for n in range(1, 6)], Notater=[[number]] * 4)
    assert [found.row for found in result.findings if found.code == "personal_number"] == [2, 3, 1, 2]
    assert [found.message for found in result.findings if found.code == "personal_numbers"] == [
        "Ark «Stillinger»: Arket har 5 celler med fødselsnummer eller D-nummer, og bare de 2 første er tatt med her. "
        "Slett alle.",
        "Ark «Notater»: Arket har 4 celler med fødselsnummer eller D-nummer, og bare de 2 første er tatt med her. "
        "Slett alle.",
    ]
