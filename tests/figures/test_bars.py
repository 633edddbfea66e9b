from __future__ import annotations

from decimal import Decimal

import pytest

from helgelandlegen.figures.bars import Bar, bars
from tests.figures.looking import marks, place, titles, width
from tests.figures.sample import drawing, texts


def draw(*rows, **more):
    return bars(rows, label="Ledige", **more)


def test_a_bar_twice_as_long_has_twice_the_width():
    svg = draw(Bar("Nordvik", 3, "3", "vacant"), Bar("Sørvik", Decimal(6), "6", "vacant"))
    short, long = marks(svg, "hl-tone-vacant")
    assert width(long) == pytest.approx(2 * width(short), abs=0.2)
    assert short.attrib["x"] == long.attrib["x"]


def test_the_whole_is_drawn_behind_its_part_on_the_same_scale():
    svg = draw(Bar("Nordvik", 3, "3 av 12", "vacant", 12))
    [part], [whole] = marks(svg, "hl-tone-vacant"), marks(svg, "hl-whole")
    assert width(whole) == pytest.approx(4 * width(part), abs=0.3)
    assert part.attrib["x"] == whole.attrib["x"]


def test_parts_stand_one_after_the_other_in_the_place_of_the_bar():
    svg = draw(Bar("Nordvik", 5, "5", "vacant", parts=((3, "vacant"), (2, "filled"))), Bar("Sørvik", 5, "5", "left"))
    [first], [second], [whole] = (marks(svg, f"hl-tone-{tone}") for tone in ("vacant", "filled", "left"))
    assert float(second.attrib["x"]) == pytest.approx(float(first.attrib["x"]) + 3 / 5 * width(whole), abs=0.1)
    assert width(second) == pytest.approx(2 / 5 * width(whole), abs=0.1)
    assert 0 < 3 / 5 * width(whole) - width(first) < 2  # a hair's breadth between the parts


def test_an_unknown_value_is_a_stub_of_one_length_whatever_hides_behind_it():
    rows = [
        Bar("Nordvik", None, "ingen tall", "vacant"),
        Bar("Sørvik", None, "under 5", "vacant", 4, ((3, "vacant"), (1, "locum"))),
        Bar("Østvik", 7, "7", "vacant"),
    ]
    svg = draw(*rows)
    assert len(marks(svg, "hl-tone-vacant")) == 1
    assert not marks(svg, "hl-whole") and not marks(svg, "hl-tone-locum")
    one, other = marks(svg, "hl-axis")
    assert width(one) == width(other)
    assert titles(svg)[:2] == ["Nordvik: ingen tall", "Sørvik: under 5"]
    assert texts(svg)[:4] == ["Nordvik", "ingen tall", "Sørvik", "under 5"]


def test_a_value_of_zero_has_no_bar_and_one_just_above_it_is_still_seen():
    svg = draw(Bar("Nordvik", 0, "0", "vacant"), Bar("Sørvik", 1, "1", "vacant"), Bar("Vik", 10**6, "mange", "vacant"))
    assert width(marks(svg, "hl-tone-vacant")[0]) >= 2
    assert len(marks(svg, "hl-tone-vacant")) == 2
    assert texts(draw(Bar("Nordvik", 0, "0 av 0", "vacant", 0))) == ["Nordvik", "0 av 0"]


def test_each_text_stands_just_after_its_bar_and_the_longest_fits():
    svg = draw(Bar("Nordvik", 9, "9 av 10 hjemler er ledige", "vacant"), Bar("Sørvik", 3, "3", "vacant"))
    long, short = marks(svg, "hl-tone-vacant")
    for mark, words in ((long, "9 av 10 hjemler er ledige"), (short, "3")):
        assert place(svg, words)[0] == pytest.approx(float(mark.attrib["x"]) + width(mark) + 12, abs=0.2)


def test_the_unit_stands_over_the_bars_and_the_legend_names_the_tones():
    svg = draw(
        Bar("Nordvik", 9, "9", "vacant"),
        unit="hjemler",
        legend=[("vacant", "uten vikar"), ("whole", "alle hjemler"), ("unknown", "ingen tall")],
    )
    assert texts(svg) == ["uten vikar", "alle hjemler", "ingen tall", "hjemler", "Nordvik", "9"]
    assert place(svg, "hjemler")[0] == float(marks(svg, "hl-tone-vacant")[-1].attrib["x"])


def test_a_locum_is_hatched_an_announcement_dashed_and_the_official_a_ring():
    svg = draw(*(Bar(tone, 5, "5", tone) for tone in ("vacant", "locum", "announced", "official")))
    assert len(marks(svg, "hl-tone-line-locum", "path")) == 1
    assert [e.get("stroke-dasharray") for e in marks(svg, "hl-tone-line-announced")] == ["6 4"]
    assert [e.get("stroke-dasharray") for e in marks(svg, "hl-tone-line-official")] == [None]
    assert not marks(svg, "hl-tone-official")
    assert not [e for e in drawing(svg).iter() if "hl-tone-line-vacant" in e.get("class", "")]


def test_a_tone_that_stands_for_nothing_is_refused():
    with pytest.raises(KeyError, match="pink"):
        draw(Bar("Nordvik", 1, "1", "pink"))
