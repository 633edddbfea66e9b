"""Panels as HTML: escaped, one heading each, the numbers as a table below every drawing."""

from __future__ import annotations

from xml.etree import ElementTree

from helgelandlegen.figures.bars import Bar, bars
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.subjects import panel
from helgelandlegen.subjects.panel import Columns, Panel

EVIL = '<b onclick="x()">Rana & "Vega"</b>'
DRAWING = bars([Bar("Rana", 6, "6 av 30", "vacant", of=30)], label="Rana: 6 av 30")


def table(name: str = "Ledige per kommune", note: str = "") -> Table:
    return Table(name, [Column("Kommune"), Column("Ledige", numeric=True)], [["Rana", 6], ["Vega", 1]], note)


def tree(html: str) -> ElementTree.Element:
    """The HTML as a tree; fails on anything that is not well-formed."""
    return ElementTree.fromstring(html)


def words(element: ElementTree.Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def headings(html: ElementTree.Element) -> list[tuple[str, str]]:
    """Level and text of each heading."""
    return [(e.attrib["aria-level"], words(e)) for e in html.iter() if e.get("role") == "heading"]


def captions(element: ElementTree.Element) -> list[str]:
    """The tables in it, by name."""
    return [words(found) for found in element.iter("caption")]


def test_a_panel_has_its_title_as_one_heading_then_its_drawing_its_note_and_its_folded_table():
    found = tree(Panel("map", "Rana har flest", DRAWING, [table(note="Kilde: A.")], "Per i dag.").drawn())
    assert (found.tag, found.get("id"), found.get("class")) == ("section", "panel-map", "hl-panel")
    assert headings(found) == [("2", "Rana har flest")]
    assert [e.tag for e in found] == ["div", "svg", "p", "details"]
    assert words(found.find("p")) == "Per i dag."
    folded = found.find("details")
    assert folded is not None and words(folded.find("summary")) == "Vis som tabell"
    assert captions(folded) == ["Ledige per kommune"] and folded.get("open") is None
    assert [words(e) for e in folded.iter("tr")] == ["KommuneLedige", "Rana6", "Vega1"]


def test_title_note_and_cells_are_escaped():
    grid = Table(EVIL, [Column(EVIL)], [[EVIL]], EVIL)
    for html in (Panel("a", EVIL, DRAWING, [grid], EVIL).drawn(), Panel("a", EVIL, "", [grid], EVIL).drawn()):
        assert "<b onclick" not in html and "<b " not in html
        found = tree(html)
        assert headings(found) == [("2", EVIL)]
        assert [words(e) for e in found.iter("p")] == [EVIL]
        assert captions(found) == [EVIL]
        assert [words(e) for e in found.iter("th")] == [EVIL] * 2


def test_a_sentence_in_the_place_of_a_drawing_is_escaped():
    assert words(tree(panel.said(EVIL))) == EVIL


def test_without_a_drawing_the_first_table_is_shown_and_the_others_are_folded():
    found = tree(Panel("rows", "To stillinger", "", [table("Først"), table("Så"), table("Sist")]).drawn())
    folded = found.find("details")
    assert folded is not None
    assert captions(found) == ["Først", "Så", "Sist"] and captions(folded) == ["Så", "Sist"]
    assert words(folded.find("summary")) == "Vis hele tabellen"


def test_a_panel_of_one_table_or_of_a_sentence_folds_nothing():
    assert tree(Panel("rows", "To stillinger", "", [table()]).drawn()).find("details") is None
    alone = tree(Panel("needed", "Hvor mange", panel.said("Det kan ikke regnes ut ennå."), []).drawn())
    assert [e.tag for e in alone] == ["div", "p"] and not list(alone.iter("table"))


def test_part_of_a_table_as_drawing_leads_to_the_whole_of_it():
    found = tree(Panel("lengths", "Lister", f"<div>{table('Noen år').html()}</div>", [table("Alle år")]).drawn())
    assert words(found.find("details/summary")) == "Vis hele tabellen"
    assert captions(found) == ["Noen år", "Alle år"]


def test_columns_hold_their_panels_from_above_left_and_right():
    one, two, three = (Panel(key, key, "", [table()]) for key in ("one", "two", "three"))
    found = tree(panel._row(Columns(left=[one, two], right=[three])))
    assert found.get("class") == "hl-columns"
    assert [[e.get("id") for e in side] for side in found] == [["panel-one", "panel-two"], ["panel-three"]]
    assert panel._row(one) == one.drawn()


def test_nothing_that_is_drawn_has_a_line_of_its_own_that_is_empty():
    html = Panel("map", "Rana\n\nhar flest", DRAWING, [table(note="En\n\nto")], "Per i dag.").drawn()
    assert "\n\n" not in html.replace("Rana\n\nhar flest", "")
