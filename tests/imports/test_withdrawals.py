"""Withdrawals in any order, taken back in any order: only what is visible counts, and the preview is what happens."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen import kpis
from helgelandlegen.database import Store
from helgelandlegen.errors import PlainError
from helgelandlegen.places import originals
from helgelandlegen.queries import Reader, known_at
from helgelandlegen.workbook import history as module
from helgelandlegen.workbook.compare import CHANGED, GONE, NEW
from helgelandlegen.workbook.history import (
    changes_since,
    details,
    history,
    matching,
    original,
    restore,
    withdraw,
)
from tests.making import (
    DALEN,
    JUNE,
    MARCH,
    MAY,
    NORDBY,
    PROGRAMME,
    TODAY,
    VIKA,
    held,
    listed,
    post,
    report,
    rows,
    send_bytes,
    state,
    step,
    stored,
    trainee,
    workbook,
)

# Five imports that stand alone, so that each can be taken away whatever the others do.
FILES = (
    workbook(
        report=report(NORDBY, VIKA, day=MARCH), position=[post("N1", NORDBY), post("N2", NORDBY), post("V1", VIKA)],
        occupancy=[held("N1", "L1")], list_count=[listed("N1"), listed("V1")],
    ),
    workbook(report=report(NORDBY, day=MAY), position=[post("N1", NORDBY), post("N3", NORDBY)],
             occupancy=[held("N1", "L1", valid_to=date(2024, 4, 30))], list_count=[]),
    workbook(report=report(DALEN, day=MAY), training=[trainee("T1", DALEN)], municipality_status=[
        {"municipality": DALEN, "registered_on": date(2024, 2, 1)}]),
    workbook(report=report(NORDBY, VIKA, day=JUNE), position=[post("N1", NORDBY), post("V2", VIKA)], occupancy=[],
             list_count=[]),
    workbook(meeting=[{"meeting_date": MARCH, "forum": "OSO"}], candidate=[{"candidate_id": "K1"}],
             candidate_step=[step("K1", "Kontakt")]),
)  # fmt: skip


def imported(path: Path, wanted: tuple[int, ...]) -> dict[str, Any]:
    """The state of a store into which only these files came, in their order."""
    with Store(path, PROGRAMME) as store:
        for number in wanted:
            assert send_bytes(store, FILES[number - 1]).import_id
        return state(store)


@pytest.fixture(scope="module")
def all_five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store into which all five came, as imports 1 to 5."""
    folder = tmp_path_factory.mktemp("five")
    with Store(folder / "prove.duckdb", PROGRAMME) as opened:
        for number, content in enumerate(FILES, 1):
            assert send_bytes(opened, content, f"fil {number}.xlsx").import_id == number
    return folder


@pytest.fixture
def store(all_five: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it, to change."""
    shutil.copytree(all_five, tmp_path / "all")
    with Store(tmp_path / "all" / "prove.duckdb", PROGRAMME) as opened:
        yield opened


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """The clock of what is done from now on."""
    monkeypatch.setattr(module, "now", lambda: moment)


ORDERS = ((1, 2, 3, 4, 5), (5, 2, 4, 1, 3))


@pytest.mark.parametrize("order", [pytest.param(order, marks=pytest.mark.slow) for order in ORDERS], ids=str)
def test_what_is_left_is_what_only_the_visible_imports_give(store: Store, tmp_path: Path, order: tuple[int, ...]):
    hidden: set[int] = set()
    whole = state(store)
    # Each is taken away in this order; every second time the one that went before comes back.
    for turn, number in enumerate(order):
        assert withdraw(store, number).done
        hidden.add(number)
        if turn % 2:
            back = order[turn - 1]
            assert restore(store, back).done
            hidden.remove(back)
        if turn:
            visible = tuple(n for n in range(1, 6) if n not in hidden)
            assert state(store) == imported(tmp_path / f"{turn}" / "prove.duckdb", visible), (turn, visible)
    assert restore(store, *hidden).done
    assert state(store) == whole


@pytest.mark.parametrize("number", [1, 4])
def test_the_preview_is_what_happens(store: Store, number: int):
    for turn in (withdraw, restore):
        version, before = store.version, state(store)
        tried = turn(store, number, keep=False)
        assert (tried.done, store.version, state(store)) == (False, version, before)
        done = turn(store, number, expected=tried.version)
        assert done.done and done.differences == tried.differences
        assert tried.after == today(store)


def today(store: Store) -> list[kpis.Figure]:
    """The programme's figures today."""
    with store.cursor() as cursor:
        return kpis.compute(Reader(cursor, dates=[TODAY]), kpis.catalogue().values(), (kpis.PROGRAMME,))


def test_the_preview_says_what_the_figures_become(store: Store):
    # Now the fourth import holds: N1 and V2, and it says that nobody has them. Without it: N1, N3 and V1; L1 left N1.
    def vacant(found: list[kpis.Figure]) -> object:
        return next(f.value for f in found if f.kpi == "vacant_posts")

    assert vacant(today(store)) == 2
    tried = withdraw(store, 4, keep=False)
    assert vacant(tried.after) == 3
    posts = {(d.what, d.key[0]) for d in tried.differences if d.sheet == "position"}
    assert posts == {(NEW, "N3"), (NEW, "V1"), (GONE, "V2")}
    assert not [d for d in tried.differences if d.what == CHANGED]
    # Without the third nobody has sent Dalen's doctor.
    tried = withdraw(store, 3, keep=False)
    assert {(d.what, d.sheet, d.municipality) for d in tried.differences} == {
        (GONE, "training", DALEN), (GONE, "municipality_status", DALEN)
    }  # fmt: skip


def test_a_day_between_withdrawal_and_return_does_not_know_the_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as store:
        first = workbook(report=report(NORDBY, day=date(2024, 1, 31)), position=[post("N1", NORDBY)], occupancy=[])
        second = workbook(report=report(NORDBY, day=date(2024, 2, 29)),
                          position=[post("N1", NORDBY), post("N2", NORDBY)], occupancy=[])  # fmt: skip
        send_bytes(store, first, accepted_at=datetime(2024, 2, 1, 12))
        send_bytes(store, second, accepted_at=datetime(2024, 3, 1, 12))
        for turn, moment in (
            (withdraw, datetime(2024, 4, 1, 12)), (restore, datetime(2024, 5, 1, 12)),
            (withdraw, datetime(2024, 6, 1, 12)), (restore, datetime(2024, 6, 10, 12)),
        ):  # fmt: skip
            at(monkeypatch, moment)
            assert turn(store, 2, done_by="Koordinator").done

        def posts(day: date) -> int:
            return len(rows(store, "position", known_at(PROGRAMME, day)))

        known = {
            date(2024, 1, 31): 0, date(2024, 2, 1): 1, date(2024, 3, 1): 2, date(2024, 3, 31): 2, date(2024, 4, 1): 1,
            date(2024, 4, 30): 1, date(2024, 5, 1): 2, date(2024, 5, 31): 2, date(2024, 6, 5): 1, date(2024, 6, 10): 2,
        }  # fmt: skip
        assert {day: posts(day) for day in known} == known
        happened = [(row["what"], row["import_id"]) for row in changes_since(store, date(2024, 4, 30))]
        assert happened == [("restored", 2), ("withdrawn", 2), ("restored", 2)]
        assert [row["what"] for row in changes_since(store, date(2024, 3, 31))][-1] == "withdrawn"
        assert changes_since(store, date(2024, 6, 10)) == []
        assert len(changes_since(store, date(2024, 1, 31))) == 6


def test_each_withdrawal_is_remembered_with_who_and_when(store: Store, monkeypatch: pytest.MonkeyPatch):
    moments = [datetime(2024, 6, n, 8) for n in (1, 2, 3)]
    for turn, moment, by in zip((withdraw, restore, withdraw), moments, ("Ida", "Per", None), strict=True):
        at(monkeypatch, moment)
        turn(store, 2, done_by=by)
    assert details(store, 2).withdrawals == [
        {"withdrawn_at": moments[2], "withdrawn_by": None, "restored_at": None, "restored_by": None},
        {"withdrawn_at": moments[0], "withdrawn_by": "Ida", "restored_at": moments[1], "restored_by": "Per"},
    ]
    assert details(store, 1).withdrawals == []


@pytest.mark.parametrize(
    ("turn", "sentence"),
    [(withdraw, "Import 2 er trukket tilbake allerede."), (restore, "Import 2 gjelder allerede.")],
)
@pytest.mark.parametrize("keep", [True, False])
def test_what_somebody_else_just_did_is_said(store: Store, turn: Callable[..., Any], sentence: str, keep: bool):
    if turn is withdraw:
        withdraw(store, 2)
    before = state(store), store.version
    with pytest.raises(PlainError) as refused:
        turn(store, 2, keep=keep)
    assert str(refused.value) == sentence
    assert (state(store), store.version) == before


def test_a_change_in_between_makes_the_comparison_anew_and_nothing_else(store: Store):
    seen = withdraw(store, 4, keep=False)
    assert withdraw(store, 2).done  # somebody else
    before = state(store), store.version
    done = withdraw(store, 4, expected=seen.version)
    assert (done.done, done.compared_anew) == (False, True)
    assert (state(store), store.version) == before
    assert done.after != seen.after  # N3 came with the import that is gone
    assert withdraw(store, 4, expected=done.version).done


def test_a_refusal_says_which_import_to_withdraw_first(reported: Store):
    stored(reported, report=report(NORDBY, day=JUNE), position=[post("N1", NORDBY), post("N2", NORDBY),
           post("N3", NORDBY), post("N4", NORDBY)])  # fmt: skip
    stored(reported, report=report(NORDBY, day=JUNE), occupancy=[held("N4", "L8")])
    stored(reported, candidate_step=[step("K1", "Startet", position_id="N4")])
    refused = withdraw(reported, 3, keep=False)
    assert (refused.done, refused.first, len(refused.findings), refused.after) == (False, (5, 4), 2, [])
    for number in (*refused.first, 3):
        assert withdraw(reported, number).done
    assert [row["withdrawn_at"] is None for row in history(reported)] == [False, False, False, True, True]


def test_a_refused_return_says_which_import_to_take_in_again_first(reported: Store):
    stored(reported, report=report(NORDBY, day=JUNE), position=[post("N1", NORDBY), post("N4", NORDBY)],
           occupancy=[], list_count=[])  # fmt: skip
    stored(reported, report=report(NORDBY, day=JUNE), occupancy=[held("N4", "L8")])
    withdraw(reported, 4)
    withdraw(reported, 3)
    before = state(reported)
    refused = restore(reported, 4)
    assert (refused.done, refused.first) == (False, (3,))
    assert [(f.sheet, f.value) for f in refused.findings] == [("Bemanning", "N4")]
    assert state(reported) == before
    assert restore(reported, 3).done and restore(reported, 4).done


def test_the_file_is_given_back_as_it_was_received(store: Store):
    found = history(store)
    for row in found:
        name, path = original(store, row) or ("", Path())
        assert name == row["file_name"] == f"fil {row['import_id']}.xlsx"
        assert path.read_bytes() == FILES[row["import_id"] - 1]
    assert withdraw(store, 2).done
    assert original(store, history(store)[3]) is not None


def test_a_file_that_is_gone_or_half_written_is_none(store: Store):
    newest, *_ = history(store)
    (kept,) = originals(store.path or Path()).glob(f"{newest['sha256']}.*")
    kept.rename(kept.with_suffix(".part"))
    assert original(store, newest) is None
    kept.with_suffix(".part").unlink()
    assert original(store, newest) is None


def test_a_file_kept_in_another_form_gets_that_forms_ending(store: Store):
    newest, *_ = history(store)
    (kept,) = originals(store.path or Path()).glob(f"{newest['sha256']}.*")
    kept.rename(kept.with_suffix(".csv"))
    name, _ = original(store, newest) or ("", None)
    assert name == "fil 5.csv"


def test_the_history_is_searched_by_municipality_kind_and_words(store: Store):
    found = history(store)

    def numbers(**wish: str) -> list[int]:
        return [row["import_id"] for row in matching(found, **wish)]

    assert numbers() == [5, 4, 3, 2, 1]
    assert numbers(municipality=NORDBY) == [4, 2, 1]
    assert numbers(municipality=DALEN) == [3]
    assert numbers(text="FIL 2") == [2] and numbers(text=" import 4 ") == [4]
    assert numbers(kind="opplasting", municipality=VIKA) == [4, 1]
    assert numbers(kind="rettelse") == [] and numbers(text="finnes ikke") == []
