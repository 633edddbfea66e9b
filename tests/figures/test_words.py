from __future__ import annotations

from datetime import date

import pytest

from helgelandlegen.figures.words import sentences, since, subject
from tests.figures.sample import AS_OF, MEETING, Sample, share

CANDIDATES = Sample(title="Kandidater i løp", unit="kandidater", better="higher", value=14, previous=10, target=None)
PEOPLE = Sample(title="Innbyggere på liste uten fast lege", kind="sum", value=9874, previous=11240, target=(5000, None))
LIS1 = share(5 / 11, 11, 5 / 11, title="LIS1 i fast utdanningsløp", better="band", target=(0.4, 0.5), status="på mål")


def plain(figures, most=3):
    return [sentence.replace("\u00a0", " ") for sentence in sentences(figures, most)]


def test_the_headline_speaks_first_then_the_worst_then_the_best():
    worse = Sample(title="Varslede ledige hjemler neste seks måneder", value=6, previous=1, target=None)
    assert plain([Sample(), CANDIDATES, PEOPLE, worse]) == [
        "Antall ledige fastlegehjemler har økt fra 13 til 15. Målet er høyst 5.",
        "Antall varslede ledige hjemler neste seks måneder har økt fra 1 til 6.",
        "Antall kandidater i løp har økt fra 10 til 14.",
    ]


def test_a_fall_is_told_as_a_fall_and_large_numbers_have_their_spaces():
    assert plain([PEOPLE])[0] == (
        "Antall innbyggere på liste uten fast lege har gått ned fra 11 240 til 9 874. Målet er høyst 5 000."
    )


def test_the_target_is_not_repeated_where_it_is_met():
    assert plain([Sample(value=4, status="på mål")]) == ["Antall ledige fastlegehjemler har gått ned fra 13 til 4."]


def test_what_stands_still_is_named_last_with_its_value():
    assert plain([Sample(), LIS1]) == [
        "Antall ledige fastlegehjemler har økt fra 13 til 15. Målet er høyst 5.",
        "Ingen endring i andelen LIS1 i fast utdanningsløp (45 %).",
    ]


def test_a_headline_that_stands_still_says_so_first():
    assert plain([Sample(value=13), CANDIDATES]) == [
        "Ingen endring i antall ledige fastlegehjemler (13).",
        "Antall kandidater i løp har økt fra 10 til 14.",
    ]


def test_nothing_changed_and_nothing_to_compare_are_two_different_things():
    assert plain([Sample(value=13)] * 5) == ["Ingen av de 5 nøkkeltallene har endret seg."]
    assert plain([Sample(previous=None), share(None, 12)]) == ["Det finnes ingen tall å sammenligne med."]


def test_hidden_figures_are_not_mentioned():
    assert plain([Sample(), share(0.5, 4, 0.2, hidden=True)]) == [
        "Antall ledige fastlegehjemler har økt fra 13 til 15. Målet er høyst 5."
    ]


def test_two_shares_that_would_look_equal_are_told_apart():
    figure = share(0.104, 150, 0.096, title="Andel ledige hjemler", better="lower", target=None)
    assert plain([figure]) == ["Andelen ledige hjemler har økt fra 9,6 % til 10,4 %."]


def test_years_keep_their_unit():
    years = Sample(title="Median tid i kommunen", kind="survival", unit="år", value=3.4, previous=3.2, target=None)
    assert plain([years]) == ["Median tid i kommunen har økt fra 3,2 år til 3,4 år."]


def test_several_that_stand_still_are_listed_and_the_rest_counted():
    still = [Sample(title=title, value=1, previous=1) for title in ("Alfa", "Beta", "Gamma", "Delta", "Epsilon")]
    assert plain([Sample(), *still])[1] == (
        "Ingen endring i antall alfa (1), antall beta (1), antall gamma (1) og 2 andre nøkkeltall."
    )
    assert plain([Sample(), *still[:4]])[1].endswith(" og ett annet nøkkeltall.")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Sample(title="Dager fra ledig til ny fast lege", kind="median"), "antall dager fra ledig til ny fast lege"),
        (Sample(title="Leger i spesialisering (ALIS)"), "antall leger i spesialisering (ALIS)"),
        (share(0.1, 9, title="Andel ledige hjemler"), "andelen ledige hjemler"),
        (share(0.1, 9, title="Ferdig spesialist på normert tid"), "andelen ferdig spesialist på normert tid"),
        (share(0.1, 9, title="LIS1 i fast utdanningsløp"), "andelen LIS1 i fast utdanningsløp"),
        (share(0.1, 9, title="Forbruk av budsjett hittil"), "forbruk av budsjett hittil"),
    ],
)
def test_every_kind_of_title_becomes_the_subject_of_a_sentence(figure, words):
    assert subject(figure) == words


def test_at_most_as_many_sentences_as_asked_for():
    many = [Sample(title=f"Tall {i}", value=i + 2, previous=i) for i in range(9)]
    assert len(sentences(many)) == 3
    assert len(sentences(many, most=5)) == 5


def test_the_heading_names_the_day_and_the_meeting():
    assert since(MEETING, AS_OF, "møtet") == "Siden møtet 17. september"
    assert since(date(2025, 12, 17), AS_OF) == "Siden 17. desember 2025"
