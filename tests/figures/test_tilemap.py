from __future__ import annotations

import pytest

from helgelandlegen.figures.tilemap import TILE_WIDTH, Tile, in_words, step, tile_map
from helgelandlegen.typeface import text_width
from tests.figures.sample import drawing, texts

TILES = [
    Tile("Nordvik", 2, 1, 0, 5),
    Tile("Sørvik", 1, 2, 3, 3),
    Tile("Østvik", 3, 2, 1, 20),
    Tile("Vestvik", 1, 1, None, None),
    Tile("Midtvik", 2, 2, 0, 0),
    Tile("Lillevik", 3, 3, 2, 4, hidden=True),
]


@pytest.mark.parametrize(
    ("value", "denominator", "expected"),
    [(0, 4, 0), (1, 29, 1), (1, 10, 2), (2, 9, 2), (1, 4, 3), (49, 100, 3), (1, 2, 4), (3, 3, 4)],
)
def test_a_share_falls_into_one_of_five_ordered_steps(value, denominator, expected):
    assert step(value, denominator) == expected


def test_the_whole_map_is_said_in_words_the_largest_share_first():
    said = in_words(TILES, title="Ledige hjemler").replace("\u00a0", " ")
    assert said == (
        "Ledige hjemler. Sørvik: 3 av 3 ledige (100 %). Østvik: 1 av 20 ledige (5 %). Nordvik: 0 av 5 ledige (0 %). "
        "Lillevik: under 5. Midtvik: ingen hjemler. Vestvik: ingen tall."
    )


def test_every_tile_shows_its_name_and_its_numbers():
    written = texts(tile_map(TILES, title="Ledige"))
    for words in ("Nordvik", "0av 5", "Sørvik", "3av 3", "Østvik", "1av 20", "ingen tall", "ingen hjemler", "under 5"):
        assert words in written


def test_no_number_of_a_hidden_tile_is_drawn_or_said():
    alone = tile_map([TILES[-1]], title="Ledige")
    assert "2av 4" not in texts(alone)
    assert "2 av 4" not in alone


def test_colour_is_never_alone_each_share_has_a_bar_of_its_length():
    bars = [e for e in drawing(tile_map(TILES, title="Ledige")).iter("path") if "hl-step-bar" in e.get("class", "")]
    lengths = sorted(float(e.attrib["d"].split("h")[1]) for e in bars)
    full = TILE_WIDTH - 20
    assert lengths == [pytest.approx(full / 20, abs=0.05), pytest.approx(full)]


def test_tiles_without_number_are_hatched_and_the_legend_says_so_only_then():
    assert texts(tile_map(TILES, title="Ledige")).count("ingen tall") == 2
    assert "ingen tall" not in texts(tile_map(TILES[:3], title="Ledige"))
    hatched = [e for e in drawing(tile_map(TILES, title="x")).iter("rect") if e.get("fill") == "url(#hl-hatch)"]
    assert len(hatched) == 3 + 1


def test_the_grid_begins_where_the_first_tile_is_whatever_the_numbering():
    moved = [Tile(t.name, t.column + 7, t.row - 4, t.value, t.denominator, t.hidden) for t in TILES]
    assert tile_map(moved, title="x") == tile_map(TILES, title="x")


@pytest.mark.parametrize("name", ["Ås", "Hattfjelldal", "Nordre Vestvågøy og Moskenesøya"])
def test_a_name_fits_into_its_tile(name):
    svg = drawing(tile_map([Tile(name, 0, 0, 1, 4)], title="x"))
    written = next(e for e in svg.iter("text") if e.text == name)
    assert text_width(name, float(written.attrib["font-size"])) <= TILE_WIDTH - 12


def test_names_from_outside_are_escaped():
    svg = tile_map([Tile('<b>"&', 0, 0, 1, 4)], title='<i>"')
    assert texts(svg)[0] == '<b>"&'
    assert drawing(svg).attrib["aria-label"].startswith('<i>". <b>"&: 1 av 4 ledige')


def test_a_programme_without_tiles_draws_nothing():
    assert tile_map([], title="x") == ""
