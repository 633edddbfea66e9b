"""Faults: a process killed in the middle of an import, a store that another process has, a damaged file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from helgelandlegen import backups
from helgelandlegen.backups import BackupFailed, Why
from helgelandlegen.database import Store, StoreDamaged, StoreInUse, contents, reading
from helgelandlegen.errors import PlainError
from helgelandlegen.places import read_copy
from helgelandlegen.programme import ROOT
from helgelandlegen.workbook.desk import Desk, Piece, State
from helgelandlegen.workbook.history import history, restore, withdraw
from tests.making import (
    NORDBY,
    PROGRAMME,
    VIKA,
    held,
    keys,
    post,
    report,
    send_bytes,
    state,
    workbook,
)

POSTS = [post("N1", NORDBY), post("N2", NORDBY), post("N3", NORDBY), post("N4", NORDBY)]
IN_USE = "Databasen er i bruk av dashbordet. Bruk «Last opp» i dashbordet, eller stopp det først."


def child(*arguments: object, **more: Any) -> subprocess.Popen[str]:
    """tests/imports/killed.py in a process of its own."""
    command = [sys.executable, "-m", "tests.imports.killed", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, **more)


class Case:
    """What a process may die in: a store of two imports, and the states before and after each thing that is done.

    The store's folder also has a read copy and an older backup, of the first import alone.
    """

    def __init__(self, folder: Path, reported_file: Path) -> None:
        self.folder, self.source, self.workbook = folder, folder / "source", folder / "rapport.xlsx"
        self.workbook.write_bytes(
            workbook(report=report(NORDBY), position=POSTS, occupancy=[held("N1", "L1"), held("N4", "L9")])
        )
        self.source.mkdir()
        shutil.copyfile(reported_file, self.source / "prove.duckdb")
        with Store(self.source / "prove.duckdb", PROGRAMME) as store:
            assert withdraw(store, 2).done
            made = backups.take(store, Why.MANUAL)
            assert made
            self.backup, states = made.path.name, {"back": state(store)}
            assert restore(store, 2).done
            self.before = state(store)
        states["put"], states["backup"] = states["back"], self.before
        for do in ("import", "withdraw"):
            with Store(self.fresh(), PROGRAMME) as store:
                if do == "import":
                    assert send_bytes(store, self.workbook.read_bytes()).import_id == 3
                else:
                    assert withdraw(store, 1, 2).done
                states[do] = state(store)
        self.after = states

    def fresh(self) -> Path:
        """A copy of the store with all that lies beside it, in a folder of its own."""
        folder = Path(tempfile.mkdtemp(dir=self.folder)) / "store"
        shutil.copytree(self.source, folder)
        return folder / "prove.duckdb"

    def file(self, do: str, path: Path) -> Path:
        """What is done with: the workbook, or the older backup."""
        return self.workbook if do in ("import", "desk") else path.parent / "backups" / self.backup

    def die(self, do: str, what: str, at: int) -> str:
        """Does it and dies at that point: «before» or «after», the state that the store then holds."""
        path = self.fresh()
        process = child(do, path, self.file(do, path), what, at)
        said = process.communicate()[0].removeprefix("begins\n")
        if process.returncode == 0:
            return f"lived {said.strip()}"
        assert process.returncode == -signal.SIGKILL, said
        return self.look(do, path)

    def look(self, do: str, path: Path) -> str:
        """What the store holds after a death: one of the two states, whole, with whole copies; and it goes on."""
        with Store(path, PROGRAMME) as store:
            store.contents()
            found = state(store)
            assert found in (self.before, self.after[do])
            for one in backups.listed(path):
                assert contents(one.path).version <= store.version
            if do == "import":
                again = send_bytes(store, self.workbook.read_bytes())
                assert again.unchanged if found == self.after[do] else again.import_id == 3
                assert state(store) == self.after[do]
            assert backups.take(store, Why.MANUAL)
        with Store(read_copy(path), PROGRAMME) as copy:
            assert state(copy) in (self.before, self.after[do])
        return "after" if found == self.after[do] != self.before else "before"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, reported_file: Path) -> Case:
    """One store for all ways to die."""
    return Case(tmp_path_factory.mktemp("killed"), reported_file)


@pytest.mark.parametrize(
    ("do", "what", "at", "holds"),
    [
        pytest.param(
            "import", "files", 1, "before", marks=pytest.mark.slow
        ),  # the backup before it is written and not yet in its place
        ("import", "change", 2, "before"),  # the import is recorded, its rows are on their way in
        pytest.param("import", "figures", 1, "before", marks=pytest.mark.slow),  # all is done but the commit
        ("import", "files", 3, "after"),  # committed; the new read copy is written and not yet in its place
        pytest.param("withdraw", "change", 2, "before", marks=pytest.mark.slow),  # one of two is withdrawn
        pytest.param("withdraw", "files", 2, "after", marks=pytest.mark.slow),  # committed, as above
        ("backup", "copies", 1, "before"),  # the copy is there, and not yet checked
        ("back", "rows", 30, "before"),  # some tables hold the backup's rows already
        pytest.param("back", "files", 2, "after", marks=pytest.mark.slow),  # committed, as above
        pytest.param(
            "put", "files", 1, "before", marks=pytest.mark.slow
        ),  # the backup of what was there is not yet in its place
        pytest.param("put", "files", 2, "before", marks=pytest.mark.slow),  # all is prepared
        ("put", "files", 3, "after"),  # in its place, with the read copy of the store before
    ],
)
def test_a_process_that_is_killed_leaves_the_state_before_or_after(case: Case, do: str, what: str, at: int, holds: str):
    assert case.die(do, what, at) == holds


@pytest.mark.slow
@pytest.mark.parametrize(
    ("do", "what"),
    [("import", "change"), ("import", "statements"), ("import", "copy"), ("import", "files"), ("withdraw", "change"),
     ("withdraw", "statements"), ("withdraw", "files"), ("backup", "files"), ("backup", "copies"), ("back", "rows"),
     ("back", "files"), ("back", "copies"), ("put", "files"), ("put", "copies")],
)  # fmt: skip
def test_wherever_a_process_dies_the_store_is_whole(case: Case, do: str, what: str):
    alive = case.die(do, what, 0).split()
    assert alive[0] == "lived"
    total = int(alive[2])
    assert total > 0
    points = sorted({1 + n * (total - 1) // 15 for n in range(16)}) if total > 15 else range(1, total + 1)
    found = [case.die(do, what, at) for at in points]
    assert found == sorted(found, reverse=True)  # once it has happened it stays so
    if do == "import" and what in ("change", "statements"):
        assert set(found) == {"before"}


def killed_by_the_clock(case: Case, do: str, seconds: float) -> str:
    """Nobody chooses where it hits, also inside DuckDB's own writing."""
    path = case.fresh()
    process = child(do, path, case.file(do, path), "end", 0)
    assert process.stdout is not None and process.stdout.readline() == "begins\n"
    time.sleep(seconds)
    process.kill()
    process.communicate()
    return case.look("backup" if do == "desk" else do, path)


@pytest.mark.slow
@pytest.mark.parametrize("do", ["import", "withdraw", "backup", "back", "put"])
def test_a_process_killed_at_any_moment_leaves_a_whole_store(case: Case, do: str):
    for number in range(12):
        killed_by_the_clock(case, do, 0.02 + number * 0.05)


def test_the_app_killed_while_a_file_is_under_work_has_stored_nothing_of_it(case: Case):
    assert killed_by_the_clock(case, "desk", 0.2) == "before"


def test_of_two_coordinators_who_confirm_at_once_one_is_stored_as_shown_and_the_other_compared_anew(case: Case):
    contents_of = [case.workbook.read_bytes(), workbook(report=report(VIKA), position=[post("V1", VIKA)])]
    with Store(case.fresh(), PROGRAMME) as store:
        desk = Desk(lambda: store)
        pieces = [desk.lay(content, f"{n}.xlsx") for n, content in enumerate(contents_of)]
        assert all(piece.wait(60) and piece.state is State.READY for piece in pieces)
        together = threading.Barrier(2)

        def confirm(piece: Piece) -> None:
            together.wait(10)
            desk.confirm(piece, "Koordinator")

        threads = [threading.Thread(target=confirm, args=[piece]) for piece in pieces]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(piece.wait(60) for piece in pieces)
        (first,) = [piece for piece in pieces if piece.state is State.STORED]
        (other,) = [piece for piece in pieces if piece.state is State.READY]
        assert first.outcome and first.outcome.import_id == 3 and not first.outcome.compared_anew
        assert other.outcome and other.outcome.compared_anew and other.outcome.import_id is None
        assert [row["import_id"] for row in history(store)] == [3, 2, 1]
        desk.confirm(other, "Koordinator")
        assert other.wait(60) and other.state is State.STORED
        assert [row["import_id"] for row in history(store)] == [4, 3, 2, 1]
        # Both posts of Vika were there; its new report has one. Nordby's has four.
        assert [key for key in keys(store, "position") if key[0] in "NV"] == ["N1", "N2", "N3", "N4", "V1"]
        desk.close()


def test_what_a_failed_import_did_is_taken_back(reported_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "prove.duckdb"
    shutil.copyfile(reported_file, path)

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    with Store(path, PROGRAMME) as store:
        before = state(store), store.version
        content = workbook(report=report(NORDBY), position=POSTS)
        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(BackupFailed, match="Disken er full"):
            send_bytes(store, content)
        assert (state(store), store.version) == before
        monkeypatch.undo()
        assert send_bytes(store, content).import_id == 3


def test_an_import_that_is_committed_is_not_reported_as_failed(
    reported_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "prove.duckdb"
    shutil.copyfile(reported_file, path)
    replace = os.replace

    def full_for_the_copy(source: Path, target: Path) -> None:
        if target == read_copy(path):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full_for_the_copy)
    with Store(path, PROGRAMME) as store:
        assert send_bytes(store, workbook(report=report(NORDBY), position=POSTS)).import_id == 3


@contextmanager
def in_use(path: Path) -> Iterator[None]:
    """While another process has the store open."""
    holder = child("hold", path, stdin=subprocess.PIPE)
    assert holder.stdout is not None and holder.stdin is not None
    assert holder.stdout.readline() == "open\n"
    try:
        yield
    finally:
        holder.communicate("")


def test_a_store_in_use_is_said_in_words_and_read_from_its_copy(reported_file: Path, tmp_path: Path):
    path = tmp_path / "prove.duckdb"
    shutil.copyfile(reported_file, path)
    with in_use(path):
        with pytest.raises(StoreInUse) as refused:
            Store(path, PROGRAMME)
        assert str(refused.value) == IN_USE
        with pytest.raises(StoreInUse), reading(path, PROGRAMME):  # there is no copy yet
            pass
    with Store(path, PROGRAMME) as store:
        store.write_read_copy()
    copied = read_copy(path).read_bytes()
    with in_use(path), reading(path, PROGRAMME) as store:
        assert keys(store, "candidate") == ["K1", "K2"]
        assert store.path != path
        # A trial works on it, and the copy itself stays as it is.
        with store.transaction(keep=lambda: False) as cursor:
            cursor.execute("delete from import")
    assert read_copy(path).read_bytes() == copied
    with reading(path, PROGRAMME) as store:
        assert store.path == path


def test_the_read_copy_holds_what_the_store_holds_after_each_change(reported_file: Path, tmp_path: Path):
    path = tmp_path / "prove.duckdb"
    shutil.copyfile(reported_file, path)
    with Store(path, PROGRAMME) as store:
        assert send_bytes(store, workbook(report=report(NORDBY), position=POSTS)).import_id == 3
        expected = state(store)
        aside = tmp_path / "aside.duckdb"
        shutil.copyfile(read_copy(path), aside)
    with Store(aside, PROGRAMME) as copy:
        assert state(copy) == expected


def test_the_read_copy_is_replaced_whole(reported_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whoever has the old one open keeps reading it, and a copy that fails leaves the old one and no rest."""
    path = tmp_path / "prove.duckdb"
    shutil.copyfile(reported_file, path)
    with Store(path, PROGRAMME) as store:
        store.write_read_copy()
        old = read_copy(path).stat().st_ino
        with read_copy(path).open("rb") as held_open:
            store.write_read_copy()
            assert read_copy(path).stat().st_ino != old == os.fstat(held_open.fileno()).st_ino
        before = read_copy(path).read_bytes()

        def failing(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", failing)
        store.write_read_copy()
        assert read_copy(path).read_bytes() == before
        assert not [p.name for p in tmp_path.iterdir() if "-copy-" in p.name]


def test_nobody_but_the_owner_may_read_what_the_store_leaves_on_disk(reported_file: Path, tmp_path: Path):
    old = os.umask(0o022)
    try:
        path = tmp_path / "new" / "prove.duckdb"
        with Store(path, PROGRAMME) as store:
            assert send_bytes(store, workbook(report=report(NORDBY), position=POSTS)).import_id == 1
        files = [p for p in path.parent.rglob("*") if p.is_file()]
        assert {p.name for p in files} >= {"prove.duckdb", "prove.read.duckdb"} and len(files) == 4
        assert {p.name: oct(p.stat().st_mode & 0o077) for p in files} == {p.name: "0o0" for p in files}
    finally:
        os.umask(old)


def test_nobody_else_may_read_it_while_it_is_open_either(tmp_path: Path):
    old = os.umask(0o022)
    try:
        path = tmp_path / "new" / "prove.duckdb"
        with Store(path, PROGRAMME) as store:
            assert send_bytes(store, workbook(report=report(NORDBY), position=POSTS)).import_id == 1
            reached = [path.parent] if path.parent.stat().st_mode & 0o077 else []
            reached = [p for p in (path.parent.rglob("*") if reached else ()) if p.stat().st_mode & 0o077]
        assert [p.name for p in reached] == []
    finally:
        os.umask(old)


def damaged(content: bytes) -> dict[str, bytes]:
    """Ways in which a store's file comes to harm."""
    half = len(content) // 2
    return {
        "something else": b"dette er ikke en database" * 1000,
        "empty": b"",
        "cut off": content[:half],
        "without its beginning": bytes(12288) + content[12288:],
    }


@pytest.mark.parametrize("harm", ["something else", "empty", "cut off", "without its beginning"])
def test_a_damaged_store_is_said_in_one_sentence_and_left_as_it_is(reported_file: Path, tmp_path: Path, harm: str):
    path = tmp_path / "prove.duckdb"
    content = damaged(reported_file.read_bytes())[harm]
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match=r"^Databasen .*prove\.duckdb .*\. Hent tilbake en sikkerhetskopi\.$"):
        Store(path, PROGRAMME)
    assert path.read_bytes() == content


def test_a_store_with_a_damaged_block_is_not_called_in_use(reported_file: Path, tmp_path: Path):
    path = tmp_path / "prove.duckdb"
    content = reported_file.read_bytes()
    path.write_bytes(content[:20000] + bytes(255 - byte for byte in content[20000:24000]) + content[24000:])
    with pytest.raises(StoreDamaged):
        Store(path, PROGRAMME)


def test_a_damaged_store_in_a_folder_named_lock_is_not_called_in_use(tmp_path: Path):
    path = tmp_path / "lock" / "prove.duckdb"
    path.parent.mkdir()
    path.write_bytes(b"dette er ikke en database" * 1000)
    with pytest.raises(StoreDamaged):
        Store(path, PROGRAMME)


def test_a_folder_in_the_stores_place_is_said_in_one_sentence(tmp_path: Path):
    with pytest.raises(PlainError, match="kan ikke åpnes"):
        Store(tmp_path, PROGRAMME)


def test_a_database_of_another_program_is_said_in_one_sentence(tmp_path: Path):
    path = tmp_path / "prove.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("create table import (number integer)")
    with pytest.raises(PlainError):
        Store(path, PROGRAMME)
