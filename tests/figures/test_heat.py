from __future__ import annotations

import pytest

from helgelandlegen.figures.heat import heat, shade
from helgelandlegen.figures.tilemap import step
from tests.figures.looking import marks, titles
from tests.figures.sample import NBSP, drawing, texts

CELLS = {(0, 0): 0.0, (0, 1): 0.25, (1, 0): None, (1, 1): 1.0}
WORDS = {(0, 0): "0 %", (0, 1): "25 %", (1, 1): "100 %"}


def draw(**more):
    given = {"rows": ["Nordvik", "Sørvik"], "columns": ["2025", "2026"], "cells": CELLS, "texts": WORDS} | more
    return heat(**given, label="Andel ledige")


@pytest.mark.parametrize(
    ("part", "whole"), [(0, 4), (1, 29), (1, 10), (3, 30), (2, 9), (1, 4), (49, 100), (1, 2), (3, 3)]
)
def test_a_share_has_the_step_that_the_tile_map_gives_it(part, whole):
    assert shade(part / whole) == step(part, whole)


def test_each_cell_has_the_colour_of_its_step_and_the_legend_has_each_once():
    svg = draw()
    # Nordvik 2025 and the legend; the legend alone; Nordvik 2026 and the legend; Sørvik 2026 and the legend.
    assert [len(marks(svg, f"hl-step-{i}")) for i in range(5)] == [2, 1, 1, 2, 2]


def test_a_cell_without_number_is_hatched_with_a_dash_that_says_so():
    svg = draw()
    assert "–" in texts(svg)
    assert titles(svg) == ["Nordvik 2025: 0 %", "Nordvik 2026: 25 %", "Sørvik 2025: ingen tall", "Sørvik 2026: 100 %"]
    assert len(marks(svg, "hl-axis")) == 2  # the cell and the legend


def test_a_hidden_cell_prints_its_words_and_no_number():
    svg = draw(texts=WORDS | {(1, 0): "under 5"})
    assert "–" not in texts(svg)
    assert "Sørvik 2025: under 5" in titles(svg)


def test_the_legend_names_the_unknown_only_where_there_is_one():
    assert "ingen tall" in texts(draw())
    assert "ingen tall" not in texts(draw(cells=CELLS | {(1, 0): 0.1}))


def test_a_cell_without_words_of_its_own_is_said_by_its_step():
    said = drawing(draw(texts={})).attrib["aria-label"].replace(NBSP, " ")
    assert said == "Andel ledige. Nordvik: 2025 ingen, 2026 fra 25 %. Sørvik: 2025 ingen tall, 2026 fra 50 %."


def test_cells_of_a_row_stand_side_by_side_at_one_height():
    first, second = (e for i in (0, 3) for e in marks(draw(), f"hl-step-{i}")[:1])
    assert first.attrib["y"] == second.attrib["y"]
    assert float(first.attrib["x"]) + float(first.attrib["width"]) < float(second.attrib["x"])


def test_where_years_are_many_some_are_named_and_the_last_always():
    years = [str(year) for year in range(1990, 2027)]
    named = [words for words in texts(draw(columns=years, texts={})) if words.isdigit()]
    assert named[-1] == "2026"
    assert 5 < len(named) < len(years)


def test_what_the_shares_are_of_can_be_named():
    assert "Andel uten lege" in texts(draw(noun="uten lege"))
