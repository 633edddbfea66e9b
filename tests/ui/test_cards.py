from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from helgelandlegen.figures.status import status_words
from helgelandlegen.ui import cards, style
from tests.figures.sample import AS_OF, MEETING, NBSP, Sample, share

COURSE = [(date(2023, 1, 31), 27), (MEETING, 13), (AS_OF, 15)]


class Reader(HTMLParser):
    """Collects the words of a piece of HTML, and notices a tag that is left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def words(html: str) -> list[str]:
    reader = Reader(html)
    assert not reader.open
    return reader.words


def test_a_card_says_value_status_target_change_and_what_it_rests_on():
    assert words(cards.body(Sample(series=COURSE, noted=(2, "mangler tall")))) == [
        "15", "2 mangler tall", "Utenfor målet: høyst 5", "+2 siden 17. sep.", f"Bygger på 16 av 18{NBSP}kommuner",
    ]  # fmt: skip


def test_the_headline_writes_the_month_out_and_shows_the_peak():
    course = [(date(2021, 1, 31), 9), *COURSE]
    written = words(cards.body(Sample(series=course), wide=True))
    assert "+2 siden 17. september" in written
    assert "27 i januar 2023" in written


def test_a_share_shows_its_counts_and_an_inconclusive_one_no_target():
    figure = share(2 / 3, 3, 0.6, status="ikke konkluderbart")
    written = words(cards.body(figure))
    assert written[:3] == [f"67{NBSP}%", "2 av 3", "Ikke konkluderbart"]


def test_a_hidden_figure_shows_the_limit_and_no_number_of_its_own():
    figure = share(0.25, 4, 0.75, hidden=True, status="ikke konkluderbart", noted=(3, "ukjent"), series=[(AS_OF, None)])
    assert words(cards.body(figure, limit=6)) == [
        "under 6", "Ikke konkluderbart", f"Bygger på 16 av 18{NBSP}kommuner",
    ]  # fmt: skip


def test_texts_from_outside_are_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    figure = Sample(title=evil, unit=evil, noted=(1, evil), series=COURSE)
    for html in (
        cards.body(figure, wide=True),
        cards.summary_html(evil, [evil]),
        cards._section("c1", cards.Card(evil, "", {})),
    ):
        assert "<script" not in html


def test_the_tally_counts_each_status_once_and_leaves_out_those_without_any():
    tally = cards.tally_card("Alle", ["nær", "på mål", "nær", "uten mål"], {})
    assert words(tally.html) == ["1 på mål", "2 nær målet", "1 uten mål"]


def test_from_and_to_are_kept_on_one_line_in_the_summary():
    html = cards.summary_html("Siden møtet", ["Antall ledige har økt fra 13 til 15. Målet er høyst 5."])
    assert f"fra{NBSP}13{NBSP}til{NBSP}15." in html


def test_no_drawn_text_can_end_the_html_block_in_markdown():
    html = cards.body(Sample(series=COURSE), wide=True) + cards.summary_html("x", ["y"]) + style.sheet()
    assert "\n" not in html


def test_every_cell_that_can_be_filled_has_its_place_in_the_style_sheet():
    for place in range(1, cards.MOST_CARDS + 1):
        assert f".hl-c{place},.st-key-hl_overview > :nth-child({place + 1}){{grid-area: c{place}" in style.sheet()
    areas = re.findall(r'grid-template-areas: ("c1[^;}]*")', style.sheet())
    assert len(areas) == 3
    for area in areas:
        assert {f"c{place}" for place in range(1, cards.MOST_CARDS + 1)} | {"sum", "map"} == set(
            area.replace('"', " ").split()
        )


def test_more_cards_than_places_are_refused():
    card = cards.Card("Andel", "", {})
    with pytest.raises(ValueError, match="at most 9"):
        cards.overview([card] * 10, summary="", tile_map=card, to=None)  # type: ignore[arg-type]


def first_screen() -> None:
    import streamlit as st

    from helgelandlegen.ui import cards, style
    from tests.figures.sample import Sample

    def overview() -> None:
        style.inject()
        shown = cards.figure_card(Sample(), {"tall": "vacant_posts", "per": "2026-10-31"}, headline=True)
        other = cards.Card("<b>Andel*", "<p>x</p>", {"tall": "annet"})
        cards.overview(
            [shown, other], summary=cards.summary_html("Siden", ["Ingen endring."]), tile_map=other, to=detail
        )

    detail = st.Page(lambda: None, title="Nøkkeltall", url_path="nokkeltall")
    st.navigation([st.Page(overview, title="Oversikt", default=True), detail]).run()


def test_each_card_is_one_link_within_the_session_that_carries_its_query():
    app = AppTest.from_function(first_screen).run()
    assert not app.exception
    links = [element.proto for element in app.get("page_link")]
    assert [link.label for link in links] == ["Ledige fastlegehjemler", "\\<b\\>Andel\\*", "\\<b\\>Andel\\*"]
    assert [link.query_string for link in links] == ["tall=vacant_posts&per=2026-10-31", "tall=annet", "tall=annet"]
    assert {link.page for link in links} == {"nokkeltall"}
    assert not any(link.external or link.disabled for link in links)


def test_the_whole_screen_is_one_drawing_and_the_style_sheet_comes_first():
    app = AppTest.from_function(first_screen).run()
    sheet, drawn = (element.value for element in app.markdown)
    assert sheet.startswith("<style>")
    assert drawn.count("<section") == 4
    assert drawn.count('role="heading"') == 4
    assert drawn.count('lang="nb"') == 4


def test_a_target_that_a_meeting_decided_stands_with_the_number_of_the_decision():
    assert f"Utenfor målet: høyst 5 (vedtak{NBSP}3/2026)" in words(cards.body(Sample(decided_in="Sak 3/2026")))
    assert "Utenfor målet: høyst 5" in words(cards.body(Sample(decided_in="Forslag, ikke vedtatt")))
    assert status_words(Sample(decided_in="3/2026", status="ikke konkluderbart")) == "Ikke konkluderbart"
