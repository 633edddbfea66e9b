"""A new store begins with the targets of the programme's folder, as an import like any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from helgelandlegen import kpis
from helgelandlegen.errors import PlainError
from helgelandlegen.places import read_copy
from helgelandlegen.programme import Programme
from helgelandlegen.queries import Reader
from helgelandlegen.workbook import first
from helgelandlegen.workbook.history import history, withdraw
from tests.making import JUNE, NORDBY, PROGRAMME, TODAY, post, report, rows, stored

TARGETS = """\
Nøkkeltall,Gjelder fra,Mål,Mål til,Varselgrense,Vedtak
vacant_posts,2024-01-01,5,,15,"Forslag, ikke vedtatt"
budget_use,01.01.2024,"90 %",105 %,5 %,
"""


@pytest.fixture
def programme(tmp_path: Path) -> Iterator[Programme]:
    """The test programme with a folder that has targets."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "targets.csv").write_text(TARGETS, encoding="utf-8")
    yield replace(PROGRAMME, folder=folder)


def test_the_first_import_of_a_new_store_is_the_programmes_targets(tmp_path: Path, programme: Programme):
    with first.opened(tmp_path / "prove.duckdb", programme) as store:
        (only,) = history(store)
        assert (only["import_id"], only["kind"], only["file_name"], only["added"]) == (
            1,
            "programmets mål",
            "targets.csv",
            2,
        )
        found = [
            (r["kpi"], float(r["target"]), r["target_to"] and float(r["target_to"])) for r in rows(store, "target")
        ]
        assert found == [("budget_use", 0.9, 1.05), ("vacant_posts", 5, None)]


def test_opening_it_again_imports_them_no_more(tmp_path: Path, programme: Programme):
    for _ in range(2):
        with first.opened(tmp_path / "prove.duckdb", programme) as store:
            assert len(history(store)) == 1


def test_targets_that_were_withdrawn_do_not_come_back_by_themselves(tmp_path: Path, programme: Programme):
    with first.opened(tmp_path / "prove.duckdb", programme) as store:
        withdraw(store, 1)
    with first.opened(tmp_path / "prove.duckdb", programme) as store:
        assert rows(store, "target") == [] and len(history(store)) == 1


def test_an_upload_of_targets_replaces_the_first_ones(tmp_path: Path, programme: Programme):
    with first.opened(tmp_path / "prove.duckdb", programme) as store:
        outcome = stored(store, target=[{"kpi": "vacant_posts", "applies_from": date(2024, 1, 1), "target": 3}])
        assert {(d.what, d.key[0]) for d in outcome.differences} == {
            ("endret", "vacant_posts"),
            ("borte", "budget_use"),
        }


def test_wrong_targets_are_said_in_one_sentence(tmp_path: Path, programme: Programme):
    (programme.folder / "targets.csv").write_text(TARGETS.replace("vacant_posts", "vacant_post"), encoding="utf-8")
    wrong = pytest.raises(PlainError, match=r"Målene i programmets mappe kan ikke brukes.*Mente du «vacant_posts»")
    with wrong, first.opened(tmp_path / "prove.duckdb", programme):
        pass


def test_a_programme_without_targets_begins_with_no_import(tmp_path: Path):
    with first.opened(tmp_path / "prove.duckdb", PROGRAMME) as store:
        assert history(store) == []


def test_figures_reach_today_when_a_store_is_opened_after_a_month_end(tmp_path: Path):
    class Later(type(PROGRAMME)):  # type: ignore[misc]
        def today(self) -> date:
            return TODAY + timedelta(days=31)

    path = tmp_path / "prove.duckdb"
    later = Later(**{f: getattr(PROGRAMME, f) for f in PROGRAMME.__dataclass_fields__})
    with first.opened(path, PROGRAMME) as store:
        stored(store, report=report(NORDBY, day=JUNE), position=[post("N1", NORDBY)], occupancy=[])
        version = store.version
        written = read_copy(path).stat().st_mtime_ns
    with first.opened(path, later) as store, store.cursor() as cursor:
        found = kpis.stored(Reader(cursor), ["vacant_posts"])
        assert {f.as_of for f in found} >= {date(2024, 6, 30), date(2024, 7, 31)}
        assert store.version == version + 1
        assert read_copy(path).stat().st_mtime_ns > written
    with first.opened(path, later) as store:
        assert store.version == version + 1
