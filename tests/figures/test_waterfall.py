from __future__ import annotations

import pytest

from helgelandlegen.figures.waterfall import BROKEN, Step, waterfall
from tests.figures.looking import marks, titles, width
from tests.figures.sample import drawing, texts


def draw(*steps: Step, **more) -> str:
    return waterfall(steps, label="Ledige fastlegehjemler: 15 → 11", **more)


STEPS = (
    Step("17. september", 15, 15, "15", "filled", whole=True),
    Step("Besatt (6)", 15, 9, "−6", "completed"),
    Step("Ny ledig (2)", 9, 11, "+2", "vacant"),
    Step("22. november", 11, 11, "11", "filled", whole=True),
)


def left(mark) -> float:
    return float(mark.attrib["x"])


def test_each_part_begins_where_the_one_before_it_ended():
    svg = draw(*STEPS)
    [first, last], [down], [up] = (marks(svg, f"hl-tone-{tone}") for tone in ("filled", "completed", "vacant"))
    assert left(down) + width(down) == pytest.approx(left(first) + width(first), abs=0.2)
    assert left(down) == pytest.approx(left(up), abs=0.2)
    assert left(up) + width(up) == pytest.approx(left(last) + width(last), abs=0.2)


def test_lengths_are_on_one_scale_from_nought():
    [first, last], [down], [up] = (marks(draw(*STEPS), f"hl-tone-{t}") for t in ("filled", "completed", "vacant"))
    assert left(first) == left(last)
    assert width(first) / 15 == pytest.approx(width(last) / 11, rel=0.01)
    assert width(down) / 6 == pytest.approx(width(up) / 2, rel=0.01)
    assert width(down) / 6 == pytest.approx(width(first) / 15, rel=0.01)


def test_names_and_numbers_stand_on_the_bars_and_in_the_text_alternative():
    svg = draw(*STEPS, legend=[("completed", "bedre"), ("vacant", "dårligere")])
    assert texts(svg) == [
        "bedre", "dårligere", "17. september", "15", "Besatt (6)", "−6", "Ny ledig (2)", "+2", "22. november", "11",
    ]  # fmt: skip
    assert titles(svg) == ["17. september: 15", "Besatt (6): −6", "Ny ledig (2): +2", "22. november: 11"]
    assert drawing(svg).attrib["aria-label"] == (
        "Ledige fastlegehjemler: 15 → 11. 17. september: 15. Besatt (6): −6. Ny ledig (2): +2. 22. november: 11."
    )


def test_a_small_change_of_large_values_is_drawn_on_a_broken_scale_that_says_so():
    svg = draw(
        Step("Før", 9000, 9000, "9 000", "filled", whole=True),
        Step("Besatt", 9000, 8900, "−100", "completed"),
        Step("Nå", 8900, 8900, "8 900", "filled", whole=True),
    )
    assert BROKEN in texts(svg)
    assert len(marks(svg, "hl-torn", "path")) == 2
    [down], [first, last] = marks(svg, "hl-tone-completed"), marks(svg, "hl-tone-filled")
    assert width(down) > 0.4 * width(first)
    assert left(down) == pytest.approx(left(last) + width(last), abs=0.2)


def test_a_part_of_nothing_is_seen_and_one_below_nought_has_its_room():
    svg = draw(
        Step("Før", 0, 0, "0", "filled", whole=True),
        Step("Opprettet, ledig (1)", 0, 0, "0", "vacant"),
        Step("Besatt (2)", 0, -2, "−2", "completed"),
        Step("Ny ledig (3)", -2, 1, "+3", "vacant"),
        Step("Nå", 1, 1, "1", "filled", whole=True),
    )
    none, up = marks(svg, "hl-tone-vacant")
    [down], [now] = marks(svg, "hl-tone-completed"), marks(svg, "hl-tone-filled")
    assert 2 <= width(none) <= 4
    assert left(down) == pytest.approx(left(up), abs=0.2)
    assert left(down) < left(now)
    for mark in (none, up, down, now):
        assert left(mark) >= 0 and left(mark) + width(mark) <= 960


@pytest.mark.parametrize("wide", [600, 1220])
def test_no_text_leaves_the_drawing(wide: int):
    svg = draw(Step("Før", 15, 15, "15", "filled", whole=True), Step("Et langt navn " * 9, 15, 9, "−6,4", "left"),
               width=wide)  # fmt: skip
    for e in drawing(svg).iter("text"):
        assert 0 <= float(e.attrib["x"]) < wide - 20


def test_nothing_to_draw_says_so():
    assert "Ingen tall å vise ennå" in texts(draw())
