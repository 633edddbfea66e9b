"""What little data, and very long texts, do to a briefing: nothing empty is printed, and nothing too small to read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helgelandlegen.briefing.cells import AROUND, LINE, NARROWEST
from helgelandlegen.briefing.cells import table as laid_out
from helgelandlegen.briefing.facts import Reader
from helgelandlegen.briefing.pdf import document
from helgelandlegen.briefing.slides import slides
from helgelandlegen.figures import paper_messages
from helgelandlegen.figures.exhibit import Drawing, Exhibit
from helgelandlegen.figures.table import Column, Table
from tests.briefing.by_hand import LINES, TABLE, everything, key_figure, section
from tests.briefing.opened import deck, texts
from tests.briefing.test_slides import only, titles

NAMES = ("Kommune", "Ledige", "Andel")
COLUMNS = (Column("Kommune"), Column("Ledige", numeric=True, missing="ingen tall"), Column("Andel", share=True))
UNKNOWN = tuple((name, None, "ingen tall") for name in ("Vika", "Dalen", "Fjell", "Ås"))
HIGH = Drawing('<svg class="hl-chart" viewBox="0 0 900 2400" font-size="17"><rect width="9" height="9"/></svg>', "Høy.")


def printed(*rows: tuple[object, ...], total: bool = False) -> Table | None:
    return Exhibit("a", "A", (), Table("A", COLUMNS, rows, total=total)).printed_table


def test_rows_without_a_number_are_counted_in_one_and_the_sum_stays_last():
    found = printed(("Nordby", 2, 0.5), *UNKNOWN, ("Alle", 2, 0.5), total=True)
    assert found is not None
    assert list(found.rows) == [("Nordby", 2, 0.5), ("4 uten tall", "", ""), ("Alle", 2, 0.5)]


def test_two_such_rows_stand_as_they_are_and_a_hidden_number_is_one():
    assert printed(("Nordby", 2, 0.5), *UNKNOWN[:2]).rows == (("Nordby", 2, 0.5), *UNKNOWN[:2])  # type: ignore[union-attr]
    some = printed(("Nordby", "under 5", None), *UNKNOWN)
    assert some is not None and some.rows[0] == ("Nordby", "under 5", None)


def test_a_table_without_any_number_is_not_printed_but_words_are():
    assert printed(*UNKNOWN) is None
    assert printed(*UNKNOWN, ("Alle", None, None), total=True) is None
    words = Table("Ord", (Column("Sak"), Column("Status")), (("Sak 1", ""),))
    assert Exhibit("a", "A", (), words).printed_table == words


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        (["open"] * 8, "Ingen av åtte nøkkeltall er konkluderbare."),
        (["on", "on"], "Alle to nøkkeltall er på mål."),
        (["on", "open"], "Av to nøkkeltall er ett på mål og ett ikke konkluderbart."),
        (["off"], "Av ett nøkkeltall er ett utenfor målet."),
    ],
)
def test_figures_that_all_stand_alike_are_told_in_one_go(shapes: list[str], words: str):
    assert paper_messages.standing(shapes) == words


def test_names_keep_their_room_where_many_columns_have_no_numbers():
    columns = (Column("Kommune"), *(Column("Et nøkkeltall", numeric=True) for _ in range(9)))
    rows = [("Hattfjelldal", *["ingen tall"] * 9), ("Nordby", *[7] * 9)]
    widths = laid_out(Table("Bred", columns, rows))["widths"]
    left = LINE - sum(one["fixed"] for one in widths) - AROUND * 9
    assert widths[0]["fixed"] == 0 and left >= len("Hattfjelldal") >= NARROWEST


def test_a_drawing_that_would_be_too_small_to_read_gives_way_to_its_table():
    small = replace(TABLE, rows=TABLE.rows[:3], total=False)
    alone = only(section(exhibits=(Exhibit("a", "Høy", (HIGH,), small),)))
    (shown,) = document(alone)["sections"][0]["exhibits"]
    assert shown["drawings"] == [] and len(shown["table"]["rows"]) == 3
    assert any(shape.has_table for slide in deck(slides(alone)).slides for shape in slide.shapes)
    # Where another table says it already, it is left out; without any table it stands.
    told = only(section(exhibits=(Exhibit("a", "Høy", (HIGH,), small), Exhibit("b", "Det samme", (), small))))
    assert [one["title"] for one in document(told)["sections"][0]["exhibits"]] == ["Det samme"]
    bare = only(section(exhibits=(Exhibit("a", "Høy", (HIGH,)),)))
    assert len(document(bare)["sections"][0]["exhibits"][0]["drawings"]) == 1
    readable = only(section(exhibits=(Exhibit("a", "Lav", (LINES,), small),)))
    assert len(document(readable)["sections"][0]["exhibits"][0]["drawings"]) == 1


def test_a_section_that_has_only_its_message_is_told_among_the_messages_and_has_no_slide():
    empty = section("risiko", headline="Ingen risikoer er lagt inn.", exhibits=(), sentences=())
    full = [section(str(n), headline=f"Del {n}.", key_figures=(key_figure(),)) for n in range(2)]
    content = slides(only(*full, empty))
    assert titles(content).count("Ingen risikoer er lagt inn.") == 0
    assert any("Ingen risikoer er lagt inn." in text for text in texts(deck(content).slides[1]))
    assert "Ingen risikoer er lagt inn." in titles(slides(only(full[0], empty)))
    assert [one["headline"] for one in document(only(*full, empty))["sections"]][-1] == "Ingen risikoer er lagt inn."


def test_nothing_of_a_whole_briefing_is_left_out():
    whole = everything(Reader.STEERING)
    assert all(one.tells_more for one in whole.sections)
