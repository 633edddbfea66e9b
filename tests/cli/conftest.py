"""The command line in this process, over a programme folder of the tests' own."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helgelandlegen import __main__, programme
from helgelandlegen.programme import Programme
from helgelandlegen.workbook import first
from tests.making import (
    DALEN,
    MUNICIPALITIES,
    NORDBY,
    PROGRAMME,
    VIKA,
    held,
    listed,
    post,
    report,
    send_bytes,
    step,
    trainee,
    workbook,
)

TOML = """\
title = "Prøveprogrammet"
data_from = 2024-01-01
timezone = "Europe/Oslo"
small_group_limit = 5

[training]
free_absence_percent = 10

[freshness]
days = 95
"""
TARGETS = "Nøkkeltall,Gjelder fra,Mål,Mål til,Varselgrense,Vedtak\nvacant_posts,2024-01-01,1,,3,Sak 1\n"


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it wrote as JSON."""
        return json.loads(self.out)

    def refused(self, code: int = 1) -> str:
        """The one sentence of a refusal: nothing on standard output, one line on standard error, no traceback."""
        assert (self.code, self.out) == (code, "")
        assert self.err.endswith("\n") and self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.strip()


Run = Callable[..., Answer]


def write_programme(folder: Path) -> None:
    """The test programme's folder in a folder of programmes."""
    (folder / "prove").mkdir(parents=True)
    (folder / "prove" / "programme.toml").write_text(TOML, encoding="utf-8")
    (folder / "prove" / "targets.csv").write_text(TARGETS, encoding="utf-8")
    names = ["number", "name", "sub_region", "centre", "lat", "lon", "population", "tile_column", "tile_row"]
    with (folder / "prove" / "municipalities.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *([getattr(m, n) for n in names] for m in MUNICIPALITIES)])


@pytest.fixture
def programmes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of programmes, with the test programme alone; its clock stands still."""
    folder = tmp_path / "programmes"
    write_programme(folder)
    monkeypatch.setattr(programme, "PROGRAMMES", folder)
    monkeypatch.setattr(Programme, "now", type(PROGRAMME).now)
    programme.load.cache_clear()
    yield folder
    programme.load.cache_clear()


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where the tests' store lies once it is made."""
    return tmp_path / "data" / "prove.duckdb"


@pytest.fixture
def run(programmes: Path, store_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the tests' store."""

    def call(*arguments: object, database: Path | None = store_path) -> Answer:
        before = ["--database", str(database)] if database else []
        try:
            code = __main__.main([*before, *map(str, arguments)])
        except SystemExit as ended:
            assert isinstance(ended.code, int)
            code = ended.code
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return call


@pytest.fixture(scope="package")
def first_content() -> bytes:
    """A workbook in order: four GP posts, one with a permanent doctor and one with a locum; Fjell has not reported."""
    return workbook(
        report=report(NORDBY, VIKA, DALEN),
        position=[post("N1", NORDBY), post("N2", NORDBY), post("V1", VIKA), post("D1", DALEN)],
        occupancy=[held("N1", "L1", date(2024, 2, 1)), held("N2", "L2", occupancy="Vikar")],
        list_count=[listed("N1", length=900), listed("N2", length=700), listed("V1", length=500)],
        training=[trainee("T1", NORDBY), trainee("T2", VIKA), trainee("T3", VIKA)],
        candidate=[{"candidate_id": "K1"}], candidate_step=[step("K1", "Kontakt")],
    )  # fmt: skip


@pytest.fixture
def first_file(tmp_path: Path, first_content: bytes) -> Path:
    """It as a file."""
    file = tmp_path / "første rapport.xlsx"
    file.write_bytes(first_content)
    return file


@pytest.fixture(scope="package")
def imported_folder(tmp_path_factory: pytest.TempPathFactory, first_content: bytes) -> Path:
    """A store, made as the import command makes it, with the targets and that file in it."""
    folder = tmp_path_factory.mktemp("imported")
    write_programme(folder)
    with first.opened(folder / "data" / "prove.duckdb", replace(PROGRAMME, folder=folder / "prove")) as store:
        assert send_bytes(store, first_content, "første rapport.xlsx").import_id == 2
    return folder / "data"


@pytest.fixture
def imported(run: Run, imported_folder: Path, store_path: Path) -> Run:
    """Runs commands on a copy of that store."""
    shutil.copytree(imported_folder, store_path.parent)
    return run


@pytest.fixture
def second_file(tmp_path: Path) -> Path:
    """Vika's next workbook: another post."""
    file = tmp_path / "Vika.xlsx"
    file.write_bytes(workbook(report=report(VIKA), position=[post("V1", VIKA), post("V2", VIKA)]))
    return file


@pytest.fixture
def wrong_file(tmp_path: Path) -> Path:
    """A workbook with a row for a municipality that is none, and one more in order."""
    file = tmp_path / "feil.xlsx"
    file.write_bytes(workbook(report=report(NORDBY), position=[post("N1", NORDBY), post("N9", "Nordby 2")]))
    return file
