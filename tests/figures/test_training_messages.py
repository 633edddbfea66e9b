from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from helgelandlegen.figures import training_messages as say
from tests.figures.sample import NBSP, Sample, share

TODAY = date(2026, 11, 22)
SUMMER = date(2026, 6, 30)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def counted(value: int | None, **more: object) -> Sample:
    return Sample(title="Leger i spesialisering (ALIS)", unit="leger", value=value, **more)  # type: ignore[arg-type]


def of(some: int, every: int, **more: Any) -> Sample:
    return share(some / every, every, numerator=some, **more)


@pytest.mark.parametrize(
    ("active", "on_time", "words"),
    [
        (26, of(12, 15), "26 leger er i spesialisering. 12 av de 15 som skulle bli ferdige de siste tre årene, "
                         "ble det på normert tid."),
        (1, of(0, 6), "1 lege er i spesialisering. Ingen av de 6 som skulle bli ferdige de siste tre årene, "
                      "ble det på normert tid."),
        (0, share(None, 0), "Ingen leger er i spesialisering."),
        (26, share(None, 0, hidden=True), "26 leger er i spesialisering."),
        (26, of(12, 15, hidden=True), "26 leger er i spesialisering."),
        (None, of(12, 15), "Det er ingen tall for leger i spesialisering ennå."),
    ],
)  # fmt: skip
def test_the_screens_sentence_tells_who_is_in_training_and_who_finished_on_time(active, on_time, words):
    assert plain(say.opening(counted(active), on_time)) == words


def test_a_day_that_was_not_asked_for_is_said_once_or_for_each():
    active = counted(26, asked=TODAY)
    both = plain(say.opening(active, of(12, 15, asked=TODAY)))
    assert both.startswith("Per 31. oktober 2026 er 26 leger i spesialisering. 12 av de 15 ")
    assert both.endswith("ble det på normert tid.")
    other = plain(say.opening(active, of(12, 15, asked=TODAY, as_of=SUMMER)))
    assert other.endswith("ble det på normert tid (per 30. juni 2026).")
    assert plain(say.opening(counted(0, asked=TODAY), share(None, 0))) == (
        "Per 31. oktober 2026 er ingen leger i spesialisering."
    )


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((16, 23, 6), "16 ferdige spesialister, 23 i utdanning og 6 som har sluttet"),
        ((1, 1, 1), "1 ferdig spesialist, 1 i utdanning og 1 som har sluttet"),
        ((0, 0, 0), "ingen ferdige spesialister, ingen i utdanning og ingen som har sluttet"),
        ((16, 23, None), "16 ferdige spesialister og 23 i utdanning"),
    ],
)
def test_what_became_of_the_doctors_is_told_without_what_is_hidden(counts, words):
    assert say.state(SUMMER, *counts) == f"Per 30. juni 2026: {words}"


@pytest.mark.parametrize(
    ("doctors", "until", "announced", "words"),
    [
        (8, date(2027, 12, 31), 4, "Beregnet sluttdato innen 31. desember 2027: 8 leger. Blir ledige: 4 stillinger"),
        (1, date(2027, 12, 31), 1, "Beregnet sluttdato innen 31. desember 2027: 1 lege. Blir ledige: 1 stilling"),
        (0, None, 0, "Beregnet sluttdato framover: ingen leger. Blir ledige: ingen stillinger"),
    ],
)
def test_those_who_finish_stand_beside_the_posts_that_become_vacant(doctors, until, announced, words):
    assert plain(say.ahead(doctors, until, announced)) == words


def test_the_posts_stand_alone_where_the_doctors_may_not_be_shown():
    assert plain(say.ahead_unknown(4)) == "4 stillinger blir ledige"
    assert plain(say.ahead_unknown(1)) == "1 stilling blir ledig"
    assert say.ahead_unknown(0) == "Ingen stillinger blir ledige etter det som er rapportert"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (of(11, 15), "73 % av legene ble ferdige på normert tid"),
        (of(0, 15), "0 % av legene ble ferdige på normert tid"),
        (of(15, 15), "100 % av legene ble ferdige på normert tid"),
        (of(11, 15, asked=TODAY, as_of=SUMMER), "73 % av legene ble ferdige på normert tid, per 30. juni 2026"),
        (share(None, 0), "Ferdig på normert tid: ingen tall ennå"),
        (share(None, 3, hidden=True), "Ferdig på normert tid: for få leger til at tallet kan vises"),
    ],
)
def test_how_many_finished_on_time_is_told_with_its_day_where_it_is_another(figure, words):
    assert plain(say.on_time(figure)) == words


def test_the_duties_that_are_measured_are_counted():
    assert say.duties(4, 6) == "4 av kommunens 6 plikter i utdanningen måles"


@pytest.mark.parametrize(
    ("some", "every", "words"),
    [
        (16, 18, "16 av 18 kommuner er registrert som utdanningsvirksomhet"),
        (1, 5, "1 av 5 kommuner er registrert som utdanningsvirksomhet"),
        (0, 18, "Ingen av 18 kommuner er registrert som utdanningsvirksomhet"),
        (1, 1, "Kommunen er registrert som utdanningsvirksomhet"),
        (0, 1, "Kommunen er ikke meldt registrert som utdanningsvirksomhet"),
        (None, None, "Registrert som utdanningsvirksomhet: ingen tall ennå"),
        (0, 0, "Registrert som utdanningsvirksomhet: ingen tall ennå"),
    ],
)
def test_the_registered_municipalities_are_counted(some, every, words):
    assert plain(say.registered(share(None, 0, numerator=some, denominator=every))) == words


@pytest.mark.parametrize(
    ("some", "every", "words"),
    [
        (6, 14, "6 av 14 LIS1-stillinger er i fast utdanningsløp"),
        (0, 9, "Ingen av 9 LIS1-stillinger er i fast utdanningsløp"),
        (1, 1, "Den ene LIS1-stillingen er i fast utdanningsløp"),
        (0, 1, "Den ene LIS1-stillingen er ikke i fast utdanningsløp"),
        (0, 0, "Ingen LIS1-stillinger her"),
        (None, 0, "Ingen LIS1-stillinger her"),
        (None, None, "LIS1 i fast utdanningsløp: ingen tall ennå"),
    ],
)
def test_the_posts_in_a_fixed_pathway_are_counted(some, every, words):
    assert plain(say.fixed_pathways(share(None, 0, numerator=some, denominator=every))) == words


def test_no_number_is_parted_from_its_unit():
    assert say.ahead_unknown(4).startswith(f"4{NBSP}stillinger")
    assert say.on_time(of(11, 15)).startswith(f"73{NBSP}%")
    assert say.opening(counted(26), share(None, 0)).startswith(f"26{NBSP}leger")
