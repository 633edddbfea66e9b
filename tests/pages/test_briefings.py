"""A briefing's numbers are those of the screens for the same dates: the cards, the tables, the steps of the meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from helgelandlegen.briefing import municipality, oso, steering
from helgelandlegen.briefing.facts import Briefing
from helgelandlegen.briefing.pdf import pdf
from helgelandlegen.figures.exhibit import Mark
from helgelandlegen.figures.table import Table, cell
from helgelandlegen.privacy import Audience
from helgelandlegen.ui import cache, meeting
from tests.briefing.reading import Document
from tests.pages.panels import panels
from tests.pages.visiting import Visitor

DAY, SINCE = date(2026, 9, 17), date(2026, 5, 21)
DATES = {"per": "2026-09-17", "mot": "2026-05-21"}
RANA = "1833"
PAGES = {
    "ledige-hjemler": ("ledige-hjemler",), "rekruttering": ("rekruttering",), "utdanning": ("utdanning",),
    "prosjekt": ("milepaeler", "risiko", "okonomi"),
}  # fmt: skip


@pytest.fixture
def at(visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    return lambda address, **query: visit().opens(address, **DATES, **query).sound()


def of_september() -> Briefing:
    """The steering group's, of the meeting in September."""
    return steering.of_meeting(cache.publication(Audience.MEETING), meeting.held(DAY))


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def texts(table: Table) -> list[list[str]]:
    """The table's cells as they are printed."""
    return [
        [plain(value.words if isinstance(value, Mark) else cell(value, c))
         for value, c in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]  # fmt: skip


def test_the_key_figures_are_those_of_the_first_screen(at):
    text = plain(at("oversikt").text)
    found = of_september().find("nokkeltall")
    assert found is not None and len(found.key_figures) == 8
    for one in found.key_figures:
        unit = f" {one.unit}" if one.unit else ""
        assert plain(f"{one.title} {one.printed}{unit}") in text
        assert plain(one.status) in text


@pytest.mark.parametrize("address", PAGES)
def test_the_tables_are_those_of_the_subjects_screen(at, address: str):
    shown = {table.caption: table for panel in panels(at(address)).values() for table in panel.tables}
    compared = 0
    for key in PAGES[address]:
        section = of_september().find(key)
        assert section is not None
        for exhibit in section.exhibits:
            grid = shown.get(exhibit.table.name) if exhibit.table else None
            if grid and exhibit.table and exhibit.key != "answers":  # that one says more than the screen's
                assert [plain(heading) for heading in grid.headings] == [c.heading for c in exhibit.table.columns]
                assert [[plain(one) for one in row] for row in grid.rows] == texts(exhibit.table)
                compared += 1
    assert compared >= 2


def test_the_state_that_oso_gets_is_told_on_the_screens(at):
    made = oso.of_dates(cache.publication(Audience.OBSERVER), DAY, SINCE)
    text = plain(" ".join(at(address).text for address in ("ledige-hjemler", "rekruttering", "utdanning")))
    for section in made.sections[:1]:
        for sentence in (section.headline, *section.sentences):
            assert plain(sentence) in text
    overview = plain(at("oversikt").text)
    for one in made.sections[1].key_figures:
        assert plain(f"{one.title} {one.printed}") in overview


def test_a_municipalitys_numbers_are_those_of_its_screen(at):
    made = municipality.of_dates(cache.publication(Audience.MUNICIPALITY), RANA, DAY, SINCE)
    visitor = at("kommune", sted=RANA)
    text = plain(visitor.text)
    state = made.find("tilstand")
    assert state is not None
    assert plain(" ".join((state.headline, *state.sentences))) in text
    for one in state.key_figures:
        assert plain(f"{one.title} {one.printed}") in text
    tables = [table for panel in panels(visitor).values() for table in panel.tables]
    shown = {table.caption: [[plain(one) for one in row] for row in table.rows] for table in tables}
    persons = made.find("personer")
    assert persons is not None and persons.exhibits[0].table is not None
    for row in texts(persons.exhibits[0].table):
        assert row in shown["Leger og kandidater"]


def test_the_demos_documents_have_the_length_that_was_asked_for_and_say_that_they_are_demo(at):
    at("oversikt")
    sides = {
        of_september(): (6, 10),
        oso.of_dates(cache.publication(Audience.OBSERVER), DAY, SINCE): (2, 2),
        municipality.of_dates(cache.publication(Audience.MUNICIPALITY), RANA, DAY, SINCE): (1, 1),
    }
    for briefing, (least, most) in sides.items():
        document = Document(pdf(briefing))
        assert least <= len(document.pages) <= most
        assert all("Demodata" in text for text in document.pages)
        assert all(tag.alt for tag in document.tags.all("Figure"))
