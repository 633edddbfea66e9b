"""Rows of the current state changed by hand come in as a correction: whole sheets, the same checks, the same dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from helgelandlegen import programme, queries
from helgelandlegen.database import Store
from helgelandlegen.queries import Reader
from helgelandlegen.workbook import demo, edit, first
from helgelandlegen.workbook.compare import CHANGED
from helgelandlegen.workbook.desk import Desk, Piece, State
from helgelandlegen.workbook.edit import Edited
from helgelandlegen.workbook.history import history, withdraw
from helgelandlegen.workbook.imports import CORRECTION, try_out
from helgelandlegen.workbook.sheets import SHEETS
from tests.making import DALEN, MARCH, NORDBY, VIKA, held, keys, post, report, rows, state, stored
from tests.workbook.making import opened, personal_number

ROLE = "Prosjektkoordinator"
POSITION, OCCUPANCY = SHEETS["position"], SHEETS["occupancy"]


@pytest.fixture
def desk(reported: Store) -> Iterator[Desk]:
    one = Desk(lambda: reported)
    yield one
    one.close()


def laid(desk: Desk, store: Store, municipality: str | None, **changes: Edited) -> Piece:
    """The changes as a piece on the desk, compared."""
    make = partial(edit.check, municipality=municipality, changes=changes)
    piece = desk.lay_made(make, edit.file_name(store.programme, municipality), CORRECTION)
    assert piece.wait(30) and piece.state is State.READY, piece.error
    return piece


def taken_in(desk: Desk, store: Store, municipality: str | None, **changes: Edited) -> dict[str, Any]:
    """The same, stored; the import as the history tells of it."""
    piece = laid(desk, store, municipality, **changes)
    assert piece.outcome is not None
    assert not piece.outcome.stopped, piece.outcome.findings
    desk.confirm(piece, ROLE)
    assert piece.wait(30) and piece.state is State.STORED, piece.error
    return history(store)[0]


def stops(piece: Piece) -> list[tuple[str, int | None]]:
    assert piece.outcome is not None
    return [(found.code, found.row) for found in piece.outcome.findings if found.level == "stopp"]


def row_key(store: Store, sheet: str, municipality: str | None, **wanted: str) -> str:
    """The key of the only row with these texts."""
    (found,) = [
        row.key for row in edit.rows(store, SHEETS[sheet], municipality)
        if all(row.texts[name] == text for name, text in wanted.items())
    ]  # fmt: skip
    return found


def reports(store: Store) -> list[dict[str, Any]]:
    with store.cursor() as cursor:
        return Reader(cursor).rows(queries.folder("list")["reported"])


def test_a_municipalitys_rows_are_its_own_and_those_below_its_posts(reported: Store):
    assert [row.texts["position_id"] for row in edit.rows(reported, POSITION, NORDBY)] == ["N1", "N2", "N3"]
    assert [row.texts["doctor_id"] for row in edit.rows(reported, OCCUPANCY, VIKA)] == ["L3"]
    assert [row.number for row in edit.rows(reported, POSITION, NORDBY)] == [2, 3, 4]


def test_a_changed_cell_comes_in_as_a_correction_by_a_role_and_can_be_withdrawn(desk: Desk, reported: Store):
    before = state(reported)
    key = row_key(reported, "position", NORDBY, position_id="N2")
    newest = taken_in(desk, reported, NORDBY, position=Edited({key: {"percent": "60", "valid_from": "15.02.2021"}}))
    assert (newest["kind"], newest["done_by"], newest["file_name"]) == (
        "rettelse", ROLE, "Rettelse for Nordby.xlsx",
    )  # fmt: skip
    assert (newest["added"], newest["changed"], newest["gone"]) == (0, 1, 0)
    (changed,) = [row for row in rows(reported, "position") if row["position_id"] == "N2"]
    assert (changed["percent"], changed["valid_from"]) == (Decimal(60), date(2021, 2, 15))
    assert withdraw(reported, newest["import_id"]).done
    assert state(reported) == before


def test_a_correction_makes_no_report_look_newer(desk: Desk, reported: Store):
    before = reports(reported)
    assert {row["reported_on"] for row in before} == {MARCH}
    key = row_key(reported, "position", NORDBY, position_id="N1")
    taken_in(desk, reported, NORDBY, position=Edited({key: {"office": "Kontoret"}}))
    assert reports(reported) == before


def test_nothing_else_than_what_was_changed_is_changed(desk: Desk, reported: Store):
    before = state(reported)
    key = row_key(reported, "training", NORDBY, doctor_id="T1")
    taken_in(desk, reported, NORDBY, training=Edited({key: {"required_goals": "88"}}))
    after = state(reported)
    assert {name for name in before if before[name] != after[name]} <= {"training", "figures"}
    (row,) = [row for row in after["training"] if row["doctor_id"] == "T1"]
    assert row["required_goals"] == 88


def test_rows_are_taken_away_and_added(desk: Desk, reported: Store):
    gone = row_key(reported, "position", NORDBY, position_id="N3")
    new = {"position_id": "N9", "position_type": "LIS1", "valid_from": "01.01.2024", "fixed_pathway": "Ja"}
    newest = taken_in(desk, reported, NORDBY, position=Edited({"new-1": new}, [gone], ["new-1"]))
    assert (newest["added"], newest["changed"], newest["gone"]) == (1, 0, 1)
    assert [code for code in keys(reported, "position") if code.startswith("N")] == ["N1", "N2", "N9"]
    (row,) = [row for row in rows(reported, "position") if row["position_id"] == "N9"]
    assert (row["municipality"], row["fixed_pathway"], row["percent"]) == (NORDBY, True, Decimal(100))


def test_a_sheet_that_is_emptied_is_empty(desk: Desk, reported: Store):
    gone = [row.key for row in edit.rows(reported, SHEETS["list_count"], NORDBY)]
    assert len(gone) == 2
    taken_in(desk, reported, NORDBY, list_count=Edited(gone=gone))
    assert [key[0] for key in keys(reported, "list_count")] == ["F1", "V1"]


def test_two_sheets_are_corrected_together(desk: Desk, reported: Store):
    post_key = row_key(reported, "position", NORDBY, position_id="N2")
    held_key = row_key(reported, "occupancy", NORDBY, position_id="N2")
    listed_key = row_key(reported, "list_count", NORDBY, position_id="N2")
    changes = {"position": Edited({post_key: {"position_id": "N20"}})}
    # Alone it would leave rows without their post.
    assert {code for code, _ in stops(laid(desk, reported, NORDBY, **changes))} == {"orphaned_rows"}
    changes["occupancy"] = Edited({held_key: {"position_id": "N20"}})
    changes["list_count"] = Edited({listed_key: {"position_id": "N20"}})
    taken_in(desk, reported, NORDBY, **changes)
    assert ("N20", "L2") in [key[:2] for key in keys(reported, "occupancy")]
    assert "N2" not in keys(reported, "position")


def test_a_mistake_is_found_in_the_row_where_it_stands_in_the_table(desk: Desk, reported: Store):
    first, second, third = edit.rows(reported, POSITION, NORDBY)
    before = state(reported)
    changed = Edited({third.key: {"valid_from": "i fjor"}, "new-2": {"position_id": "N9"}}, [first.key, second.key],
                     ["new-1", "new-2"])  # fmt: skip
    found = stops(laid(desk, reported, NORDBY, position=changed))
    # Rows taken away keep their places; the second new row is the second below the last one.
    assert third.number == 4
    assert ("not_a_date", 4) in found
    assert {("missing_value", 6)} <= set(found)
    assert state(reported) == before


def test_an_unknown_choice_and_a_personal_number_are_stopped_as_in_any_file(desk: Desk, reported: Store):
    key = row_key(reported, "position", NORDBY, position_id="N1")
    assert stops(laid(desk, reported, NORDBY, position=Edited({key: {"position_type": "Tull"}}))) == [
        ("not_in_list", 2)
    ]  # fmt: skip
    number = personal_number("01", "01")
    piece = laid(desk, reported, NORDBY, position=Edited({key: {"office": number}}))
    assert stops(piece) == [("personal_number", 2)]
    assert number not in repr(piece.checked) + repr(piece.outcome)


def test_a_post_of_another_municipality_cannot_be_taken(desk: Desk, reported: Store):
    key = row_key(reported, "position", NORDBY, position_id="N3")
    found = stops(laid(desk, reported, NORDBY, position=Edited({key: {"position_id": "V1"}})))
    assert ("position_of_other_municipality", 4) in found


def test_the_programmes_own_sheets_are_edited_too(desk: Desk, reported: Store):
    key = row_key(reported, "candidate", None, candidate_id="K2")
    new = {"meeting_date": "01.09.2024", "forum": "Styringsgruppe"}
    taken_in(
        desk, reported, None, candidate=Edited({key: {"source": "Stand", "local_affiliation": "Ja"}}),
        meeting=Edited({"new-1": new}, (), ["new-1"]),
    )  # fmt: skip
    (changed,) = [row for row in rows(reported, "candidate") if row["candidate_id"] == "K2"]
    assert (changed["source"], changed["local_affiliation"]) == ("Stand", "Ja")
    assert keys(reported, "meeting") == [(MARCH, "OSO"), (date(2024, 9, 1), "Styringsgruppe")]
    assert "person_name" not in [column.name for column in edit.columns(SHEETS["candidate"], None)]


def test_what_others_have_stored_meanwhile_is_kept_where_it_was_not_edited(desk: Desk, reported: Store):
    key = row_key(reported, "position", NORDBY, position_id="N1")
    piece = laid(desk, reported, NORDBY, position=Edited({key: {"office": "Kontoret"}}))
    stored(reported, report=report(NORDBY), position=[post(f"N{n}", NORDBY) for n in (1, 2, 3, 4)],
           occupancy=[held("N1", "L1"), held("N2", "L2")])  # fmt: skip
    desk.confirm(piece, ROLE)
    assert piece.wait(30)
    # Not stored: what was shown no longer holds.
    assert piece.state is State.READY and piece.outcome is not None and piece.outcome.compared_anew
    assert history(reported)[0]["kind"] == "opplasting"
    # Laid anew on what is stored now, it changes what was typed and nothing else.
    (only,) = piece.outcome.differences
    assert (only.what, only.sheet) == (CHANGED, "position")
    desk.confirm(piece, ROLE)
    assert piece.wait(30) and history(reported)[0]["kind"] == "rettelse"
    assert [code for code in keys(reported, "position") if code.startswith("N")] == ["N1", "N2", "N3", "N4"]
    assert edit.rows(reported, POSITION, NORDBY)[0].texts["office"] == "Kontoret"


def test_a_row_that_somebody_has_taken_away_is_not_brought_back(reported: Store):
    key = row_key(reported, "position", DALEN, position_id="D1")
    other = '["D9"]'
    checked, content = edit.check(reported, DALEN, {"position": Edited({key: {"office": "A"}, other: {"office": "B"}})})
    assert [row.values["position_id"] for row in checked.sheets["position"]] == ["D1"]
    (gone,) = [found for found in checked.findings if found.code == "changed_row_gone"]
    assert gone.message.startswith("Ark «Stillinger»: Raden «D9» er tatt bort av noen andre")
    assert [cell.value for cell in opened(content)["Stillinger"]["A"]] == ["Stilling-ID*", "D1"]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo: every sheet with every kind of value."""

    with first.opened(tmp_path_factory.mktemp("full") / "x.duckdb", programme.load()) as store:
        demo.load(store)
        yield store


@pytest.mark.parametrize("sheet", [s.name for s in SHEETS.values() if s.name != "report"])
def test_rows_written_as_they_are_shown_are_read_as_they_are_stored(full: Store, sheet: str):
    whose = full.programme.municipalities[2].number if SHEETS[sheet] in edit.sheets("x") else None
    found = edit.rows(full, SHEETS[sheet], whose)
    checked, _ = edit.check(full, whose, {sheet: Edited()})
    assert [f for f in checked.findings if f.level == "stopp"] == []
    assert len(checked.sheets[sheet]) == len(found) > 0
    assert [row.excel_row for row in checked.sheets[sheet]] == [row.number for row in found]
    assert try_out(full, checked, kind=CORRECTION).differences == []
