from __future__ import annotations

import pytest

from helgelandlegen.figures.columns import Upright, columns
from tests.figures.looking import marks, rectangles, titles
from tests.figures.sample import drawing, texts


def bar(name, value, of=None):
    return Upright(name, value, "" if value is None else str(value), "ours", f"{name}: {value}", of)


def draw(*bars, **more):
    return columns(bars, label="Måned for måned", **more)


def height(mark):
    return float(mark.attrib["height"])


def test_a_bar_of_twice_the_value_is_twice_as_high_from_one_foot():
    one, two = marks(draw(bar("jan.", 100), bar("feb.", 200)), "hl-tone-ours")
    assert height(two) == pytest.approx(2 * height(one), abs=0.2)
    assert float(one.attrib["y"]) + height(one) == pytest.approx(float(two.attrib["y"]) + height(two), abs=0.2)


def test_the_outline_is_what_the_value_is_measured_against_on_the_same_scale():
    svg = draw(bar("jan.", 50, 100), bar("feb.", None, 100))
    [filled] = marks(svg, "hl-tone-ours")
    wholes = marks(svg, "hl-whole")
    assert [height(mark) for mark in wholes] == pytest.approx([2 * height(filled)] * 2, abs=0.2)


def test_no_value_has_no_bar_and_nothing_is_a_number_without_one():
    svg = draw(bar("1", 0), bar("2", 3))
    assert len(marks(svg, "hl-tone-ours")) == 1
    assert texts(svg) == ["0", "1", "3", "2"]
    assert titles(svg) == ["1: 0", "2: 3"]


def test_twelve_months_of_large_numbers_stay_within_the_drawing_and_apart():
    svg = draw(*(bar(f"måned {n}", 1234, 1400) for n in range(12)), legend=[("ours", "regnskap")])
    wide = float(drawing(svg).attrib["viewBox"].split()[2])
    assert all(left >= 0 and right <= wide + 0.1 for left, _, right, _ in rectangles(svg))
    assert not marks(draw(bar("jan.", 0), bar("feb.", 0)), "hl-tone-ours")  # nothing at all is no error


def test_nothing_to_draw_is_said_so():
    assert texts(draw()) == ["Ingen tall å vise ennå"]
