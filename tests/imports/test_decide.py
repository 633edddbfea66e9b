"""What is written in a meeting: numbered, checked like any import, and nothing lost where two write at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.workbook import decide, demo, edit
from helgelandlegen.workbook.cells import Cell
from helgelandlegen.workbook.check import CheckedFile
from helgelandlegen.workbook.decide import Goal, Matter
from helgelandlegen.workbook.desk import Desk, Piece, State
from helgelandlegen.workbook.history import history, withdraw
from helgelandlegen.workbook.imports import CORRECTION, DECISION, DEMO, Intent, Outcome, store_file, try_out
from helgelandlegen.workbook.intake import take_in
from tests.making import PROGRAMME, codes, rows, send, sentence, state, stored, workbook

ROLE = "Prosjektkoordinator"
MEETING, DEADLINE = date(2024, 5, 16), date(2024, 9, 1)
PLAN = Matter("Plan for pensjonsavgang", "Hver kommune lager en plan.", "Kommuneoverlegene", DEADLINE)
OLD = {"case_title": "Sak 7/2024 Rammeavtale", "meeting_date": MEETING}
NOTHING = dict.fromkeys(("decision", "responsible", "due_on", "done_on"), "")


@pytest.fixture
def met(reported: Store) -> Store:
    """The reported store, with one matter on the list of the meeting."""
    stored(reported, decision=[OLD])
    return reported


def titles(store: Store) -> list[str]:
    return [row["case_title"] for row in rows(store, "decision")]


def test_a_new_matter_gets_the_next_number_of_its_year_and_is_an_import_of_its_own(met: Store):
    assert decide.add(met, MEETING, PLAN, ROLE) == "8/2024"
    assert rows(met, "decision")[1] == {
        "case_title": "Sak 8/2024 Plan for pensjonsavgang", "meeting_date": MEETING,
        "decision": "Hver kommune lager en plan.", "responsible": "Kommuneoverlegene", "due_on": DEADLINE,
        "done_on": None,
    }  # fmt: skip
    newest = history(met)[0]
    assert (newest["kind"], newest["done_by"], newest["file_name"]) == (DECISION, ROLE, "Beslutninger fra møtet.xlsx")
    assert (newest["added"], newest["changed"], newest["gone"]) == (1, 0, 0)


def test_numbers_begin_anew_each_year_and_in_an_empty_store(empty: Store):
    assert decide.add(empty, MEETING, PLAN, ROLE) == "1/2024"
    assert decide.add(empty, date(2025, 2, 13), PLAN, ROLE) == "1/2025"
    assert decide.add(empty, MEETING, PLAN, ROLE) == "2/2024"


def test_a_matter_is_withdrawn_like_any_import(met: Store):
    before = state(met)
    decide.add(met, MEETING, PLAN, ROLE)
    assert withdraw(met, history(met)[0]["import_id"]).done
    assert state(met) == before


def test_a_matter_on_the_list_is_decided_and_later_marked_as_done(met: Store):
    title = OLD["case_title"]
    decide.decide(met, str(title), PLAN, NOTHING, ROLE)
    seen = {**PLAN.texts, "done_on": ""}
    decide.done(met, str(title), date(2024, 6, 20), seen, ROLE)
    (found,) = rows(met, "decision")
    assert (found["decision"], found["responsible"], found["due_on"], found["done_on"]) == (
        PLAN.decision, PLAN.responsible, DEADLINE, date(2024, 6, 20),
    )  # fmt: skip


def test_a_matter_without_a_title_is_refused_and_nothing_is_stored(met: Store):
    before = state(met)
    with pytest.raises(PlainError, match="Skriv hva saken gjelder"):
        decide.add(met, MEETING, Matter("  "), ROLE)
    assert state(met) == before


def test_a_personal_number_in_a_decision_is_refused_like_in_any_file(met: Store):
    from tests.workbook.making import personal_number

    before = state(met)
    with pytest.raises(PlainError, match="fødselsnummer"):
        decide.add(met, MEETING, Matter("Plan", f"Gjelder {personal_number('01', '02')}"), ROLE)
    assert state(met) == before


def test_two_who_write_at_once_both_get_their_matter_with_numbers_of_their_own(met: Store):
    together, given, wrong = threading.Barrier(2), [], []

    def write(title: str) -> None:
        together.wait()
        try:
            given.append(decide.add(met, MEETING, Matter(title), ROLE))
        except PlainError as error:  # pragma: no cover
            wrong.append(str(error))

    threads = [threading.Thread(target=write, args=(title,)) for title in ("Én", "To")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong and sorted(given) == ["8/2024", "9/2024"]
    assert sorted(title.split(" ", 2)[2] for title in titles(met)) == ["Rammeavtale", "To", "Én"]


def test_somebody_who_comes_first_is_not_lost(met: Store, monkeypatch: pytest.MonkeyPatch):
    """The other writes after the state was read and before it is stored: the change is made again on the new state."""
    check, others = edit.check, iter([True])

    def late(*given: Any) -> tuple[CheckedFile, bytes]:
        made = check(*given)
        if next(others, False):
            assert decide.add(met, MEETING, Matter("Kom først"), "En annen") == "8/2024"
        return made

    monkeypatch.setattr(edit, "check", late)
    assert decide.add(met, MEETING, PLAN, ROLE) == "9/2024"
    assert titles(met) == [OLD["case_title"], "Sak 8/2024 Kom først", "Sak 9/2024 Plan for pensjonsavgang"]


def test_what_another_wrote_in_the_same_matter_is_not_written_over(met: Store):
    title = str(OLD["case_title"])
    decide.decide(met, title, Matter(title, "Utredes."), NOTHING, "En annen")
    before = state(met)
    with pytest.raises(PlainError, match=r"Noen andre har skrevet i «Sak 7/2024 Rammeavtale».* Nå står det: Utredes"):
        decide.decide(met, title, Matter(title, "Vedtas."), NOTHING, ROLE)
    assert state(met) == before


def test_a_matter_that_is_gone_is_said_to_be(met: Store):
    with pytest.raises(PlainError, match="«Sak 1/2020 Borte» finnes ikke lenger"):
        decide.done(met, "Sak 1/2020 Borte", MEETING, NOTHING, ROLE)


def test_a_target_is_set_from_a_decision_with_its_number(met: Store):
    decide.set_target(met, Goal("vacant_posts", MEETING, "3", warning="6", decided_in="7/2024"), ROLE)
    decide.set_target(met, Goal("lis1_fixed_pathway", MEETING, "40 %", upper="50 %", decided_in="7/2024"), ROLE)
    found = {row["kpi"]: row for row in rows(met, "target")}
    assert (found["vacant_posts"]["target"], found["vacant_posts"]["warning_limit"]) == (3, 6)
    assert (found["lis1_fixed_pathway"]["target"], found["lis1_fixed_pathway"]["target_to"]) == (
        Decimal("0.4"), Decimal("0.5"),
    )  # fmt: skip
    assert {row["decided_in"] for row in found.values()} == {"7/2024"}
    decide.set_target(met, Goal("vacant_posts", MEETING, "4", decided_in="8/2024"), ROLE)  # the same day: in its place
    (again,) = [row for row in rows(met, "target") if row["kpi"] == "vacant_posts"]
    assert (again["target"], again["warning_limit"], again["decided_in"]) == (4, None, "8/2024")


@pytest.mark.parametrize("wrong", ["tre", "", "mange"])
def test_a_target_that_is_no_number_is_refused(met: Store, wrong: str):
    before = state(met)
    with pytest.raises(PlainError):
        decide.set_target(met, Goal("vacant_posts", MEETING, wrong), ROLE)
    assert state(met) == before


def test_what_is_written_in_a_demo_goes_with_the_demo(tmp_path: Path):
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as store:
        content = workbook(decision=[OLD])
        store_file(store, take_in(content, "demo.xlsx", PROGRAMME), content, Intent(DEMO))
        assert demo.is_demo(store)
        decide.add(store, MEETING, PLAN, ROLE)
        assert demo.is_demo(store)
        demo.remove(store)
        assert titles(store) == []


# ---- the separate yes ----


@pytest.fixture
def desk(met: Store) -> Iterator[Desk]:
    one = Desk(lambda: met)
    yield one
    one.close()


@pytest.fixture
def decided(met: Store) -> Store:
    """With a matter and a target written in the app."""
    decide.add(met, MEETING, PLAN, ROLE)
    decide.set_target(met, Goal("vacant_posts", MEETING, "3", decided_in="8/2024"), ROLE)
    return met


def upload(store: Store, *, may_undo: bool = False, kind: str = "opplasting", **sheets: object) -> Outcome:
    content = workbook(**sheets)  # type: ignore[arg-type]
    checked = take_in(content, "rapport.xlsx", store.programme)
    return store_file(store, checked, content, Intent(kind, may_undo=may_undo))


def test_a_file_that_would_drop_a_decision_is_not_stored_without_a_yes_of_its_own(decided: Store):
    before = state(decided)
    outcome = send(decided, decision=[OLD])
    assert outcome.import_id is None and outcome.undoes_decisions and not outcome.stopped
    assert sentence(outcome, "decisions_undone") == (
        "Ark «Beslutninger»: Skrevet inn i møtet, og blir borte eller endret (1): Sak 8/2024 Plan for pensjonsavgang. "
        "Det må bekreftes særskilt."
    )
    assert state(decided) == before
    done = upload(decided, decision=[OLD], may_undo=True)
    assert done.import_id is not None and titles(decided) == [OLD["case_title"]]


def test_a_file_that_would_drop_or_change_a_target_is_not_stored_either(decided: Store):
    assert send(decided, target=[{"kpi": "vacancy_rate", "applies_from": MEETING, "target": "5 %"}]).undoes_decisions
    changed = send(decided, target=[{"kpi": "vacant_posts", "applies_from": MEETING, "target": 9}])
    assert "vacant_posts fra 16.05.2024" in sentence(changed, "decisions_undone")


def test_a_file_that_keeps_what_was_written_asks_for_nothing(decided: Store):
    both = rows(decided, "decision")
    outcome = send(decided, decision=[*both, {"case_title": "Sak 9/2024 Ny", "meeting_date": MEETING}])
    assert outcome.import_id is not None and "decisions_undone" not in codes(outcome)
    # It came with a file now, but it was the app that wrote it first.
    assert send(decided, decision=[OLD]).undoes_decisions


def test_what_came_with_a_file_may_go_with_a_file(met: Store):
    decide.add(met, MEETING, PLAN, ROLE)
    here = rows(met, "decision")
    outcome = send(met, decision=[row for row in here if row["case_title"] != OLD["case_title"]])
    assert outcome.import_id is not None and "decisions_undone" not in codes(outcome)


def test_what_was_marked_as_done_in_the_app_is_not_unmarked_by_an_older_file(met: Store):
    before = rows(met, "decision")
    title = str(OLD["case_title"])
    decide.decide(met, title, PLAN, NOTHING, ROLE)
    decide.done(met, title, date(2024, 6, 20), {**PLAN.texts, "done_on": ""}, ROLE)
    assert send(met, decision=before).undoes_decisions


def test_rows_taken_away_by_hand_ask_for_the_same_yes(decided: Store):
    outcome = upload(decided, kind=CORRECTION, decision=[OLD])
    assert outcome.import_id is None and outcome.undoes_decisions


def after(piece: Piece) -> State:
    """How far it has come when the work under way has ended."""
    assert piece.wait(30)
    return piece.state


def test_on_the_desk_it_waits_for_that_yes(desk: Desk, decided: Store):
    piece = desk.lay(workbook(decision=[OLD]), "rapport.xlsx")
    assert (after(piece), piece.may_come_in) == (State.READY, False)
    desk.confirm(piece, ROLE)
    assert (after(piece), len(titles(decided))) == (State.READY, 2)
    piece.may_undo = True
    assert piece.may_come_in
    desk.confirm(piece, ROLE)
    assert (after(piece), len(titles(decided))) == (State.STORED, 1)


def test_that_yes_is_not_a_yes_to_what_the_file_does_after_it_is_changed(desk: Desk, decided: Store):
    piece = desk.lay(workbook(decision=[OLD]), "rapport.xlsx")
    assert after(piece) is State.READY and piece.checked is not None
    piece.may_undo = True
    desk.look_again(piece)
    assert (after(piece), piece.may_undo) == (State.READY, True)  # it does what it did
    sheet, column = piece.checked.places["Beslutninger", "Møtedato"]
    desk.correct(piece, {Cell(sheet, 2, column): "17.05.2024"})
    assert (after(piece), piece.may_undo, piece.may_come_in) == (State.READY, False, False)


def test_a_trial_says_it_too(decided: Store):
    content = workbook(decision=[OLD])
    assert try_out(decided, take_in(content, "rapport.xlsx", decided.programme)).undoes_decisions
