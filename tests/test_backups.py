"""Backups: made whole or not at all, checked by reopening, kept by the rule, and gone back to."""

from __future__ import annotations

import errno
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest

from helgelandlegen import archive, backups, keeping, locks, recovery
from helgelandlegen.backups import BackupFailed, Why
from helgelandlegen.database import Store, StoreDamaged, contents
from helgelandlegen.database.opening import named
from helgelandlegen.errors import PlainError
from helgelandlegen.places import originals, read_copy
from helgelandlegen.ui import nightly
from helgelandlegen.workbook import layouts
from helgelandlegen.workbook.cells import RawSheet
from helgelandlegen.workbook.history import history, restore, withdraw
from helgelandlegen.workbook.layout import Layout, Source, Target, fingerprint
from tests.making import NORDBY, PROGRAMME, VIKA, keys, post, report, state, stored

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with one import: two posts in Nordby."""
    made = tmp_path_factory.mktemp("one") / "store"
    with Store(made / "prove.duckdb", PROGRAMME) as opened:
        stored(opened, report=report(NORDBY), position=[post("N1", NORDBY), post("N2", NORDBY)])
    return made


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it."""
    shutil.copytree(folder, tmp_path / "data")
    with Store(tmp_path / "data" / "prove.duckdb", PROGRAMME) as opened:
        yield opened


def path_of(store: Store) -> Path:
    """Where it lies."""
    assert store.path
    return store.path


def why(store: Store) -> list[str]:
    """Why each backup was made, the newest first."""
    return [str(one.why) for one in backups.listed(path_of(store))]


def taken(store: Store, reason: Why = Why.MANUAL) -> backups.Backup:
    """A backup of a store on disk."""
    made = backups.take(store, reason)
    assert made
    return made


def layout(name: str) -> Layout:
    """A way to read a table with a heading of that name."""
    headings = (name.capitalize(), "Legekode", "Startet")
    lines: list[list[Any]] = [[*headings], ["H1", "L1", date(2020, 1, 1)], ["H2", "L2", date(2021, 1, 1)]]
    sheet = RawSheet("Liste", False, list(enumerate(lines, 1)))
    return Layout(fingerprint(sheet), name, (Target("position", {"position_id": Source(0)}),), (1,), headings)


def flip(path: Path, at: int = 20_000) -> None:
    """Changes one bit of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def utc(text: str) -> datetime:
    """A moment: `2026-11-22 09:00`."""
    return datetime.fromisoformat(text)


def test_a_backup_lies_in_its_folder_is_its_owners_alone_and_holds_what_the_store_holds(store: Store):
    made = taken(store)
    assert made.path.parent == path_of(store).parent / "backups"
    assert made.path.name == f"prove-{made.made_at:%Y%m%dT%H%M%S}{made.made_at.microsecond // 1000:03}Z-manuell.duckdb"
    assert made.path.stat().st_mode & 0o777 == 0o600 and made.path.parent.stat().st_mode & 0o777 == 0o700
    held = contents(made.path)
    assert (held.version, held.rows["position_row"], [i.file_name for i in held.imports]) == (1, 2, ["rapport.xlsx"])
    with Store(made.path, PROGRAMME) as copy:
        assert state(copy) == state(store)


def test_each_import_withdrawal_and_its_taking_back_is_preceded_by_a_backup_of_the_state_before(store: Store):
    assert why(store) == ["import"]
    stored(store, report=report(VIKA), position=[post("V1", VIKA)])
    withdraw(store, 2)
    restore(store, 2)
    assert why(store) == ["angring", "angring", "import", "import"]
    held = [contents(one.path) for one in backups.listed(path_of(store))]
    assert [[i.withdrawn for i in one.imports] for one in held] == [[False, True], [False, False], [False], []]
    assert [one.version for one in held] == [3, 2, 1, 0]


def test_what_is_not_stored_makes_no_backup(store: Store):
    before = why(store)
    withdraw(store, 1, keep=False)
    with pytest.raises(PlainError):
        withdraw(store, 99)
    assert why(store) == before


def test_a_backup_does_not_trust_a_read_copy_that_is_old_or_damaged(store: Store):
    old = read_copy(path_of(store)).read_bytes()
    stored(store, report=report(VIKA), position=[post("V1", VIKA)])
    for harm in (lambda copy: copy.write_bytes(old), flip, lambda copy: copy.write_bytes(b""), Path.unlink):
        harm(read_copy(path_of(store)))
        held = contents(taken(store).path)
        assert (held.version, held.rows["position_row"]) == (2, 3)


def test_a_backup_that_is_not_whole_is_not_kept_and_the_import_is_refused_with_a_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    before, version = state(store), store.version
    copy = shutil.copyfile
    kept = backups.listed(path_of(store))

    def damaging(source: Path, target: Path) -> None:
        copy(source, target)
        flip(target)

    def damaged_copy(self: Store, target: Path) -> None:
        damaging(read_copy(path_of(self)), target)

    monkeypatch.setattr(shutil, "copyfile", damaging)
    monkeypatch.setattr(Store, "copy_to", damaged_copy)
    with pytest.raises(BackupFailed, match="ble ikke hel, og er ikke beholdt"):
        stored(store, report=report(VIKA), position=[post("V1", VIKA)])
    assert (state(store), store.version) == (before, version)
    assert backups.listed(path_of(store)) == kept
    assert [p.name for p in (path_of(store).parent / "backups").iterdir()] == [kept[0].path.name]


def test_what_a_killed_backup_left_is_cleared_away_after_an_hour(store: Store):
    folder = path_of(store).parent / "backups"
    for name, hours in (("old", 2), ("new", 0)):
        (folder / f".draft-{name}").mkdir()
        (folder / f".draft-{name}" / "backup.duckdb").write_bytes(b"half")
        at = datetime.now().timestamp() - hours * 3600
        os.utime(folder / f".draft-{name}", (at, at))
    taken(store)
    assert [p.name for p in folder.glob(".draft-*")] == [".draft-new"]


def test_files_of_others_in_the_folder_are_no_backups_and_stay(store: Store):
    folder = path_of(store).parent / "backups"
    others = ["prove.duckdb", "annet-20261122T090000000Z-natt.duckdb", "prove-20261322T090000000Z-natt.duckdb",
              "prove-20261122T090000000Z-ukjent.duckdb", "les meg.txt"]  # fmt: skip
    for name in others:
        (folder / name).write_bytes(b"x")
    taken(store)
    assert len(backups.listed(path_of(store))) == 2
    assert {p.name for p in folder.iterdir()} >= set(others)


# The rule, by hand. Now is 22 November 2026, 12.00 in Oslo (11:00 UTC).
NOW = utc("2026-11-22 11:00")


def kept(*made: str) -> list[str]:
    """Which of these moments (UTC) the rule keeps, the newest first."""
    found = keeping.kept(map(utc, made), NOW, OSLO)
    return [f"{moment:%Y-%m-%d %H:%M}" for moment in sorted(found, reverse=True)]


def test_all_of_the_last_day_are_kept():
    day = ("2026-11-22 10:59", "2026-11-22 10:58", "2026-11-22 08:00", "2026-11-21 11:00")
    assert kept(*day) == list(day)


def test_of_yesterday_before_that_only_the_newest_is_kept():
    # The 21st has a kept one at 11:00 UTC, which is within 24 hours and also the day's newest.
    assert kept("2026-11-21 11:00", "2026-11-21 10:59", "2026-11-21 06:00") == ["2026-11-21 11:00"]
    assert kept("2026-11-20 22:00", "2026-11-20 06:00") == ["2026-11-20 22:00"]


def test_a_day_begins_at_midnight_in_the_programmes_time_zone():
    # 23:30 UTC on 18 November is 0.30 on the 19th in Oslo; 22:30 UTC is still 23.30 on the 18th.
    assert kept("2026-11-18 23:30", "2026-11-18 22:30", "2026-11-18 22:00") == ["2026-11-18 23:30", "2026-11-18 22:30"]


def test_the_newest_of_each_day_is_kept_for_thirty_days_and_then_of_each_month():
    # 24 October is day 29 back, 23 October day 30. October's newest is kept anyway; the 23rd is not October's newest.
    made = ("2026-10-25 12:00", "2026-10-24 12:00", "2026-10-23 12:00", "2026-09-30 12:00", "2026-09-01 12:00")
    assert kept(*made) == ["2026-10-25 12:00", "2026-10-24 12:00", "2026-09-30 12:00"]


def test_the_newest_of_each_month_is_kept_for_24_months():
    # November 2026 is the first of them, December 2024 the last.
    assert kept("2024-12-03 12:00", "2024-12-02 12:00", "2024-11-30 12:00") == ["2024-12-03 12:00"]


def test_of_more_than_fifty_in_a_day_the_newest_fifty_are_kept():
    made = [NOW - timedelta(minutes=n) for n in range(60)]
    assert keeping.kept(made, NOW, OSLO) == set(made[:50])


def test_the_words_of_the_rule_have_its_numbers():
    assert "50" in keeping.RULE and "30 dager" in keeping.RULE and "24 måneder" in keeping.RULE


def test_backups_that_the_rule_does_not_keep_are_removed_and_the_newest_never(store: Store):
    folder, first = path_of(store).parent / "backups", backups.listed(path_of(store))[0]
    names = ["20240101T120000000Z-natt", "20240102T120000000Z-natt", "20990101T120000000Z-natt"]
    for name in names:
        shutil.copyfile(first.path, folder / f"prove-{name}.duckdb")
    # The clock that wrote 2099 was wrong; what is made now stays although it is not the newest of all.
    made = taken(store)
    left = {one.path.name for one in backups.listed(path_of(store))}
    assert made.path.name in left and first.path.name in left
    assert "prove-20240101T120000000Z-natt.duckdb" not in left  # older than 24 months, and not its month's newest


@pytest.mark.parametrize(
    ("made", "at", "due"),
    [
        (None, "2026-11-22 00:00", True),  # a store without a backup gets one at once
        ("2026-11-22 01:00", "2026-11-22 01:29", False),  # 2.29 in Oslo
        ("2026-11-22 01:00", "2026-11-22 01:30", True),  # 2.30
        ("2026-11-22 01:30", "2026-11-22 23:59", False),  # made at 2.30: not again before the next night
        ("2026-11-20 12:00", "2026-11-22 00:15", True),  # 1.15 in Oslo; last night's was missed
        ("2026-07-01 00:29", "2026-07-01 00:30", True),  # in summer 2.30 is 0:30 UTC
    ],
)
def test_the_nightly_backup_is_due_once_after_half_past_two_local_time(
    tmp_path: Path, made: str | None, at: str, due: bool
):
    path = tmp_path / "prove.duckdb"
    if made:
        (tmp_path / "backups").mkdir()
        (tmp_path / "backups" / f"prove-{utc(made):%Y%m%dT%H%M%S}000Z-natt.duckdb").write_bytes(b"")
    assert backups.is_due(path, PROGRAMME, utc(at)) is due


def test_the_night_makes_one_backup_and_says_when_it_could_not(store: Store):
    shutil.rmtree(path_of(store).parent / "backups")
    assert nightly.make_if_due(lambda: store) and nightly.make_if_due(lambda: store)
    assert (why(store), nightly.failure()) == (["natt"], None)
    shutil.rmtree(path_of(store).parent / "backups")
    (path_of(store).parent / "backups").write_bytes(b"a file in the folder's place")
    assert not nightly.make_if_due(lambda: store)
    failed = nightly.failure()
    assert failed and failed[1].startswith("Det kunne ikke lages en sikkerhetskopi")
    (path_of(store).parent / "backups").unlink()
    assert nightly.make_if_due(lambda: store) and nightly.failure() is None


def test_going_back_says_first_what_would_be_lost(store: Store):
    first = taken(store)
    stored(store, file_name="vika.xlsx", report=report(VIKA), position=[post("V1", VIKA)])
    withdraw(store, 1)
    lost = recovery.loss(store, first.path)
    assert [(i.import_id, i.file_name) for i in lost.imports] == [(2, "vika.xlsx")]
    assert [i.import_id for i in lost.turned] == [1]
    assert recovery.loss(store, taken(store).path).imports == ()


def test_going_back_in_the_running_app_brings_the_state_back_exactly_and_keeps_what_was_there(store: Store):
    before = state(store)
    first = taken(store)
    stored(store, report=report(VIKA), position=[post("V1", VIKA)])
    after, version = state(store), store.version
    with store.cursor() as reader:  # somebody reads meanwhile
        reader.execute("begin transaction")
        assert reader.execute("select count(*) from position_row").fetchall() == [(3,)]
        recovery.go_back(store, first.path, recovery.loss(store, first.path))
        assert reader.execute("select count(*) from position_row").fetchall() == [(3,)]
    assert state(store) == before
    assert store.version > version
    assert contents(read_copy(path_of(store))).version == store.version
    saved = backups.listed(path_of(store))[0]
    assert saved.why is Why.RESTORE
    recovery.go_back(store, saved.path)
    assert state(store) == after
    # Nothing of it is only in memory.
    store.close()
    with Store(path_of(store), PROGRAMME) as again:
        assert state(again) == after


def test_an_import_in_between_stops_the_going_back(store: Store):
    first = taken(store)
    seen = recovery.loss(store, first.path)
    stored(store, report=report(VIKA), position=[post("V1", VIKA)])
    after = state(store)
    with pytest.raises(PlainError, match="Se over på nytt"):
        recovery.go_back(store, first.path, seen)
    assert state(store) == after


def test_locks_and_layouts_that_would_be_lost_or_be_in_use_again_are_told_too(store: Store):
    old, new = (layouts.save(store, layout(name), "Rolle") for name in ("gammel", "ny"))
    first = taken(store)
    layouts.forget(store, old.fingerprint)
    layouts.save(store, layout("senere"), "Rolle")
    locks.lock(store, date(2024, 5, 16), "{}", store.version, "Rolle")
    lost = recovery.loss(store, first.path)
    assert [one.meeting_date for one in lost.locks] == [date(2024, 5, 16)]
    assert [one.name for one in lost.layouts] == ["senere"]
    assert [one.name for one in lost.again] == ["gammel"]
    recovery.go_back(store, first.path, lost)
    assert locks.locks(store) == []
    assert layouts.known(store).keys() == {old.fingerprint, new.fingerprint}


def test_a_lock_in_between_stops_the_going_back_although_no_figure_changed(store: Store):
    first = taken(store)
    seen = recovery.loss(store, first.path)
    made = locks.lock(store, date(2024, 5, 16), "{}", store.version, "Rolle")
    with pytest.raises(PlainError, match="Se over på nytt"):
        recovery.go_back(store, first.path, seen)
    assert locks.locks(store) == [made]


def test_a_layout_is_in_the_read_copy_and_the_next_backup_at_once_and_changes_no_figure(store: Store):
    version = store.version
    made = layouts.save(store, layout("egen"), "Rolle")
    assert store.version == version
    for file in (read_copy(path_of(store)), taken(store).path):
        assert [(one.fingerprint, one.name) for one in contents(file).layouts] == [(made.fingerprint, "egen")]


def test_a_store_that_was_found_damaged_takes_neither_layout_nor_lock(store: Store):
    store.trouble = StoreDamaged(store.path, "Databasen er skadet.")
    with pytest.raises(StoreDamaged):
        layouts.save(store, layout("egen"), "Rolle")
    with pytest.raises(StoreDamaged):
        locks.lock(store, date(2024, 5, 16), "{}", store.version, "Rolle")
    store.trouble = None
    assert (store.contents().layouts, store.contents().locks) == ((), ())


def test_a_damaged_store_stays_where_it_is_when_there_is_no_room_for_all_that_comes_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    packed = tmp_path / "flyttet.zip"
    archive.pack(path_of(store), PROGRAMME, taken(store).path, packed)
    store.close()
    path_of(store).write_bytes(b"ingen database")
    for one in originals(path_of(store)).glob("*"):
        one.unlink()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("helgelandlegen.archive.put_originals", full)
    with pytest.raises(PlainError, match="Disken er full"):
        recovery.put_in_place(path_of(store), PROGRAMME, packed)
    assert path_of(store).read_bytes() == b"ingen database"
    assert not list(path_of(store).parent.glob("*.damaged-*"))


def test_a_damaged_backup_is_not_gone_back_to(store: Store):
    first = taken(store)
    flip(first.path)
    before = state(store)
    with pytest.raises(PlainError, match="er ikke hel"):
        recovery.go_back(store, first.path)
    assert state(store) == before


def test_a_going_back_that_fails_half_way_leaves_all_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch):
    first = taken(store)
    stored(store, report=report(VIKA), position=[post("V1", VIKA)])
    before, version = state(store), store.version
    calls = 0

    def failing(name: str) -> str:
        nonlocal calls
        calls += 1
        if calls == 40:
            raise RuntimeError
        return named(name)

    monkeypatch.setattr("helgelandlegen.database.store.named", failing)
    with pytest.raises(RuntimeError):
        recovery.go_back(store, first.path)
    monkeypatch.undo()
    assert (state(store), store.version) == (before, version)
    recovery.go_back(store, first.path)
    assert keys(store, "position") == ["N1", "N2"]


def test_a_backup_of_an_older_version_is_brought_up_to_todays_tables(store: Store):
    first = taken(store)
    # The store as it was before these were there.
    with duckdb.connect(str(first.path)) as older:
        older.execute("alter table position_row drop column office")
        older.execute("drop table layout; drop table withdrawal; drop table import_correction")
        older.execute("alter table import drop column done_by; alter table import add column withdrawn_at timestamp")
        older.execute("update import set withdrawn_at = timestamp '2026-11-01 12:00:00'")
        older.execute("delete from schema_step where step = '002_coordinator'")
    stored(store, report=report(VIKA), position=[post("V1", VIKA, office="Kontoret")])
    recovery.go_back(store, first.path)
    assert [(row["import_id"], row["withdrawn_at"]) for row in history(store)] == [(1, utc("2026-11-01 12:00"))]
    stored(store, report=report(VIKA), position=[post("V1", VIKA, office="Kontoret")])
    assert keys(store, "position") == ["V1"]


def test_a_backup_of_another_programme_or_program_is_refused(store: Store, tmp_path: Path):
    first = taken(store)
    with duckdb.connect(str(first.path)) as other:
        other.execute("update municipality set municipality = '0' || municipality")
    with pytest.raises(PlainError, match="er fra et annet program"):
        recovery.go_back(store, first.path)
    with duckdb.connect(str(tmp_path / "annet.duckdb")) as other:
        other.execute("create table kunde (navn varchar)")
    with pytest.raises(PlainError, match="laget av et annet program"):
        recovery.go_back(store, tmp_path / "annet.duckdb")
    assert keys(store, "position") == ["N1", "N2"]


def test_a_zip_holds_the_store_and_the_files_as_received_and_says_what_it_holds(store: Store, tmp_path: Path):
    out = tmp_path / "ut" / "kopi.zip"
    out.parent.mkdir()
    made = taken(store)
    archive.pack(path_of(store), PROGRAMME, made.path, out)
    (original,) = originals(path_of(store)).iterdir()
    with zipfile.ZipFile(out) as packed:
        assert packed.read("store.duckdb") == made.path.read_bytes()
        assert packed.read(f"originals/{original.name}") == original.read_bytes()
        manifest = json.loads(packed.read("manifest.json"))
    assert manifest["programme"] == "prove"
    assert manifest["sha256"]["store.duckdb"] == sha256(made.path.read_bytes()).hexdigest()
    assert [p.name for p in out.parent.iterdir()] == ["kopi.zip"]


@pytest.mark.parametrize("harm", ["cut", "other file", "other zip", "path out of the folder", "changed"])
def test_a_zip_that_is_not_one_of_ours_or_not_whole_is_refused_and_writes_nothing(
    store: Store, tmp_path: Path, harm: str
):
    out = tmp_path / "kopi.zip"
    archive.pack(path_of(store), PROGRAMME, taken(store).path, out)
    if harm == "cut":
        out.write_bytes(out.read_bytes()[:-200])
    elif harm == "other file":
        out.write_bytes(b"dette er ingen zip" * 100)
    else:
        with zipfile.ZipFile(out) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        manifest = json.loads(parts["manifest.json"])
        if harm == "other zip":
            parts = {"brev.txt": b"hei"}
        elif harm == "changed":
            parts["store.duckdb"] = parts["store.duckdb"][:-1] + b"x"
        else:
            manifest["sha256"]["../ute.txt"] = sha256(b"hei").hexdigest()
            parts |= {"../ute.txt": b"hei", "manifest.json": json.dumps(manifest).encode()}
        with zipfile.ZipFile(out, "w") as packed:
            for name, content in parts.items():
                packed.writestr(name, content)
    folder = tmp_path / "inn" / "her"
    folder.mkdir(parents=True)
    with pytest.raises(PlainError, match=r"«kopi\.zip» er ikke en hel sikkerhetskopi herfra"):
        archive.unpack(out, folder)
    assert not (folder.parent / "ute.txt").exists() and list(folder.iterdir()) == []


def test_a_store_that_lacks_what_its_read_copy_has_is_damaged(tmp_path: Path):
    """As when its log was cut off: DuckDB then opens it without a word, a change short."""
    path = tmp_path / "prove.duckdb"
    with Store(path, PROGRAMME) as store:
        stored(store, report=report(NORDBY), position=[post("N1", NORDBY)])
    before = path.read_bytes()
    with Store(path, PROGRAMME) as store:
        stored(store, report=report(VIKA), position=[post("V1", VIKA)])
    path.write_bytes(before)
    with pytest.raises(StoreDamaged, match="mangler noe som var lagret sist"):
        Store(path, PROGRAMME)
    found = backups.newest_whole(path)
    assert found and found.path == read_copy(path)


def test_a_store_that_is_gone_is_not_begun_anew_while_there_are_copies(store: Store):
    path = path_of(store)
    store.close()
    path.unlink()
    with pytest.raises(StoreDamaged, match="er borte"):
        Store(path, PROGRAMME)
    read_copy(path).unlink()
    with pytest.raises(StoreDamaged, match="er borte"):
        Store(path, PROGRAMME)
    assert not path.exists()
    shutil.rmtree(path.parent / "backups")
    with Store(path, PROGRAMME) as new:
        assert keys(new, "position") == []


def test_the_way_out_names_the_whole_copy_that_holds_most(store: Store):
    path = path_of(store)
    older = taken(store)
    stored(store, report=report(VIKA), position=[post("V1", VIKA)])
    newer = taken(store)
    found = recovery.way_out(path)
    assert found.copy and found.copy.path == read_copy(path)
    flip(read_copy(path))
    assert recovery.way_out(path).copy == newer
    flip(newer.path)
    # The backup before the second import lies between: it holds as much as `older` and is newer.
    between = recovery.way_out(path).copy
    assert between and between.why is Why.IMPORT and between.made_at > older.made_at
    shutil.rmtree(path.parent / "backups")
    assert recovery.way_out(path).copy is None
    assert recovery.way_out(path).command.endswith(f"--database {path} restore FIL")
