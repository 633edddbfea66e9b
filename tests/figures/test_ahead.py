from __future__ import annotations

from datetime import date

import pytest

from helgelandlegen.figures.ahead import Block, ahead
from tests.figures.looking import marks, place, titles, width
from tests.figures.sample import drawing, texts

START, END = date(2027, 1, 1), date(2029, 12, 31)


def half(year, which, count, text=None):
    """A block over the first or second half of a year."""
    begin, end = [(date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31))][which - 1]
    return Block(begin, end, count, str(count) if text is None else text)


def draw(above, below):
    return ahead(
        above,
        below,
        start=START,
        end=END,
        above_name="Ferdige leger",
        below_name="Varslede hjemler",
        label="Framover",
        above_tone="trainee",
        below_tone="vacant",
    )


def blocks(svg, tone):
    """The rectangles of a side without the swatch at its name, which is 22 wide and 16 high."""
    found = marks(svg, f"hl-tone-{tone}")
    return [e for e in found if (e.attrib["width"], e.attrib["height"]) != ("22", "16")]


def height(mark):
    return float(mark.attrib["height"])


def test_twice_as_many_are_twice_as_high_above_and_below():
    svg = draw([half(2027, 1, 3), half(2027, 2, 6)], [half(2027, 1, 6)])
    three, six = blocks(svg, "trainee")
    [below] = blocks(svg, "vacant")
    assert height(six) == pytest.approx(2 * height(three), abs=0.1)
    assert height(below) == height(six)


def test_a_block_over_a_whole_year_is_as_high_as_its_half_years_would_be():
    merged = Block(date(2028, 1, 1), date(2028, 12, 31), 6, "6")
    alone, year = blocks(draw([half(2027, 1, 3), merged], []), "trainee")
    assert height(year) == height(alone)
    # From the first to the last day 365 and 180 days, each with a gap of 4 to its neighbours.
    assert (width(year) + 4) / (width(alone) + 4) == pytest.approx(365 / 180, abs=0.01)
    assert "Høyden er antall per halvår" in texts(draw([merged], []))
    assert "Høyden er antall per halvår" not in texts(draw([half(2027, 1, 3)], []))


@pytest.mark.parametrize(
    ("end", "half_years"),
    [(date(2027, 6, 30), 1), (date(2027, 7, 1), 1), (date(2028, 6, 30), 3), (date(2029, 12, 31), 6), (START, 1)],
)
def test_how_many_half_years_a_block_covers(end, half_years):
    assert Block(START, end, 3, "3").half_years == half_years


def test_the_one_side_stands_on_the_axis_and_the_other_hangs_from_it():
    svg = draw([half(2027, 1, 3)], [half(2027, 1, 3)])
    [up], [down] = blocks(svg, "trainee"), blocks(svg, "vacant")
    [axis] = marks(svg, "hl-empty-fill")
    assert float(up.attrib["y"]) + height(up) <= float(axis.attrib["y"])
    assert float(down.attrib["y"]) >= float(axis.attrib["y"]) + height(axis)
    numbers = [float(e.attrib["y"]) for e in drawing(svg).iter("text") if e.text == "3"]
    assert numbers[0] < float(up.attrib["y"]) and numbers[1] > float(down.attrib["y"]) + height(down)


def test_a_hidden_count_is_a_hatched_block_of_one_height_and_prints_no_number():
    svg = draw([half(2027, 1, None, "under 5"), half(2027, 2, 40)], [])
    assert len(blocks(svg, "trainee")) == 1
    assert [height(e) for e in marks(svg, "hl-axis")] == [19]
    assert titles(svg)[0] == "01.01.2027–30.06.2027: under 5"


def test_a_single_one_does_not_fill_the_drawing():
    [one] = blocks(draw([half(2027, 1, 1)], []), "trainee")
    [four] = blocks(draw([half(2027, 1, 4)], []), "trainee")
    assert height(one) == pytest.approx(height(four) / 4, abs=0.1)


def test_years_are_named_once_and_a_zero_is_written_without_a_block():
    svg = draw([half(2027, 1, 0)], [half(2028, 1, 2)])
    assert [words for words in texts(svg) if words.startswith("20")] == ["2027", "2028", "2029"]
    assert "0" in texts(svg) and not blocks(svg, "trainee")


def test_blocks_beyond_the_axis_are_left_out_of_the_picture():
    svg = draw([half(2020, 1, 9), half(2027, 1, 2)], [])
    assert len(blocks(svg, "trainee")) == 1
    assert "9" not in texts(svg)


def test_a_side_without_blocks_says_so_and_both_are_named():
    svg = draw([], [half(2027, 1, 2)])
    assert {"Ferdige leger", "Varslede hjemler", "Ingen tall å vise ennå"} <= set(texts(svg))
    assert place(svg, "Ferdige leger")[1] < place(svg, "Varslede hjemler")[1]
    assert drawing(svg).attrib["aria-label"] == (
        "Framover. Ferdige leger: ingen tall å vise ennå. Varslede hjemler: 01.01.2027–30.06.2027: 2."
    )
