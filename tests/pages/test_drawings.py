"""What is drawn on the subject screens: named for who does not see it, with its numbers as a table, and sound HTML."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from tests.pages.conftest import STATES
from tests.pages.panels import numbers, of_class, plain, words
from tests.pages.visiting import Visitor

SUBJECTS = ("ledige-hjemler", "rekruttering", "utdanning")
PLAN = ("prosjekt", "maloppnaelse")  # where nothing is planned nothing is drawn
QUERIES: list[dict[str, str]] = [{}, {"sted": "1833", "stilling": "lis1", "periode": "1"}, {"per": "2019-06-30"}]


@pytest.fixture(params=[(state, query) for state in STATES for query in QUERIES])
def shown(request: pytest.FixtureRequest, visit) -> dict[str, Visitor]:
    """The subject screens, and those about the project's plan."""
    state, query = request.param
    return {address: visit(state).opens(address, **query).sound() for address in (*SUBJECTS, *PLAN)}


def sections(visitor: Visitor) -> list[ElementTree.Element]:
    """The panels."""
    return list(ElementTree.fromstring(visitor.mounted).iter("section"))


def test_every_panel_has_one_heading_and_what_is_drawn_has_its_numbers_as_a_table(shown):
    for address, visitor in shown.items():
        for panel in sections(visitor):
            [heading] = [e for e in panel.iter() if e.get("role") == "heading"]
            assert words(heading), (address, panel.get("id"))
            if [svg for svg in panel.iter("svg") if svg.get("role") in ("img", "group")]:
                tables = [e for fold in of_class(panel, "hl-folded") for e in fold.iter("table")]
                assert tables, (address, panel.get("id"))


def test_every_drawing_is_an_image_or_a_group_of_marks_and_its_name_tells_what_it_shows(shown):
    for address, visitor in shown.items():
        drawings = 0
        for panel in sections(visitor):
            [title] = of_class(panel, "hl-title")
            for svg in panel.iter("svg"):
                if svg.get("aria-hidden") == "true":
                    continue
                drawings += 1
                name = plain(svg.get("aria-label", ""))
                marks = [e for e in svg.iter() if e.get("data-pick")]
                assert svg.get("role") == ("group" if marks else "img") and name, (address, panel.get("id"))
                drawn = {n for e in svg.iter("text") for n in numbers("".join(e.itertext()))}
                tells = words(title) in name or "ingen tall" in name or set(numbers(name)) & drawn
                assert tells, (address, panel.get("id"), name)
        assert drawings >= 2 or address in PLAN


def test_no_two_elements_of_a_page_have_the_same_id_and_whatever_is_referred_to_is_there(shown):
    for address, visitor in shown.items():
        ids = re.findall(r'\sid="([^"]*)"', visitor.html)
        assert not [name for name, times in Counter(ids).items() if times > 1], address
        used = re.findall(r'url\(#([^)]*)\)|href="#([^"]*)"|(?:labelledby|describedby)="([^"]*)"', visitor.html)
        assert {name for names in used for name in names if name} <= set(ids), address


def test_the_marks_of_a_drawing_are_numbers(shown):
    for address, visitor in shown.items():
        assert not re.search(r'="[^"]*\b(nan|inf|None|e-\d+)\b[^"]*"', visitor.mounted), address
        for panel in sections(visitor):
            for e in panel.iter("rect"):
                assert float(e.get("width", "0")) >= 0 and float(e.get("height", "0")) >= 0, (address, panel.get("id"))
