"""The warnings about the state that results, from the file's own rows and from rows stored before."""

from __future__ import annotations

from datetime import date

from helgelandlegen.database import Store
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.history import details
from tests.making import (
    DALEN,
    JUNE,
    MARCH,
    MAY,
    NORDBY,
    VIKA,
    codes,
    held,
    listed,
    post,
    report,
    sentence,
    step,
    stored,
    trial,
)

NORDBYS_POSTS = [post("N1", NORDBY), post("N2", NORDBY), post("N3", NORDBY)]


def test_two_permanent_doctors_on_the_same_day_are_told_with_the_first_such_day(looked_at: Store):
    outcome = trial(
        looked_at, report=report(NORDBY),
        occupancy=[held("N1", "L1", valid_to=date(2024, 5, 31)), held("N1", "L9", date(2024, 5, 31)), held("N2", "L2")],
    )  # fmt: skip
    assert sentence(outcome, "two_permanent") == (
        "Ark «Bemanning», rad 3, Fra og med: Stillingen «N1» har mer enn én fast lege fra 31.05.2024. "
        "Kontroller datoene i begge radene."
    )
    assert not outcome.stopped


def test_a_permanent_doctor_from_the_day_after_the_last_is_alone(looked_at: Store):
    outcome = trial(
        looked_at, report=report(NORDBY),
        occupancy=[held("N1", "L1", valid_to=date(2024, 5, 30)), held("N1", "L9", date(2024, 5, 31)), held("N2", "L2")],
    )  # fmt: skip
    assert codes(outcome) == []


def test_a_locum_beside_a_permanent_doctor_is_no_second_permanent_one(looked_at: Store):
    locum = held("N1", "L9", MARCH, occupancy="Vikar")
    assert codes(trial(looked_at, report=report(NORDBY), occupancy=[held("N1", "L1"), locum, held("N2", "L2")])) == []


def test_an_occupancy_that_outlives_its_post_is_told(looked_at: Store):
    outcome = trial(
        looked_at, report=report(VIKA), position=[post("V1", VIKA, valid_to=MARCH), post("V2", VIKA)],
        occupancy=[held("V1", "L3", valid_to=MAY)],
    )  # fmt: skip
    assert sentence(outcome, "occupancy_outlives_post") == (
        "Ark «Bemanning», rad 2, Til og med: Bemanningen varer lenger enn stillingen «V1», som ble avsluttet "
        "31.03.2024. Den regnes bare til da."
    )
    assert not outcome.stopped


def test_an_occupancy_that_ends_with_its_post_is_in_order(looked_at: Store):
    outcome = trial(
        looked_at, report=report(VIKA), position=[post("V1", VIKA, valid_to=MARCH), post("V2", VIKA)],
        occupancy=[held("V1", "L3", valid_to=MARCH)],
    )  # fmt: skip
    assert codes(outcome) == []


def test_a_stored_occupancy_that_a_post_no_longer_covers_is_told_without_a_row(looked_at: Store):
    outcome = trial(looked_at, report=report(VIKA), position=[post("V1", VIKA, valid_to=MARCH), post("V2", VIKA)])
    (found,) = [f for f in outcome.findings if f.code == "occupancy_outlives_post"]
    assert (found.sheet, found.row, found.value) == ("Bemanning", None, "V1")


def test_an_occupancy_that_begins_after_its_post_ended_is_told(looked_at: Store):
    outcome = trial(
        looked_at, report=report(VIKA), position=[post("V1", VIKA, valid_to=MARCH), post("V2", VIKA)],
        occupancy=[held("V1", "L3", date(2024, 4, 1))],
    )  # fmt: skip
    assert codes(outcome) == ["occupancy_after_post"]
    assert "og teller ikke" in sentence(outcome, "occupancy_after_post")


def test_a_step_after_an_end_step_is_told(looked_at: Store):
    outcome = trial(
        looked_at, candidate_step=[step("K1", "Trukket seg", MARCH), step("K1", "Intervju", MAY), step("K2", "Søknad")]
    )
    assert sentence(outcome, "step_after_end") == (
        "Ark «Kandidatløp», rad 3, Steg: «Intervju» kommer etter «Trukket seg» 31.03.2024. "
        "Kontroller stegene og datoene."
    )
    assert not outcome.stopped


def test_steps_up_to_the_end_step_are_in_order(looked_at: Store):
    steps = [
        step("K1", "Tilbud", MARCH),
        step("K1", "Takket ja", MAY),
        step("K1", "Startet", JUNE),
        step("K2", "Avslag"),
    ]
    assert codes(trial(looked_at, candidate_step=steps)) == []


def test_a_fall_of_more_than_a_third_is_told_and_of_exactly_a_third_is_not(looked_at: Store):
    # Nordby has three posts, with children below two of them.
    more_than_a_third = {"occupancy": [held("N1", "L1")], "list_count": [listed("N1"), listed("N2")]}
    outcome = trial(looked_at, report=report(NORDBY), **more_than_a_third)
    assert sentence(outcome, "rows_fell").startswith("Ark «Bemanning»: Antall rader for Nordby faller fra 2 til 1.")
    outcome = trial(
        looked_at, report=report(NORDBY), position=NORDBYS_POSTS[:2],
        occupancy=[held("N1", "L1"), held("N2", "L2")], list_count=[listed("N1"), listed("N2")],
    )  # fmt: skip
    assert "rows_fell" not in codes(outcome)


def test_a_fall_is_counted_for_each_municipality_by_itself(looked_at: Store):
    # Vika loses one of two while Dalen gains three: the sheet as a whole grows.
    posts = [post("V1", VIKA), *(post(f"D{n}", DALEN) for n in (1, 2, 3, 4))]
    outcome = trial(looked_at, report=report(VIKA, DALEN), position=posts)
    assert "for Vika faller fra 2 til 1" in sentence(outcome, "rows_fell")


def test_a_fall_in_a_programme_sheet_names_the_programme(looked_at: Store):
    outcome = trial(looked_at, candidate=[{"candidate_id": "K1"}], candidate_step=[step("K1", "Kontakt")])
    found = [f.message for f in outcome.findings if f.code == "rows_fell"]
    assert found == [
        "Ark «Kandidater»: Antall rader for programmet faller fra 2 til 1. Kontroller at ingen rader mangler.",
        "Ark «Kandidatløp»: Antall rader for programmet faller fra 2 til 1. Kontroller at ingen rader mangler.",
    ]


def test_a_file_with_warnings_comes_in_and_the_history_keeps_them(reported: Store):
    outcome = stored(
        reported, report=report(NORDBY), occupancy=[held("N1", "L1"), held("N1", "L9", MARCH), held("N2", "L2")]
    )
    assert codes(outcome) == ["two_permanent"]
    assert outcome.import_id is not None
    kept = details(reported, outcome.import_id)
    changes, findings = kept.changes, kept.findings
    assert [(f["level"], f["code"], f["sheet"], f["excel_row"]) for f in findings] == [
        ("varsel", "two_permanent", "Bemanning", 3)
    ]
    assert [tuple(c.values()) for c in changes] == [("occupancy", NORDBY, 1, 0, 0)]


def test_findings_of_one_cell_and_of_the_state_come_together(looked_at: Store):
    outcome = trial(
        looked_at, report=report(NORDBY), occupancy=[held("X1", "L1"), held("N1", "L1", occupancy="Fest")],
        list_count=[listed("N1", length=1200), listed("X2")],
    )  # fmt: skip
    assert codes(outcome, Level.STOP) == ["unknown_reference", "not_in_list", "unknown_reference"]
    assert "list_above_cap" in codes(outcome, Level.WARNING)
