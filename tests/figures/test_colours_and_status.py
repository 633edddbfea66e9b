"""Contrast is computed here from the definition in WCAG 2.2, independently of the code under test."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from helgelandlegen.figures import colours
from helgelandlegen.figures.colours import Colour
from helgelandlegen.figures.status import WORDS, Status, badge, colour, shape, word
from tests.figures.sample import drawing

THEMES = ("light", "dark")


def luminance(hexadecimal: str) -> float:
    """Relative luminance, 0 for black and 1 for white."""
    channels = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour, theme: str) -> float:
    """The contrast ratio of the two in a theme, 1 to 21."""
    high, low = sorted((luminance(getattr(c, theme)) for c in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself_gives_the_known_ends():
    assert contrast(Colour("#000000", "#000000"), Colour("#ffffff", "#ffffff"), "light") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("written", [colours.INK, colours.MUTED, colours.ACCENT, *colours.STATUS.values()])
@pytest.mark.parametrize("behind", [colours.PAGE, colours.CARD, colours.EMPTY])
def test_everything_written_can_be_read_on_page_and_card(theme, written, behind):
    assert contrast(written, behind, theme) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", colours.SUBJECT)
def test_what_the_subject_pages_draw_stands_out_from_the_card(theme, name):
    assert contrast(colours.SUBJECT[name], colours.CARD, theme) >= 3


@pytest.mark.parametrize("name", colours.SUBJECT)
def test_each_subject_has_a_class_to_fill_with_and_one_to_draw_a_line_with(name):
    assert f".hl-tone-{name}{{fill:var(--hl-tone-{name})}}" in colours.classes()
    assert f".hl-tone-line-{name}{{stroke:var(--hl-tone-{name})}}" in colours.classes()


@pytest.mark.parametrize("theme", THEMES)
def test_the_banner_can_be_read(theme):
    assert contrast(colours.INK, colours.BANNER, theme) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("place", range(len(colours.STEPS)))
def test_names_and_numbers_can_be_read_on_every_step_of_the_map(theme, place):
    assert contrast(colours.STEP_INK[place], colours.STEPS[place], theme) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_each_step_of_the_map_stands_out_more_from_the_card_than_the_one_before(theme):
    strength = [contrast(step, colours.CARD, theme) for step in colours.STEPS]
    assert strength == sorted(strength)
    assert all(later / earlier >= 1.1 for earlier, later in pairwise(strength))


def test_every_colour_reaches_the_style_sheet_for_both_themes():
    written = colours.variables()
    some = (colours.PAGE, colours.EMPTY, *colours.SUBJECT.values())
    for one in (*some, *colours.STATUS.values(), *colours.STEPS, *colours.STEP_INK):
        assert f"light-dark({one.light},{one.dark})" in written


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_a_word_a_shape_and_a_colour(status):
    html = badge(status)
    assert f"<span>{WORDS[status]}</span>" in html
    assert "<svg" in html
    assert colour(status) in colours.STATUS.values()


def test_the_five_shapes_differ_in_outline_without_their_colour():
    outlines = {
        re.sub(r'class="[^"]*"', "", "".join(e.attrib.get("d", e.tag) for e in drawing(shape(s)))) for s in Status
    }
    assert len(outlines) == len(Status)


def test_a_status_may_come_as_plain_text_but_an_unknown_one_is_refused():
    assert word("utenfor") == "Utenfor målet"
    with pytest.raises(ValueError, match="kanskje"):
        word("kanskje")


def test_words_given_to_a_badge_are_escaped():
    assert "&lt;b&gt;" in badge(Status.NEAR, "<b>")
