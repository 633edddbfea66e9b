"""Historikk: every import with its file, taken back and taken in again, shown before it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from helgelandlegen import queries
from helgelandlegen.places import originals
from helgelandlegen.ui import cache
from helgelandlegen.workbook.history import history, restore, withdraw
from helgelandlegen.workbook.imports import Intent, store_file
from helgelandlegen.workbook.intake import take_in
from tests.pages.visiting import Visitor
from tests.workbook.making import book

POSTS = ["Stilling-ID", "Kommune", "Stillingstype", "Fra og med"]
EMPTY = ["Stilling-ID", "Lege-ID", "Bemanning", "Fra og med"]


def workbook(posts: int, municipality: str = "Vega") -> bytes:
    """A municipality's report of so many posts, all vacant."""
    rows = [[f"{municipality}-{n}", municipality, "Fastlegehjemmel", date(2020, 1, 1)] for n in range(1, posts + 1)]
    return book(
        {"Rapport": [["Rapportdato", "Kommune"], [date(2026, 11, 1), municipality]], "Stillinger": [POSTS, *rows],
         "Bemanning": [EMPTY]}
    )  # fmt: skip


def send(content: bytes, name: str = "rapport.xlsx", **intent: object) -> int:
    """Imports the file; its number."""
    store = cache.store()
    done = store_file(store, take_in(content, name, store.programme), content, Intent(**intent))  # type: ignore[arg-type]
    assert done.import_id, done.findings
    return done.import_id


def press(visitor: Visitor, label: str) -> Visitor:
    """Presses the button of that name."""
    (button,) = [button for button in visitor.app.button if button.label == label]
    button.click().run()
    return visitor


def look(visitor: Visitor, number: int) -> Visitor:
    """Opens one import and switches on what taking it back, or in again, would do."""
    visitor.opens("historikk", **{"import": str(number)}).sound()
    visitor.app.toggle[0].set_value(True).run()
    return visitor


@pytest.fixture
def coordinator(coordinate: Callable[[str], Visitor]) -> Visitor:
    return coordinate("empty").opens("historikk").sound()


def test_an_import_is_taken_back_and_taken_in_again(coordinator: Visitor):
    assert send(workbook(3), "vega.xlsx") == 2
    look(coordinator, 2).sound()
    # Three vacant posts go; then nobody has reported, so that no figure about posts has a value.
    assert "Ledige fastlegehjemler" in coordinator.text and "blir uten tall" in coordinator.text
    assert "Rader som blir borte: 3" in coordinator.text
    assert history(cache.store())[0]["withdrawn_at"] is None
    coordinator.app.text_input(key="role_field").set_value("Kommuneoverlegen").run()
    press(coordinator, "Trekk tilbake import 2").sound()
    assert coordinator.said == ["Import 2 er trukket tilbake."]
    assert "Vega: ingen tall" in coordinator.opens("oversikt").text

    look(coordinator, 2).sound()
    assert "får tall" in coordinator.text and "Nye rader: 3" in coordinator.text
    press(coordinator, "Ta inn igjen import 2").sound()
    assert coordinator.said == ["Import 2 er tatt inn igjen."]
    assert "av Kommuneoverlegen, tatt inn igjen" in coordinator.text
    assert "Vega: 3 av 3 ledige" in coordinator.opens("oversikt").text


def test_only_figures_that_change_are_shown(coordinator: Visitor):
    send(workbook(3))
    send(workbook(5), "ny.xlsx")
    look(coordinator, 3).sound()
    lines = coordinator.html.partition("Nøkkeltall i dag og etter")[2].partition("</table>")[0]
    assert "<td>5</td><td>3</td><td>−2</td>" in lines.replace('<td class="hl-number">', "<td>")
    assert "Leger i spesialisering" not in lines
    # Without the older one the newer still says all.
    look(coordinator, 2).sound()
    assert "Ingen nøkkeltall endres." in coordinator.text
    assert coordinator.said == ["Ingen rader endres: andre importer gjelder."]


def test_what_another_has_just_taken_back_is_said(coordinator: Visitor):
    number = send(workbook(3))
    look(coordinator, number)
    assert withdraw(cache.store(), number).done  # the other coordinator
    press(coordinator, f"Trekk tilbake import {number}")
    assert coordinator.said == [
        "Import 2 er trukket tilbake allerede. Ingenting ble gjort nå. Siden viser hvordan det er."
    ]
    assert [toggle.label for toggle in coordinator.app.toggle] == ["Se hva som skjer om import 2 tas inn igjen"]
    look(coordinator, number)
    assert restore(cache.store(), number).done
    press(coordinator, "Ta inn igjen import 2")
    assert coordinator.said[0].startswith("Import 2 gjelder allerede.")


def test_a_change_in_between_is_said_and_the_comparison_made_anew(coordinator: Visitor):
    send(workbook(3))
    number = send(workbook(5))
    look(coordinator, number)
    assert withdraw(cache.store(), 2).done
    press(coordinator, f"Trekk tilbake import {number}").sound()
    assert coordinator.said == [
        "Noen andre endret databasen mens du så på dette. Sammenligningen er gjort på nytt. Se over den, og bekreft."
    ]
    assert history(cache.store())[0]["withdrawn_at"] is None
    assert "Rader som blir borte: 5" in coordinator.text
    press(coordinator, f"Trekk tilbake import {number}").sound()
    assert coordinator.said == [f"Import {number} er trukket tilbake."]


def test_what_cannot_be_taken_back_yet_says_what_comes_first(coordinator: Visitor):
    send(workbook(3))
    held = book({"Rapport": [["Rapportdato", "Kommune"], [date(2026, 11, 2), "Vega"]],
                 "Bemanning": [EMPTY, ["Vega-3", "L1", "Fast", date(2021, 1, 1)]]})  # fmt: skip
    assert send(held, "bemanning.xlsx") == 3
    look(coordinator, 2)
    assert not coordinator.app.exception
    assert coordinator.said[0].startswith("Importen kan ikke trekkes tilbake ennå,")
    assert "Vega-3" in coordinator.text
    assert "Trekk først tilbake import 3: bemanning.xlsx" in coordinator.sent.replace("\\", "")
    assert [button.label for button in coordinator.app.button] == []


def test_the_file_can_be_had_as_it_came_and_one_that_is_gone_says_so(coordinator: Visitor):
    content = workbook(2)
    number = send(content, "Vega, høsten 2026.xlsx")
    coordinator.opens("historikk", **{"import": str(number)}).sound()
    (button,) = coordinator.app.get("download_button")
    assert "Last ned Vega, høsten 2026.xlsx slik den kom" in str(button.proto)
    store = cache.store()
    assert store.path
    (kept,) = originals(store.path).glob(f"{history(store)[0]['sha256']}.*")
    assert kept.read_bytes() == content
    kept.write_bytes(b"without what is personal")
    coordinator.opens("historikk", **{"import": str(number)}).sound()
    assert "slik den er tatt vare på" in str(coordinator.app.get("download_button")[0].proto)
    assert coordinator.app.caption[-1].value == "Uten personopplysninger og ark som ikke ble lest."
    kept.unlink()
    coordinator.opens("historikk", **{"import": str(number)}).sound()
    assert not coordinator.app.get("download_button")
    assert "Filen er ikke tatt vare på." in coordinator.text


def test_an_unknown_import_shows_the_list(coordinator: Visitor):
    for wrong in ("99", "x", "-1"):
        assert "Import 1" in coordinator.opens("historikk", **{"import": wrong}).sound().text


def test_twenty_five_are_shown_and_more_when_asked_for(coordinator: Visitor):
    store = cache.store()
    begin = datetime(2026, 1, 1)
    with store.transaction() as cursor:
        for n in range(2, 61):
            queries.change(
                cursor, "add_import", import_id=n, kind="rettelse" if n % 2 else "opplasting",
                file_name=f"rapport {n}.xlsx", sha256=str(n), accepted_at=begin + timedelta(hours=n), done_by=None,
            )  # fmt: skip
    coordinator.opens("historikk").sound()
    assert coordinator.html.count('class="hl-pick"') == 25
    assert "Import 60\n" in coordinator.text and "Import 35\n" not in coordinator.text
    press(coordinator, "Vis flere (35 eldre)").sound()
    assert coordinator.html.count('class="hl-pick"') == 50
    press(coordinator, "Vis flere (10 eldre)").sound()
    assert coordinator.html.count('class="hl-pick"') == 60
    coordinator.app.text_input(key="history_text").set_value("rapport 1").run()
    # 10 to 19, of 60.
    assert coordinator.html.count('class="hl-pick"') == 10
    assert "10 av 60 importer" in coordinator.text
    coordinator.app.selectbox(key="history_kind").set_value("rettelse").run()
    assert coordinator.html.count('class="hl-pick"') == 5
    coordinator.app.selectbox(key="history_place").set_value("1815").run()
    assert "0 av 60 importer" in coordinator.text and "Ingen rader." in coordinator.text
