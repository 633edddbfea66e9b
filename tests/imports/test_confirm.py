"""A trial stores nothing, a confirmed import is what was shown, and the same file again changes nothing."""

from __future__ import annotations

import threading
from datetime import datetime
from hashlib import sha256

from helgelandlegen.database import Store
from helgelandlegen.workbook.history import history, withdraw
from helgelandlegen.workbook.imports import Intent, Outcome, store_file, try_out
from helgelandlegen.workbook.intake import take_in
from tests.making import (
    JUNE,
    MAY,
    NORDBY,
    VIKA,
    codes,
    held,
    keys,
    post,
    report,
    send_bytes,
    sentence,
    state,
    stored,
    trial,
    workbook,
)

NORDBYS_POSTS = [post("N1", NORDBY), post("N2", NORDBY), post("N3", NORDBY)]
MORE_FOR_NORDBY = {"report": report(NORDBY), "position": [*NORDBYS_POSTS, post("N4", NORDBY)]}
MORE_FOR_VIKA = {"report": report(VIKA), "position": [post("V1", VIKA), post("V2", VIKA), post("V3", VIKA)]}


def everything(store: Store) -> tuple[object, ...]:
    """What a reader sees, the history and the data version."""
    return state(store), history(store), store.version


def test_a_trial_shows_the_change_and_stores_nothing(reported: Store):
    assert reported.path is not None
    before, files = everything(reported), sorted(p.name for p in reported.path.parent.iterdir())
    outcome = trial(reported, **MORE_FOR_NORDBY)
    assert [(d.what, d.key) for d in outcome.differences] == [("ny", ("N4",))]
    assert outcome.import_id is None
    assert everything(reported) == before
    assert sorted(p.name for p in reported.path.parent.iterdir()) == files


def test_an_import_does_what_its_trial_showed(reported: Store):
    content = workbook(**MORE_FOR_NORDBY)
    checked = take_in(content, "rapport.xlsx", reported.programme)
    shown = try_out(reported, checked)
    done = store_file(reported, checked, content, Intent(expected=shown.version))
    assert done.import_id == 3
    assert (done.differences, done.findings, done.covered) == (shown.differences, shown.findings, shown.covered)
    assert "N4" in keys(reported, "position")


def test_a_stopped_file_stores_nothing(reported: Store):
    before = everything(reported)
    outcome = send_bytes(reported, workbook(report=report(NORDBY), occupancy=[held("X1", "L1")]))
    assert outcome.stopped and outcome.import_id is None
    assert everything(reported) == before


def test_a_stopped_file_is_not_kept(reported: Store):
    assert reported.path is not None
    send_bytes(reported, workbook(report=report(NORDBY), occupancy=[held("X1", "L1")]))
    assert not (reported.path.parent / "originals").exists()


def test_the_original_is_kept_as_it_was_received_by_its_hash(reported: Store):
    content = workbook(**MORE_FOR_NORDBY)
    assert send_bytes(reported, content, "rapport høst.XLSX").import_id == 3
    assert reported.path is not None
    (kept,) = (reported.path.parent / "originals").iterdir()
    assert kept.name == f"{sha256(content).hexdigest()}.xlsx"
    assert kept.read_bytes() == content


def test_a_confirmation_after_somebody_elses_import_compares_anew_and_stores_nothing(reported: Store):
    content = workbook(**MORE_FOR_VIKA)
    checked = take_in(content, "rapport.xlsx", reported.programme)
    shown = try_out(reported, checked)
    stored(reported, report=report(VIKA), position=[post("V1", VIKA), post("V2", VIKA), post("V9", VIKA)])
    before = everything(reported)
    done = store_file(reported, checked, content, Intent(expected=shown.version))
    assert done.compared_anew and done.import_id is None
    assert everything(reported) == before
    assert {(d.what, d.key) for d in shown.differences} == {("ny", ("V3",))}
    assert {(d.what, d.key) for d in done.differences} == {("ny", ("V3",)), ("borte", ("V9",))}
    # The person has now seen the new comparison: the second yes counts.
    assert store_file(reported, checked, content, Intent(expected=done.version)).import_id == 4


def test_a_confirmation_after_somebody_elses_undo_compares_anew_too(reported: Store):
    content = workbook(**MORE_FOR_VIKA)
    checked = take_in(content, "rapport.xlsx", reported.programme)
    shown = try_out(reported, checked)
    withdraw(reported, 2)
    assert store_file(reported, checked, content, Intent(expected=shown.version)).compared_anew


def test_a_trial_in_between_does_not_disturb_a_confirmation(reported: Store):
    content = workbook(**MORE_FOR_VIKA)
    checked = take_in(content, "rapport.xlsx", reported.programme)
    shown = try_out(reported, checked)
    trial(reported, **MORE_FOR_NORDBY)
    assert store_file(reported, checked, content, Intent(expected=shown.version)).import_id == 3


def test_of_two_who_confirm_at_the_same_moment_one_is_let_in_and_the_other_compares_anew(reported: Store):
    files = [workbook(**MORE_FOR_NORDBY), workbook(**MORE_FOR_VIKA)]
    checked = [take_in(content, "rapport.xlsx", reported.programme) for content in files]
    version = reported.version
    outcomes: list[Outcome] = []
    start = threading.Barrier(2)

    def confirm(index: int) -> None:
        start.wait()
        outcomes.append(store_file(reported, checked[index], files[index], Intent(expected=version)))

    threads = [threading.Thread(target=confirm, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.compared_anew for outcome in outcomes) == [False, True]
    assert [outcome.import_id for outcome in outcomes if not outcome.compared_anew] == [3]
    assert len(history(reported)) == 3
    assert ("N4" in keys(reported, "position")) != ("V3" in keys(reported, "position"))


def test_readers_see_a_whole_state_while_imports_come_and_go(reported: Store):
    files = [workbook(**MORE_FOR_NORDBY), workbook(report=report(NORDBY), position=NORDBYS_POSTS)]
    checked = [take_in(content, "rapport.xlsx", reported.programme) for content in files]
    seen, wrong, ready = set(), [], threading.Event()

    def look() -> None:
        while not ready.is_set():
            try:
                seen.add(tuple(key for key in keys(reported, "position") if key.startswith("N")))
            except Exception as error:
                wrong.append(error)
                return

    reader = threading.Thread(target=look)
    reader.start()
    for content, file in zip(files, checked, strict=True):
        store_file(reported, file, content)
    ready.set()
    reader.join()
    assert not wrong
    assert seen <= {("N1", "N2", "N3"), ("N1", "N2", "N3", "N4")}


def test_the_same_file_again_says_so_and_stores_nothing(reported: Store):
    content = workbook(**MORE_FOR_NORDBY)
    first = send_bytes(reported, content)
    before = everything(reported)
    again = send_bytes(reported, content, "et annet navn.xlsx")
    assert again.import_id is None and again.unchanged and again.same_as == first.import_id
    assert sentence(again, "same_file") == "Denne filen er tatt inn før, som import 3, og endrer ingenting."
    assert not again.stopped
    assert everything(reported) == before


def test_the_same_file_after_newer_data_says_so_and_may_be_stored(reported: Store):
    content = workbook(**MORE_FOR_NORDBY)
    send_bytes(reported, content)
    stored(reported, report=report(NORDBY, day=JUNE), position=NORDBYS_POSTS)
    again = send_bytes(reported, content)
    assert codes(again) == ["same_file_older"]
    assert "som import 3, og tallene er endret siden" in again.findings[0].message
    assert [(d.what, d.key) for d in again.differences] == [("ny", ("N4",))]
    assert again.import_id == 5


def test_a_file_whose_import_was_withdrawn_counts_as_new(reported: Store):
    content = workbook(**MORE_FOR_NORDBY)
    assert send_bytes(reported, content).import_id == 3
    withdraw(reported, 3)
    again = send_bytes(reported, content)
    assert (again.import_id, codes(again)) == (4, [])


def test_another_file_that_changes_nothing_is_an_import_of_its_own(reported: Store):
    outcome = stored(reported, report=report(NORDBY, day=MAY), position=NORDBYS_POSTS)
    assert outcome.differences == [] and outcome.import_id == 3


def test_the_history_tells_who_changed_what_newest_first(reported: Store):
    stored(reported, report=report(NORDBY, VIKA),
           position=[*NORDBYS_POSTS, post("V1", VIKA, office="Ny"), post("V3", VIKA)],
           occupancy=[held("N1", "L1"), held("N2", "L2"), held("V1", "L3")], list_count=[])  # fmt: skip
    newest, *older = history(reported)
    assert [row["import_id"] for row in (newest, *older)] == [3, 2, 1]
    assert (newest["kind"], newest["file_name"]) == ("opplasting", "rapport.xlsx")
    assert newest["municipalities"] == [NORDBY, VIKA]
    # Two posts differ and one is gone; three lists are gone.
    assert (newest["added"], newest["changed"], newest["gone"]) == (1, 1, 4)
    assert newest["withdrawn_at"] is None and isinstance(newest["accepted_at"], datetime)
    assert older[0]["municipalities"] is None
