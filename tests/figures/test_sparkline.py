from __future__ import annotations

from datetime import date

from helgelandlegen.figures.sparkline import in_words, path, runs, sparkline
from tests.figures.sample import drawing, texts

COURSE = [(date(2020, 10, 31), 15), (date(2023, 1, 31), 27), (date(2026, 10, 31), 11)]


def test_the_course_is_told_in_words_from_the_data():
    assert in_words(COURSE, kind="count") == "Fra 15 i oktober 2020 til 11 nå, høyest 27 i januar 2023"


def test_the_lowest_point_is_told_where_it_is_neither_end():
    course = [(date(2025, 1, 31), 0.5), (date(2025, 6, 30), 0.25), (date(2026, 1, 31), 0.75)]
    assert in_words(course, kind="share").replace("\u00a0", " ") == (
        "Fra 50 % i januar 2025 til 75 % nå, lavest 25 % i juni 2025"
    )


def test_an_end_before_the_date_asked_for_is_not_called_now():
    assert in_words(COURSE[:2], kind="count", as_of=date(2026, 10, 31)) == (
        "Fra 15 i oktober 2020 til 27 i januar 2023"
    )


def test_a_last_point_without_value_is_not_called_now_and_gaps_are_counted():
    course = [*COURSE[:2], (date(2026, 10, 31), None)]
    assert in_words(course, kind="count") == "Fra 15 i oktober 2020 til 27 i januar 2023. Uten tall i 1 av 3 punkter"


def test_one_value_and_no_value_are_said_as_such():
    assert in_words(COURSE[:1], kind="count") == "Bare ett tall: 15 i oktober 2020"
    assert in_words([(date(2026, 1, 31), None)], kind="count") == "Utvikling: ingen tall"
    assert in_words([], kind="count") == "Utvikling: ingen tall"


def test_a_gap_breaks_the_line_and_draws_nothing():
    course = [(date(2026, month, 1), value) for month, value in enumerate([1, 2, None, 4, 5], 1)]
    assert [len(stretch) for stretch in runs(course)] == [2, 2]
    line = drawing(sparkline(course, kind="share")).find("path")
    assert line is not None
    assert line.attrib["d"].count("M") == 2


def test_counts_go_in_steps_and_shares_in_straight_lines():
    points = [(0.0, 10.0), (5.0, 10.0), (9.0, 2.0)]
    assert path(points, steps=True) == "M0 10H9V2H9"
    assert path(points, steps=False) == "M0 10L5 10L9 2"


def test_the_drawing_is_a_picture_with_a_text_and_marks_its_last_point():
    svg = drawing(sparkline(COURSE, kind="count", width=100, height=30))
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-label"].startswith("Fra 15 i oktober 2020")
    named = drawing(sparkline(COURSE[:1], kind="count", name="Ledige over ett år"))
    assert named.attrib["aria-label"] == "Ledige over ett år. Bare ett tall: 15 i oktober 2020."
    dot = svg.find("circle")
    assert dot is not None
    assert float(dot.attrib["cx"]) > 90


def test_only_the_text_colour_is_used_so_that_it_fits_any_theme_and_paper():
    drawn = sparkline(COURSE, kind="count", peak=True)
    assert "#" not in drawn
    assert "currentColor" in drawn


def test_the_peak_is_written_only_where_it_is_neither_end():
    assert texts(sparkline(COURSE, kind="count", peak=True)) == ["27 i januar 2023"]
    assert texts(sparkline(COURSE[:2], kind="count", peak=True)) == []


def test_a_course_that_hardly_moves_does_not_fill_the_height():
    course = [(date(2026, month, 1), 1000 + month) for month in range(1, 10)]
    line = drawing(sparkline(course, kind="median", height=32)).find("path")
    assert line is not None
    heights = [float(part.split()[1]) for part in line.attrib["d"][1:].split("L")]
    assert max(heights) - min(heights) < 3


def test_nothing_at_all_can_be_drawn():
    for course in ([], [(date(2026, 1, 31), None)], [(date(2026, 1, 31), 3)]):
        assert drawing(sparkline(course, kind="count", peak=True)).tag == "svg"
