"""The words and the grid of who has reported, of how complete the data is, and of figures before and after."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from helgelandlegen.age import Age
from helgelandlegen.figures import consequence, known, quality, reporting
from helgelandlegen.figures.quality import Completeness
from helgelandlegen.figures.reporting import Cell, Row
from tests.figures.sample import Sample, share

D = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("fresh", "of", "said"),
    [
        (14, 18, "14 av 18 kommuner har rapportert de siste 92 dagene. 4 mangler."),
        (17, 18, "17 av 18 kommuner har rapportert de siste 92 dagene. 1 mangler."),
        (18, 18, "Alle 18 kommuner har rapportert de siste 92 dagene."),
        (0, 18, "Ingen av de 18 kommunene har rapportert de siste 92 dagene."),
    ],
)
def test_the_sentence_says_how_many_have_reported(fresh: int, of: int, said: str):
    assert reporting.headline(fresh, of, 92).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (D, "i dag"),
        (date(2026, 11, 21), "i går"),
        (date(2026, 11, 2), "20 dager"),
        (date(2026, 9, 24), "59 dager"),
        (date(2026, 9, 22), "2 måneder"),
        (date(2026, 9, 23), "60 dager"),
        (date(2026, 1, 19), "10 måneder"),
        (date(2024, 11, 23), "23 måneder"),
        (date(2024, 11, 22), "2 år"),
    ],
)
def test_an_age_is_said_in_days_months_or_years(day: date, said: str):
    assert reporting.ago(day, D) == said


def test_a_cell_says_its_day_its_age_and_its_remarks():
    row = Row("0301", "<b>Nordvik", [Cell(date(2026, 11, 2), Age.FRESH, 3), Cell(None, Age.NEVER)],
              Cell(date(2025, 1, 19), Age.OLD))  # fmt: skip
    html = reporting.grid([row], ["Stillinger", "Fravær"], D, 95)
    cells = re.findall(r'<td class="hl-age-(\w+)">(.*?)</td>', html)
    assert [(age, re.sub(r"<[^>]+>", "", text)) for age, text in cells] == [
        ("fersk", "fersk, 2. nov. ▲ 3 3 varsler"), ("aldri", "aldri"), ("gammel", "gammel, 19.01.2025 · 22 måneder")
    ]  # fmt: skip
    assert '<tr data-pick="0301">' in html and "&lt;b&gt;Nordvik" in html and "<b>" not in html


def test_the_title_over_weakened_figures_says_whether_they_can_be_concluded_from():
    assert reporting.weakened([], 0) == "Alle nøkkeltall bygger på ferske tall fra alle kommunene."
    assert reporting.weakened(["A"], 0) == (
        "1 nøkkeltall bygger på færre enn alle kommunene, men på nok til å konkludere."
    )
    assert reporting.weakened(["A", "B"], 1).endswith("; 1 av dem er ikke konkluderbare.")
    assert reporting.weakened(["A", "B"], 2).endswith("; ingen av dem er konkluderbare.")


def test_many_missing_are_counted():
    assert reporting.missing(["A", "B"]) == "A og B"
    assert reporting.missing(list("ABCDE")) == "A, B, C, D og E"
    assert reporting.missing(list("ABCDEF")) == "A, B, C og 3 til"


@pytest.mark.parametrize(
    ("points", "begin", "end"),
    [
        ([(date(2024, 11, 30), 27, 30), (D, 23, 26)], "88 %", ", ned fra 90 % i november 2024."),
        ([(date(2024, 11, 30), 3, 4), (D, 3, 3)], "100 %", ", opp fra 75 % i november 2024."),
        ([(date(2024, 11, 30), 3, 4), (D, 6, 8)], "75 %", ", som i november 2024."),
        ([(date(2024, 11, 30), 0, 0), (D, 3, 4)], "75 %", "."),
        ([(D, 0, 0)], "HPR-nummer: ingen tall", " ennå."),
    ],
)  # fmt: skip
def test_completeness_is_a_sentence(points: list[tuple[date, int, int]], begin: str, end: str):
    assert quality.sentence(Completeness("hpr_number", points)).replace("\u00a0", " ") == f"{begin}{end}".replace(
        "%", "% av legene i utdanning har HPR-nummer", 1
    )


def test_nothing_to_count_is_no_value_and_never_zero():
    found = Completeness("list_count", [(date(2024, 11, 30), 0, 0), (D, 1, 4)])
    assert found.series == [(date(2024, 11, 30), None), (D, Decimal("0.25"))]


@pytest.mark.parametrize(
    ("kind", "before", "after", "said"),
    [
        ("count", 13, 15, "+2"),
        ("count", 15, 13, "−2"),
        ("count", 13, 13, "uendret"),
        ("count", None, 13, "får tall"),
        ("count", 13, None, "blir uten tall"),
        ("count", None, None, "uendret"),
        ("share", 0.5, 0.25, "−25 prosentpoeng"),
        ("share", 0.501, 0.504, "nær uendret"),
    ],
)
def test_a_difference_is_said_in_words(kind: str, before: float | None, after: float | None, said: str):
    whole = 20 if kind == "share" else None
    figure = Sample(kind=kind, value=after, previous=before, compared_with=D, denominator=whole)
    assert consequence.moved(figure).replace("\u00a0", " ") == said


def test_a_share_with_another_basis_is_not_the_same():
    half = share(0.5, 4)
    assert consequence.same(half, replace(half))
    assert not consequence.same(half, replace(half, numerator=3, denominator=6))
    assert consequence.in_full(half).replace("\u00a0", " ") == "50 % (2 av 4)"


def test_the_heading_counts_what_changes():
    assert consequence.heading(0, 25) == "Ingen nøkkeltall endres."
    assert consequence.heading(1, 25) == "1 nøkkeltall endres, 24 blir som før."
    assert consequence.heading(25, 25) == "25 nøkkeltall endres."


def test_rows_then_and_now_are_compared_with_their_number():
    then = [("Vega", "A", 1), ("Vega", "B", 1), ("Vega", "B", 1)]
    now = [("Vega", "B", 1), ("Vega", "A", 2), ("Rana", "C", 1)]
    assert known.compared(then, now) == [
        ("bare nå", ("Rana", "C", 1)), ("bare da", ("Vega", "A", 1)), ("bare nå", ("Vega", "A", 2)),
        ("bare da", ("Vega", "B", 1)), ("da og nå", ("Vega", "B", 1)),
    ]  # fmt: skip
    assert known.rows_heading(1, 1200) == "1 rad da, 1\u00a0200 nå"


def test_a_day_before_everything_says_when_the_first_import_came():
    assert known.before_all(D, None) == "Ingenting er tatt inn ennå."
    assert known.before_all(date(2020, 1, 1), D) == (
        "Databasen visste ingenting 1. januar 2020. Den første importen kom 22. november 2026."
    )
    assert known.headline(0, 25, D) == "Alle 25 nøkkeltall er de samme nå som slik de var kjent 22. november 2026."
