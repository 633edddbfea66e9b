from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from helgelandlegen.figures.trend import trend as drawn
from helgelandlegen.figures.trend import x_ticks, y_ticks
from tests.figures.sample import AS_OF, MEETING, NBSP, Sample, drawing, share, texts

COURSE = [(date(2020, 10, 31), 15), (date(2023, 1, 31), 27), (MEETING, 13), (AS_OF, 15)]


@pytest.mark.parametrize(
    ("values", "kind", "ticks"),
    [
        ([15, 27, 5], "count", [0, 5, 10, 15, 20, 25, 30]),
        ([1, 2], "count", [0, 1, 2]),
        ([0], "count", [0]),
        ([15105], "sum", [0, 5000, 10000, 15000, 20000]),
        ([0.67, 0.8], "share", [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        ([1.3], "share", [0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5]),
        ([2.9, 3.4], "survival", [0, 1, 2, 3, 4]),
        ([-1.0, 2.0], "median", [-1.0, -0.5, 0, 0.5, 1.0, 1.5, 2.0]),
    ],
)
def test_the_axis_has_round_numbers_from_zero_to_beyond_the_largest(values, kind, ticks):
    assert y_ticks(values, kind) == pytest.approx(ticks)


def test_a_long_span_is_marked_in_years_and_a_short_one_in_months():
    assert [text for _, text in x_ticks(date(2020, 10, 31), AS_OF)] == ["2021", "2022", "2023", "2024", "2025", "2026"]
    assert [text for _, text in x_ticks(date(2026, 5, 15), AS_OF)] == [
        "juni 2026", "juli 2026", "aug. 2026", "sep. 2026", "okt. 2026",
    ]  # fmt: skip


def test_the_chart_says_in_words_what_it_shows():
    svg = drawing(drawn(Sample(series=COURSE)))
    assert svg.attrib["role"] == "img"
    course = "Fra 15 i oktober 2020 til 15 nå, høyest 27 i januar 2023, lavest 13 i september 2026."
    assert svg.attrib["aria-label"] == f"Ledige fastlegehjemler. {course}"
    told = drawing(drawn(Sample(series=COURSE), message="15 er ledige, som i 2020."))
    assert told.attrib["aria-label"] == f"15 er ledige, som i 2020. {course}"


def test_value_target_comparison_and_unit_are_written_into_the_chart():
    written = texts(drawn(Sample(series=COURSE)))
    assert {"15", "Mål: høyst 5", "17. september: 13", "hjemler"} <= set(written)


def test_a_band_is_drawn_from_end_to_end_and_named_once():
    figure = share(
        0.45, 11, better="band", target=(Decimal("0.4"), Decimal("0.5")), series=[(MEETING, 0.4), (AS_OF, 0.45)]
    )
    svg = drawn(figure)
    assert texts(svg).count(f"Mål: 40–50{NBSP}%") == 1
    assert [e.get("class") for e in drawing(svg).iter("rect")] == ["hl-band"]


def test_meetings_are_thin_ticks_and_those_outside_the_course_are_left_out():
    svg = drawn(Sample(series=COURSE, meetings=[date(2019, 1, 1), date(2021, 3, 17), MEETING]))
    ticks = next(e for e in drawing(svg).iter("path") if e.get("class") == "hl-meeting")
    assert ticks.attrib["d"].count("M") == 2
    assert "møte i styringsgruppen" in texts(svg)
    assert "møte i styringsgruppen" not in texts(drawn(Sample(series=COURSE)))


def test_counts_go_in_steps_and_gaps_stay_open():
    svg = drawn(Sample(series=[*COURSE[:2], (date(2024, 1, 31), None), *COURSE[2:]]))
    line = next(e for e in drawing(svg).iter("path") if e.get("class") == "hl-course").attrib["d"]
    assert "L" not in line
    assert line.count("M") == 2


def readouts(svg):
    """What comes out on pointing, from left to right, each with the column in which it does: (words, left, right)."""
    found = []
    for group in (e for e in drawing(svg).iter("g") if e.get("class") == "hl-at"):
        [(left, right)] = re.findall(r"M([\d.]+) [\d.]+H([\d.]+)", group[0].attrib["d"])
        found.append(("".join(group[1].itertext()), float(left), float(right)))
    return found


def test_pointing_at_a_date_brings_out_its_value_with_its_unit():
    said = [words.replace(NBSP, " ") for words, _, _ in readouts(drawn(Sample(series=[*COURSE[:2], (AS_OF, 1)])))]
    assert said == ["31. oktober 2020: 15 hjemler", "31. januar 2023: 27 hjemler", "31. oktober 2026: 1 hjemmel"]


def test_the_columns_for_pointing_lie_side_by_side_and_a_gap_has_none():
    course = [(date(2026, 1, day), value) for day, value in ((1, 4), (11, None), (21, 5), (31, 6))]
    first, second, third = readouts(drawn(Sample(series=course)))
    # The dates stand at thirds of the way from 76 to 864; a column reaches half-way to the dates beside it.
    step = (864 - 76) / 3
    assert first[1:] == (76 - 12, pytest.approx(76 + step / 2, abs=0.1))
    assert second[1:] == (pytest.approx(76 + 1.5 * step, abs=0.1), pytest.approx(76 + 2.5 * step, abs=0.1))
    assert third[1:] == (second[2], 864 + 12)


def test_what_pointing_brings_out_is_not_seen_without_it_and_stays_inside_the_drawing():
    svg = drawing(drawn(Sample(series=COURSE)))
    signs = [e for e in svg.iter("g") if e.get("class") == "hl-readout"]
    assert len(signs) == len(COURSE)
    assert {(e.get("opacity"), e.get("pointer-events")) for e in signs} == {("0", "none")}
    for sign in (next(e for e in group if e.get("class") == "hl-sign") for group in signs):
        [(left, top, wide)] = re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)", sign.attrib["d"])
        assert float(left) > 0 and float(left) + float(wide) < 960 and float(top) > 0


def test_a_figure_without_values_says_so_instead_of_an_empty_frame():
    for course in ([], [(AS_OF, None)]):
        assert texts(drawn(Sample(value=None, series=course))) == ["Ingen tall å vise ennå"]


def test_a_single_value_can_be_drawn():
    assert "15" in texts(drawn(Sample(series=[(AS_OF, 15)])))


def test_a_title_from_outside_is_escaped():
    assert drawing(drawn(Sample(title='<b>"', series=COURSE))).attrib["aria-label"].startswith('<b>". Fra')
