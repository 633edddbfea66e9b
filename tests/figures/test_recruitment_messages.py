from __future__ import annotations

from datetime import date

import pytest

from helgelandlegen.figures import recruitment_messages as say
from helgelandlegen.figures.messages import NOTHING_YET
from tests.figures.sample import AS_OF, NBSP, Sample

TODAY = date(2026, 11, 22)
SUMMER = date(2026, 6, 30)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def opening(under_way: int | None, recruited: int | None) -> str:
    return plain(say.opening(Sample(value=under_way), Sample(value=recruited)))


@pytest.mark.parametrize(
    ("under_way", "recruited", "words"),
    [
        (31, 9, "31 kandidater er i løp, og 9 er rekruttert de siste tolv månedene."),
        (1, 1, "1 kandidat er i løp, og 1 er rekruttert de siste tolv månedene."),
        (0, 0, "Ingen kandidater er i løp, og ingen er rekruttert de siste tolv månedene."),
        (31, None, "31 kandidater er i løp."),
        (None, 9, "Det er ingen tall for kandidater ennå."),
    ],
)
def test_the_screens_sentence_tells_who_is_under_way_and_who_was_recruited(under_way, recruited, words):
    assert opening(under_way, recruited) == words


def test_a_day_that_was_not_asked_for_is_said():
    pipeline, recruited = Sample(value=31, asked=TODAY), Sample(value=9, asked=TODAY)
    assert plain(say.opening(pipeline, recruited)) == (
        "Per 31. oktober 2026 er 31 kandidater i løp, og 9 er rekruttert de siste tolv månedene."
    )
    earlier = Sample(value=9, asked=TODAY, as_of=SUMMER)
    assert plain(say.opening(pipeline, earlier)) == (
        "Per 31. oktober 2026 er 31 kandidater i løp, og 9 er rekruttert de siste tolv månedene (per 30. juni 2026)."
    )
    nobody = say.opening(Sample(value=0, asked=TODAY), Sample(value=None))
    assert nobody == "Per 31. oktober 2026 er ingen kandidater i løp."


def test_the_course_is_named_also_where_there_is_none():
    title = "Kandidater i løp"
    assert say.course_of(Sample(title=title, unit="kandidater", series=())) == "Kandidater i løp: ingen tall ennå"
    rising = Sample(title=title, unit="kandidater", series=[(SUMMER, 12), (AS_OF, 31)])
    assert say.course_of(rising) == "Kandidater i løp: 31, det høyeste siden juni 2026"


@pytest.mark.parametrize(
    ("cohorts", "reached", "words"),
    [
        ([], [], NOTHING_YET),
        (["2024"], [(0, 0)], NOTHING_YET),
        (["2024"], [(23, 11)], "11 av 23 kandidater har startet"),
        (["2024"], [(23, 0)], "Ingen av 23 kandidater har startet"),
        (["2019–2021", "2022"], [(29, 17), (32, 14)], "17 av de 29 som fikk første kontakt i 2019–2021, har startet"),
        (["2019–2021", "2022"], [(29, 0), (32, 5)], "Ingen av de 29 som fikk første kontakt i 2019–2021, har startet"),
        # A cohort without anybody is no cohort.
        (["2019", "2020", "2021"], [(0, 0), (9, 5), (8, 0)], "5 av de 9 som fikk første kontakt i 2020, har startet"),
        (["2019", "2020"], [(0, 0), (9, 5)], "5 av 9 kandidater har startet"),
    ],
)
def test_the_funnels_title_is_about_the_oldest_cohort(cohorts, reached, words):
    assert plain(say.funnel(cohorts, reached)) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], NOTHING_YET),
        ([("Stand", 0, 0)], NOTHING_YET),
        ([("Stand", 0, 8), ("Nettverk", 0, 6)], "Ingen har startet ennå"),
        ([("Stand", 11, 24), ("Nettverk", 8, 34)], "Flest har startet etter stand: 11 av 24"),
        ([("Stand og forelesning", 13, 35), ("LIS1", 5, 9)], "Flest har startet etter stand og forelesning: 13 av 35"),
        ([("LIS1", 7, 9), ("Stand", 5, 12)], "Flest har startet etter LIS1: 7 av 9"),
        # None has given most, or what has is no source that can be named.
        ([("Stand", 8, 24), ("Nettverk", 8, 34)], "16 av 58 kandidater har startet"),
        ([("Stand", 8, 24), ("Nettverk", 0, 0)], "8 av 24 kandidater har startet"),
        ([("Stand, forelesning og nettverk", 8, 24), ("LIS1", 5, 6)], "13 av 30 kandidater har startet"),
        ([("Stand", 5, 24), ("Annonse og annet eller ukjent", 8, 9)], "13 av 33 kandidater har startet"),
    ],
)
def test_the_source_of_most_is_named_only_where_it_is_one(found, words):
    assert plain(say.sources(found)) == words


@pytest.mark.parametrize(
    ("posts", "need", "here", "words"),
    [
        (15, 28, 31, "Det trengs 28 kandidater for å fylle 15 hjemler; 31 er i løp"),
        (15, 28, 28, "Det trengs 28 kandidater for å fylle 15 hjemler; 28 er i løp"),
        (15, 28, 27, "Det trengs 28 kandidater for å fylle 15 hjemler; bare 27 er i løp"),
        (1, 1, 1, "Det trengs 1 kandidat for å fylle 1 hjemmel; 1 er i løp"),
        (1, 2, 0, "Det trengs 2 kandidater for å fylle 1 hjemmel; ingen er i løp"),
        (0, 0, 31, "Ingen hjemler å fylle"),
    ],
)
def test_how_many_are_needed_stands_beside_how_many_there_are(posts, need, here, words):
    assert plain(say.needed(posts, need, here)) == words


def test_the_need_says_what_it_is_worked_out_from():
    assert plain(say.needed_note(34, 63, SUMMER)) == (
        "Regnet ut fra hvordan det har gått hittil: 34 har startet og 29 er ute av løpet, altså starter 54 % "
        "(per 30. juni 2026). Gjelder hele programmet. Ikke alle som starter, starter i en fastlegehjemmel."
    )
    assert "5 har startet og ingen er ute av løpet, altså starter 100 %" in plain(say.needed_note(5, 5, SUMMER))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], "Ingen aktiviteter er registrert i perioden"),
        ([("Stand", 1, 0)], "1 aktivitet, ingen nye kontakter registrert"),
        ([("Stand", 1, 0), ("Forelesning", 2, 0)], "3 aktiviteter, ingen nye kontakter registrert"),
        ([("Stand", 2, 18), ("Forelesning", 2, 15)], "33 nye kontakter, flest fra stand: 18"),
        ([("Stand", 2, 14), ("Forelesning", 2, 14), ("Annet", 1, 5)],
         "33 nye kontakter, flest fra stand og forelesning: 14 hver"),
        ([("Stand", 2, 18)], "18 nye kontakter, alle fra stand"),
        ([("Stand", 2, 0), ("Forelesning", 1, 1)], "1 ny kontakt, fra forelesning"),
    ],
)  # fmt: skip
def test_the_contacts_are_summed_and_those_who_gave_most_are_named(found, words):
    assert plain(say.outreach(found)) == words


def test_activities_and_their_contacts_are_counted():
    assert plain(say.activities(7)) == "7 aktiviteter de siste tolv månedene"
    assert plain(say.activities(1)) == "1 aktivitet de siste tolv månedene"
    assert say.activities(0) == "Ingen aktiviteter er registrert de siste tolv månedene"
    assert say.contacts(18, 2) == f"18{NBSP}kontakter på 2{NBSP}ganger"
    assert say.contacts(1, 1) == f"1{NBSP}kontakt på 1{NBSP}gang"
    assert plain(say.contacts(0, 3)) == "0 kontakter på 3 ganger"


def test_contacts_that_nobody_counted_are_not_zero():
    assert plain(say.contacts(None, 2)) == "ikke talt, 2 ganger"
