"""Cells corrected before the import, end to end: the right rows come in, and what was changed is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest

from helgelandlegen.database import Store, now
from helgelandlegen.places import originals
from helgelandlegen.workbook.causes import causes
from helgelandlegen.workbook.cells import Cell
from helgelandlegen.workbook.correct import correction
from helgelandlegen.workbook.desk import Desk, Piece, State
from helgelandlegen.workbook.findings import Level
from helgelandlegen.workbook.history import details, history, withdraw
from helgelandlegen.workbook.imports import try_out
from helgelandlegen.workbook.intake import look_through
from helgelandlegen.workbook.personal import MASK
from helgelandlegen.workbook.receive import receive
from helgelandlegen.workbook.suggest import Known, can_be_mended, suggestions
from tests.making import NORDBY, keys, post, report, rows, state, workbook
from tests.workbook.making import book, personal_number

ROLE = "Prosjektkoordinator"


@pytest.fixture
def desk(reported: Store) -> Iterator[Desk]:
    one = Desk(lambda: reported)
    yield one
    one.close()


def laid(desk: Desk, *posts: dict[str, Any]) -> Piece:
    """A report from Nordby with these posts and, below them, the others that it has had; looked at."""
    given = {one["position_id"] for one in posts}
    others = [post(code, NORDBY) for code in ("N1", "N2", "N3") if code not in given]
    return ready(desk.lay(workbook(report=report(NORDBY), position=[*posts, *others]), "nordby.xlsx"))


def ready(piece: Piece) -> Piece:
    assert piece.wait(30)
    assert piece.state is State.READY, piece.error
    return piece


def stops(piece: Piece) -> list[str]:
    assert piece.outcome is not None
    return [found.code for found in piece.outcome.findings if found.level == "stopp"]


def mend(desk: Desk, piece: Piece, code: str, text: str | None) -> Piece:
    """Puts one text into every cell of that finding."""
    assert piece.outcome is not None and piece.checked is not None
    found = [f for f in piece.outcome.findings if f.code == code]
    cells = {cell: f.column for f in found if (cell := piece.checked.cell(f))}
    desk.correct(piece, dict.fromkeys(cells, text), cells)
    return ready(piece)


def stored(desk: Desk, piece: Piece, store: Store) -> list[dict[str, Any]]:
    """Takes the file in and gives the corrections that are remembered of it."""
    desk.confirm(piece, ROLE)
    assert piece.wait(30) and piece.state is State.STORED, piece.error
    assert piece.outcome is not None and piece.outcome.import_id is not None
    return details(store, piece.outcome.import_id).corrections


def test_all_cells_of_a_cause_are_put_right_by_the_first_suggestion(desk: Desk, reported: Store):
    piece = laid(desk, post("N1", "Nordbyy"), post("N2", "Nordbyy"), post("N3", "Nordbyy"), post("N4", NORDBY))
    assert piece.outcome is not None and piece.checked is not None
    (cause,) = [c for c in causes(piece.outcome.findings) if c.level == "stopp"]
    assert cause.where == "3 celler: Stillinger, Kommune, rad 2–4"
    idea = suggestions(cause.findings[0], piece.checked, Known.of(reported))[0]
    assert idea == "Nordby"
    assert stops(mend(desk, piece, cause.code, idea)) == []
    remembered = stored(desk, piece, reported)
    assert [(r["excel_row"], r["heading"], r["original"], r["corrected"]) for r in remembered] == [
        (row, "Kommune", "Nordbyy", "Nordby") for row in (2, 3, 4)
    ]
    assert {(r["sheet"], r["corrected_by"]) for r in remembered} == {("Stillinger", ROLE)}
    assert all(r["corrected_at"] <= history(reported)[0]["accepted_at"] for r in remembered)
    assert [row["position_id"] for row in rows(reported, "position") if row["municipality"] == NORDBY] == [
        "N1", "N2", "N3", "N4",
    ]  # fmt: skip


def test_the_file_that_is_kept_is_the_one_that_was_received(desk: Desk, reported: Store):
    piece = mend(desk, laid(desk, post("N1", "Nordbyy")), "unknown_municipality", "Nordby")
    content = piece.content
    stored(desk, piece, reported)
    assert reported.path is not None
    kept = originals(reported.path) / f"{sha256(content).hexdigest()}.xlsx"
    assert kept.read_bytes() == content
    assert history(reported)[0]["sha256"] == sha256(content).hexdigest()


def test_one_cell_is_put_right_and_the_others_of_its_kind_still_stop_the_file(desk: Desk, reported: Store):
    piece = laid(desk, post("N1", "Nordbyy"), post("N2", "Nordbyy"))
    before = state(reported)
    desk.correct(piece, {Cell(1, 2, 1): "Nordby"}, {Cell(1, 2, 1): "Kommune"})
    assert stops(ready(piece)) == ["unknown_municipality"]
    assert piece.outcome is not None and piece.outcome.findings[0].row == 3
    assert state(reported) == before


def test_a_wrong_correction_is_found_like_any_wrong_cell(desk: Desk):
    piece = mend(desk, laid(desk, post("N1", "Nordbyy")), "unknown_municipality", "Sørby")
    assert piece.outcome is not None
    (found,) = [f for f in piece.outcome.findings if f.level == "stopp"]
    assert (found.code, found.value, found.row) == ("unknown_municipality", "Sørby", 2)


def test_a_cell_that_was_emptied_is_asked_for(desk: Desk):
    assert stops(mend(desk, laid(desk, post("N1", "Nordbyy")), "unknown_municipality", "  ")) == ["missing_value"]


@pytest.mark.parametrize("column", ["municipality", "office"])
def test_a_correction_with_a_personal_number_stops_the_file_and_is_not_kept(desk: Desk, column: str):
    number = personal_number("01", "01")
    piece = laid(desk, post("N1", NORDBY, office="Legekontoret"))
    assert piece.checked is not None
    heading = {"municipality": "Kommune", "office": "Legekontor"}[column]
    cell = Cell(*piece.checked.places["Stillinger", heading][:1], 2, piece.checked.places["Stillinger", heading][1])
    desk.correct(piece, {cell: f"Ola {number}"}, {cell: heading})
    assert "personal_number" in stops(ready(piece))
    assert piece.corrections[cell].corrected == MASK
    assert number not in repr(piece.corrections) + repr(piece.checked) + repr(piece.outcome)


def test_a_personal_number_in_the_file_is_not_put_right_by_typing_over_it(desk: Desk):
    piece = laid(desk, post("N1", NORDBY, office=personal_number("02", "02")))
    assert piece.outcome is not None and piece.checked is not None
    (found,) = [f for f in piece.outcome.findings if f.code == "personal_number"]
    assert not can_be_mended(piece.checked, found)
    assert "personal_number" in stops(mend(desk, piece, "personal_number", "Legekontoret"))


def test_a_row_left_out_does_not_come_in_and_is_remembered_as_a_row(desk: Desk, reported: Store):
    piece = laid(desk, post("N1", NORDBY), post("N1", NORDBY, office="Den andre"), post("N9", NORDBY))
    assert stops(piece) == ["duplicate_key"]
    desk.correct(piece, {Cell(1, 3, None): None})
    assert stops(ready(piece)) == []
    (remembered,) = stored(desk, piece, reported)
    assert (remembered["sheet"], remembered["excel_row"]) == ("Stillinger", 3)
    assert [remembered[name] for name in ("heading", "original", "corrected")] == [None, None, None]
    offices = {row["position_id"]: row["office"] for row in rows(reported, "position") if row["municipality"] == NORDBY}
    assert offices == {"N1": None, "N2": None, "N3": None, "N9": None}


def test_a_correction_taken_back_brings_the_finding_again(desk: Desk):
    piece = mend(desk, laid(desk, post("N1", "Nordbyy")), "unknown_municipality", "Nordby")
    assert stops(piece) == []
    desk.uncorrect(piece, list(piece.corrections))
    assert stops(ready(piece)) == ["unknown_municipality"]
    assert piece.corrections == {}


def test_an_import_with_corrections_is_withdrawn_like_any_other(desk: Desk, reported: Store):
    before = state(reported)
    piece = laid(desk, *(post(f"N{n}", "Nordbyy") for n in (1, 2, 3, 4)))
    stored(desk, mend(desk, piece, "unknown_municipality", "Nordby"), reported)
    assert "N4" in keys(reported, "position")
    assert withdraw(reported, history(reported)[0]["import_id"]).done
    assert state(reported) == before


def test_thousands_of_cells_are_put_right_at_once(desk: Desk):
    piece = laid(desk, *(post(f"N{n}", "Nordbyy") for n in range(1, 4001)))
    assert stops(piece).count("unknown_municipality") == 4000
    assert stops(mend(desk, piece, "unknown_municipality", "Nordby")) == []
    assert len(piece.corrections) == 4000


def test_a_row_with_a_name_is_no_way_in_for_its_file_though_the_row_is_left_out(reported: Store):
    rows_given: list[list[object]] = [["K1", None], ["K2", None], ["K3", "Eksempel Eksempelsen"]]
    content = book({"Kandidater": [["Kandidat-ID", "Navn"], *rows_given]})
    received = receive(content, "kandidater.xlsx")
    assert received.workbook is not None
    left_out = correction(received.workbook, Cell(0, 4, None), None, None, now())
    checked = look_through(received, reported.programme, [left_out])
    assert [(f.code, f.row, f.column, f.value) for f in checked.findings if f.level is Level.STOP] == [
        ("refused_column", 4, "Navn", MASK)
    ]
    assert try_out(reported, checked).stopped
