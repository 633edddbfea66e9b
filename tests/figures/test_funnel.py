from __future__ import annotations

import pytest

from helgelandlegen.figures.funnel import Stage, funnel
from tests.figures.looking import marks, place, titles, width
from tests.figures.sample import NBSP, drawing, texts

STAGES = [
    Stage("Kontakt", 48, None, None, 0),
    Stage("Intervju", 24, 0.5, 42.5, 20),
    Stage("Startet", 12, 0.5, 1, 12),
]


def draw(*stages):
    return funnel(stages, label="Kandidater", tone="candidate")


def test_half_as_many_have_half_the_width():
    first, second, third = map(width, marks(draw(*STAGES), "hl-tone-candidate"))
    assert second == pytest.approx(first / 2, abs=0.1)
    assert third == pytest.approx(first / 4, abs=0.1)


def test_between_two_stages_stands_how_many_go_on_and_how_fast():
    written = [words.replace(NBSP, " ") for words in texts(draw(*STAGES))]
    assert written == [
        "Kontakt", "48",
        "50 % videre · median 43 dager", "Intervju", "24",
        "50 % videre · median 1 dag", "Startet", "12",
    ]  # fmt: skip


def test_what_is_not_known_between_two_stages_is_left_out():
    only_share, only_days, neither = (
        Stage("b", 1, share, days, 9) for share, days in ((0.2, None), (None, 7), (None,) * 2)
    )
    assert [stage.step.replace(NBSP, " ") for stage in (only_share, only_days, neither)] == [
        "20 % videre", "median 7 dager", "",
    ]  # fmt: skip
    assert texts(draw(Stage("a", 5, None, None, 0), neither)) == ["a", "5", "b", "1"]


def test_a_hidden_count_prints_no_number_and_its_bar_has_one_length():
    hidden = Stage("Startet", None, None, None, 0, "under 5")
    one, other = draw(STAGES[0], hidden), draw(Stage("Kontakt", 4000, None, None, 0), hidden)
    assert [width(m) for m in marks(one, "hl-axis")] == [width(m) for m in marks(other, "hl-axis")]
    assert titles(one)[-1] == "Startet: under 5"


def test_stages_that_nobody_reached_have_a_zero_and_no_bar():
    svg = draw(Stage("Kontakt", 0, None, None, 0), Stage("Startet", 0, None, None, 0))
    assert texts(svg) == ["Kontakt", "0", "Startet", "0"]
    assert not marks(svg, "hl-tone-candidate")


def test_the_words_say_on_how_many_a_median_rests():
    said = drawing(draw(*STAGES)).attrib["aria-label"].replace(NBSP, " ")
    assert said == (
        "Kandidater. Kontakt: 48. Intervju: 24, 50 % videre, median 43 dager (20 forløp). "
        "Startet: 12, 50 % videre, median 1 dag (12 forløp)."
    )


def test_stages_come_from_the_top():
    svg = draw(*STAGES)
    assert place(svg, "Kontakt")[1] < place(svg, "Intervju")[1] < place(svg, "Startet")[1]
