"""A disk that is full, and a folder that may not be written to: refused with a sentence, and nothing is changed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helgelandlegen import backups
from helgelandlegen.database import Store, contents
from helgelandlegen.programme import ROOT
from tests.imports.test_faults import Case, child
from tests.making import PROGRAMME, state

FULL, CLOSED = "Disken er full", "Det kan ikke skrives i mappen"
REFUSED = 3


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, reported_file: Path) -> Case:
    """The store that somebody wants to change."""
    return Case(tmp_path_factory.mktemp("disk"), reported_file)


def apart(script: str) -> subprocess.CompletedProcess[str]:
    """Runs a shell script in a mount namespace of its own; the test is skipped where there can be none."""
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount anything in a namespace of its own")
    command = ["unshare", "-m", "sh", "-ec", script]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def doing(do: str, path: Path, file: Path) -> str:
    """The command line of tests/imports/killed.py."""
    return shlex.join([sys.executable, "-m", "tests.imports.killed", do, str(path), str(file)])


def size_of(folder: Path) -> int:
    """Bytes of the files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def on_a_small_disk(case: Case, do: str, room: int) -> tuple[str, str]:
    """Does it on a disk with that many bytes left: what was said, and the state after, which must be one of the two."""
    source = case.fresh()
    disk, out = source.parent.parent / "disk", source.parent.parent / "out"
    disk.mkdir()
    path = disk / "store" / "prove.duckdb"
    ended = apart(
        f"mount -t tmpfs -o size={size_of(source.parent) + room + 200_000} none {disk}; cp -r {source.parent} {disk};"
        f"{doing(do, path, case.file(do, path))} || true; rm -rf {disk}/store/.prove-*; cp -r {disk}/store {out}"
    )
    assert ended.returncode == 0 and "Traceback" not in ended.stderr, ended.stderr
    said = ended.stdout.removeprefix("begins\n").strip()
    left = out / "prove.duckdb"
    for one in backups.listed(left):
        contents(one.path)
    with Store(left, PROGRAMME) as store:
        store.contents()
        found = state(store)
    assert found in (case.before, case.after[do])
    return said, "after" if found == case.after[do] != case.before else "before"


@pytest.mark.parametrize("do", ["import", "put"])
def test_a_full_disk_is_said_and_changes_nothing(case: Case, do: str):
    said, holds = on_a_small_disk(case, do, 100_000)
    assert said.startswith("refused: ") and FULL in said
    assert holds == "before"


@pytest.mark.slow
@pytest.mark.parametrize("do", ["import", "withdraw", "backup", "back", "put"])
def test_however_little_room_there_is_the_state_is_whole(case: Case, do: str):
    size = size_of(case.source / "backups")
    for part in range(12):
        said, holds = on_a_small_disk(case, do, part * size // 3)
        assert said.startswith("refused: ") is (holds == "before" and do != "backup") or do == "backup", (part, said)


@pytest.mark.parametrize(
    ("do", "what", "bytes_allowed"),
    [
        ("import", "limit", 100_000),  # no room for the backup
        pytest.param("import", "bare", 4_000, marks=pytest.mark.slow),  # none for the original
        ("import", "bare", 12_000),  # none for the log of the change
        pytest.param("withdraw", "limit", 100_000, marks=pytest.mark.slow),
        pytest.param("back", "limit", 100_000, marks=pytest.mark.slow),
        ("put", "limit", 100_000),
    ],
)
def test_a_file_that_may_not_grow_is_said_as_a_full_disk_is_and_changes_nothing(
    case: Case, do: str, what: str, bytes_allowed: int
):
    path = case.fresh()
    process = child(do, path, case.file(do, path), what, bytes_allowed)
    said = process.communicate()[0].removeprefix("begins\n")
    assert process.returncode == REFUSED and FULL in said, said
    with Store(path, PROGRAMME) as store:
        assert state(store) == case.before
    assert len(backups.listed(path)) == len(backups.listed(case.source / path.name))


def test_a_folder_that_may_only_be_read_is_said_when_the_store_is_opened(case: Case):
    path = case.fresh()
    ended = apart(
        f"mount --bind {path.parent} {path.parent}; mount -o remount,ro,bind {path.parent};"
        f"{doing('import', path, case.workbook)}"
    )
    assert ended.returncode == REFUSED and CLOSED in ended.stdout, ended.stdout + ended.stderr


def test_a_folder_of_backups_that_may_only_be_read_keeps_an_import_out(case: Case):
    path = case.fresh()
    folder = path.parent / "backups"
    ended = apart(
        f"mount --bind {folder} {folder}; mount -o remount,ro,bind {folder}; {doing('import', path, case.workbook)}"
    )
    assert ended.returncode == REFUSED and CLOSED in ended.stdout, ended.stdout + ended.stderr
    assert "Det kunne ikke lages en sikkerhetskopi, og derfor er ingenting endret." in ended.stdout
    with Store(path, PROGRAMME) as store:
        assert state(store) == case.before


def test_a_user_who_may_not_write_is_told_so(case: Case, tmp_path: Path):
    if os.getuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("only root can become another user")
    path = case.fresh()
    for file in (path.parent, *path.parent.rglob("*")):
        file.chmod(0o555 if file.is_dir() else 0o444)
    reached = [folder for folder in path.parents if folder.stat().st_mode & 0o001 == 0]
    ended = apart(
        "; ".join([f"chmod o+x {shlex.quote(str(folder))}" for folder in reversed(reached)])
        + f"; setpriv --reuid=65534 --clear-groups {doing('import', path, case.workbook)}"
    )
    if "No module named" in ended.stderr or "Permission denied" in ended.stderr:
        pytest.skip("the other user may not read this program")
    assert ended.returncode == REFUSED and CLOSED in ended.stdout, ended.stdout + ended.stderr
