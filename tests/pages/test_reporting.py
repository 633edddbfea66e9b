"""Rapportering: the coordinator's first look, one municipality, and the texts to those who are late."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import streamlit as st

from tests.demo.reading import FILES, read
from tests.pages.test_every_page import PERSONS
from tests.pages.visiting import Visitor

# Read off the demo's newest workbooks: these two have no row in the last one's sheet Rapport.
LATE = ("Dønna", "Træna")
D = "2026-11-22"  # twenty days after the last report of the demo
# A line of the grid: the municipality, a day and remarks for each of eight sheets, the newest report.
LINE = re.compile(r'<tr data-pick="(\d+)">(.*?)</tr>')


def lines(visitor: Visitor) -> dict[str, list[str]]:
    """The grid: the texts of each municipality's cells."""
    found = {}
    for _, cells in LINE.findall(visitor.mounted):
        name, *rest = [
            " ".join(re.sub(r'<span class="hl-said">.*?</span>|<[^>]+>', "", cell).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", cells)
        ]
        found[name] = rest
    return found


def button(visitor: Visitor, label: str) -> None:
    """Presses the button of that name."""
    (found,) = [one for one in visitor.app.button if one.label == label]
    found.click().run()


def letter(visitor: Visitor) -> str:
    """The ready text."""
    (area,) = visitor.app.text_area
    return area.value or ""


@pytest.fixture
def coordinator(visit: Callable[..., Visitor]) -> Visitor:
    return visit(coordinator=True)


def test_the_sentence_and_the_grid_agree_with_the_workbooks(coordinator: Visitor):
    coordinator.opens("rapportering", per=D).sound()
    newest = {row["Kommune"] for row in read(FILES[-1])["Rapport"]}
    grid = lines(coordinator)
    assert len(grid) == 18 and set(grid) - newest == set(LATE)
    assert "16 av 18\u00a0kommuner har rapportert de siste 95\u00a0dagene. 2 mangler." in coordinator.text
    for name, (*sheets, report) in grid.items():
        days = {cell.split(" ▲")[0] for cell in sheets}
        assert (days, report) == (({"19. jan."}, "19. jan. · 10 måneder") if name in LATE else
                                  ({"2. nov."}, "2. nov. · 20 dager")), name  # fmt: skip
    assert coordinator.mounted.count("hl-age-gammel") == 2 * 9 + 1  # and the one that explains it


def test_remarks_are_counted_at_the_sheet_that_they_are_about(coordinator: Visitor):
    coordinator.opens("rapportering", per=D)
    # Lists above their cap in the newest workbook, by the post's municipality.
    book = read(FILES[-1])
    where = {row["Stilling-ID"]: row["Kommune"] for row in book["Stillinger"]}
    above = [where[row["Stilling-ID"]] for row in book["Listetall"] if row["Listelengde"] > row["Listetak"]]
    shown = {name: int(cells[2].partition("▲ ")[2] or 0) for name, cells in lines(coordinator).items()}
    assert {name: n for name, n in shown.items() if n and name not in LATE} == {m: above.count(m) for m in set(above)}


def test_the_oldest_come_first_when_asked_for(coordinator: Visitor):
    coordinator.opens("rapportering", per=D)
    (order,) = [pills for pills in coordinator.app.pills if pills.label == "Rekkefølge"]
    order.set_value("Eldste først").run()
    assert tuple(lines(coordinator.sound()))[:2] == LATE


def test_weakened_figures_are_listed_with_those_that_are_missing(coordinator: Visitor):
    text = coordinator.opens("rapportering", per=D).text
    assert "18 nøkkeltall bygger på færre enn alle kommunene, men på nok til å konkludere." in text
    row = text[text.index("Ledige fastlegehjemler") :].split()
    assert " ".join(row[:13]) == "Ledige fastlegehjemler Bygger på 16 av 18 kommuner Dønna og Træna Ja Andel"


def test_an_earlier_date_in_the_header_is_followed(coordinator: Visitor):
    coordinator.opens("rapportering", per="2026-01-18").sound()
    assert "Ingen av de 18\u00a0kommunene har rapportert de siste 95\u00a0dagene." in coordinator.text
    assert {cells[-1] for cells in lines(coordinator).values()} == {"15.01.2024 · 2 år"}
    coordinator.opens("rapportering", per="2024-01-14").sound()
    assert {cell for cells in lines(coordinator).values() for cell in cells} == {"aldri"}


def test_one_municipality_alone_and_none_at_all(visit: Callable[..., Visitor]):
    visitor = visit("one municipality", coordinator=True).opens("rapportering", per=D).sound()
    assert "1 av 18\u00a0kommuner har rapportert" in visitor.text
    assert "18 nøkkeltall bygger på færre enn alle kommunene; ingen av dem er konkluderbare." in visitor.text
    visitor = visit("empty", coordinator=True).opens("rapportering").sound()
    assert "Ingen av de 18\u00a0kommunene har rapportert" in visitor.text
    assert "aldri" in visitor.text and "Påminnelse til 18 kommuner" in visitor.text


def test_a_municipality_has_its_sheets_its_text_and_its_workbook(coordinator: Visitor):
    coordinator.opens("rapportering", per=D, kommune="1827").sound()
    assert "Nyeste rapport er datert 19. januar 2026 (10 måneder) og er for gammel." in coordinator.text
    assert "datert 19. januar 2026. Den er 307 dager gammel." in letter(coordinator)
    assert "Send arbeidsboken tilbake innen 6. desember 2026." in letter(coordinator)
    (field,) = [f for f in coordinator.app.date_input if f.label == "Svarfrist"]
    field.set_value(date(2026, 12, 31)).run()
    assert "innen 31. desember 2026." in letter(coordinator.sound())
    assert "Import 3" in coordinator.text and "Import 4" not in coordinator.text
    assert "Last ned ferdig utfylt arbeidsbok for Dønna" in coordinator.sent


def test_an_unknown_municipality_shows_the_grid(coordinator: Visitor):
    assert len(lines(coordinator.opens("rapportering", kommune="9999").sound())) == 18


def test_all_who_are_late_are_packed_with_their_texts(coordinator: Visitor, monkeypatch: pytest.MonkeyPatch):
    given: list[bytes] = []
    draw = st.download_button

    def noted(label: str, data: bytes, *rest: Any, **more: Any) -> bool:
        given.append(data)
        return draw(label, data, *rest, **more)

    monkeypatch.setattr(st, "download_button", noted)
    coordinator.opens("rapportering", per=D).sound()
    assert given == []
    button(coordinator, "Lag tekst og arbeidsbok til alle som mangler")
    (content,) = given
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        assert sorted(name.partition("-")[2] for name in names) == [
            "Dønna.txt",
            "Dønna.xlsx",
            "Træna.txt",
            "Træna.xlsx",
        ]
        for name in names:
            if name.endswith(".txt"):
                text = packed.read(name).decode("utf-8-sig")
                assert "innen 6. desember 2026" in text and not PERSONS.search(text)


def test_completeness_is_told_in_words_and_drawn(coordinator: Visitor):
    coordinator.opens("rapportering", per=D)
    for sentence in (
        "av legene i utdanning har HPR-nummer",
        "av legene i utdanning har en datert utdanningsplan",
        "av fastlegehjemlene har en liste talt siste år",
    ):
        assert sentence in coordinator.text
    assert coordinator.mounted.count('class="hl-trend"') == 3
    assert not re.search(r"(?<![\w.,-])[LK]\d{4}(?![\w.,])", coordinator.mounted)  # nobody's code
    # The whole course is there as a table: 24 month ends and the day itself.
    table = coordinator.mounted.partition("HPR-nummer, utvikling")[2].partition("</table>")[0]
    assert table.count("<tr>") == 1 + 25
    assert f"{date(2026, 11, 22) - timedelta(days=22):%d.%m.%Y}" in table
