from __future__ import annotations

from datetime import date

import pytest

from helgelandlegen.figures.spans import Span, spans
from tests.figures.looking import marks, place, titles, width
from tests.figures.sample import drawing, texts

START, END = date(2024, 1, 1), date(2026, 12, 31)


def draw(*rows, start=START, end=END, **more):
    return spans(rows, start=start, end=end, label="Ledige siden", **more)


def test_a_line_lasting_twice_as_long_is_twice_as_wide():
    one = Span("Nordvik", date(2024, 2, 1), date(2024, 5, 11), "vacant", "")  # 100 days
    two = Span("Sørvik", date(2025, 2, 1), date(2025, 8, 20), "vacant", "")  # 200 days
    short, long = marks(draw(one, two), "hl-tone-vacant")
    assert width(long) == pytest.approx(2 * width(short), abs=0.2)


def test_a_line_without_end_goes_on_to_the_end_of_the_axis():
    open_ended, ended = (Span("x", date(2025, 1, 1), end, "vacant", "") for end in (None, END))
    first, second = marks(draw(open_ended, ended), "hl-tone-vacant")
    assert first.attrib["width"] == second.attrib["width"]


def test_a_line_from_before_the_axis_begins_with_an_arrow_and_others_do_not():
    before, within = (Span("x", begin, None, "vacant", "") for begin in (date(2019, 5, 1), START))
    assert len(marks(draw(before), "hl-tone-vacant", "path")) == 1
    assert not marks(draw(within), "hl-tone-vacant", "path")
    assert width(marks(draw(before), "hl-tone-vacant")[0]) == width(marks(draw(within), "hl-tone-vacant")[0])


@pytest.mark.parametrize(("begin", "end"), [(date(2020, 1, 1), date(2021, 1, 1)), (date(2028, 1, 1), None)])
def test_what_lies_outside_the_axis_keeps_its_row_but_has_no_line(begin, end):
    svg = draw(Span("Nordvik", begin, end, "vacant", "ett år"))
    assert not marks(svg, "hl-tone-vacant") and not marks(svg, "hl-tone-vacant", "path")
    assert {"Nordvik", "ett år"} <= set(texts(svg))


def test_a_day_is_still_seen_and_stays_left_of_the_axis_end():
    svg = draw(Span("Nordvik", END, None, "vacant", "1 dag"))
    [mark] = marks(svg, "hl-tone-vacant")
    assert width(mark) >= 3
    assert float(mark.attrib["x"]) + width(mark) <= place(svg, "1 dag")[0]
    assert marks(draw(Span("Nordvik", END, None, "vacant", ""), start=END), "hl-tone-vacant")


def test_a_mark_stands_at_its_day_and_is_explained_only_when_named():
    row = Span("Nordvik", START, None, "vacant", "", date(2025, 7, 2))
    [mark] = marks(draw(row), "hl-mark", "path")
    [line] = marks(draw(row), "hl-tone-vacant")
    # 548 of the 1095 days of the axis.
    left = float(mark.attrib["d"].split("L")[1].split(" ")[0])
    assert left == pytest.approx(float(line.attrib["x"]) + 548 / 1095 * width(line), abs=0.2)
    named = draw(row, mark_name="utlyst", legend=[("vacant", "ledig")])
    assert len(marks(named, "hl-mark", "path")) == 2
    assert texts(named)[:2] == ["ledig", "utlyst"]
    assert not marks(draw(Span("Nordvik", START, None, "vacant", "", date(2030, 1, 1))), "hl-mark", "path")


def test_texts_stand_in_one_column_under_the_last_day():
    svg = draw(Span("Nordvik", START, None, "vacant", "3 år"), Span("Sørvik", END, None, "locum", "1 dag"))
    assert place(svg, "3 år")[0] == place(svg, "1 dag")[0] == place(svg, "31.12.2026")[0]


def test_the_axis_has_years_over_a_long_time_and_months_over_a_short_one():
    row = Span("Nordvik", date(2026, 9, 1), None, "vacant", "")
    assert [words for words in texts(draw(row)) if words != "Nordvik"] == ["2024", "2025", "2026"]
    months = texts(draw(row, start=date(2026, 9, 15)))
    assert [words for words in months if words != "Nordvik"] == ["okt. 2026", "nov. 2026", "des. 2026"]


def test_thirty_rows_of_one_line_take_about_twenty_units_each():
    rows = [Span(f"Kontor {i}", START, None, "vacant", "3 år") for i in range(30)]
    height = float(drawing(draw(*rows)).attrib["viewBox"].split()[3])
    assert 30 * 20 <= height <= 30 * 26


def test_each_row_says_its_days_in_words():
    svg = draw(
        Span("Nordvik", date(2019, 5, 1), None, "vacant", "7 år"),
        Span("Sørvik", date(2024, 2, 1), date(2024, 5, 11), "vacant", ""),
    )
    assert titles(svg) == ["Nordvik: 01.05.2019 og fremdeles, 7 år", "Sørvik: 01.02.2024–11.05.2024"]
