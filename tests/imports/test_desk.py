"""The coordinator's desk: files are looked at and stored beside the page, followed, stopped, and found again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.workbook import desk as desk_module
from helgelandlegen.workbook import imports
from helgelandlegen.workbook.cells import Cell
from helgelandlegen.workbook.desk import MOST_PIECES, Desk, Piece, State
from helgelandlegen.workbook.history import details, history
from helgelandlegen.workbook.progress import CHECKING, COMPARING, COUNTING, READING, WRITING, Cancelled, Progress
from helgelandlegen.workbook.stage import stage
from tests.making import DALEN, NORDBY, VIKA, post, report, rows, state, workbook

ROLE = "Prosjektkoordinator"
PATIENCE = 30


def posts(*codes: str) -> bytes:
    """Nordby's report: the posts that it has, and these."""
    return workbook(report=report(NORDBY), position=[post(code, NORDBY) for code in ("N1", "N2", "N3", *codes)])


def done(piece: Piece) -> Piece:
    """The piece when its work has ended."""
    assert piece.wait(PATIENCE)
    return piece


@pytest.fixture
def desk(reported: Store) -> Iterator[Desk]:
    one = Desk(lambda: reported)
    yield one
    one.close()


class Gate:
    """Holds a function until it is opened, and says when it has been reached."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.reached, self.opened = function, threading.Event(), threading.Event()

    def __call__(self, *args: Any, **more: Any) -> Any:
        self.reached.set()
        assert self.opened.wait(PATIENCE)
        return self.function(*args, **more)


def test_a_file_is_looked_at_and_stored_only_on_a_yes(desk: Desk, reported: Store):
    before = state(reported)
    piece = done(desk.lay(posts("N7"), "nordby.xlsx"))
    assert piece.state is State.READY and piece.outcome is not None and not piece.outcome.stopped
    assert state(reported) == before
    desk.confirm(piece, ROLE)
    assert done(piece).state is State.STORED
    newest = history(reported)[0]
    assert (newest["file_name"], newest["done_by"], newest["kind"]) == ("nordby.xlsx", ROLE, "opplasting")
    assert state(reported) != before


def test_what_lies_on_the_desk_is_found_by_whoever_asks(desk: Desk):
    first = desk.lay(posts("N7"), "første.xlsx")
    second = desk.lay(posts("N8"), "andre.xlsx")
    assert [piece.file_name for piece in desk.pieces()] == ["andre.xlsx", "første.xlsx"]
    assert desk.piece(first.id) is first and desk.piece(second.id) is second
    desk.clear(first)
    assert desk.pieces() == [second] and desk.piece(first.id) is None


def test_a_file_that_is_none_is_a_finding_not_an_error(desk: Desk):
    piece = done(desk.lay(b"%PDF-1.7", "rapport.xlsx"))
    assert piece.state is State.READY and piece.outcome is not None
    assert [found.code for found in piece.outcome.findings] == ["not_a_workbook"]


def test_a_corrected_cell_is_looked_at_anew_and_remembered_by_the_import(desk: Desk, reported: Store):
    content = workbook(report=report(NORDBY), position=[post("N1", NORDBY), post("N2", "Nordbi"), post("N3", NORDBY)])
    piece = done(desk.lay(content, "nordby.xlsx"))
    assert piece.outcome is not None and piece.checked is not None
    (stop,) = [found for found in piece.outcome.findings if found.code == "unknown_municipality"]
    cell = piece.checked.cell(stop)
    assert cell is not None and cell.row == 3
    desk.correct(piece, {cell: NORDBY}, {cell: stop.column})
    assert not done(piece).outcome.stopped  # type: ignore[union-attr]
    desk.confirm(piece, ROLE)
    assert done(piece).state is State.STORED
    (kept,) = details(reported, history(reported)[0]["import_id"]).corrections
    assert (kept["sheet"], kept["excel_row"], kept["heading"]) == ("Stillinger", 3, "Kommune")
    assert (kept["original"], kept["corrected"], kept["corrected_by"]) == ("Nordbi", NORDBY, ROLE)


def test_a_row_left_out_is_not_imported_and_a_correction_can_be_taken_back(desk: Desk):
    piece = done(desk.lay(posts("N4"), "nordby.xlsx"))
    assert piece.checked is not None
    place = piece.checked.places["Stillinger", "Kommune"]
    row = Cell(place[0], 5, None)
    desk.correct(piece, {row: None})
    assert [r.values["position_id"] for r in done(piece).checked.sheets["position"]] == ["N1", "N2", "N3"]  # type: ignore[union-attr]
    desk.uncorrect(piece, [row])
    assert [r.values["position_id"] for r in done(piece).checked.sheets["position"]] == ["N1", "N2", "N3", "N4"]  # type: ignore[union-attr]


def test_work_that_is_stopped_leaves_nothing_and_can_begin_again(desk: Desk, reported: Store, monkeypatch):
    before, gate = state(reported), Gate(stage)
    monkeypatch.setattr("helgelandlegen.workbook.imports.stage", gate)
    piece = desk.lay(posts("N7"), "nordby.xlsx")
    assert gate.reached.wait(PATIENCE)
    desk.cancel(piece)
    gate.opened.set()
    assert done(piece).state is State.CANCELLED and piece.outcome is None
    assert state(reported) == before
    desk.look_again(piece)
    assert done(piece).state is State.READY


def test_an_import_that_is_stopped_while_it_stores_is_rolled_back(desk: Desk, reported: Store, monkeypatch):
    piece = done(desk.lay(posts("N7"), "nordby.xlsx"))
    before, numbers, gate = state(reported), len(history(reported)), Gate(imports.settle)
    monkeypatch.setattr(imports, "settle", gate)
    desk.confirm(piece, ROLE)
    assert gate.reached.wait(PATIENCE)
    desk.cancel(piece)
    gate.opened.set()
    assert done(piece).state is State.CANCELLED
    assert (state(reported), len(history(reported))) == (before, numbers)


def test_a_second_yes_to_the_same_file_stores_it_once(desk: Desk, reported: Store, monkeypatch):
    piece = done(desk.lay(posts("N7"), "nordby.xlsx"))
    numbers, gate = len(history(reported)), Gate(imports.settle)
    monkeypatch.setattr(imports, "settle", gate)
    desk.confirm(piece, ROLE)
    assert gate.reached.wait(PATIENCE)
    desk.confirm(piece, ROLE)
    gate.opened.set()
    assert done(piece).state is State.STORED
    assert len(history(reported)) == numbers + 1


def test_two_coordinators_who_say_yes_at_once_store_one_as_shown_and_compare_the_other_anew(
    desk: Desk, reported: Store
):
    pieces = [done(desk.lay(posts("N7"), "a.xlsx")), done(desk.lay(posts("N8"), "b.xlsx"))]
    together = threading.Barrier(2)

    def agree(piece: Piece, by: str) -> None:
        together.wait()
        desk.confirm(piece, by)

    threads = [threading.Thread(target=agree, args=(piece, by)) for piece, by in zip(pieces, "AB", strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done(piece).state for piece in pieces) == [State.READY, State.STORED]
    (other,) = [piece for piece in pieces if piece.state is State.READY]
    assert other.outcome is not None and other.outcome.compared_anew
    desk.confirm(other, "C")
    assert done(other).state is State.STORED


def test_a_yes_to_a_file_that_is_taken_off_the_desk_stores_nothing(desk: Desk, reported: Store):
    piece = done(desk.lay(posts("N7"), "nordby.xlsx"))
    before = state(reported)
    desk.clear(piece)
    desk.confirm(piece, ROLE)
    assert done(piece).state is State.READY
    assert state(reported) == before


def test_a_yes_to_all_is_a_yes_to_what_was_shown_of_each(desk: Desk, reported: Store, monkeypatch):
    others = {VIKA: ("V1", "V2", "V3"), DALEN: ("D1", "D2", "D3")}
    first = done(desk.lay(posts("N7"), "nordby.xlsx"))
    cleared, corrected = (
        done(desk.lay(workbook(report=report(m), position=[post(code, m) for code in codes]), f"{m}.xlsx"))
        for m, codes in others.items()
    )
    assert corrected.checked is not None
    row = Cell(corrected.checked.places["Stillinger", "Kommune"][0], 4, None)
    numbers, gate = len(history(reported)), Gate(imports.store_file)
    monkeypatch.setattr(desk_module, "store_file", gate)
    in_turn = desk.confirm_all(ROLE)
    assert gate.reached.wait(PATIENCE)
    desk.clear(cleared)
    desk.correct(corrected, {row: None})
    done(corrected)
    gate.opened.set()
    in_turn.join(PATIENCE)
    assert (done(first).state, corrected.state) == (State.STORED, State.READY)
    assert len(history(reported)) == numbers + 1


def test_a_file_that_is_being_stored_cannot_be_corrected(desk: Desk, reported: Store, monkeypatch):
    piece = done(desk.lay(posts("N7"), "nordby.xlsx"))
    assert piece.checked is not None
    row = Cell(piece.checked.places["Stillinger", "Kommune"][0], 4, None)
    desk.correct(piece, {row: None})
    made = dict(done(piece).corrections)
    gate = Gate(imports.settle)
    monkeypatch.setattr(imports, "settle", gate)
    desk.confirm(piece, ROLE)
    assert gate.reached.wait(PATIENCE)
    wait = "Filen tas inn nå. Vent til det er ferdig."
    for change in (
        lambda: desk.correct(piece, {row._replace(row=5): None}),
        lambda: desk.uncorrect(piece, [row]),
        lambda: desk.look_again(piece),
    ):
        with pytest.raises(PlainError, match=wait):
            change()
        assert piece.corrections == made
    gate.opened.set()
    assert done(piece).state is State.STORED
    assert [r["position_id"] for r in rows(reported, "position") if r["municipality"] == NORDBY] == ["N1", "N2", "N7"]


def test_every_step_says_how_far_it_is(desk: Desk, monkeypatch):
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(Progress, "tell", lambda self, what, done=0, of=0: told.append((what, done, of)))
    piece = done(desk.lay(posts(*(f"N{n}" for n in range(4, 1204))), "stor.xlsx"))
    desk.confirm(piece, ROLE)
    done(piece)
    steps = list(dict.fromkeys(what for what, _, _ in told))
    assert steps == [READING, CHECKING, COMPARING, WRITING, COUNTING]
    assert (CHECKING, 500, 1203) in told and (CHECKING, 1000, 1203) in told
    assert (WRITING, 1204, 1204) in told  # the report's row is one of them


def test_a_progress_that_is_cancelled_ends_the_work_at_its_next_step():
    progress = Progress()
    progress.tell(CHECKING, 1, 2)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.tell(CHECKING, 2, 2)


def test_an_error_of_ours_is_said_in_words_and_leaves_the_store_as_it_was(desk: Desk, reported: Store, monkeypatch):
    before = state(reported)

    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError("Kari Nordmann")

    monkeypatch.setattr(desk_module, "try_out", fails)
    piece = done(desk.lay(posts("N7"), "nordby.xlsx"))
    assert piece.state is State.FAILED
    assert piece.error == "Noe gikk galt med denne filen. Databasen er uendret. Prøv igjen."
    assert state(reported) == before


def test_a_full_desk_says_so_and_what_is_stored_makes_room(desk: Desk):
    stored = done(desk.lay(posts("N7"), "nordby.xlsx"))
    desk.confirm(stored, ROLE)
    done(stored)
    laid = [desk.lay(b"", f"{n}.xlsx") for n in range(MOST_PIECES)]
    assert stored not in desk.pieces() and len(desk.pieces()) == MOST_PIECES
    for piece in laid:
        done(piece)
    with pytest.raises(PlainError, match="Det ligger for mange filer til behandling"):
        desk.lay(b"", "en til.xlsx")
