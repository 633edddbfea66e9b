"""How much room text takes on a slide, and texts and drawings that cannot be put there as they are."""

from __future__ import annotations

from helgelandlegen.briefing.deck import fitting
from helgelandlegen.briefing.deck.drawings import add
from helgelandlegen.briefing.deck.package import opened
from helgelandlegen.briefing.deck.words import Box
from helgelandlegen.figures.exhibit import Drawing


def test_a_text_takes_the_lines_that_its_words_need_and_a_long_word_is_broken():
    wide = fitting.width("ord", 10)
    assert fitting.lines("ord ord ord", 10, wide * 1.5) == 3
    assert fitting.lines("ord ord ord", 10, wide * 10) == 1
    assert fitting.lines("x" * 100, 10, fitting.width("x" * 100, 10) / 3.5) == 4


def test_pages_hold_every_word_in_its_order_and_none_is_too_high():
    text = " ".join(f"Setning {n} om noe." for n in range(200))
    pages = fitting.pages([text, "Siste."], 16, 400, 100, 8)
    assert " ".join(part for page in pages for part in page).split() == [*text.split(), "Siste."]
    assert all(fitting.height(page, 16, 400, between=8) <= 100 for page in pages)


def test_what_no_file_may_hold_falls_out_and_a_day_stays_whole():
    assert fitting.clean("a\x00\x0b\u202eb\ud800 21. mai\t😀") == "ab 21.\u00a0mai 😀"


def test_the_first_letter_says_from_which_side_a_text_is_read():
    assert [fitting.right_to_left(text) for text in ("12 שלום", "tekst שלום", "12", "")] == [True, False, False, False]


def test_what_cannot_be_seen_in_a_drawing_is_no_shape_that_covers_others():
    line, unseen = '<path d="M0 0V5" stroke="#17212b"/>', '<rect width="9" height="9" fill="#ffffff" fill-opacity="0"/>'
    drawing = Drawing(f'<svg viewBox="0 0 10 10">{line}{unseen}</svg>', "Alt.")
    deck = opened("P")
    group = add(deck.slides.add_slide(deck.slide_layouts[1]).shapes, drawing, Box(0, 0, 100, 100), name="x")
    assert [len(one._element.xpath("./p:spPr/a:noFill")) for one in group.shapes] == [0, 1]
