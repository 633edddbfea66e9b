"""The coordinator's pages: what a file would do is shown before it is done, and what was done can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from helgelandlegen.ui import cache
from helgelandlegen.workbook import demo
from helgelandlegen.workbook.history import history
from helgelandlegen.workbook.imports import store_file
from helgelandlegen.workbook.intake import take_in
from tests.pages.visiting import Visitor
from tests.workbook.making import book

POSTS = ["Stilling-ID", "Kommune", "Stillingstype", "Fra og med"]


def workbook(posts: int, municipality: str = "Vega") -> bytes:
    """A municipality's report of so many posts, all vacant."""
    rows = [[f"S{n}", municipality, "Fastlegehjemmel", date(2020, 1, 1)] for n in range(1, posts + 1)]
    return book(
        {"Rapport": [["Rapportdato", "Kommune"], [date(2026, 11, 1), municipality]], "Stillinger": [POSTS, *rows],
         "Bemanning": [["Stilling-ID", "Lege-ID", "Bemanning", "Fra og med"]]}
    )  # fmt: skip


def send(visitor: Visitor, content: bytes, name: str = "rapport.xlsx") -> Visitor:
    """Puts a file into the uploader."""
    visitor.app.file_uploader[0].set_value((name, content, "application/octet-stream")).run()
    return visitor


def press(visitor: Visitor, label: str) -> Visitor:
    """Presses the button of that name."""
    (button,) = [button for button in visitor.app.button if button.label == label]
    button.click().run()
    return visitor


def imported() -> list[int]:
    """The imports that count, newest first."""
    return [row["import_id"] for row in history(cache.store()) if row["withdrawn_at"] is None]


@pytest.fixture
def coordinator(coordinate: Callable[[str], Visitor]) -> Visitor:
    return coordinate("empty").opens("last-opp").sound()


def test_the_demo_must_go_before_own_files_come(coordinate):
    visitor = coordinate("demo").opens("last-opp")
    assert not visitor.app.file_uploader
    press(visitor, "Fjern demodataene").sound()
    assert len(visitor.app.file_uploader) == 1
    assert not demo.is_demo(cache.store())
    assert "ingen tall" in visitor.opens("oversikt").text
    assert "Demodata" not in visitor.text


def test_a_file_is_shown_before_it_is_stored_and_stored_on_a_yes(coordinator):
    before = imported()
    send(coordinator, workbook(3)).sound()
    assert coordinator.said == ["**Filen kan tas inn.** Filen gjelder Vega. Rader: 3 nye."]
    assert imported() == before
    press(coordinator, "Ta inn").sound()
    assert coordinator.said == ["Tatt inn som import 2. Du kan angre under «Historikk»."]
    assert imported() == [2, *before]
    assert coordinator.app.file_uploader[0].value is None
    assert "Vega: 3 av 3 ledige" in coordinator.opens("oversikt").text


def test_a_no_forgets_the_file(coordinator):
    before = imported()
    press(send(coordinator, workbook(3)), "Avbryt").sound()
    assert (coordinator.said, imported()) == ([], before)
    assert coordinator.app.file_uploader[0].value is None


def test_a_file_with_a_mistake_has_no_yes(coordinator):
    before = imported()
    send(coordinator, workbook(3, "Vegga"))
    assert coordinator.said[0].startswith("**Filen kan ikke tas inn ennå.** ")
    assert "«Vegga» er ikke en av de 18 kommunene. Mente du «Vega»?" in coordinator.text
    assert [button.label for button in coordinator.app.button] == []
    assert imported() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen er tom. Lagre arbeidsboken på nytt, og last den opp igjen."),
        (b"%PDF-1.7 tekst", "Filen er en PDF, ikke en Excel-arbeidsbok. Fyll ut malen, og last den opp."),
        (b"Kommune;Stilling", "Filen er ren tekst. Åpne den i Excel, og lagre den som Excel-arbeidsbok (.xlsx)."),
        (b"PK\x03\x04" + bytes(200), "Filen er skadet og kan ikke leses. Åpne den i Excel, lagre den på nytt, og prøv"),
        (book({"Ark1": [["a"]]}), "Filen har ingen av arkene i malen, bare «Ark1». Gi arkene de navnene de har i"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_of_ours_gets_a_sentence(coordinator, content, sentence):
    send(coordinator, content)
    assert not coordinator.app.exception
    assert sentence in coordinator.text
    assert imported() == [1]


def test_three_thousand_wrong_cells_are_counted_and_the_first_shown(coordinator):
    rows = [[f"S{n}", "Vegga", "Legehjemmel", "i fjor"] for n in range(1000)]
    send(coordinator, book({"Stillinger": [POSTS, *rows]}))
    assert coordinator.said[0].startswith("**Filen kan ikke tas inn ennå.** 3\u00a0000 feil må rettes i arbeidsboken.")
    assert "3\u00a0000 funn, de første 200 er vist" in coordinator.text
    assert coordinator.html.count("✖ Stopp") == 200


def test_the_same_file_again_is_said_so_and_cannot_be_confirmed(coordinator):
    content = workbook(3)
    press(send(coordinator, content), "Ta inn")
    send(coordinator, content, "annet navn.xlsx").sound()
    assert coordinator.said == ["Denne filen er tatt inn før, som import 2. Den endrer ingenting."]
    assert [button.label for button in coordinator.app.button] == []


def test_an_import_in_between_is_said_so_and_the_comparison_made_anew(coordinator):
    send(coordinator, workbook(3))
    store, between = cache.store(), workbook(2)
    store_file(store, take_in(between, "andre.xlsx", store.programme), between)
    press(coordinator, "Ta inn").sound()
    assert coordinator.said == [
        "Noen andre tok inn en fil mens du så på denne. Sammenligningen er gjort på nytt. Se over den, og bekreft.",
        "**Filen kan tas inn.** Filen gjelder Vega. Rader: 1 ny.",
    ]
    assert imported() == [2, 1]
    press(coordinator, "Ta inn").sound()
    assert imported() == [3, 2, 1]


def test_a_cell_is_shown_as_it_stands_and_never_drawn(coordinator):
    evil = '<img src=x onerror="alert(1)">'
    send(coordinator, workbook(1, evil))
    assert "<img" not in coordinator.html
    assert json.dumps(evil, ensure_ascii=False)[1:-1].replace('\\"', '"') in coordinator.text
