"""A meeting as a plain structure: kept and read back whole, and what later corrections would change in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from helgelandlegen.figures.agenda import Agenda, Step, Told, corrected, dumps, loads, printed, told
from helgelandlegen.figures.table import Column, Table
from tests.figures.sample import Sample, share

MEETING, BEFORE = date(2026, 9, 17), date(2026, 5, 21)
TABLE = Table(
    "Kommuner", [Column("Kommune"), Column("Andel", share=True), Column("Siden", missing="–"), Column("Vikar")],
    [["Nordvik", Decimal("0.25"), BEFORE, True], ["Sørvik", None, None, False]], "Kilde: arket.", total=True,
)  # fmt: skip


def one(exact: str, shown: str = "", counts: str = "", *, asked: date = MEETING) -> Told:
    return Told("vacant_posts", "Ledige fastlegehjemler", asked, shown or exact, counts, exact)


def agenda(*figures: Told, headline: str = "11 er ledige.", dated: bool = True) -> Agenda:
    step = Step("ledige", "Ledige", headline, ("Rana har flest.",), "<svg></svg>", printed(TABLE), figures, "", dated)
    return Agenda(MEETING, MEETING, BEFORE, (step,))


def test_what_is_kept_is_read_back_whole_and_written_the_same():
    made = agenda(one("11"), one("13", asked=BEFORE))
    text = dumps(made)
    assert loads(text) == made
    assert dumps(loads(text)) == text


def test_a_meeting_without_an_earlier_one_and_a_step_without_a_table_are_kept_too():
    made = Agenda(MEETING, MEETING, None, (Step("a", "A", "B."),))
    assert loads(dumps(made)) == made


def test_another_format_is_not_read():
    with pytest.raises(ValueError, match="format"):
        loads(dumps(agenda()).replace('"format": 2', '"format": 3'))


def test_a_table_is_kept_as_it_was_printed():
    assert printed(TABLE).rows == [["Nordvik", "25\u00a0%", "21.05.2026", "Ja"], ["Sørvik", "", "–", "Nei"]]


def test_a_figure_is_told_as_it_is_printed_with_its_exact_value():
    assert told(Sample(value=15), "vacant_posts", 5) == Told(
        "vacant_posts", "Ledige fastlegehjemler", Sample().asked, "15", "", "15"
    )
    found = told(share(Decimal("0.75"), 12), "x", 5)
    assert (found.printed.replace("\u00a0", " "), found.counts, found.exact) == ("75 %", "9 av 12", "0.75")


def test_what_is_hidden_is_told_without_its_value():
    found = told(share(Decimal("0.75"), 4, hidden=True), "x", 5)
    assert (found.printed, found.counts, found.exact) == ("under 5", "", "")


def test_a_correction_is_told_with_both_numbers():
    assert corrected(agenda(one("11")), agenda(one("12"))) == {
        "ledige": ["Ledige fastlegehjemler var 11; med det vi vet nå 12."]
    }


def test_a_correction_of_the_earlier_meeting_is_told_with_its_day():
    was, is_now = (agenda(one("11"), one(n, asked=BEFORE)) for n in ("13", "14"))
    assert corrected(was, is_now) == {"ledige": ["Ledige fastlegehjemler 21. mai 2026 var 13; med det vi vet nå 14."]}


def test_values_that_are_printed_alike_are_told_apart_by_their_counts_or_their_digits():
    was, is_now = agenda(one("0.1", "10 %", "11 av 110")), agenda(one("0.10001", "10 %", "12 av 120"))
    assert corrected(was, is_now)["ledige"] == [
        "Ledige fastlegehjemler var 10 % (11 av 110); med det vi vet nå 10 % (12 av 120)."
    ]
    was, is_now = agenda(one("3.41", "3,4 år")), agenda(one("3.44", "3,4 år"))
    assert corrected(was, is_now)["ledige"] == ["Ledige fastlegehjemler var 3,41; med det vi vet nå 3,44."]


def test_words_that_would_be_others_are_told_where_no_figure_differs():
    was, is_now = agenda(one("11")), agenda(one("11"), headline="11 er ledige. Vefsn har flest.")
    assert corrected(was, is_now) == {"ledige": ["Med det vi vet nå: «11 er ledige. Vefsn har flest.»"]}
    assert corrected(was, replace(is_now, steps=(replace(is_now.steps[0], dated=False),))) != {}
    news = replace(was, steps=(replace(was.steps[0], dated=False),))
    assert corrected(news, is_now) == {}  # what may move with time alone is no correction


def test_where_nothing_differs_there_is_nothing_to_tell():
    assert corrected(agenda(one("11")), agenda(one("11"))) == {}
    assert corrected(agenda(one("11")), Agenda(MEETING, MEETING, None, ())) == {}


def test_only_dates_are_written_in_words_of_their_own():
    with pytest.raises(TypeError, match="Fraction"):
        dumps(agenda(replace(one("11"), counts=Fraction(1, 3))))  # type: ignore[arg-type]
