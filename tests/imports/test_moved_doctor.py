"""A doctor in training who moves: the newer report takes the row over, and what belongs to the doctor follows."""

from __future__ import annotations

from datetime import date

from helgelandlegen.database import Store
from helgelandlegen.workbook.exports import workbook
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.history import withdraw
from tests.making import (
    JUNE,
    MARCH,
    MAY,
    NORDBY,
    VIKA,
    codes,
    keys,
    leave,
    report,
    rows,
    send_bytes,
    sentence,
    state,
    stored,
    trainee,
    trial,
)

VIKAS_DOCTORS = [trainee("T3", VIKA), trainee("T1", VIKA)]


def home(store: Store, doctor_id: str) -> str:
    """The municipality in which a doctor trains."""
    (row,) = [row for row in rows(store, "training") if row["doctor_id"] == doctor_id]
    return str(row["municipality"])


def test_the_newer_report_takes_the_row_over_and_says_so(reported: Store):
    outcome = stored(reported, report=report(VIKA, day=MAY), training=VIKAS_DOCTORS)
    assert sentence(outcome, "doctor_moved") == (
        "Ark «Utdanningsløp», rad 3, Lege-ID: «T1» står hos Nordby fra før, og flyttes hit. "
        "Kontroller at det er samme lege."
    )
    assert codes(outcome, Level.STOP) == []
    assert home(reported, "T1") == VIKA
    assert keys(reported, "training") == ["T1", "T2", "T3"]
    (moved,) = outcome.differences
    assert moved.fields == (("Kommune", NORDBY, VIKA),)


def test_leave_and_learning_goals_follow_the_doctor(reported: Store):
    children = rows(reported, "absence"), rows(reported, "learning_goal")
    stored(reported, report=report(VIKA, day=MAY), training=VIKAS_DOCTORS)
    assert (rows(reported, "absence"), rows(reported, "learning_goal")) == children
    # They are Vika's to report now: Vika's next file replaces them, and Nordby's may not name them.
    outcome = trial(reported, report=report(NORDBY, day=MAY), absence=[leave("T1")])
    assert "outside_report" in codes(outcome)
    stored(reported, report=report(VIKA, day=MAY), absence=[leave("T1", date(2024, 2, 1), None), leave("T3")])
    assert [key[1] for key in keys(reported, "absence")] == [date(2024, 2, 1), date(2023, 1, 1)]


def test_the_old_municipalitys_next_report_without_the_doctor_takes_nothing_along(reported: Store):
    stored(reported, report=report(VIKA, day=MAY), training=VIKAS_DOCTORS)
    before = rows(reported, "absence"), rows(reported, "learning_goal")
    stored(reported, report=report(NORDBY, day=JUNE), training=[trainee("T2", NORDBY)], absence=[], learning_goal=[])
    assert home(reported, "T1") == VIKA
    assert (rows(reported, "absence"), rows(reported, "learning_goal")) == before


def test_an_older_report_of_the_old_municipality_does_not_take_the_doctor_back(reported: Store):
    stored(reported, report=report(VIKA, day=MAY), training=VIKAS_DOCTORS)
    before = state(reported)
    outcome = stored(
        reported, report=report(NORDBY, day=MARCH), training=[trainee("T1", NORDBY), trainee("T2", NORDBY)],
        absence=[leave("T1")],
    )  # fmt: skip
    assert home(reported, "T1") == VIKA
    assert outcome.differences == []
    assert {k: v for k, v in state(reported).items() if k != "figures"} == {
        k: v for k, v in before.items() if k != "figures"
    }


def test_an_older_report_does_not_say_that_the_doctor_moves_to_it(reported: Store):
    stored(reported, report=report(VIKA, day=MAY), training=VIKAS_DOCTORS)
    outcome = trial(
        reported, report=report(NORDBY, day=MARCH), training=[trainee("T1", NORDBY), trainee("T2", NORDBY)],
    )  # fmt: skip
    assert not any("flyttes hit" in f.message for f in outcome.findings)


def test_a_newer_report_of_the_old_municipality_takes_the_doctor_back(reported: Store):
    stored(reported, report=report(VIKA, day=MAY), training=VIKAS_DOCTORS)
    outcome = stored(
        reported, report=report(NORDBY, day=JUNE), training=[trainee("T1", NORDBY), trainee("T2", NORDBY)],
    )  # fmt: skip
    assert codes(outcome) == ["doctor_moved"]
    assert home(reported, "T1") == NORDBY


def test_a_start_date_that_changes_on_the_way_is_told(looked_at: Store):
    outcome = trial(
        looked_at, report=report(VIKA),
        training=[trainee("T3", VIKA), trainee("T1", VIKA, start_date=date(2024, 1, 1))],
    )  # fmt: skip
    assert sentence(outcome, "start_date_changed_on_move") == (
        "Ark «Utdanningsløp», rad 3, Startdato: Hos Nordby har «T1» startdatoen 01.09.2022. "
        "Behold den, eller bruk en annen kode for en annen lege."
    )


def test_a_start_date_may_be_corrected_where_the_doctor_stays(looked_at: Store):
    doctors = [trainee("T1", NORDBY, start_date=date(2022, 10, 1)), trainee("T2", NORDBY)]
    assert codes(trial(looked_at, report=report(NORDBY), training=doctors)) == []


def test_a_doctor_may_move_within_one_file_for_both_municipalities(looked_at: Store):
    doctors = [trainee("T1", VIKA), trainee("T2", NORDBY), trainee("T3", VIKA)]
    outcome = trial(looked_at, report=report(NORDBY, VIKA), training=doctors)
    assert codes(outcome, Level.STOP) == []
    assert [(d.key, d.what) for d in outcome.differences] == [(("T1",), "endret")]


def test_when_the_move_is_undone_the_doctor_is_back(reported: Store):
    before = state(reported)
    moved = stored(reported, report=report(VIKA, day=MAY), training=VIKAS_DOCTORS, absence=[leave("T3")])
    assert [key[0] for key in keys(reported, "absence")] == ["T3"]
    assert moved.import_id is not None
    assert withdraw(reported, moved.import_id).done
    assert state(reported) == before


def test_the_old_municipalitys_own_workbook_no_longer_has_the_doctor(reported: Store):
    stored(reported, report=report(VIKA, day=MAY), training=VIKAS_DOCTORS)
    before = state(reported)
    for municipality in (NORDBY, VIKA):
        assert send_bytes(reported, workbook(reported, municipality)).differences == []
    after = state(reported)
    assert {k: v for k, v in after.items() if k != "figures"} == {k: v for k, v in before.items() if k != "figures"}
    assert home(reported, "T1") == VIKA
