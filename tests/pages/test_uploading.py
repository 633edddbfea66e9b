"""«Last opp»: what a file would do is shown before it is done, several wait side by side, and a yes stores one."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date

import pytest

from helgelandlegen.ui import cache
from helgelandlegen.workbook import decide, demo
from helgelandlegen.workbook.decide import Matter
from helgelandlegen.workbook.desk import State
from helgelandlegen.workbook.history import history
from helgelandlegen.workbook.imports import store_file
from helgelandlegen.workbook.intake import take_in
from tests.pages.visiting import Visitor
from tests.workbook.making import book

CHANGED_MEANWHILE = (
    "Databasen er endret mens du så på denne filen. Sammenligningen er gjort på nytt. Se over den, og bekreft."
)
POSTS = ["Stilling-ID", "Kommune", "Stillingstype", "Fra og med"]


def workbook(posts: int, municipality: str = "Vega") -> bytes:
    """A municipality's report of so many posts, all vacant."""
    rows = [[f"{municipality[0]}{n}", municipality, "Fastlegehjemmel", date(2020, 1, 1)] for n in range(1, posts + 1)]
    return book(
        {"Rapport": [["Rapportdato", "Kommune"], [date(2026, 11, 1), municipality]], "Stillinger": [POSTS, *rows],
         "Bemanning": [["Stilling-ID", "Lege-ID", "Bemanning", "Fra og med"]]}
    )  # fmt: skip


def settled(visitor: Visitor) -> Visitor:
    """The page when all work on the desk has ended."""
    for piece in cache.desk().pieces():
        assert piece.wait(30)
    visitor.app.run()
    return visitor


def send(visitor: Visitor, *files: bytes, name: str = "rapport.xlsx") -> Visitor:
    """Puts files into the uploader."""
    names = [name, *(f"{number} {name}" for number in range(2, len(files) + 1))]
    put = [(each, content, "application/octet-stream") for each, content in zip(names, files, strict=True)]
    visitor.app.file_uploader[0].set_value(put).run()
    return settled(visitor)


def buttons(visitor: Visitor) -> list[str]:
    """What can be pressed."""
    return [button.label for button in visitor.app.button]


def press(visitor: Visitor, label: str) -> Visitor:
    """Presses the button of that name, and waits for what it begins."""
    (button,) = [button for button in visitor.app.button if button.label == label]
    button.click().run()
    return settled(visitor)


def causes(visitor: Visitor) -> str:
    """What the findings say, as it is read: Markdown's own signs away."""
    return "\n".join(re.sub(r"\\(?=[^\w\s])|\*\*", "", box.label) for box in visitor.app.expander)


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
    assert coordinator.said == ["**Filen kan tas inn.** Gjelder Vega. Rader: 3 nye."]
    assert imported() == before
    press(coordinator, "Ta inn").sound()
    assert coordinator.said == ["Tatt inn som import 2. Du kan angre under «Historikk»."]
    assert imported() == [2, *before]
    assert history(cache.store())[0]["done_by"] == "Koordinator"
    assert not coordinator.app.file_uploader[0].value
    press(coordinator, "Ferdig").sound()
    assert (coordinator.said, cache.desk().pieces()) == ([], [])
    assert "Vega: 3 av 3 ledige" in coordinator.opens("oversikt").text


def test_the_role_that_is_typed_stands_in_the_history(coordinator):
    send(coordinator, workbook(3))
    coordinator.app.text_input[0].set_value(" Kommuneoverlege ").run()
    press(coordinator, "Ta inn")
    assert history(cache.store())[0]["done_by"] == "Kommuneoverlege"


def test_a_no_forgets_the_file(coordinator):
    before = imported()
    press(send(coordinator, workbook(3)), "Avbryt").sound()
    assert (coordinator.said, imported(), cache.desk().pieces()) == ([], before, [])


def test_a_file_with_a_mistake_has_no_yes(coordinator):
    before = imported()
    send(coordinator, workbook(3, "Vegga"))
    assert coordinator.said[0].startswith("**Filen kan ikke tas inn ennå.** ")
    assert "«Vegga» er ikke en av de 18 kommunene. Mente du «Vega»?" in causes(coordinator)
    assert "Ta inn" not in buttons(coordinator)
    assert imported() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen er tom. Lagre arbeidsboken på nytt, og last den opp igjen."),
        (b"%PDF-1.7 tekst", "Filen er en PDF"),
        (b"PK\x03\x04" + bytes(200), "Filen er skadet og kan ikke leses. Åpne den i Excel, lagre den på nytt, og prøv"),
        (book({"Ark1": [["a"]]}), "Filen har ingen av arkene i malen, bare «Ark1»."),
    ],
)  # fmt: skip
def test_what_is_no_workbook_of_ours_gets_a_sentence(coordinator, content, sentence):
    send(coordinator, content)
    assert not coordinator.app.exception
    assert sentence in causes(coordinator)
    assert imported() == [1]


def test_three_thousand_wrong_cells_are_counted_and_told_by_cause(coordinator):
    rows = [[f"S{n}", "Vegga", "Legehjemmel", "i fjor"] for n in range(1000)]
    send(coordinator, book({"Stillinger": [POSTS, *rows]}))
    assert coordinator.said[0].startswith(
        "**Filen kan ikke tas inn ennå.** 3\u00a0000 feil må rettes, her eller i filen."
    )
    stops = [line for line in causes(coordinator).splitlines() if "Stopp" in line]
    assert len(stops) == 3 and all("1000 celler" in line for line in stops)


def test_the_same_file_again_is_said_so_and_cannot_be_confirmed(coordinator):
    content = workbook(3)
    press(press(send(coordinator, content), "Ta inn"), "Ferdig")
    send(coordinator, content, name="annet navn.xlsx").sound()
    assert coordinator.said == ["Denne filen er tatt inn før, som import 2. Den endrer ingenting."]
    assert "Ta inn" not in buttons(coordinator)


def test_what_was_imported_in_between_is_seen_before_the_yes(coordinator):
    send(coordinator, workbook(3))
    store, between = cache.store(), workbook(2)
    store_file(store, take_in(between, "andre.xlsx", store.programme), between)
    press(coordinator, "Ta inn").sound()  # said to what no longer holds
    assert imported() == [2, 1]
    assert coordinator.said == [CHANGED_MEANWHILE, "**Filen kan tas inn.** Gjelder Vega. Rader: 1 ny."]
    press(coordinator, "Ta inn").sound()
    assert imported() == [3, 2, 1]


def test_an_import_at_the_very_moment_of_the_yes_is_said_so_and_the_comparison_made_anew(coordinator):
    send(coordinator, workbook(3))
    store, between = cache.store(), workbook(2)
    (piece,) = cache.desk().pieces()
    store_file(store, take_in(between, "andre.xlsx", store.programme), between)
    cache.desk().confirm(piece, "Koordinator")
    assert settled(coordinator).said == [
        CHANGED_MEANWHILE,
        "**Filen kan tas inn.** Gjelder Vega. Rader: 1 ny.",
    ]
    assert imported() == [2, 1]
    press(coordinator, "Ta inn").sound()
    assert imported() == [3, 2, 1]


def test_several_files_wait_side_by_side_and_each_is_answered_for_itself(coordinator):
    send(coordinator, workbook(3), workbook(2, "Bindal"))
    (chosen,) = coordinator.app.radio
    assert chosen.label == "Filer til behandling: 2"
    assert [option.split(" – ")[1] for option in chosen.options] == ["✔ kan tas inn", "✔ kan tas inn"]
    press(coordinator, "Ta inn")
    other = next(piece for piece in cache.desk().pieces() if piece.state is not State.STORED)
    assert other.outcome is not None
    coordinator.app.radio[0].set_value(other.id).run()
    assert settled(coordinator).said == ["**Filen kan tas inn.** Gjelder " + (
        "Bindal. Rader: 2 nye." if other.outcome.covered == ("1811",) else "Vega. Rader: 3 nye."
    )]  # fmt: skip
    press(coordinator, "Ta inn")
    assert imported() == [3, 2, 1]


def test_all_that_can_come_in_comes_in_on_one_yes(coordinator):
    send(coordinator, workbook(3), workbook(2, "Bindal"), workbook(1, "Vegga"))
    press(coordinator, "Ta inn alle 2 som kan tas inn")
    for _ in range(300):
        if len(imported()) == 3:
            break
        time.sleep(0.1)
    assert [row["file_name"] for row in history(cache.store())[:2]] == ["2 rapport.xlsx", "rapport.xlsx"]
    settled(coordinator)
    assert sorted(option.split(" – ")[1] for option in coordinator.app.radio[0].options) == [
        "tatt inn som import 2",
        "tatt inn som import 3",
        "✖ 2 feil må rettes",
    ]
    press(coordinator, "Rydd bort 2 ferdige")
    assert [piece.file_name for piece in cache.desk().pieces()] == ["3 rapport.xlsx"]


def test_a_reload_and_another_browser_find_the_file(coordinator):
    send(coordinator, workbook(3))
    name = coordinator.query["fil"]
    again = Visitor().opens("last-opp", fil=name)
    assert again.said == ["**Filen kan tas inn.** Gjelder Vega. Rader: 3 nye."]
    press(again, "Ta inn").sound()
    assert coordinator.opens("last-opp", fil=name).said == ["Tatt inn som import 2. Du kan angre under «Historikk»."]


def test_an_address_of_a_file_that_is_gone_shows_what_there_is(coordinator):
    assert coordinator.opens("last-opp", fil="finnes ikke").sound().said == []
    assert "fil" not in coordinator.query


def test_a_yes_to_losing_what_was_written_in_a_meeting_is_asked_for_anew_of_another_comparison(coordinator):
    meeting, by = date(2026, 9, 17), "Koordinator"
    decide.add(cache.store(), meeting, Matter("Plan"), by)
    send(coordinator, book({"Beslutninger": [["Sak", "Møtedato"], ["Sak 9/2026 Rammeavtale", meeting]]}))
    (yes,) = coordinator.app.checkbox
    yes.check().run()
    assert not next(b for b in coordinator.app.button if b.label == "Ta inn").disabled
    decide.add(cache.store(), meeting, Matter("Budsjett"), by)
    settled(coordinator)
    assert CHANGED_MEANWHILE in coordinator.said
    (yes,) = coordinator.app.checkbox
    assert not yes.value
    assert next(b for b in coordinator.app.button if b.label == "Ta inn").disabled


def test_a_cell_is_shown_as_it_stands_and_never_drawn(coordinator):
    evil = '<img src=x onerror="alert(1)">'
    send(coordinator, workbook(1, evil))
    assert "<img" not in coordinator.html
    assert "onerror" in causes(coordinator)
