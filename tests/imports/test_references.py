"""References are checked on the state that results: in the file's own rows, and in the rows stored before."""

from __future__ import annotations

import pytest

from helgelandlegen.database import Store
from helgelandlegen.workbook.findings import Level
from tests.making import (
    MAY,
    NORDBY,
    VIKA,
    Rows,
    codes,
    goals,
    held,
    leave,
    listed,
    post,
    report,
    sentence,
    state,
    step,
    stored,
    trainee,
    trial,
)

NORDBYS_POSTS = [post("N1", NORDBY), post("N2", NORDBY), post("N3", NORDBY)]


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value", "parent"),
    [
        ("occupancy", held("X9", "L1"), "Stilling-ID", "X9", "Stillinger"),
        ("list_count", listed("X9"), "Stilling-ID", "X9", "Stillinger"),
        ("absence", leave("X9"), "Lege-ID", "X9", "Utdanningsløp"),
        ("learning_goal", goals("X9"), "Lege-ID", "X9", "Utdanningsløp"),
    ],
)
@pytest.mark.parametrize("with_report", [True, False])
def test_a_row_below_a_post_or_doctor_that_is_nowhere_keeps_the_file_out(
    looked_at: Store, sheet: str, row: dict, heading: str, value: str, parent: str, with_report: bool
):
    more: dict[str, Rows] = {"report": report(NORDBY)} if with_report else {}
    outcome = trial(looked_at, **{sheet: [row]}, **more)
    assert sentence(outcome, "unknown_reference").endswith(
        f"rad 2, {heading}: «{value}» finnes ikke i arket «{parent}», verken i filen eller fra før. "
        "Rett koden, eller legg den til der."
    )
    assert outcome.stopped


@pytest.mark.parametrize(
    ("sheet", "row", "heading"),
    [
        ("candidate_step", step("K9", "Kontakt"), "Kandidat-ID"),
        ("candidate_step", step("K1", "Startet", position_id="X9"), "Stilling-ID"),
        ("training", trainee("T8", NORDBY, candidate_id="K9"), "Kandidat-ID"),
    ],
)
def test_other_references_that_name_nothing_keep_the_file_out(looked_at: Store, sheet: str, row: dict, heading: str):
    outcome = trial(looked_at, **{sheet: [row]})
    assert f"{heading}: «" in sentence(outcome, "unknown_reference")
    assert outcome.stopped


def test_the_permanent_doctor_of_a_post_refers_to_no_sheet(looked_at: Store):
    outcome = trial(looked_at, report=report(NORDBY), occupancy=[held("N1", "NY-LEGE"), held("N2", "L2")])
    assert codes(outcome) == []


def test_a_reference_may_be_met_by_what_is_stored(looked_at: Store):
    assert codes(trial(looked_at, candidate_step=[step("K1", "Startet", position_id="V1")]), Level.STOP) == []
    assert codes(trial(looked_at, report=report(VIKA), list_count=[listed("V1"), listed("V2")]), Level.STOP) == []


def test_a_reference_may_be_met_by_the_same_file(looked_at: Store):
    outcome = trial(
        looked_at, report=report(NORDBY), position=[*NORDBYS_POSTS, post("N9", NORDBY)], occupancy=[held("N9", "L1")],
        candidate=[{"candidate_id": "K1"}, {"candidate_id": "K2"}, {"candidate_id": "K7"}],
        candidate_step=[step("K7", "Startet", position_id="N9")],
    )  # fmt: skip
    assert codes(outcome, Level.STOP) == []


def test_a_reference_to_a_post_that_the_same_file_drops_keeps_the_file_out(looked_at: Store):
    outcome = trial(
        looked_at, report=report(NORDBY), position=NORDBYS_POSTS[:2], occupancy=[held("N1", "L1"), held("N3", "L2")],
    )  # fmt: skip
    assert "rad 3" in sentence(outcome, "unknown_reference") and "«N3»" in sentence(outcome, "unknown_reference")


def test_every_unknown_reference_is_told_not_only_the_first(looked_at: Store):
    outcome = trial(looked_at, report=report(NORDBY), list_count=[listed("X1"), listed("N1"), listed("X2")])
    assert [f.row for f in outcome.findings if f.code == "unknown_reference"] == [2, 4]


def test_a_post_in_the_file_whose_row_has_another_error_is_not_called_unknown(looked_at: Store):
    outcome = trial(
        looked_at, report=report(NORDBY), position=[*NORDBYS_POSTS, post("N4", "Nordbu")], occupancy=[held("N4", "L8")],
    )  # fmt: skip
    assert codes(outcome, Level.STOP) == ["unknown_municipality"]


def test_stored_rows_that_would_lose_their_post_keep_the_file_out_and_are_listed(looked_at: Store):
    outcome = trial(looked_at, report=report(NORDBY), position=NORDBYS_POSTS[1:])
    found = [f for f in outcome.findings if f.code == "orphaned_rows"]
    assert [(f.level, f.sheet, f.column, f.value, f.row) for f in found] == [
        (Level.STOP, "Bemanning", "Stilling-ID", "N1", None),
        (Level.STOP, "Listetall", "Stilling-ID", "N1", None),
    ]
    assert found[0].message == (
        "Ark «Bemanning», Stilling-ID: Rader som er lagret, viser til «N1», som da ikke lenger finnes i arket "
        "«Stillinger». Rett dem først."
    )


def test_stored_rows_that_would_lose_their_doctor_or_candidate_keep_the_file_out(looked_at: Store):
    outcome = trial(looked_at, report=report(VIKA), training=[], candidate=[{"candidate_id": "K1"}])
    found = {(f.sheet, f.value) for f in outcome.findings if f.code == "orphaned_rows"}
    assert found == {("Fravær", "T3"), ("Læringsmål", "T3"), ("Kandidatløp", "K2")}


def test_a_post_that_a_candidate_started_in_cannot_go(reported: Store):
    stored(reported, candidate_step=[step("K1", "Startet", position_id="N3"), step("K2", "Søknad")])
    before = state(reported)
    outcome = trial(reported, report=report(NORDBY), position=NORDBYS_POSTS[:2])
    assert [(f.sheet, f.value) for f in outcome.findings if f.code == "orphaned_rows"] == [("Kandidatløp", "N3")]
    assert state(reported) == before


def test_a_posts_code_that_another_municipality_uses_keeps_the_file_out(looked_at: Store):
    outcome = trial(looked_at, report=report(NORDBY), position=[*NORDBYS_POSTS, post("V1", NORDBY)])
    assert sentence(outcome, "position_of_other_municipality") == (
        "Ark «Stillinger», rad 5, Stilling-ID: «V1» er allerede brukt av Vika. Gi stillingen en annen kode."
    )
    assert outcome.stopped


def test_the_code_of_another_municipalitys_post_is_found_without_a_report_too(looked_at: Store):
    outcome = trial(looked_at, position=[*NORDBYS_POSTS, post("V1", NORDBY)])
    assert "position_of_other_municipality" in codes(outcome)


def test_a_doctor_may_work_in_posts_of_several_municipalities(looked_at: Store):
    outcome = trial(
        looked_at, report=report(VIKA, day=MAY), occupancy=[held("V1", "L3"), held("V2", "L1")],
    )  # fmt: skip
    assert codes(outcome) == []
