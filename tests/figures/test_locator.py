"""Tiles that can be picked: each is a button that says its own words, in the large map and in the small one."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from helgelandlegen.figures import marks
from helgelandlegen.figures.locator import locator
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.tilemap import Tile, tile_map
from tests.figures.sample import drawing, texts

TILES = [
    Tile("Nordvik", 2, 1, 0, 5, to=marks.place("9001")),
    Tile("Sørvik", 1, 2, 3, 4, to=marks.place("9002"), marked=True),
    Tile("Vestvik", 1, 1, None, None, to=marks.place("9003")),
    Tile("Midtvik", 2, 2, 0, 0, to=marks.place("9004")),
]


def buttons(svg: str) -> list[Element]:
    return [e for e in drawing(svg).iter("g") if e.get("data-pick")]


@pytest.mark.parametrize("made", [locator, tile_map])
def test_every_tile_is_a_button_for_pointer_and_keyboard_with_its_numbers_in_words(made):
    found = {b.attrib["data-pick"]: b for b in buttons(made(TILES, title="Ledige hjemler"))}
    assert {key: b.attrib["aria-label"].replace("\u00a0", " ") for key, b in found.items()} == {
        "?sted=9001": "Nordvik: 0 av 5 ledige (0 %). Vis kommunen",
        "?sted=9002": "Sørvik: 3 av 4 ledige (75 %). Vis kommunen",
        "?sted=9003": "Vestvik: ingen tall. Vis kommunen", "?sted=9004": "Midtvik: ingen hjemler. Vis kommunen",
    }  # fmt: skip
    assert {b.get("role") for b in found.values()} == {"button"}
    assert [key for key, b in found.items() if b.get("aria-current")] == ["?sted=9002"]
    # The Tab key comes to the place one is at; the arrows lead on from there.
    assert [key for key, b in found.items() if b.get("tabindex") == "0"] == ["?sted=9002"]
    assert all(b.get("tabindex") in ("0", "-1") for b in found.values())


@pytest.mark.parametrize("made", [locator, tile_map])
def test_a_map_of_buttons_is_a_group_and_one_without_keys_has_no_button(made):
    assert drawing(made(TILES, title="Ledige hjemler")).get("role") == "group"
    silent = [Tile(t.name, t.column, t.row, t.value, t.denominator) for t in TILES]
    assert drawing(made(silent, title="Ledige hjemler")).get("role") == "img"
    assert buttons(made(silent, title="Ledige hjemler")) == []


def test_a_large_map_that_cannot_be_picked_is_one_picture():
    whole = drawing(tile_map([Tile("Nordvik", 1, 1, 0, 5)], title="Ledige"))
    assert (whole.get("role"), whole.get("aria-label", "")[:8]) == ("img", "Ledige. ")


def test_the_small_map_shows_names_colours_and_bars_and_explains_the_colours():
    svg = locator(TILES, title="Ledige hjemler")
    assert [text for text in texts(svg) if text.endswith("vik")] == ["Nordvik", "Sørvik", "Vestvik", "Midtvik"]
    assert "Andel ledige" in texts(svg) and "ingen tall" in texts(svg)
    [bar] = [e for e in drawing(svg).iter("path") if "hl-step-bar" in e.get("class", "")]
    assert bar.attrib["d"].endswith("h55.5")  # three quarters of 74
    assert not [e for e in drawing(svg).iter() if e.get("id")]  # another map may stand on the page


def test_a_hidden_number_is_neither_drawn_nor_said():
    svg = locator([Tile("Nordvik", 1, 1, 3, 4, hidden=True, to=marks.place("1"))], title="Ledige")
    assert "3 av 4" not in svg and "75" not in svg.partition("viewBox")[2].partition(">")[2].replace("0.75", "")
    assert "Nordvik: under 5" in svg


def test_names_and_keys_are_escaped():
    svg = locator([Tile('<b>&"', 1, 1, 1, 2, to=To('"><i', '<u>"'))], title='<u>"')
    [button] = buttons(svg)
    assert (
        button.attrib["data-pick"] == '"><i'
        and button.attrib["aria-label"].endswith('. <u>"')
        and '<b>&"' in texts(svg)
    )


def test_no_tiles_are_no_map():
    assert locator([], title="Ledige") == ""
