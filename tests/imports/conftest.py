"""Stores for the tests of imports: an empty one, and one that all four municipalities have reported to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from helgelandlegen.database import Store
from tests.making import (
    DALEN,
    FJELL,
    MARCH,
    NORDBY,
    PROGRAMME,
    VIKA,
    goals,
    held,
    leave,
    listed,
    post,
    report,
    step,
    stored,
    trainee,
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A store without imports."""
    with Store(tmp_path / "prove.duckdb", PROGRAMME) as store:
        yield store


@pytest.fixture(scope="package")
def reported_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two imports: what the four municipalities have reported, and the programme's own sheets."""
    path = tmp_path_factory.mktemp("reported") / "prove.duckdb"
    with Store(path, PROGRAMME) as store:
        stored(
            store,
            report=report(day=MARCH),
            position=[
                *(post(f"N{n}", NORDBY) for n in (1, 2, 3)), post("V1", VIKA), post("V2", VIKA), post("D1", DALEN),
                post("F1", FJELL),
            ],
            occupancy=[held("N1", "L1"), held("N2", "L2"), held("V1", "L3"), held("D1", "L4")],
            list_count=[listed("N1"), listed("N2"), listed("V1"), listed("F1")],
            training=[trainee("T1", NORDBY), trainee("T2", NORDBY), trainee("T3", VIKA)],
            absence=[leave("T1"), leave("T3")],
            learning_goal=[goals("T1"), goals("T3")],
        )  # fmt: skip
        stored(
            store,
            candidate=[{"candidate_id": "K1"}, {"candidate_id": "K2"}],
            candidate_step=[step("K1", "Kontakt"), step("K2", "Søknad")],
            meeting=[{"meeting_date": MARCH, "forum": "OSO"}],
        )
    return path


@pytest.fixture
def reported(reported_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it, to change."""
    path = tmp_path / "prove.duckdb"
    shutil.copyfile(reported_file, path)
    with Store(path, PROGRAMME) as store:
        yield store


@pytest.fixture(scope="package")
def looked_at(reported_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Another copy, for trials: these store nothing, so that many tests may share it."""
    path = tmp_path_factory.mktemp("looked_at") / "prove.duckdb"
    shutil.copyfile(reported_file, path)
    with Store(path, PROGRAMME) as store:
        yield store
