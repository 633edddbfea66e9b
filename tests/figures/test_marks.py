"""Drawings whose parts can be picked: the same picture, with a name and a way for each part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from helgelandlegen.figures import marks
from helgelandlegen.figures.ahead import Block, ahead
from helgelandlegen.figures.bars import Bar, bars
from helgelandlegen.figures.columns import Upright, columns
from helgelandlegen.figures.funnel import Stage, funnel
from helgelandlegen.figures.heat import heat
from helgelandlegen.figures.locator import locator
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.matrix import matrix
from helgelandlegen.figures.pairs import Pair, pairs
from helgelandlegen.figures.plan import Known, Milestone, Risk
from helgelandlegen.figures.spans import Span, spans
from helgelandlegen.figures.tilemap import Tile, tile_map
from helgelandlegen.figures.timeline import timeline
from helgelandlegen.figures.trend import trend
from helgelandlegen.figures.waterfall import Step, waterfall
from tests.figures.sample import AS_OF, Sample, drawing

START, END = date(2026, 1, 1), date(2027, 1, 1)
NAMES = ("Nordvik", "Sørvik")
ROWS = (To("#rows:0", "Vis raden"), To("#rows:1", "Vis raden"))
PAGES = (To("kommune?sted=9001", "Vis kommunen"), To("kommune?sted=9002", "Vis kommunen"))

Ways = tuple[To | None, To | None]


def draw_trend(to: Ways) -> str:
    return trend(Sample(series=[(START, 3), (AS_OF, 4)]), to_days=to != (None, None))


def draw_ahead(to: Ways) -> str:
    names: Any = {"above_name": "a", "below_name": "b", "above_tone": "trainee", "below_tone": "announced"}
    above, below = (Block(START, END, 3, name, way) for name, way in zip(NAMES, to, strict=True))
    return ahead([above], [below], start=START, end=END, label="Ledige", **names)


def draw_timeline(to: Ways) -> str:
    rows = [Milestone(name, AS_OF, Known(END, None, None), None) for name in NAMES]
    ways = {name: way for name, way in zip(NAMES, to, strict=True) if way}
    return timeline(rows, as_of=AS_OF, since=None, label="Ledige", to=ways)


def draw_matrix(to: Ways) -> str:
    risks = [Risk(1, NAMES[0], 5, 5), Risk(2, NAMES[1], 1, 5)]
    ways = {number: way for number, way in enumerate(to, 1) if way}
    return matrix(risks, label="Ledige", compared=False, to=ways)


def draw_tiles(made: Callable[..., str]) -> Callable[[Ways], str]:
    def draw(to: Ways) -> str:
        tiles = [Tile(name, n, 1, 1, 2, to=way) for n, (name, way) in enumerate(zip(NAMES, to, strict=True))]
        return made(tiles, title="Ledige")

    return draw


def both(draw: Callable[[str, To | None], Any], made: Callable[..., str], **more: Any) -> Callable[[Ways], str]:
    """The drawing of one row for each name."""
    return lambda to: made([draw(*one) for one in zip(NAMES, to, strict=True)], label="Ledige", **more)


DRAWINGS: dict[str, Callable[[Ways], str]] = {
    "bars": both(lambda name, to: Bar(name, 3, "3", "vacant", to=to), bars),
    "spans": both(lambda name, to: Span(name, START, None, "vacant", "", to=to), spans, start=START, end=END),
    "funnel": both(lambda name, to: Stage(name, 7, None, None, 0, to=to), funnel, tone="candidate"),
    "waterfall": both(lambda name, to: Step(name, 0, 1, "+1", "vacant", to=to), waterfall),
    "pairs": both(lambda name, to: Pair(name, 3, 4, "1 færre", to), pairs, names=("vi", "de")),
    "columns": both(lambda name, to: Upright(name, 3, "3", "ours", f"{name}: 3", to=to), columns),
    "heat": lambda to: heat(NAMES, ["2026"], {(0, 0): 0.3}, {(0, 0): "30 %"}, label="Ledige", to=to),
    "ahead": draw_ahead,
    "timeline": draw_timeline,
    "matrix": draw_matrix,
    "tiles": draw_tiles(tile_map),
    "locator": draw_tiles(locator),
    "trend": draw_trend,
}
each_drawing = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)


def pickable(svg: str) -> list[Element]:
    return [e for e in drawing(svg).iter() if e.get("data-pick")]


def seen(svg: str) -> list[tuple[str, dict[str, str], str]]:
    """All that is painted: what groups it and what is only said left out."""
    painted = [e for e in drawing(svg).iter() if e.tag not in ("g", "title", "svg")]
    return [(e.tag, e.attrib, "".join(e.itertext())) for e in painted]


@each_drawing
def test_the_picture_is_the_same_with_marks_and_without(draw):
    with_marks, without = draw(PAGES), draw((None, None))
    assert seen(with_marks) == seen(without) and not pickable(without)
    assert drawing(without).get("role") == "img" and drawing(with_marks).get("role") == "group"
    assert drawing(with_marks).get("aria-label") == drawing(without).get("aria-label")
    assert drawing(with_marks).get("viewBox") == drawing(without).get("viewBox")


@each_drawing
def test_every_mark_says_what_it_is_and_what_picking_it_does(draw):
    found = pickable(draw(PAGES))
    assert len(found) == 2
    for mark, name in zip(found, NAMES, strict=True):
        label = mark.attrib["aria-label"].replace("\u00a0", " ")
        if draw is draw_trend:
            assert mark.attrib["data-pick"].startswith("?per=2026-") and label.endswith(" hjemler. Velg datoen")
            assert mark.attrib["role"] == "button"
        else:
            assert name in label and label.endswith(". Vis kommunen"), label
            assert mark.attrib["role"] == "link"


@each_drawing
def test_the_tab_key_comes_to_one_mark_of_a_drawing(draw):
    stops = [mark.get("tabindex") for mark in pickable(draw(PAGES))]
    # In a course the newest date, elsewhere the first.
    assert stops == (["-1", "0"] if draw is draw_trend else ["0", "-1"])


@each_drawing
def test_one_part_alone_can_lead_somewhere(draw):
    svg = draw((None, ROWS[1]))
    if draw is not draw_trend:  # all its dates lead somewhere, or none
        [mark] = pickable(svg)
        assert (mark.get("role"), mark.get("tabindex"), mark.get("data-pick")) == ("button", "0", "#rows:1")


@each_drawing
def test_without_any_page_to_lead_to_a_stored_drawing_is_a_picture_again(draw):
    svg = marks.kept(draw(PAGES), ())
    assert not pickable(svg) and seen(svg) == seen(draw((None, None)))
    assert drawing(svg).get("role") == "img" and "Vis kommunen" not in svg and 'tabindex="0"' not in svg


def test_of_a_stored_drawing_the_marks_that_still_lead_somewhere_are_kept_and_rows_become_their_table():
    svg = bars([Bar("a", 1, "1", "vacant", to=PAGES[0]), Bar("b", 2, "2", "vacant", to=ROWS[1])], label="Ledige")
    [mark] = pickable(marks.kept(svg, {"", "oversikt"}))
    assert (mark.get("data-pick"), mark.get("tabindex")) == ("#rows", "0")
    assert drawing(marks.kept(svg, {"", "oversikt"})).get("role") == "group"
    assert [m.get("data-pick") for m in pickable(marks.kept(svg, {"", "kommune"}))] == ["kommune?sted=9001", "#rows"]


def test_texts_and_references_are_escaped():
    evil = '"><script>alert(1)</script>\n\n'
    svg = bars([Bar(evil, 1, evil, "vacant", to=To(evil, evil))], label=evil)
    [mark] = pickable(svg)
    assert "<script" not in svg and "\n\n" not in svg and mark.attrib["aria-label"].count("<script>") == 3
    assert mark.attrib["data-pick"].startswith('"><script>')
    html = marks.button(To(evil, evil), evil)
    assert "<script" not in html and "\n" not in html.partition(">")[2]


def test_a_reference_to_rows_names_the_panel_the_table_and_the_rows():
    assert marks.rows("events", [2, 5], "Vis dem") == To("#events:2,5", "Vis dem")
    assert marks.rows("ratings", [0], "Vis dem", table=1) == To("#ratings.1:0", "Vis dem")
    assert marks.place("9001", page="kommune").role == "link" and marks.place("9001").role == "button"
    assert marks.day(AS_OF).reference == "?per=2026-10-31"
    assert marks.figure("vacant_posts").reference == "nokkeltall?tall=vacant_posts"
