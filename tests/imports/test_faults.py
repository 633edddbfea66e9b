"""Faults: a process killed in the middle of an import, a store that another process has, a damaged file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from helgelandlegen.database import Store, StoreDamaged, StoreInUse, reading
from helgelandlegen.errors import PlainError
from helgelandlegen.places import read_copy
from helgelandlegen.programme import ROOT
from tests.making import (
    NORDBY,
    PROGRAMME,
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
    """An import that a process may die in: the store as it was, the workbook, and the state before and after."""

    def __init__(self, folder: Path, reported_file: Path) -> None:
        self.folder, self.source, self.workbook = folder, reported_file, folder / "rapport.xlsx"
        self.workbook.write_bytes(
            workbook(report=report(NORDBY), position=POSTS, occupancy=[held("N1", "L1"), held("N4", "L9")])
        )
        with Store(self.fresh("reference"), PROGRAMME) as store:
            store.write_read_copy()
            self.before = state(store)
            send_bytes(store, self.workbook.read_bytes())
            self.after = state(store)

    def fresh(self, name: str) -> Path:
        """A copy of the store in a folder of its own."""
        path = self.folder / name / "prove.duckdb"
        path.parent.mkdir()
        shutil.copyfile(self.source, path)
        return path

    def die(self, what: str, at: int) -> str:
        """Dies at that point: «before» or «after», the state that the store then holds; it must be one of the two.

        What else is left behind must be whole too: the read copy, and a store that takes the same import anew.
        """
        path = self.fresh(f"{what}-{at}")
        shutil.copyfile(self.folder / "reference" / "prove.read.duckdb", read_copy(path))
        process = child("import", path, self.workbook, what, at)
        said = process.communicate()[0].removeprefix("begins\n")
        if process.returncode == 0:
            return f"lived {said.strip()}"
        assert process.returncode == -signal.SIGKILL
        with Store(path, PROGRAMME) as store:
            found = state(store)
            assert found in (self.before, self.after)
            again = send_bytes(store, self.workbook.read_bytes())
            assert again.unchanged if found == self.after else again.import_id == 3
            assert state(store) == self.after
        with Store(read_copy(path), PROGRAMME) as copy:
            assert state(copy) in (self.before, self.after)
        return "after" if found == self.after else "before"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, reported_file: Path) -> Case:
    """One import for all ways to die in it."""
    return Case(tmp_path_factory.mktemp("killed"), reported_file)


@pytest.mark.parametrize(
    ("what", "at", "holds"),
    [
        ("change", 2, "before"),  # the import is recorded, its rows are on their way in
        ("figures", 1, "before"),  # all is done but the commit
        ("files", 2, "after"),  # committed; the new read copy is written and not yet in its place
    ],
)
def test_a_process_killed_in_an_import_leaves_the_state_before_or_after_it(case: Case, what: str, at: int, holds: str):
    assert case.die(what, at) == holds


@pytest.mark.slow
@pytest.mark.parametrize("what", ["change", "statements", "copy"])
def test_wherever_a_process_dies_in_an_import_the_store_is_whole(case: Case, what: str):
    alive = case.die(what, 0).split()
    assert alive[:2] == ["lived", "3"]
    total = int(alive[2])
    points = sorted({1 + n * max(total - 1, 0) // 15 for n in range(16)}) if total > 15 else range(1, total + 1)
    found = {at: case.die(what, at) for at in points}
    assert set(found.values()) <= ({"after"} if what == "copy" else {"before"}), found


@pytest.mark.slow
def test_a_process_killed_while_it_keeps_the_original_leaves_the_state_before(case: Case):
    assert case.die("files", 1) == "before"


@pytest.mark.slow
def test_a_process_killed_at_any_moment_leaves_a_whole_store(case: Case):
    """By the clock instead of by the call: nobody chooses where it hits, also inside DuckDB's own writing."""
    for number in range(12):
        path = case.fresh(f"clock-{number}")
        process = child("import", path, case.workbook, "change", 0)
        assert process.stdout is not None and process.stdout.readline() == "begins\n"
        time.sleep(0.03 + number * 0.06)
        process.kill()
        process.communicate()
        with Store(path, PROGRAMME) as store:
            assert state(store) in (case.before, case.after)


def test_what_a_failed_import_did_is_taken_back(reported_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "prove.duckdb"
    shutil.copyfile(reported_file, path)

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    with Store(path, PROGRAMME) as store:
        before = state(store), store.version
        content = workbook(report=report(NORDBY), position=POSTS)
        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space"):
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
        assert {p.name for p in files} >= {"prove.duckdb", "prove.read.duckdb"} and len(files) == 3
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
