"""The commands backup, backups, restore and check-store."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helgelandlegen import backups
from helgelandlegen.database import contents
from helgelandlegen.places import originals, read_copy
from tests.cli.conftest import Run
from tests.imports.test_faults import child

COMMANDS = ["backup", "backups", "restore", "check-store"]


@contextmanager
def app_runs(path: Path) -> Iterator[None]:
    """While another process has the store open."""
    holder = child("hold", path, stdin=subprocess.PIPE)
    assert holder.stdout is not None and holder.stdin is not None
    assert holder.stdout.readline() == "open\n"
    try:
        yield
    finally:
        holder.communicate("")


def imports(run: Run) -> list[int]:
    """The imports of the store, newest first."""
    return [row["import_id"] for row in run("imports", "--json").json]


def flip(path: Path, at: int = 20_000) -> None:
    """Changes one bit of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_has_a_help_in_english(run: Run, command: str):
    answer = run(command, "--help", database=None)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"usage: python -m helgelandlegen {command}")
    assert not set("æøåÆØÅ") & set(answer.out)
    assert f"\n    {command}" in run("--help", database=None).out


def test_wrong_usage_ends_with_two(run: Run):
    for arguments in (["restore"], ["backup", "ut.zip"], ["backups", "alle"], ["check-store", "x"]):
        assert run(*arguments, database=None).refused(2)


def test_without_a_store_they_say_so_and_make_none(run: Run, store_path: Path):
    for command in ("backup", "check-store"):
        assert run(command).refused().startswith(f"Det finnes ingen database på {store_path}")
    assert run("backups").out == "Ingen rader.\n"
    assert (
        run("restore", "ingen.duckdb").refused().startswith("Det finnes ingen sikkerhetskopi som heter «ingen.duckdb»")
    )
    assert not store_path.exists()


def test_a_backup_is_made_listed_and_checked(imported: Run, store_path: Path):
    before = len(backups.listed(store_path))
    answer = imported("backup")
    (made,) = [one for one in backups.listed(store_path) if one.why == "manuell"]
    assert answer.out == f"Sikkerhetskopien {made.path.name} er laget og kontrollert.\n"
    listed = imported("backups", "--json").json
    assert len(listed) == before + 1
    assert listed[0]["fil"] == made.path.name
    assert (listed[0]["hvorfor"], listed[0]["tilstand"]) == ("Laget for hånd", "hel")
    assert listed[0]["siste import"] == "2: første rapport.xlsx"
    flip(made.path)
    assert imported("backups", "--json").json[0]["tilstand"] == "skadet"
    assert "skadet" in imported("backups").out


def test_an_import_can_be_gone_back_behind_and_that_can_be_taken_back(
    imported: Run, store_path: Path, second_file: Path
):
    imported("backup")
    made = backups.listed(store_path)[0].path.name
    assert imported("import", second_file).code == 0
    assert imports(imported) == [3, 2, 1]
    answer = imported("restore", made)
    assert (answer.code, answer.err) == (0, "")
    saved = backups.listed(store_path)[0].path.name
    assert saved.endswith("-gjenoppretting.duckdb")
    assert answer.out.splitlines() == [
        f"Databasen er hentet tilbake fra {made}, med import 2 som den siste.", f"Det som var der, ligger i {saved}."
    ]  # fmt: skip
    assert imports(imported) == [2, 1]
    assert imported("restore", f"backups/{saved}").code == 0
    assert imports(imported) == [3, 2, 1]
    assert not [p.name for p in store_path.parent.iterdir() if p.name.startswith(".")]


def test_a_zip_brings_store_and_originals_back_where_nothing_is_left(imported: Run, store_path: Path, tmp_path: Path):
    out = tmp_path / "ta vare på.zip"
    answer = imported("backup", "--out", out)
    assert f"{out} er skrevet og kontrollert." in answer.out
    kept = {p.name: p.read_bytes() for p in originals(store_path).iterdir()}
    assert len(kept) == 2
    shutil.rmtree(store_path.parent)
    answer = imported("restore", out)
    assert answer.out.splitlines() == [
        "Databasen er hentet tilbake fra ta vare på.zip, med import 2 som den siste.", "Originalfiler lagt tilbake: 2."
    ]  # fmt: skip
    assert imports(imported) == [2, 1]
    assert {p.name: p.read_bytes() for p in originals(store_path).iterdir()} == kept


def test_a_zip_must_be_named_so_and_be_one_of_ours(imported: Run, tmp_path: Path):
    assert imported("backup", "--out", tmp_path / "kopi.tar").refused() == "«kopi.tar» må slutte på .zip."
    other = tmp_path / "annet.zip"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("brev.txt", "hei")
    assert imported("restore", other).refused().startswith("«annet.zip» er ikke en hel sikkerhetskopi herfra.")
    assert imports(imported) == [2, 1]


def test_while_the_app_runs_a_backup_is_made_and_a_restore_refused(imported: Run, store_path: Path):
    with app_runs(store_path):
        assert imported("check-store").out.startswith("Dashbordet har databasen åpen. Kopien av siste endring er hel.")
        assert imported("backup").code == 0
        made = backups.listed(store_path)[0]
        assert contents(made.path).newest == contents(read_copy(store_path)).newest
        assert imported("restore", made.path.name).refused() == (
            "Dashbordet er i gang og har databasen åpen. Gå tilbake på siden «Sikkerhetskopi», eller stopp dashbordet "
            "først."
        )
    assert imports(imported) == [2, 1]


def test_a_damaged_backup_is_not_put_in_place(imported: Run, store_path: Path):
    imported("backup")
    made = backups.listed(store_path)[0].path
    flip(made)
    before = store_path.read_bytes()
    assert imported("restore", made.name).refused().startswith(f"Sikkerhetskopien «{made.name}» er ikke hel.")
    assert store_path.read_bytes() == before


def test_a_whole_store_is_said_to_be_so(imported: Run, store_path: Path):
    held = contents(store_path)
    rows = f"{sum(held.rows.values()):,}".replace(",", " ")
    assert imported("check-store").out == (
        f"Databasen er hel. {rows} rader i {len(held.rows)} tabeller er lest, og den siste importen er nummer 2.\n"
    )


@pytest.mark.parametrize("harm", ["a bit", "cut off", "gone", "something else"])
def test_a_damaged_store_gets_one_sentence_with_one_command_and_that_command_helps(
    imported: Run, store_path: Path, harm: str
):
    # Without free blocks, so that each bit matters.
    shutil.copyfile(read_copy(store_path), store_path)
    if harm == "a bit":
        flip(store_path, store_path.stat().st_size // 2)
    elif harm == "cut off":
        store_path.write_bytes(store_path.read_bytes()[:100_000])
    elif harm == "gone":
        store_path.unlink()
    else:
        store_path.write_bytes(b"dette er ingen database" * 1000)
    said = imported("check-store").refused()
    assert said.startswith(f"Databasen {store_path} ")
    command = said.split("Hent den med: ")[1]
    assert command.endswith(f" -m helgelandlegen --database {store_path} restore prove.read.duckdb")
    answer = imported(*command.split()[-2:])
    assert answer.out.startswith("Databasen er hentet tilbake fra prove.read.duckdb, med import 2 som den siste.")
    aside = list(store_path.parent.glob("prove.duckdb.damaged-*"))
    assert len(aside) == (harm != "gone")
    assert imports(imported) == [2, 1]
    assert imported("check-store").code == 0


def test_a_damaged_store_without_a_whole_copy_is_said_so(imported: Run, store_path: Path):
    store_path.write_bytes(b"")
    shutil.rmtree(store_path.parent / "backups", ignore_errors=True)
    read_copy(store_path).unlink()
    said = imported("check-store").refused()
    assert said.endswith(f"Hent tilbake en sikkerhetskopi. Det finnes ingen hel kopi i {store_path.parent}/backups.")
