"""The door to DuckDB: opening, transactions, versions, migration, and what SQL may reach."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from helgelandlegen import database, tables
from helgelandlegen.database import Store, reading, rows
from helgelandlegen.errors import PlainError
from helgelandlegen.places import default_path, read_copy
from helgelandlegen.workbook.sheets import SHEETS
from tests.making import MUNICIPALITIES, NORDBY, PROGRAMME, keys, post, report, stored


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's store lies."""
    return tmp_path / "deep" / "prove.duckdb"


def ask(store: Store, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with store.cursor() as cursor:
        return cursor.execute(sql).fetchall()


def set_contact(store: Store, number: int, *, keep: bool = True) -> None:
    """A change that is easy to see."""
    with store.transaction(keep=lambda: keep) as cursor:
        cursor.execute("delete from import")
        cursor.execute(f"insert into import values ({number}, 'test', 'f', 's', now()::timestamp, null)")


def test_the_store_lies_in_the_folder_that_the_environment_names(store_folder: Path):
    assert default_path(PROGRAMME) == store_folder / "prove.duckdb"
    assert read_copy(default_path(PROGRAMME)) == store_folder / "prove.read.duckdb"


def test_a_new_store_has_a_table_for_each_sheet_and_is_empty(path: Path):
    with Store(path, PROGRAMME) as store:
        found = {name for (name,) in ask(store, "select table_name from information_schema.tables")}
        assert {f"{name}_row" for name in SHEETS} <= found
        assert {sum(ask(store, f"select count(*) from {name}_row")[0]) for name in SHEETS} == {0}
        assert store.version == 0


def test_each_stored_column_has_its_declared_type(path: Path):
    types = {"varchar": "VARCHAR", "date": "DATE", "bigint": "BIGINT", "boolean": "BOOLEAN"}
    with Store(path, PROGRAMME) as store:
        for sheet in SHEETS.values():
            found = {row[0]: row[1] for row in ask(store, f"describe {sheet.name}_row")}
            for column in sheet.stored:
                wanted = types.get(column.sql_type, column.sql_type.upper())
                assert found[column.name].replace(" ", "") == wanted, (sheet.name, column.name)
            assert not {c.name for c in sheet.columns if c.refused} & found.keys()


def test_a_change_is_kept_and_raises_the_version_by_one(path: Path):
    with Store(path, PROGRAMME) as store:
        set_contact(store, 1)
        assert store.version == 1
        set_contact(store, 2)
        assert store.version == 2
    with Store(path, PROGRAMME) as store:
        assert (store.version, ask(store, "select import_id from import")) == (2, [(2,)])


def test_a_change_that_fails_leaves_nothing(path: Path):
    with Store(path, PROGRAMME) as store:
        set_contact(store, 1)
        with pytest.raises(RuntimeError), store.transaction() as cursor:
            cursor.execute("delete from import")
            raise RuntimeError
        with pytest.raises(duckdb.Error), store.transaction() as cursor:
            cursor.execute("delete from import")
            cursor.execute("select from nowhere at all")
        assert (store.version, ask(store, "select import_id from import")) == (1, [(1,)])
        set_contact(store, 2)
        assert store.version == 2


def test_a_change_that_is_not_to_be_kept_leaves_nothing(path: Path):
    with Store(path, PROGRAMME) as store:
        set_contact(store, 1, keep=False)
        assert (store.version, ask(store, "select * from import")) == (0, [])


def test_readers_see_the_state_before_until_the_change_is_committed(path: Path):
    with Store(path, PROGRAMME) as store:
        set_contact(store, 1)
        with store.transaction() as cursor:
            cursor.execute("update import set import_id = 2")
            assert cursor.execute("select import_id from import").fetchall() == [(2,)]
            assert ask(store, "select import_id from import") == [(1,)]
        assert ask(store, "select import_id from import") == [(2,)]


def test_one_writer_waits_for_the_other(path: Path):
    with Store(path, PROGRAMME) as store:
        set_contact(store, 0)
        wrong: list[Exception] = []

        def add() -> None:
            try:
                for _ in range(10):
                    with store.transaction() as cursor:
                        cursor.execute("update import set import_id = import_id + 1")
            except Exception as error:
                wrong.append(error)

        threads = [threading.Thread(target=add) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong
        assert (ask(store, "select import_id from import"), store.version) == ([(40,)], 41)


def test_a_store_in_memory_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with Store(None, PROGRAMME) as store:
        stored(store, report=report(NORDBY), position=[post("N1", NORDBY)])
        store.write_read_copy()
        assert keys(store, "position") == ["N1"]
    assert list(tmp_path.iterdir()) == []


def test_the_municipalities_and_parameters_are_those_of_the_programmes_folder_each_time_it_is_opened(path: Path):
    with Store(path, PROGRAMME):
        pass
    fewer = replace(PROGRAMME, municipalities=MUNICIPALITIES[:3], free_absence_percent=12, data_from=date(2020, 1, 1))
    with Store(path, fewer) as store:
        assert ask(store, "select municipality from municipality order by place") == [("9001",), ("9002",), ("9003",)]
        assert ask(store, "select data_from, free_absence_percent, freshness_days from parameter") == [
            (date(2020, 1, 1), 12, 95)
        ]


def test_a_column_that_the_declaration_has_gained_is_added_and_the_rows_stay(path: Path):
    with Store(path, PROGRAMME) as store:
        stored(store, report=report(NORDBY), position=[post("N1", NORDBY, office="Kontoret")])
    # The store as it was before the column was declared.
    with duckdb.connect(str(path)) as older:
        older.execute("alter table position_row drop column office")
        older.execute("drop table stakeholder_row")
    with Store(path, PROGRAMME) as store:
        assert ask(store, "select position_id, office from position_row") == [("N1", None)]
        assert ask(store, "select count(*) from stakeholder_row") == [(0,)]
        stored(store, report=report(NORDBY), position=[post("N1", NORDBY, office="Nytt")])
        assert ask(store, "select office from position_row order by import_id") == [(None,), ("Nytt",)]


def test_schema_steps_run_once(path: Path):
    for _ in range(2):
        with Store(path, PROGRAMME) as store:
            steps = [step for (step,) in ask(store, "select step from schema_step order by step")]
    assert steps == sorted(p.stem for p in database.SCHEMA.glob("*.sql"))
    assert all(step[:3].isdigit() and step[3] == "_" for step in steps)


def test_what_the_declaration_already_has_needs_no_statement():
    existing = {
        f"{s.name}_row": {"import_id", "excel_row", "scope", *(c.name for c in s.stored)} for s in SHEETS.values()
    }
    assert tables.table_statements(existing) == []


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to '/tmp/ut.csv'",
        "attach '/tmp/annen.duckdb' as annen",
        "install httpfs",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
        "reset lock_configuration",
    ],
)
def test_sql_reaches_nothing_outside_the_stores_folder(path: Path, sql: str):
    with Store(path, PROGRAMME) as store, pytest.raises(duckdb.Error):
        ask(store, sql)


def test_a_path_with_a_quotation_mark_is_no_statement(tmp_path: Path):
    path = tmp_path / "d'Arc; drop" / "prove.duckdb"
    with Store(path, PROGRAMME) as store:
        set_contact(store, 7)
        store.write_read_copy()
    with Store(read_copy(path), PROGRAMME) as copy:
        assert ask(copy, "select import_id from import") == [(7,)]


def test_a_backup_is_a_store_of_its_own(path: Path):
    with Store(path, PROGRAMME) as store:
        set_contact(store, 7)
        store.copy_to(path.with_name("kopi.duckdb"))
        set_contact(store, 8)
        assert path.with_name("kopi.duckdb").stat().st_mode & 0o077 == 0
    with Store(path.with_name("kopi.duckdb"), PROGRAMME) as copy:
        assert (ask(copy, "select import_id from import"), copy.version) == ([(7,)], 1)


def test_reading_where_there_is_no_store_says_so_and_makes_none(path: Path):
    with pytest.raises(PlainError, match="Det finnes ingen database på"), reading(path, PROGRAMME):
        pass
    assert not path.parent.exists()


def test_rows_come_as_dicts_in_the_order_of_their_columns(path: Path):
    with Store(path, PROGRAMME) as store, store.cursor() as cursor:
        assert rows(cursor, "select 1 as a, $b as b", {"b": "x"}) == [{"a": 1, "b": "x"}]
        assert list(rows(cursor, "select 2 as b, 1 as a")[0]) == ["b", "a"]


def test_the_time_is_kept_as_utc_without_a_zone():
    assert database.now().tzinfo is None
    assert abs((PROGRAMME.local(database.now()).utcoffset() or database.now() - database.now()).total_seconds()) in (
        3600,
        7200,
    )
