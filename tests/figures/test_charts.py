"""What holds for every drawing of the subject pages: its text alternative, its safety, its place on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from helgelandlegen.figures import colours
from helgelandlegen.figures.ahead import Block, ahead
from helgelandlegen.figures.bars import Bar, bars
from helgelandlegen.figures.funnel import Stage, funnel
from helgelandlegen.figures.heat import heat
from helgelandlegen.figures.pairs import Pair, pairs
from helgelandlegen.figures.spans import Span, spans
from helgelandlegen.figures.trend import trend
from helgelandlegen.typeface import text_width
from tests.figures.looking import rectangles, titles
from tests.figures.sample import AS_OF, Sample, drawing, texts

UI = Path(colours.__file__).parent.parent / "ui"
START, END = date(2026, 1, 1), date(2027, 12, 31)
LONG = "Interkommunalt legevaktsamarbeid og utdanningsvirksomhet, øvre og nedre del – avdeling Sør/Øst"

Draw = Callable[..., str]


def draw_bars(*names: str, **more: object) -> str:
    rows = [Bar(name, i, f"{i} av 9", "vacant", 9) for i, name in enumerate(names)]
    return bars(rows, label="Ledige", **more)  # type: ignore[arg-type]


def draw_spans(*names: str, **more: object) -> str:
    rows = [Span(name, date(2026, 3, 1), None, "locum", "8 måneder") for name in names]
    return spans(rows, start=START, end=END, label="Ledige", **more)  # type: ignore[arg-type]


def draw_funnel(*names: str, **more: object) -> str:
    return funnel([Stage(name, 7, 0.5, 12, 6) for name in names], label="Ledige", tone="candidate", **more)  # type: ignore[arg-type]


def draw_ahead(*names: str, **more: object) -> str:
    blocks = [Block(START, END, 3, "3") for _ in names]
    both = {"above_name": (*names, "a")[0], "below_name": "b", "above_tone": "trainee", "below_tone": "announced"}
    return ahead(blocks, [], start=START, end=END, label="Ledige", **both, **more)  # type: ignore[arg-type]


def draw_heat(*names: str, **more: object) -> str:
    return heat(names, ["2025", "2026"], {(0, 0): 0.3}, {(0, 0): "30 %"}, label="Ledige", **more)  # type: ignore[arg-type]


def draw_pairs(*names: str, **more: object) -> str:
    return pairs([Pair(name, 3, 4, "1 færre") for name in names], label="Ledige", names=("vi", "de"), **more)  # type: ignore[arg-type]


DRAWINGS = [draw_bars, draw_spans, draw_funnel, draw_ahead, draw_heat, draw_pairs]


@pytest.mark.parametrize("draw", DRAWINGS)
def test_a_drawing_begins_its_text_alternative_with_the_message_and_names_its_rows(draw: Draw):
    svg = drawing(draw("Nordvik"))
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-label"].startswith("Ledige. Nordvik: ")
    assert svg.attrib["aria-label"].endswith(".")


@pytest.mark.parametrize("draw", DRAWINGS)
def test_where_there_is_nothing_it_says_so_calmly(draw: Draw):
    svg = draw()
    assert texts(svg) == ["Ingen tall å vise ennå"]
    assert drawing(svg).attrib["aria-label"] == "Ledige. Ingen tall å vise ennå."


@pytest.mark.parametrize("draw", DRAWINGS)
def test_texts_from_outside_are_escaped_and_no_line_of_a_drawing_is_blank(draw: Draw):
    svg = draw('<b>"&\n\n')
    assert "<b>" not in svg
    assert "\n\n" not in svg
    assert '<b>"&' in drawing(svg).attrib["aria-label"]


@pytest.mark.parametrize("draw", DRAWINGS)
def test_many_charts_share_a_page_because_none_has_an_id(draw: Draw):
    assert not re.search(r"\bid=|url\(#", draw("Nordvik", "Sørvik"))


@pytest.mark.parametrize("draw", DRAWINGS)
def test_equal_input_is_drawn_equally(draw: Draw):
    assert draw("Nordvik", "Sørvik") == draw("Nordvik", "Sørvik")


@pytest.mark.parametrize("draw", DRAWINGS)
@pytest.mark.parametrize("width", [480, 960])
@pytest.mark.parametrize("names", [["Nordvik"], [LONG, "X" * 70], [f"{LONG} {i}" for i in range(30)]])
def test_nothing_is_drawn_outside_however_long_the_names_and_many_the_rows(draw: Draw, width: int, names: list[str]):
    svg = draw(*names, width=width)
    _, _, wide, high = map(float, drawing(svg).attrib["viewBox"].split())
    assert wide == width
    for left, top, right, bottom in rectangles(svg):
        assert min(left, top) >= -0.1 and right <= wide + 0.1 and bottom <= high + 0.1
    for e in drawing(svg).iter("text"):
        long = text_width("".join(e.itertext()), float(e.get("font-size", 17)))
        x, anchor = float(e.attrib["x"]), e.get("text-anchor", "start")
        left = x - {"start": 0, "middle": long / 2, "end": long}[anchor]
        assert left >= -0.1 and left + long <= wide + 0.1 and 0 < float(e.attrib["y"]) <= high


@pytest.mark.parametrize("draw", DRAWINGS)
def test_a_long_name_is_written_in_full_over_several_lines(draw: Draw):
    assert LONG.replace(" ", "") in "".join(texts(draw(LONG, width=480))).replace(" ", "")


@pytest.mark.parametrize("draw", DRAWINGS)
def test_pointing_at_a_mark_says_its_numbers(draw: Draw):
    assert any(re.search(r"\d", title) for title in titles(draw("Nordvik")))


@pytest.mark.parametrize("draw", DRAWINGS)
def test_no_row_lies_on_another(draw: Draw):
    grounds = [e for e in drawing(draw(LONG, "Vik", LONG)).iter("rect") if "hl-row-ground" in e.get("class", "")]
    places = [(float(e.attrib["y"]), float(e.attrib["height"])) for e in grounds]
    for (y, high), (following, _) in pairwise(places):
        assert following >= y + high - 0.2


def test_every_class_of_a_drawing_has_its_rule_in_the_style_sheets():
    rules = colours.classes() + "".join(path.read_text(encoding="utf-8") for path in UI.glob("*.css"))
    every = [draw("Nordvik", "Sørvik") for draw in DRAWINGS]
    every.append(bars([Bar("a", 1, "1", tone) for tone in colours.SUBJECT] + [Bar("b", None, "-", "left")], label="x"))
    every.append(trend(Sample(series=[(START, 3), (AS_OF, 4)])))
    used = {name for svg in every for names in re.findall(r'class="([^"]*)"', svg) for name in names.split()}
    # The frame's own name and its rows' have rules too; «hl-tiles» and the like are not ours.
    assert {name for name in used if not re.search(rf"\.{name}(?![\w-])", rules)} == set()
