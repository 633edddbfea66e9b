"""The workbook goes back out: importing what was exported, unchanged, changes nothing."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.queries import known_at
from helgelandlegen.workbook.exports import bundle, workbook
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.imports import try_out
from helgelandlegen.workbook.intake import take_in
from helgelandlegen.workbook.sheets import SHEETS
from tests.making import (
    DALEN,
    FJELL,
    JUNE,
    MARCH,
    MAY,
    NORDBY,
    PROGRAMME,
    VIKA,
    codes,
    held,
    leave,
    listed,
    post,
    report,
    rows,
    send_bytes,
    state,
    step,
    stored,
    trainee,
)
from tests.workbook.making import opened

NASTY = [
    "=1+1", "+47 12 34 56 78", "@SUM(A1)", "'apostrof", '"anførsel"', "https://example.invalid/a?b=1", "007", "1E5",
    "3-4", "12/3", "31.12.2023", "TRUE", "Ja", "Alle", "_x000D_", "_x0041_", "linje\nskift", "æøå ÆØÅ ß 😀",
    "<b>&amp;</b>", "0,5", "1 000", "- x", "nan", "None", "Kontor A; B, C", "x" * 2000, "EKSEMPEL-1",
    "mailto:a@b.invalid",
]  # fmt: skip


def unchanged(store: Store, *contents: bytes) -> None:
    """A trial of each of these workbooks finds no difference and nothing that keeps it out."""
    for content in contents:
        outcome = try_out(store, take_in(content, "rapport.xlsx", store.programme))
        assert codes(outcome, Level.STOP) == [] and outcome.rows_read
        assert outcome.differences == []


def unchanged_when_imported(store: Store, content: bytes) -> None:
    """Importing the workbook changes no row and no figure."""
    before = state(store)
    assert send_bytes(store, content).import_id is not None
    after = state(store)
    assert {name for name in before if before[name] != after[name]} == set()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a .zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


FULL: dict[str, list[dict[str, Any]]] = {
    "position": [
        post("0123", NORDBY, office="A", operating_form="8.2-avtale", percent=33.33, valid_to=JUNE),
        post("N2", NORDBY, position_type="LIS1", fixed_pathway="Ja"), post("V1", VIKA, fixed_pathway="Nei"),
        post("D1", DALEN), post("F1", FJELL),
    ],
    "occupancy": [held("0123", "L1"), held("V1", "07", occupancy="Vikar"), held("D1", "L1"), held("F1", "L2")],
    "list_count": [listed("0123", length=0, cap=0), listed("V1", length=1234567), listed("D1"), listed("F1")],
    "training": [
        trainee("T1", NORDBY, candidate_id="K1", alis_model="2", required_goals=0, percent=50.5, normal_months=61,
                supervisor_from=MARCH, plan_made_on=MARCH, plan_revised_on=MAY, hospital_agreed="Nei"),
        trainee("T2", VIKA, start_date=date(1990, 1, 1), completed_on=date(2020, 2, 29)),
        trainee("T3", DALEN, left_on=MAY), trainee("T4", FJELL),
    ],
    "absence": [leave("T1"), leave("T1") | {"concerns": "Deltid", "percent": 12.5, "valid_to": None}, leave("T2"),
                leave("T3"), leave("T4")],
    "learning_goal": [{"doctor_id": t, "counted_on": MARCH, "approved_goals": 0} for t in ("T1", "T2", "T3", "T4")],
    "municipality_status": [{"municipality": m, "registered_on": MARCH} for m in (NORDBY, VIKA, DALEN, FJELL)],
    "self_assessment": [
        {"municipality": m, "assessed_on": MARCH, "criterion": "Egen evaluering", "rating": 5}
        for m in (NORDBY, VIKA, DALEN, FJELL)
    ],
    "candidate": [{"candidate_id": "K1", "local_affiliation": "Ja", "source": "5.-årspraksis", "graduation_year": 1999},
                  {"candidate_id": "0001"}],
    "candidate_step": [step("K1", "Startet", position_id="V1", municipality=VIKA), step("0001", "Kontakt")],
    "activity": [{"activity_date": MARCH, "activity": "Stand", "place": "Tromsø", "new_contacts": 3, "cost": 0.01}],
    "economy": [{"month": "2024-01", "item": "Lønn", "budget": -123456789.99, "actual": 0},
                {"month": "2024-02", "item": "Lønn", "budget": 0.1, "municipality": FJELL}],
    "milestone": [{"milestone": "M", "due_on": date(2100, 12, 31)}],
    "risk": [{"risk": "R", "likelihood": 1, "consequence": 5}],
    "meeting": [{"meeting_date": MARCH, "forum": "OSO"}],
    "decision": [{"case_title": "1/24", "meeting_date": MARCH}],
    "measure": [{"measure": "T", "category": "Faglig", "status": "I gang", "yearly_cost": 1.5}],
    "stakeholder": [{"stakeholder": "A", "status": "I dialog"}],
    "target": [{"kpi": "vacant_posts", "applies_from": MARCH, "target": 5, "warning_limit": 7.5},
               {"kpi": "on_track", "applies_from": MARCH, "target": 0.333333, "decided_in": "1/24"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with at least one row in every sheet, and every municipality in every sheet of theirs."""
    path = tmp_path_factory.mktemp("full") / "prove.duckdb"
    with Store(path, PROGRAMME) as store:
        stored(store, report=report(), **FULL)
        assert all(rows(store, name) for name in SHEETS if name != "report")
    return path


@pytest.fixture
def full(full_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it, to change."""
    path = tmp_path / "prove.duckdb"
    shutil.copyfile(full_file, path)
    with Store(path, PROGRAMME) as store:
        yield store


def test_the_workbook_of_one_municipality_changes_nothing(full: Store):
    unchanged(full, workbook(full, NORDBY))


def test_the_workbook_of_all_changes_nothing(full: Store):
    unchanged_when_imported(full, workbook(full))


def test_the_workbooks_of_the_zip_change_nothing(full: Store):
    files = unpacked(bundle(full))
    assert set(files) == {
        "9001-Nordby.xlsx", "9002-Vika.xlsx", "9003-Dalen.xlsx", "9004-Fjell.xlsx", "prove-felles.xlsx",
    }  # fmt: skip
    unchanged(full, *files.values())


def test_the_exported_workbook_brings_an_empty_store_to_the_same_state(full: Store, tmp_path: Path):
    with Store(tmp_path / "other.duckdb", PROGRAMME) as other:
        assert send_bytes(other, workbook(full)).import_id is not None
        assert state(other) == state(full)


def test_a_municipalitys_workbook_holds_its_own_rows_and_no_others(full: Store):
    book = opened(workbook(full, VIKA))
    for heading in ("Stillinger", "Utdanningsløp", "Kommunestatus", "Egenvurdering", "Rapport"):
        titles = [cell.value.rstrip("*") for cell in book[heading][1]]
        found = {row[titles.index("Kommune")] for row in book[heading].iter_rows(min_row=2, values_only=True)} - {None}
        assert found == {"Vika"}, heading
    assert {row[0] for row in book["Bemanning"].iter_rows(min_row=2, values_only=True)} == {"V1"}
    assert {row[0] for row in book["Fravær"].iter_rows(min_row=2, values_only=True)} == {"T2"}
    assert "Kandidater" not in book.sheetnames


def test_texts_that_excel_would_take_for_something_else_come_back_as_they_were(empty: Store):
    stored(
        empty, report=report(NORDBY),
        position=[post(f"N{i}", NORDBY, office=text) for i, text in enumerate(NASTY)]
        + [post(code, NORDBY) for code in ("=1+1", "007", "1E5", "TRUE", "@a", "-1", "1,5", "æ ø")],
        risk=[{"risk": text[:90], "likelihood": 1, "consequence": 1, "measure": text} for text in NASTY],
    )  # fmt: skip
    assert {row["office"] for row in rows(empty, "position")} == {*NASTY, None}
    unchanged(empty, workbook(empty, NORDBY), workbook(empty))


def test_targets_that_are_shares_come_back_as_they_were(empty: Store):
    targets = {date(2024, 1, n): text for n, text in enumerate(("80 %", "100 %", "105 %", "0 %", "0,01 %", "0,5"), 1)}
    stored(empty, target=[{"kpi": "budget_use", "applies_from": d, "target": text} for d, text in targets.items()])
    assert [float(row["target"]) for row in rows(empty, "target")] == [0.8, 1, 1.05, 0, 0.0001, 0.5]
    unchanged(empty, workbook(empty))


def test_a_municipality_without_rows_gets_a_workbook_that_can_be_sent_back(reported: Store):
    unchanged(reported, workbook(reported, FJELL))


def test_sheets_that_a_municipality_never_reported_stay_unreported(reported: Store):
    """A figure that rests on a sheet nobody has sent has no value; sending back a prefilled one must not make it 0."""
    unchanged_when_imported(reported, workbook(reported, NORDBY))


def test_rows_that_came_without_a_report_come_back_without_one(empty: Store):
    stored(empty, position=[post("N1", NORDBY), post("V1", VIKA)], occupancy=[held("N1", "L1")])
    files = unpacked(bundle(empty))
    unchanged(empty, workbook(empty, NORDBY), files["9002-Vika.xlsx"])


def test_all_of_them_come_back_also_where_only_some_have_sent_a_report(empty: Store):
    stored(empty, position=[post("N1", NORDBY)], occupancy=[held("N1", "L1")])
    stored(empty, report=report(VIKA), position=[post("V1", VIKA)], occupancy=[held("V1", "L1")])
    unchanged(empty, workbook(empty))


def test_the_report_in_an_export_is_the_municipalitys_newest(reported: Store):
    stored(reported, report=report(VIKA, day=JUNE), position=[post("V1", VIKA), post("V2", VIKA)])
    stored(reported, report=report(VIKA, day=MAY), position=[post("V1", VIKA), post("V2", VIKA)])
    cells = list(opened(workbook(reported, VIKA))["Rapport"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert [(day.date(), name) for day, name in cells] == [(JUNE, "Vika")]


def test_the_state_of_an_earlier_day_can_be_exported_too(reported: Store):
    stored(reported, report=report(VIKA, day=JUNE), position=[post("V1", VIKA), post("V2", VIKA), post("V3", VIKA)])
    now = opened(workbook(reported, VIKA))["Stillinger"]
    then = opened(workbook(reported, VIKA, known_at(PROGRAMME, date(2020, 1, 1))))["Stillinger"]
    assert [row[0].value for row in now.iter_rows(min_row=2)] == ["V1", "V2", "V3"]
    assert [row[0].value for row in then.iter_rows(min_row=2)] == ["EKSEMPEL-1"]  # nothing was reported by then


def test_equal_states_make_equal_files(full: Store):
    assert workbook(full) == workbook(full)
    assert bundle(full) == bundle(full)
