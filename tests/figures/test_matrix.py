from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from helgelandlegen.figures.matrix import matrix
from helgelandlegen.figures.plan import Risk
from tests.figures.looking import marks, titles
from tests.figures.sample import drawing, texts


def draw(*risks, compared=True):
    return matrix(risks, label="2 av 3 risikoer er høye", compared=compared)


def circles(svg):
    """Number → centre and radius."""
    found = {}
    for group in drawing(svg).iter("g"):
        circle, words = group.find("rect"), group.find("text")
        if circle is not None and words is not None:
            x, y, r = (float(circle.attrib[key]) for key in ("x", "y", "rx"))
            assert circle.attrib["width"] == circle.attrib["height"] and float(circle.attrib["width"]) == 2 * r
            found[words.text] = (x + r, y + r, r)
    return found


def test_a_risk_stands_further_right_the_graver_and_further_up_the_likelier():
    found = circles(draw(Risk(1, "a", 5, 5), Risk(2, "b", 1, 5), Risk(3, "c", 5, 1), Risk(4, "d", 3, 3)))
    (ax, ay, _), (bx, by, _), (cx, cy, _), (dx, dy, _) = (found[n] for n in "1234")
    assert ax == bx > dx > cx and ay == cy < dy < by
    assert dx - cx == pytest.approx(ax - dx, abs=0.3) and by - dy == pytest.approx(dy - ay, abs=0.3)


def test_every_cell_says_its_product_and_the_three_grades_are_named():
    svg = draw(Risk(1, "a", 1, 1))
    products = sorted(int(words) for words in texts(svg) if words.isdigit())
    each = [a * b for a in range(1, 6) for b in range(1, 6)]
    assert products == sorted([*each, *range(1, 6), *range(1, 6), 1])  # the cells, both scales, the risk's number
    assert {"lav, 1–4", "middels, 5–9", "høy, 10–25"} <= set(texts(svg))
    counted = {step: len(marks(svg, f"hl-step-{step}")) - 1 for step in (0, 1, 2)}  # less the one in the key
    assert counted == {0: 8, 1: 7, 2: 10}


def test_an_arrow_leads_from_where_it_stood_then_only_where_it_has_moved():
    moved, still, new = Risk(1, "a", 4, 5, (3, 4)), Risk(2, "b", 2, 2, (2, 2)), Risk(3, "c", 1, 2)
    assert len(marks(draw(moved, still, new), "hl-course", "circle")) == 1
    assert not marks(draw(moved, still, new, compared=False), "hl-course", "circle")
    svg = draw(Risk(1, "a", 4, 5, (4, 1)))
    [ring] = marks(svg, "hl-course", "circle")
    there = circles(draw(Risk(1, "a", 4, 1)))["1"]
    assert float(ring.attrib["cx"]) == there[0]
    # Below the numbers of that cell, so that none of them covers it.
    assert float(ring.attrib["cy"]) - 5 >= there[1] + there[2]


@pytest.mark.parametrize("many", [2, 6, 7, 20])
def test_many_risks_in_one_cell_have_room_beside_each_other(many):
    found = circles(draw(*(Risk(n, str(n), 3, 3) for n in range(1, many + 1))))
    assert len(found) == many
    for (ax, ay, r), (bx, by, _) in combinations(found.values(), 2):
        assert hypot(ax - bx, ay - by) >= 2 * r
    wide, high = (max(c[i] for c in found.values()) - min(c[i] for c in found.values()) for i in (0, 1))
    radius = next(iter(found.values()))[2]
    assert wide + 2 * radius <= 111 and high + 2 * radius <= 68


def test_each_risk_says_in_words_where_it_stands_and_how_it_moved():
    svg = draw(Risk(1, "Penger", 4, 5, (3, 4)), Risk(2, "Tid", 1, 5))
    assert titles(svg) == [
        "1 Penger: sannsynlighet 4, konsekvens 5, høy, opp fra 12 til 20",
        "2 Tid: sannsynlighet 1, konsekvens 5, middels, ny",
    ]
    assert titles(draw(Risk(1, "Penger", 4, 5, (3, 4)), compared=False)) == [
        "1 Penger: sannsynlighet 4, konsekvens 5, høy"
    ]


def test_no_risk_is_said_so():
    assert texts(draw()) == ["Ingen tall å vise ennå"]
