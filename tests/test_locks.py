"""A locked meeting is kept as it was: every lock, through backups, and in stores made before there were locks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from helgelandlegen import backups, locks
from helgelandlegen.backups import Why
from helgelandlegen.database import Store, reading, rows
from helgelandlegen.errors import PlainError
from helgelandlegen.places import read_copy
from tests.making import PROGRAMME, report, stored

MAY, MARCH = date(2024, 5, 16), date(2024, 3, 14)
ROLE = "Prosjektkoordinator"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as made:
        yield made


def test_what_is_locked_is_read_back_and_changes_no_figure(store: Store):
    version = store.version
    made = locks.lock(store, MAY, '{"a": "æøå"}', 7, ROLE)
    assert (made.meeting_date, made.locked_by, made.reason, made.data_version) == (MAY, ROLE, None, 7)
    assert locks.contents(store, made.lock_id) == '{"a": "æøå"}'
    assert store.version == version


def test_a_second_lock_needs_a_reason_and_the_first_is_kept(store: Store):
    first = locks.lock(store, MAY, "1", 1, ROLE)
    with pytest.raises(PlainError, match="Skriv hvorfor det låses på nytt"):
        locks.lock(store, MAY, "2", 2, ROLE, "  ", first.lock_id)
    second = locks.lock(store, MAY, "2", 2, "Leder", "Feil i\nto tall", first.lock_id)
    assert [one.lock_id for one in locks.locks(store)] == [second.lock_id, first.lock_id]
    assert (second.reason, second.locked_by) == ("Feil i to tall", "Leder")
    assert [locks.contents(store, one.lock_id) for one in (first, second)] == ["1", "2"]


def test_another_meeting_needs_no_reason(store: Store):
    locks.lock(store, MAY, "1", 1, ROLE)
    locks.lock(store, MARCH, "2", 1, ROLE)
    assert [one.meeting_date for one in locks.locks(store)] == [MARCH, MAY]


def test_who_did_not_see_the_other_lock_is_told(store: Store):
    first = locks.lock(store, MAY, "1", 1, "En annen")
    with pytest.raises(PlainError, match="Noen andre har låst møtet"):
        locks.lock(store, MAY, "2", 1, ROLE)
    second = locks.lock(store, MAY, "2", 1, ROLE, "Nytt tall", first.lock_id)
    with pytest.raises(PlainError, match="Noen andre har låst møtet"):
        locks.lock(store, MAY, "3", 1, ROLE, "Nytt tall", first.lock_id)
    assert locks.locks(store)[0] == second


def test_a_lock_that_is_not_there_is_said_to_be_gone(store: Store):
    with pytest.raises(PlainError, match="finnes ikke lenger"):
        locks.contents(store, 1)


def test_a_backup_and_the_read_copy_carry_the_locks(store: Store):
    made = locks.lock(store, MAY, "låst", 1, ROLE)
    assert store.path
    with reading(read_copy(store.path), PROGRAMME) as copy:
        assert locks.locks(copy) == [made]
    kept = backups.take(store, Why.MANUAL)
    assert kept
    locks.lock(store, MAY, "etterpå", 1, ROLE, "Nytt", made.lock_id)
    stored(store, report=report())
    store.replace_all(kept.path)
    assert locks.locks(store) == [made] and locks.contents(store, made.lock_id) == "låst"


def test_a_store_from_before_there_were_locks_gets_the_table_by_itself(tmp_path: Path):
    path = tmp_path / "prove.duckdb"
    with Store(path, PROGRAMME) as older:
        stored(older, report=report())
        with older.cursor() as cursor:
            cursor.execute("drop table meeting_lock")
            cursor.execute("delete from schema_step where step like '003%'")
    with Store(path, PROGRAMME) as newer:
        assert locks.locks(newer) == []
        locks.lock(newer, MAY, "1", 1, ROLE)
    with Store(path, PROGRAMME) as again, again.cursor() as cursor:
        assert len(locks.locks(again)) == 1
        assert len(rows(cursor, "select * from schema_step where step like '003%'")) == 1
