"""The findings on the upload page: grouped by cause, put right on the spot, taken back, and sent home as files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from helgelandlegen.ui import cache, findings_view, mend_view
from helgelandlegen.workbook import suggest
from helgelandlegen.workbook.history import details, history
from tests.pages.test_uploading import POSTS, buttons, causes, imported, press, send, settled
from tests.pages.visiting import Visitor
from tests.workbook.making import book, personal_number

OPENED = date(2020, 1, 1)


def posts(*rows: list[Any]) -> bytes:
    """A report from Vega with these posts."""
    return book({"Rapport": [["Rapportdato", "Kommune"], [date(2026, 11, 1), "Vega"]], "Stillinger": [POSTS, *rows]})


def post(code: str, **changed: Any) -> list[Any]:
    return [
        code, changed.get("name", "Vega"), changed.get("kind", "Fastlegehjemmel"), changed.get("opened", OPENED),
    ]  # fmt: skip


def unfold(visitor: Visitor, words: str) -> Visitor:
    """Opens the cause, or whatever is folded, whose label holds these words."""
    (box,) = [box for box in visitor.app.expander if words in box.label]
    visitor.app.session_state[str(box.key)] = True
    visitor.app.run()
    return visitor


def choose(visitor: Visitor, label: str, value: str) -> Visitor:
    (field,) = [field for field in visitor.app.selectbox if field.label == label]
    field.set_value(value).run()
    return visitor


def remembered() -> list[tuple[Any, ...]]:
    """The corrections of the newest import: row, heading, before, after, by whom."""
    newest = history(cache.store())[0]["import_id"]
    names = ("excel_row", "heading", "original", "corrected", "corrected_by")
    return [tuple(one[name] for name in names) for one in details(cache.store(), newest).corrections]


@pytest.fixture
def coordinator(coordinate: Callable[[str], Visitor]) -> Visitor:
    return coordinate("empty").opens("last-opp").sound()


def test_a_mistake_made_in_many_cells_is_one_line_and_its_cells_wait_behind_it(coordinator, monkeypatch):
    asked: list[object] = []

    def noted(*args: Any) -> list[str]:
        asked.append(args)
        return suggest.suggestions(*args)

    monkeypatch.setattr(mend_view, "suggestions", noted)
    send(coordinator, posts(*(post(f"S{n}", name="Vegga") for n in range(12))))
    stop = "✖ Stopp «Vegga» er ikke en av de 18 kommunene. Mente du «Vega»? – 12 celler: Stillinger, Kommune, rad 2–13"
    assert stop in causes(coordinator)
    assert "Rett alle 12" not in buttons(coordinator)
    assert not asked
    unfold(coordinator, "Vegga")
    assert "Rett alle 12" in buttons(coordinator)
    assert len(asked) == 12
    assert "S3 · Fastlegehjemmel · 01.01.2020" in coordinator.text


def test_all_cells_of_a_cause_are_put_right_by_one_click_and_the_import_remembers_it(coordinator):
    send(coordinator, posts(post("S1", name="Vegga"), post("S2", name="Vegga"), post("S3")))
    unfold(coordinator, "Vegga")
    assert coordinator.app.selectbox(key=_ideas(coordinator)).value == "Vega"
    press(coordinator, "Rett alle 2").sound()
    assert any("kan tas inn" in said for said in coordinator.said)
    press(coordinator, "Ta inn")
    assert remembered() == [(row, "Kommune", "Vegga", "Vega", "Koordinator") for row in (2, 3)]


def _ideas(visitor: Visitor) -> str:
    (field,) = [field for field in visitor.app.selectbox if field.label == "Ny verdi"]
    return str(field.key)


def test_another_value_than_the_suggested_can_be_written_and_is_checked_too(coordinator):
    send(coordinator, posts(post("S1", kind="Legehjemmel")))
    unfold(coordinator, "Legehjemmel")
    choose(coordinator, "Ny verdi", mend_view.OWN)
    (field,) = [field for field in coordinator.app.text_input if field.label == "Skriv verdien"]
    field.set_value("Sykehuslege").run()
    press(coordinator, "Rett")
    assert "«Sykehuslege» kan ikke brukes her." in causes(coordinator)
    unfold(coordinator, "Sykehuslege")
    choose(coordinator, "Ny verdi", "LIS1")
    press(coordinator, "Rett")
    press(coordinator, "Ta inn")
    assert remembered() == [(2, "Stillingstype", "Legehjemmel", "LIS1", "Koordinator")]


def test_the_suggestions_that_are_sure_are_taken_all_at_once(coordinator):
    send(coordinator, posts(*(post(f"S{n}", opened=text) for n, text in enumerate(("1.3.24", "2024.05.02", "i fjor")))))
    unfold(coordinator, "er ikke en dato")
    assert "Bruk de 2 forslagene" in buttons(coordinator)
    press(coordinator, "Bruk de 2 forslagene")
    assert "«i fjor» er ikke en dato. Skriv den som 01.03.2024. – Stillinger, Fra og med, rad 4" in causes(coordinator)
    made = {one.cell.row: one.corrected for one in cache.desk().pieces()[0].corrections.values()}
    assert made == {2: "01.03.2024", 3: "02.05.2024"}


def test_what_is_written_in_the_cells_is_put_right_where_it_was_written(coordinator):
    send(coordinator, posts(*(post(f"S{n}", opened=text) for n, text in enumerate(("en gang", "i fjor", "vår")))))
    unfold(coordinator, "er ikke en dato")
    (box,) = [box for box in coordinator.app.expander if "er ikke en dato" in box.label]
    coordinator.app.session_state[f"editor_{box.key}_0_0"] = {
        "draft": {"cells": {"0": {"new": "01.02.2020"}, "2": {"new": "x"}}}
    }
    coordinator.app.run()
    press(coordinator, "Rett det som er fylt ut")
    made = {one.cell.row: one.corrected for one in cache.desk().pieces()[0].corrections.values()}
    assert made == {2: "01.02.2020", 4: "x"}


def test_a_row_that_is_there_twice_is_left_out_and_brought_back(coordinator):
    send(coordinator, posts(post("S1"), post("S1"), post("S2")))
    unfold(coordinator, "Raden har samme")
    press(coordinator, "Ta bort raden").sound()
    assert any("kan tas inn" in said for said in coordinator.said)
    unfold(coordinator, "Rettet her (1)")
    assert "tatt bort" in coordinator.text
    press(coordinator, "Angre rettelsen")
    assert "Raden har samme Stilling-ID som rad 2" in causes(coordinator)
    assert not [box for box in coordinator.app.expander if "Rettet her" in box.label]


def test_what_is_put_right_is_listed_with_what_stood_there_and_undone_one_by_one(coordinator):
    send(coordinator, posts(post("S1", name="Vegga"), post("S2", name="Vegga")))
    unfold(coordinator, "Vegga")
    press(coordinator, "Rett alle 2")
    unfold(coordinator, "Rettet her (2)")
    assert coordinator.text.count("Vegga") >= 2
    (field,) = [field for field in coordinator.app.selectbox if field.label == "Angre en rettelse"]
    assert field.options == [f"Stillinger, rad {row}, Kommune: Vegga → Vega" for row in (2, 3)]
    press(coordinator, "Angre rettelsen")
    assert "«Vegga» er ikke en av de 18 kommunene. Mente du «Vega»? – Stillinger, Kommune, rad 2" in causes(coordinator)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([post(personal_number("01", "01"))], "fødselsnummer"),
        ([["S1", "Vega", "Fastlegehjemmel", None]], "må fylles ut"),
    ],
)
def test_a_personal_number_must_be_put_right_in_the_file_but_an_empty_field_need_not(coordinator, rows, words):
    send(coordinator, posts(*rows))
    unfold(coordinator, words)
    may = words == "må fylles ut"
    assert ("Rett" in buttons(coordinator)) is may
    assert any("kan ikke rettes her" in one.value for one in coordinator.app.caption) is not may


def test_a_missing_column_cannot_be_put_right_here(coordinator):
    rows: list[list[Any]] = [["Stilling-ID", "Kommune", "Fra og med"], ["S1", "Vega", OPENED]]
    send(coordinator, book({"Stillinger": rows}))
    unfold(coordinator, "Kolonnen mangler")
    assert not {"Rett", "Ta bort raden"} & set(buttons(coordinator))


def test_the_copy_with_notes_and_the_list_are_offered_and_made_only_when_asked_for(coordinator, monkeypatch):
    made: list[object] = []
    monkeypatch.setattr(findings_view, "annotated", lambda *args: made.append(args))
    send(coordinator, posts(post("S1", name="Vegga")), name="Vega mars.xlsm")
    offered = {button.label: button.proto for button in coordinator.app.get("download_button")}
    assert {"Last ned filen med merknader", "Last ned listen (1 funn)"} <= set(offered)
    assert not made


def test_a_file_without_findings_offers_no_list(coordinator):
    send(coordinator, posts(post("S1")))
    assert [box.label for box in coordinator.app.expander if "Stopp" in box.label or "Varsel" in box.label] == []


def test_thousands_of_findings_are_shown_by_cause_and_a_page_at_a_time(coordinator):
    rows = [post(f"S{n}", name="Vegga" if n % 2 else f"Kommune {n}", kind="Tull") for n in range(2000)]
    send(coordinator, posts(*rows))
    assert sum("Stopp" in box.label for box in coordinator.app.expander) == 20
    assert any("Her vises de 20 viktigste. 982 til står i listen" in one.value for one in coordinator.app.caption)
    unfold(coordinator, "«Tull»")
    assert "Rett alle 2\u00a0000" in buttons(coordinator)
    (pages,) = [field for field in coordinator.app.selectbox if field.label == "Vis"]
    assert len(pages.options) == 100
    assert pages.options[1] == "21–40 av 2\u00a0000"
    assert coordinator.text.count("S19 ·") == 1 and "S20 ·" not in coordinator.text
    pages.set_value(20).run()
    assert "S20 ·" in coordinator.text and "S19 ·" not in coordinator.text
    press(coordinator, "Rett alle 2\u00a0000")
    assert "Tull" not in causes(coordinator)
    assert len(cache.desk().pieces()[0].corrections) == 2000


def test_what_is_written_in_a_file_is_never_read_as_markup(coordinator):
    evil = "[Vega](http://x.no) <b>**fet**</b> :red[x] $x$"
    send(coordinator, posts(post("S1", name=evil)))
    (box,) = [box for box in coordinator.app.expander if "Stopp" in box.label]
    assert "\\[Vega\\]\\(http\\://x.no\\) \\<b\\>\\*\\*fet\\*\\*\\</b\\> \\:red\\[x\\] \\$x\\$" in box.label


def test_nothing_is_stored_by_looking_and_correcting(coordinator):
    before = imported()
    send(coordinator, posts(post("S1", name="Vegga")))
    unfold(coordinator, "Vegga")
    press(coordinator, "Rett")
    assert imported() == before
    settled(coordinator)
