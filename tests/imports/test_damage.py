"""A store's file come to harm at many places: it is said, or it is as it was; never is something else shown."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen.database import Store, StoreDamaged, log_of
from helgelandlegen.places import read_copy
from tests.imports.test_faults import Case, child
from tests.making import PROGRAMME, send_bytes, state

SAID, SAME = "said", "as it was"


def looked_at(path: Path, expected: dict[str, Any]) -> str:
    """What opening the store, as the app does when it starts, comes to."""
    try:
        with Store(path, PROGRAMME) as store:
            store.contents()
            assert state(store) == expected
            return SAME
    except StoreDamaged as error:
        assert str(error).startswith(f"Databasen {path} ") and str(error).endswith(". Hent tilbake en sikkerhetskopi.")
        return SAID


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, reported_file: Path) -> Case:
    """The store that comes to harm."""
    return Case(tmp_path_factory.mktemp("damaged"), reported_file)


def flipped(content: bytes, at: int, bit: int) -> bytes:
    """The content with one bit changed."""
    return content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :]


def harmed(case: Case, file: Path, ways: list[bytes]) -> Counter[str]:
    """How often each way of harming that file of a store is said; each is tried on the store as it was."""
    path = file if file.suffix == ".duckdb" else file.with_suffix("")
    kept = {one: one.read_bytes() for one in (path, log_of(path)) if one.exists()}
    found: Counter[str] = Counter()
    for way in ways:
        for one in (path, log_of(path)):
            one.unlink(missing_ok=True)
        for one, content in kept.items():
            one.write_bytes(content)
        file.write_bytes(way)
        found[looked_at(path, case.before if file == path else case.after["import"])] += 1
    return found


def bits(content: bytes, count: int) -> list[bytes]:
    """The content with a bit changed in each of its three headers, and at many places of the rest."""
    chance = random.Random(7)
    places = [8, 4096 + 8, 8192 + 8, *(chance.randrange(12288, len(content)) for _ in range(count - 3))]
    return [flipped(content, at, chance.randrange(8)) for at in places]


def cuts(content: bytes, count: int) -> list[bytes]:
    """The content cut off at many lengths."""
    chance = random.Random(8)
    lengths = [0, 1, 4096, 8192, 12288, len(content) - 1, *(chance.randrange(len(content)) for _ in range(count - 6))]
    return [content[:length] for length in lengths]


def test_a_changed_bit_anywhere_in_a_store_is_said_or_does_not_matter(case: Case):
    path = case.fresh()
    # The read copy has no free blocks: each of its bits matters.
    shutil.copyfile(read_copy(path), path)
    found = harmed(case, path, bits(path.read_bytes(), 30))
    assert found[SAID] >= 25, found


def test_a_store_cut_off_anywhere_is_said(case: Case):
    path = case.fresh()
    shutil.copyfile(read_copy(path), path)
    assert harmed(case, path, cuts(path.read_bytes(), 16)) == {SAID: 16}


@pytest.mark.slow
def test_many_changed_bits_and_cuts(case: Case):
    path = case.fresh()
    for file in (path, read_copy(path)):
        content = file.read_bytes()
        found = harmed(case, path, [*bits(content, 300), *cuts(content, 100)])
        assert found[SAID] > 150, found


@pytest.fixture
def log(case: Case) -> Path:
    """The log of a store whose process was killed after an import was confirmed: the import is in the log alone."""
    path = case.fresh()
    process = child("import", path, case.workbook, "end", 1)
    process.communicate()
    assert process.returncode == -9
    assert log_of(path).stat().st_size > 10_000
    return log_of(path)


def test_what_was_confirmed_and_is_in_the_log_alone_is_there_or_its_loss_is_said(case: Case, log: Path):
    content = log.read_bytes()
    assert harmed(case, log, [content]) == {SAME: 1}
    found = harmed(case, log, [*bits(content, 20), *cuts(content, 20)])
    # DuckDB takes a log that is cut off for one that was never finished; the read copy knows better.
    assert found[SAID] >= 36, found


@pytest.mark.slow
def test_many_changed_bits_and_cuts_of_the_log(case: Case, log: Path):
    content = log.read_bytes()
    assert harmed(case, log, [*bits(content, 200), *cuts(content, 100)])[SAID] > 290


def test_damage_found_while_the_store_is_open_is_said_and_stops_changes_and_nothing_else(case: Case):
    path = case.fresh()
    with Store(path, PROGRAMME) as store:
        store.settle()
    content = path.read_bytes()
    with Store(path, PROGRAMME) as store:
        version = store.version
        # Everything after the headers: whatever has not been read yet can no longer be.
        with path.open("r+b") as file:
            file.seek(12288 + 8)
            file.write(bytes(255 - byte for byte in content[12288 + 8 :]))
        with pytest.raises(StoreDamaged, match="har en skade"):
            store.contents()
        assert store.trouble
        with pytest.raises(StoreDamaged):
            send_bytes(store, case.workbook.read_bytes())
        assert store.version == version
        with store.cursor() as cursor:
            assert cursor.execute("select version from data_version").fetchall() == [(version,)]
