"""A municipality's own list: its columns are matched once on the screen, and the next file reads itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from helgelandlegen.ui import cache
from helgelandlegen.workbook import layouts
from helgelandlegen.workbook.desk import State
from helgelandlegen.workbook.layout import Source
from tests.making import rows
from tests.pages.visiting import Visitor
from tests.workbook.making import book

HEADINGS = ["Kontor", "Hjemmelsnr", "Type", "Legekode", "Navn", "Startet", "Tak", "Pasienter", "Opprettet"]
MADE = date(2018, 1, 1)
LINES: list[list[Any]] = [
    ["Havna legekontor", "H1", "Hjemmel", "L1", "Kari Nordmann", date(2019, 5, 1), 1000, 940, MADE],
    ["Havna legekontor", "H2", "Hjemmel", "Ledig", None, None, 1000, None, MADE],
    ["Havna legekontor", "H3", "Turnus", "L3", "Ola Hansen", date(2026, 9, 1), None, None, MADE],
]


def month(title: str = "Vega kommune – legeliste per 01.10.2026", lines: list[list[Any]] = LINES) -> bytes:
    """A month's list."""
    return book({"Legeliste 2026": [[title], [], HEADINGS, *lines]})


def settled(visitor: Visitor) -> Visitor:
    """The page when all work on the desk has ended."""
    for piece in cache.desk().pieces():
        assert piece.wait(30)
    visitor.app.run()
    return visitor


def send(visitor: Visitor, content: bytes, name: str = "legeliste.xlsx") -> Visitor:
    """Puts a file into the uploader."""
    visitor.app.file_uploader[0].set_value([(name, content, "application/octet-stream")]).run()
    return settled(visitor)


def press(visitor: Visitor, label: str) -> Visitor:
    """Presses the button of that name, and waits for what it begins."""
    (button,) = [button for button in visitor.app.button if button.label == label]
    button.click().run()
    return settled(visitor)


def chosen(visitor: Visitor, label: str) -> Any:
    """The select box of that name."""
    (box,) = [box for box in visitor.app.selectbox if box.label == label]
    return box


def save(visitor: Visitor) -> Visitor:
    """Saves the layout as it stands."""
    return press(visitor, "Lagre oppsettet og les filen")


def stopped() -> bool:
    """Whether something keeps the only file on the desk out."""
    (piece,) = cache.desk().pieces()
    assert piece.state is State.READY and piece.outcome is not None
    return piece.outcome.stopped


@pytest.fixture
def coordinator(coordinate: Callable[[str], Visitor]) -> Visitor:
    return coordinate("empty").opens("last-opp").sound()


def test_a_list_of_which_nothing_can_be_read_opens_its_mapping_by_itself(coordinator):
    send(coordinator, month())
    assert not coordinator.app.exception
    assert "Hvordan leses «Legeliste 2026»?" in coordinator.text
    assert "Tabellen i filen: 3 rader" in coordinator.text
    assert "Kari Nordmann" not in coordinator.text
    assert chosen(coordinator, "Stilling-ID i Stillinger").value == 1
    assert chosen(coordinator, "Kommune i Stillinger").value == "around"
    assert chosen(coordinator, "Listelengde i Listetall").value == 7
    assert [tab.label for tab in coordinator.app.tabs] == ["Stillinger", "Bemanning", "Listetall"]
    captions = [caption.value for caption in coordinator.app.caption]
    assert "✔ 3 av 3 verdier kan leses. «H1», «H2», «H3»" in captions
    assert "Slik blir radene: 2 rader" in coordinator.text  # of the three posts, one is vacant
    assert chosen(coordinator, "«Turnus» i Stillingstype betyr").value == "LIS1"


def test_what_is_saved_reads_the_file_and_next_months_by_itself(coordinator):
    save(send(coordinator, month())).sound()
    assert "Arket «Legeliste 2026» er lest med oppsettet «Legeliste» som «Stillinger»" in coordinator.text
    press(coordinator, "Ta inn")
    assert [row["position_id"] for row in rows(cache.store(), "position")] == ["H1", "H2", "H3"]
    assert [(row["position_id"], row["doctor_id"]) for row in rows(cache.store(), "occupancy")] == [
        ("H1", "L1"), ("H3", "L3"),
    ]  # fmt: skip
    press(coordinator, "Ferdig")
    later = [[*LINES[0][:7], 950, MADE], *LINES[1:]]
    send(coordinator, month("Vega kommune – legeliste per 01.11.2026", later), "november.xlsx").sound()
    assert "er lest med oppsettet «Legeliste»" in coordinator.text
    press(coordinator, "Ta inn")
    assert [(row["counted_on"], row["list_length"]) for row in rows(cache.store(), "list_count")][-1] == (
        date(2026, 11, 1), 950,
    )  # fmt: skip


def test_without_what_is_required_there_is_no_saving(coordinator):
    send(coordinator, month())
    chosen(coordinator, "Lege-ID i Bemanning").set_value("none").run()
    assert any(sentence.startswith("Velg hvor «Lege-ID» i Bemanning kommer fra.") for sentence in coordinator.said)
    (button,) = [button for button in coordinator.app.button if button.label == "Lagre oppsettet og les filen"]
    assert button.disabled


def test_one_value_for_all_rows_is_checked_as_it_is_typed(coordinator):
    send(coordinator, month())
    chosen(coordinator, "Dato i Listetall").set_value("fixed").run()
    (field,) = [field for field in coordinator.app.text_input if field.label == "Dato i alle rader"]
    field.set_value("i går").run()
    assert "«i går» er ikke en dato. Skriv den som 01.03.2024." in [c.value for c in coordinator.app.caption]
    assert any(sentence.startswith("Velg hvor «Dato» i Listetall kommer fra.") for sentence in coordinator.said)
    (field,) = [field for field in coordinator.app.text_input if field.label == "Dato i alle rader"]
    field.set_value("31.10.2026").run()
    save(coordinator)
    (layout,) = layouts.known(cache.store()).values()
    (lists,) = [target for target in layout.targets if target.sheet == "list_count"]
    assert lists.columns["counted_on"] == Source(fixed="31.10.2026")


def test_a_post_that_would_begin_with_its_doctor_is_warned_of(coordinator):
    send(coordinator, month())
    assert not coordinator.app.warning
    chosen(coordinator, "Fra og med i Stillinger").set_value(5).run()
    assert coordinator.app.warning[0].value.startswith("Stillingen og legen har samme «Fra og med».")


def test_sheets_alike_are_mapped_once(coordinator):
    north = [[row[0], f"N{row[1]}", *row[2:]] for row in LINES]
    title = ["Vega kommune – legeliste per 01.10.2026"]
    send(coordinator, book({"Sør": [title, [], HEADINGS, *LINES], "Nord": [title, [], HEADINGS, *north]}))
    assert "Koble kolonnene" not in [button.label for button in coordinator.app.button]
    save(coordinator)
    press(coordinator, "Ta inn")
    ids = [row["position_id"] for row in rows(cache.store(), "position")]
    assert ids == ["H1", "H2", "H3", "NH1", "NH2", "NH3"]


def test_a_word_gets_the_meaning_that_is_chosen(coordinator):
    send(coordinator, month())
    chosen(coordinator, "«Turnus» i Stillingstype betyr").set_value("Annen legestilling").run()
    save(coordinator)
    press(coordinator, "Ta inn")
    assert [row["position_type"] for row in rows(cache.store(), "position")] == [
        "Fastlegehjemmel", "Fastlegehjemmel", "Annen legestilling",
    ]  # fmt: skip


def test_a_column_that_is_marked_as_personal_is_not_offered_and_not_kept(coordinator):
    send(coordinator, month())
    marked = next(group for group in coordinator.app.button_group if group.label.startswith("Personopplysninger"))
    assert marked.value == [4]
    marked.set_value([0, 4]).run()
    assert 0 not in [box.value for box in coordinator.app.selectbox if box.label == "Legekontor i Stillinger"]
    assert "Havna" not in coordinator.text
    save(coordinator)
    assert [layout.never_kept for layout in layouts.known(cache.store()).values()] == [(0, 4)]


def test_a_file_is_read_without_its_layout_and_with_it_again(coordinator):
    save(send(coordinator, month()))
    press(coordinator, "Les uten oppsett")
    assert "Oppsettet for arket «Legeliste 2026» er ikke brukt for denne filen." in coordinator.text
    assert stopped()
    press(coordinator, "Bruk oppsettet")
    assert not stopped()


def test_a_layout_is_changed_from_the_file_that_it_reads(coordinator):
    save(send(coordinator, month()))
    press(coordinator, "Endre")
    assert chosen(coordinator, "«Turnus» i Stillingstype betyr").value == "LIS1"
    chosen(coordinator, "Legekontor i Stillinger").set_value("none").run()
    save(coordinator)
    (layout,) = layouts.known(cache.store()).values()
    assert "office" not in layout.targets[0].columns


def test_a_no_closes_the_mapping_and_a_button_opens_it_again(coordinator):
    send(coordinator, month())
    press(coordinator, "Avbryt")
    assert "Hvordan leses" not in coordinator.text
    assert layouts.known(cache.store()) == {}
    press(coordinator, "Koble kolonnene")
    assert "Hvordan leses «Legeliste 2026»?" in coordinator.text


def test_a_heading_is_shown_as_it_stands_and_never_drawn(coordinator):
    evil = "<img src=x onerror=alert(1)>"
    send(coordinator, book({"Liste": [["Hjemmelsnr", evil, "Tak"], ["H1", evil, 1000], ["H2", "**b**", 900]]}))
    assert not coordinator.app.exception
    assert "Hvordan leses «Liste»?" in coordinator.text
    assert "<img" not in coordinator.html


def test_the_page_of_layouts_shows_what_each_does_and_renames_and_forgets_it(coordinator):
    save(send(coordinator, month()))
    coordinator.opens("oppsett").sound()
    assert "Stillinger, Bemanning og Listetall" in coordinator.text
    assert coordinator.text.split("Stillinger: Stilling-ID")[1].split()[0] == "Hjemmelsnr"
    assert "Lagres aldri" in coordinator.text
    (field,) = [field for field in coordinator.app.text_input if field.label == "Navn"]
    field.set_value("Vega legeliste").run()
    (button,) = [button for button in coordinator.app.button if button.label == "Gi nytt navn"]
    button.click().run()
    assert coordinator.said == ["Oppsettet heter nå «Vega legeliste»."]
    (box,) = [box for box in coordinator.app.checkbox if box.label.startswith("Glem oppsettet")]
    box.check().run()
    (button,) = [button for button in coordinator.app.button if button.label == "Glem"]
    button.click().run()
    assert layouts.known(cache.store()) == {}
    assert any(sentence.startswith("Ingen oppsett ennå.") for sentence in coordinator.said)
