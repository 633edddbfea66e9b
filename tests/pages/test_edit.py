"""«Rett rader»: the current rows in a table, changed, checked in place, and taken in as a correction."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from helgelandlegen.ui import cache, edit_view
from helgelandlegen.workbook import edit
from helgelandlegen.workbook.history import history, withdraw
from helgelandlegen.workbook.sheets import SHEETS
from tests.pages.conftest import REPORTED
from tests.pages.test_uploading import buttons, causes, imported, press
from tests.pages.visiting import Visitor


@pytest.fixture
def coordinator(coordinate: Callable[[str], Visitor]) -> Visitor:
    visitor = coordinate("one municipality").opens("rett-rader").sound()
    return choose(visitor, "Kommune", name())


def name() -> str:
    return cache.store().programme.by_number[REPORTED].name


def choose(visitor: Visitor, label: str, shown: str) -> Visitor:
    """Chooses in the field of that name what is shown so."""
    (field,) = [field for field in visitor.app.selectbox if field.label == label]
    field.select_index(field.options.index(shown)).run()
    return visitor


def tables(visitor: Visitor) -> list[dict[str, Any]]:
    """The tables that can be changed, as they are sent to the browser."""
    sent = [json.loads(line) for line in visitor.mounted.splitlines() if line.startswith('{"caption"')]
    return sent


def write(visitor: Visitor, draft: object, sheet: str = "position", round_: int = 0) -> Visitor:
    """What the browser tells of the changes in a sheet."""
    visitor.app.session_state[f"editor_{round_}_{REPORTED}_{sheet}"] = {"draft": draft}
    visitor.app.run()
    return visitor


def stored(sheet: str = "position") -> list[edit.Row]:
    return edit.rows(cache.store(), SHEETS[sheet], REPORTED)


def test_the_rows_of_a_municipality_are_shown_with_fields_for_their_kinds(coordinator):
    (table,) = tables(coordinator)
    rows = stored()
    assert table["caption"] == f"Stillinger: {len(rows)} rader"
    assert [line["number"] for line in table["lines"]] == list(range(2, len(rows) + 2))
    assert [line["cells"]["position_id"] for line in table["lines"]] == [row.texts["position_id"] for row in rows]
    fields = {field["heading"]: field for field in table["fields"]}
    assert "Kommune*" not in fields  # it is chosen above
    assert (fields["Stillingstype*"]["kind"], fields["Stillingstype*"]["choices"][0]) == ("choice", "Fastlegehjemmel")
    assert fields["Fast utdanningsløp"]["choices"] == ["Ja", "Nei"]
    assert fields["Fra og med*"]["kind"] == "text"
    assert table["can_add"] and table["can_remove"]


def test_a_change_is_checked_shown_and_taken_in_as_a_correction(coordinator):
    row = stored()[1]
    before = imported()
    write(coordinator, {"cells": {row.key: {"office": "Legekontoret i sentrum"}}, "gone": [], "added": []})
    assert "**Endret her:** Stillinger 1 rad" in [one.value for one in coordinator.app.markdown]
    press(coordinator, "Kontroller endringene").sound()
    assert any("**Rettelsen kan tas inn.**" in said and "1 endret" in said for said in coordinator.said)
    assert "Legekontoret i sentrum" in coordinator.text
    assert imported() == before
    press(coordinator, "Ta inn").sound()
    newest = history(cache.store())[0]
    assert (newest["kind"], newest["file_name"], newest["done_by"]) == (
        "rettelse", f"Rettelse for {name()}.xlsx", "Koordinator",
    )  # fmt: skip
    assert stored()[1].texts["office"] == "Legekontoret i sentrum"
    assert withdraw(cache.store(), newest["import_id"]).done
    assert stored()[1].texts["office"] == row.texts["office"]


def test_after_it_is_taken_in_the_table_begins_anew_and_can_be_changed_again(coordinator):
    key = stored()[1].key
    write(coordinator, {"cells": {key: {"office": "A"}}, "gone": [], "added": []})
    press(press(coordinator, "Kontroller endringene"), "Ta inn").sound()
    assert any("Tatt inn som import" in said for said in coordinator.said)
    assert not any("Endret her" in one.value for one in coordinator.app.markdown)
    (table,) = tables(coordinator)
    assert table["draft"] == {"cells": {}, "gone": [], "added": []}
    write(coordinator, {"cells": {key: {"office": "B"}}, "gone": [], "added": []}, round_=1)
    assert "**Endret her:** Stillinger 1 rad" in [one.value for one in coordinator.app.markdown]
    press(press(coordinator, "Kontroller endringene"), "Ta inn").sound()
    assert stored()[1].texts["office"] == "B"


def test_a_mistake_names_the_row_of_the_table_and_may_not_come_in(coordinator):
    row = stored()[2]
    before = imported()
    write(coordinator, {"cells": {row.key: {"valid_from": "i fjor"}}, "gone": [], "added": []})
    press(coordinator, "Kontroller endringene")
    assert "«i fjor» er ikke en dato. Skriv den som 01.03.2024. – Stillinger, Fra og med, rad 4" in causes(coordinator)
    assert "Ta inn" not in buttons(coordinator)
    assert imported() == before
    # Put right in the table, it is checked anew in the place of the first try.
    write(coordinator, {"cells": {row.key: {"valid_from": "01.02.2020"}}, "gone": [], "added": []})
    press(coordinator, "Kontroller endringene").sound()
    assert "Ta inn" in buttons(coordinator)
    assert len(cache.desk().pieces()) == 1


def test_changes_of_several_sheets_are_kept_while_one_looks_around(coordinator):
    posts, lists = stored()[0].key, stored("list_count")[0].key
    write(coordinator, {"cells": {posts: {"office": "A"}}, "gone": [], "added": []})
    choose(coordinator, "Ark", "Listetall")
    write(coordinator, {"cells": {lists: {"list_length": "1"}}, "gone": [], "added": []}, "list_count")
    assert "**Endret her:** Stillinger 1 rad, Listetall 1 rad" in [one.value for one in coordinator.app.markdown]
    choose(coordinator, "Ark", "Stillinger")
    (table,) = tables(coordinator)
    assert table["draft"]["cells"] == {posts: {"office": "A"}}
    press(coordinator, "Kontroller endringene").sound()
    assert any("2 endrede" in said for said in coordinator.said)


def test_what_is_typed_after_the_check_is_checked_before_anything_comes_in(coordinator):
    first, second = (row.key for row in stored()[:2])
    write(coordinator, {"cells": {first: {"office": "A"}}, "gone": [], "added": []})
    press(coordinator, "Kontroller endringene")
    write(coordinator, {"cells": {first: {"office": "A"}, second: {"office": "B"}}, "gone": [], "added": []})
    assert edit_view.MORE in coordinator.said
    assert next(button for button in coordinator.app.button if button.label == "Ta inn").disabled
    press(press(coordinator, "Kontroller endringene"), "Ta inn").sound()
    assert [row.texts["office"] for row in stored()[:2]] == ["A", "B"]


def test_what_is_typed_while_the_checked_changes_come_in_stays_in_the_table(coordinator):
    (first, second), before = (row.key for row in stored()[:2]), stored()[1].texts["office"]
    write(coordinator, {"cells": {first: {"office": "A"}}, "gone": [], "added": []})
    press(coordinator, "Kontroller endringene")
    (piece,) = cache.desk().pieces()
    cache.desk().confirm(piece, "Koordinator")  # as from «Last opp», or a moment before the text comes
    assert piece.wait(30)
    write(coordinator, {"cells": {first: {"office": "A"}, second: {"office": "B"}}, "gone": [], "added": []})
    assert edit_view.LEFT in coordinator.said
    assert [row.texts["office"] for row in stored()[:2]] == ["A", before]
    (table,) = tables(coordinator)
    assert table["draft"] == {"cells": {second: {"office": "B"}}, "gone": [], "added": []}


def test_changes_can_be_thrown_away(coordinator):
    write(coordinator, {"cells": {stored()[0].key: {"office": "A"}}, "gone": [], "added": []})
    press(coordinator, "Forkast endringene").sound()
    (table,) = tables(coordinator)
    assert table["draft"]["cells"] == {}
    assert cache.desk().pieces() == []


def test_nothing_happens_where_nothing_is_changed(coordinator):
    press(coordinator, "Kontroller endringene").sound()
    assert cache.desk().pieces() == []


def test_only_rows_with_the_text_are_shown_and_keep_their_numbers(coordinator):
    third = stored()[2]
    (field,) = [field for field in coordinator.app.text_input if field.label == "Vis bare rader med"]
    field.set_value(third.texts["position_id"].lower()).run()
    (table,) = tables(coordinator)
    assert [(line["number"], line["id"]) for line in table["lines"]] == [(4, third.key)]
    assert table["caption"] == "Stillinger: 1 rad funnet"
    assert table["next"] == len(stored()) + 2


def test_a_long_list_is_shown_a_page_at_a_time(coordinator, monkeypatch):
    monkeypatch.setattr(edit_view, "MOST_ROWS", 2)
    rows = stored()
    coordinator.app.run()
    assert [line["number"] for line in tables(coordinator)[0]["lines"]] == [2, 3]
    choose(coordinator, "Vis", f"3–{min(4, len(rows))} av {len(rows)}")
    assert tables(coordinator)[0]["lines"][0]["number"] == 4


def test_the_programmes_own_sheets_have_no_names_and_offer_the_municipalities(coordinator):
    choose(coordinator, "Kommune", "Programmet")
    choose(coordinator, "Ark", "Kandidater")
    assert "Navn" not in [field["heading"] for field in tables(coordinator)[0]["fields"]]
    choose(coordinator, "Ark", "Tiltak")
    fields = {field["heading"]: field for field in tables(coordinator)[0]["fields"]}
    assert fields["Kommune"]["choices"] == [m.name for m in cache.store().programme.municipalities]


def test_what_the_browser_tells_is_taken_only_in_its_right_form(coordinator):
    for odd in ({"cells": [1], "gone": None, "added": None}, "tull", {"cells": {"x": "y"}}):
        write(coordinator, odd)
        coordinator.sound()
    assert not any("Endret her" in one.value for one in coordinator.app.markdown)


def test_a_change_of_a_row_that_somebody_took_away_is_said(coordinator):
    write(coordinator, {"cells": {'["BORTE-1"]': {"office": "A"}}, "gone": [], "added": []})
    press(coordinator, "Kontroller endringene")
    assert "Raden «BORTE-1» er tatt bort av noen andre, så endringen av den er ikke med." in causes(coordinator)


def test_the_demo_must_go_before_rows_are_edited(coordinate):
    visitor = coordinate("demo").opens("rett-rader")
    assert "Fjern demodataene" in buttons(visitor)
    assert not tables(visitor)
