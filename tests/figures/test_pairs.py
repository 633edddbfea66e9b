from __future__ import annotations

import pytest

from helgelandlegen.figures.pairs import Pair, pairs
from tests.figures.looking import marks, titles
from tests.figures.sample import NBSP, drawing, texts


def draw(*rows, **more):
    return pairs(rows, label="To kilder", names=("Kommunene", "Direktoratet"), **more)


def centres(svg, name):
    """The x of each sign of a kind, that of the key left out."""
    return [float(e.attrib["cx"]) for e in marks(svg, name, "circle")][1:]


def test_both_values_stand_on_one_scale_from_zero():
    svg = draw(Pair("Nordvik", 0, 50, ""), Pair("Sørvik", 100, 25, ""))
    zero, hundred = centres(svg, "hl-tone-ours")
    fifty, quarter = centres(svg, "hl-tone-line-official")
    assert fifty == pytest.approx(zero + (hundred - zero) / 2, abs=0.1)
    assert quarter == pytest.approx(zero + (hundred - zero) / 4, abs=0.1)


def test_a_line_joins_the_two_where_both_are_known():
    assert len(marks(draw(Pair("Nordvik", 3, 4, "")), "hl-tone-line-official", "path")) == 1
    for one_sided in (Pair("Nordvik", 3, None, ""), Pair("Nordvik", None, 4, "")):
        assert not marks(draw(one_sided), "hl-tone-line-official", "path")


def test_what_is_not_known_has_no_sign_and_no_number():
    svg = draw(Pair("Nordvik", None, None, "ingen tall"), Pair("Sørvik", None, 7, "bare offisielt"))
    assert centres(svg, "hl-tone-ours") == []
    assert len(centres(svg, "hl-tone-line-official")) == 1
    assert texts(svg) == ["Kommunene", "Direktoratet", "Nordvik", "ingen tall", "Sørvik", "bare offisielt", "7"]


def test_each_number_stands_outside_its_sign_and_equal_ones_are_written_once():
    svg = drawing(draw(Pair("Nordvik", 30, 80, "")))
    ours, theirs = (next(e for e in svg.iter("text") if e.text == words) for words in ("30", "80"))
    assert (ours.get("text-anchor"), theirs.get("text-anchor", "start")) == ("end", "start")
    assert texts(draw(Pair("Nordvik", 30, 30, "likt"))).count("30") == 1


def test_shares_and_decimals_are_printed_as_asked():
    assert f"12,5{NBSP}%" in texts(draw(Pair("Nordvik", 0.125, 0.5, ""), share=True, decimals=1))
    assert {"3,4", "2,0"} <= set(texts(draw(Pair("Nordvik", 3.4, 2, ""), decimals=1)))


def test_each_row_is_said_in_words():
    svg = draw(Pair("Nordvik", 1012, 987, "25 flere"), Pair("Sørvik", None, 0, ""))
    assert titles(svg) == [
        "Nordvik: Kommunene 1 012, Direktoratet 987, 25 flere",
        "Sørvik: Kommunene ingen tall, Direktoratet 0",
    ]
