"""A programme's folder: its municipalities, who borders on whom, and the way through them in their order."""

from __future__ import annotations

from pathlib import Path

import pytest

from helgelandlegen import programme
from helgelandlegen.errors import PlainError

TOML = """title = "Prøve"
data_from = 2024-01-01
timezone = "Europe/Oslo"
small_group_limit = 5
[training]
free_absence_percent = 10
[freshness]
days = 95
"""
HEAD = "number,name,sub_region,centre,lat,lon,population,tile_column,tile_row"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programmes with one that has no municipalities yet."""
    (tmp_path / "prove").mkdir()
    (tmp_path / "prove" / "programme.toml").write_text(TOML, encoding="utf-8")
    monkeypatch.setattr(programme, "PROGRAMMES", tmp_path)
    programme.load.cache_clear()
    return tmp_path / "prove" / "municipalities.csv"


def rows(*neighbours: str) -> str:
    places = ("9001,Nordby", "9002,Vika", "9003,Dalen")
    return "\n".join(f"{p},Kyst,,65,12,100,0,0{n}" for p, n in zip(places, neighbours, strict=True))


def names(found: tuple[programme.Municipality, ...]) -> list[str]:
    return [m.name for m in found]


def test_neighbours_are_read_and_given_in_the_programmes_order(folder: Path):
    folder.write_text(f"{HEAD},neighbours\n{rows(',9003 9002', ',9001', ',9001')}", encoding="utf-8")
    read = programme.load("prove")
    assert names(read.neighbours("9001")) == ["Vika", "Dalen"]
    assert names(read.neighbours("9003")) == ["Nordby"]


def test_a_folder_that_says_nothing_of_neighbours_has_none(folder: Path):
    folder.write_text(f"{HEAD}\n{rows('', '', '')}", encoding="utf-8")
    assert programme.load("prove").neighbours("9001") == ()


def test_a_neighbour_that_is_no_municipality_of_the_programme_is_refused_by_name(folder: Path):
    folder.write_text(f"{HEAD},neighbours\n{rows(',9002', ',9001 9009', ',')}", encoding="utf-8")
    with pytest.raises(PlainError, match="nabokommuner som ikke er med: 9009"):
        programme.load("prove")


def test_the_way_through_the_municipalities_goes_round(folder: Path):
    folder.write_text(f"{HEAD}\n{rows('', '', '')}", encoding="utf-8")
    read = programme.load("prove")
    assert [read.beside("9001", step).name for step in (-1, 1)] == ["Dalen", "Vika"]
    assert read.beside("9003", 1).name == "Nordby"


def test_in_every_programme_that_we_have_who_borders_on_another_is_bordered_on():
    for path in programme.PROGRAMMES.iterdir():
        read = programme.load(path.name)
        pairs = {(m.number, n.number) for m in read.municipalities for n in read.neighbours(m.number)}
        assert pairs == {(b, a) for a, b in pairs}
        assert not [a for a, b in pairs if a == b]
