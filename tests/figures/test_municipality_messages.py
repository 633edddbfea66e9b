"""One municipality's sentences: the expected words are written by hand from the numbers given."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from helgelandlegen.figures import municipality_messages as say
from tests.figures.sample import AS_OF, NBSP, Sample, share

GP, LIS1, OTHER = "fastlegehjemler", "LIS1-stillinger", "øvrige legestillinger"
APRIL = date(2024, 3, 31)  # two years and seven months before 31 October 2026


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def vacant(value: int | None, previous: int | None = None, **more: Any) -> Sample:
    return Sample(value=value, previous=previous, **more)


def rate(some: int | None, of: int | None) -> Sample:
    if of is None or some is None:
        return share(None, 0, numerator=None, denominator=None)
    return share(some / of if of else None, of, numerator=some, better="lower", target=None)


@pytest.mark.parametrize(
    ("some", "of", "before", "longest", "ahead", "posts", "words"),
    [
        (6, 30, 4, APRIL, 1, GP, "Nordvik har 6 ledige av 30 fastlegehjemler, 2 flere enn 17. september. "
                                 "Lengst ledig: 2 år og 7 måneder. 1 til er varslet ledig innen seks måneder."),
        (1, 3, 2, date(2026, 3, 1), 0, GP, "Nordvik har 1 ledig av 3 fastlegehjemler, 1 færre enn 17. september. "
                                           "Den har stått ledig i 7 måneder."),
        (2, 9, 2, APRIL, 3, GP, "Nordvik har 2 ledige av 9 fastlegehjemler, uendret siden 17. september. "
                                "Lengst ledig: 2 år og 7 måneder. 3 til er varslet ledige innen seks måneder."),
        (0, 3, 1, None, 2, GP, "Nordvik har ingen ledige av 3 fastlegehjemler, 1 færre enn 17. september. "
                               "2 er varslet ledige innen seks måneder."),
        (0, 1, 0, None, 0, GP, "Nordvik har én fastlegehjemmel, og den er besatt, uendret siden 17. september."),
        (1, 1, 0, date(2026, 10, 19), 0, GP, "Nordvik har én fastlegehjemmel, og den er ledig. "
                                             "Den har stått ledig i 12 dager."),
        (0, 1, 0, None, 1, LIS1, "Nordvik har én LIS1-stilling, og den er besatt, uendret siden 17. september. "
                                 "1 er varslet ledig innen seks måneder."),
        (1, 1, 1, APRIL, 0, OTHER, "Nordvik har én øvrig legestilling, og den er ledig, uendret siden 17. september. "
                                   "Den har stått ledig i 2 år og 7 måneder."),
        (0, 0, 0, None, 0, LIS1, "Nordvik har ingen LIS1-stillinger."),
        (2, 5, None, APRIL, 0, GP, "Nordvik har 2 ledige av 5 fastlegehjemler. Lengst ledig: 2 år og 7 måneder."),
    ],
)  # fmt: skip
def test_the_opening_tells_how_many_since_when_and_what_is_ahead(some, of, before, longest, ahead, posts, words):
    said = say.opening("Nordvik", posts, rate(some, of), vacant(some, before), longest, vacant(ahead))
    assert plain(said) == words


def test_a_municipality_that_never_reported_is_said_so():
    said = say.opening("Nordvik", GP, rate(None, None), vacant(None), None, vacant(None))
    assert said == (
        "Det er ingen tall for ledige fastlegehjemler ennå: Nordvik har ikke rapportert stillinger og bemanning."
    )


def test_the_facts_name_the_centre_the_inhabitants_with_their_date_and_the_sub_region():
    assert plain(say.facts("Nordby", "Ytre kyst", 25844, date(2026, 1, 1))) == (
        "Kommunesenter Nordby · 25 844 innbyggere 1. januar 2026 · Ytre kyst"
    )
    assert plain(say.facts("", "Ytre kyst", 1, None)) == "1 innbygger · Ytre kyst"


REGION, WHOLE = ("Ytre kyst", rate(7, 51)), ("hele programmet", rate(11, 112))


@pytest.mark.parametrize(
    ("own", "neighbours", "words"),
    [
        ((6, 30), [("A", (0, 2)), ("B", (0, 6))],
         "20 % er ledig, mot 14 % for Ytre kyst og 10 % for hele programmet. Ingen ledige hos naboene"),
        ((0, 4), [("A", (2, 3)), ("B", (1, 12))],
         "0 av 4 er ledige, mot 14 % for Ytre kyst og 10 % for hele programmet. Flest ledige hos naboene: A, 2 av 3"),
        ((1, 3), [("A", (1, 3)), ("B", (1, 12)), ("C", (0, 1))],
         "1 av 3 er ledig, mot 14 % for Ytre kyst og 10 % for hele programmet. "
         "Flest ledige hos naboene: A og B, 1 hver"),
        ((5, 5), [], "100 % er ledig, mot 14 % for Ytre kyst og 10 % for hele programmet. Ingen nabokommuner på land"),
        ((None, None), [("A", (1, 3))],
         "Andel ledige: 14 % for Ytre kyst og 10 % for hele programmet. Naboen A har 1 ledig av 3"),
        ((2, 3), [("A", (0, 3))],
         "2 av 3 er ledige, mot 14 % for Ytre kyst og 10 % for hele programmet. Ingen ledige hos naboen A"),
        ((2, 3), [("A", (None, None))],
         "2 av 3 er ledige, mot 14 % for Ytre kyst og 10 % for hele programmet. Ingen tall fra nabokommunene"),
    ],
)  # fmt: skip
def test_the_comparison_names_the_sub_region_the_programme_and_the_neighbours(own, neighbours, words):
    said = say.compared(rate(*own), REGION, WHOLE, [(name, rate(*counts)) for name, counts in neighbours])
    assert plain(said) == words


def test_nothing_is_compared_where_nobody_has_numbers():
    nobody = rate(None, None)
    said = say.compared(nobody, ("Kyst", nobody), ("hele programmet", nobody), [("A", nobody)])
    assert said == "Ingen tall fra nabokommunene"


@pytest.mark.parametrize(
    ("newest", "fresh", "words"),
    [
        (date(2026, 10, 11), True, "Rapporterte sist 11. oktober, for 20 dager siden"),
        (date(2026, 10, 30), True, "Rapporterte sist 30. oktober, i går"),
        (date(2025, 12, 31), False, "Rapporterte sist 31. desember 2025, for 10 måneder siden: tallene er gamle"),
        (None, False, "Ingen rapport per 31. oktober 2026"),
    ],
)
def test_the_newest_report_is_told_with_its_age(newest, fresh, words):
    assert plain(say.reported(newest, AS_OF, fresh)) == words
    assert say.age(None, AS_OF) == "aldri"


@pytest.mark.parametrize(
    ("registered_on", "agreement_on", "known", "words"),
    [
        (date(2021, 3, 1), date(2021, 8, 5), True,
         "Registrert som utdanningsvirksomhet 01.03.2021, samarbeidsavtale 05.08.2021"),
        (date(2021, 3, 1), None, True, "Registrert som utdanningsvirksomhet 01.03.2021, men ingen samarbeidsavtale"),
        (None, date(2021, 8, 5), True, "Ikke registrert som utdanningsvirksomhet, men samarbeidsavtale 05.08.2021"),
        (None, None, True, "Ikke registrert som utdanningsvirksomhet, og ingen samarbeidsavtale"),
        (None, None, False, "Har ikke rapportert registrering og samarbeidsavtale"),
    ],
)  # fmt: skip
def test_registration_and_agreement_are_told_apart_from_silence(registered_on, agreement_on, known, words):
    assert say.duties(registered_on, agreement_on, known=known) == words


def test_the_self_assessment_names_what_is_lowest():
    day = date(2026, 10, 14)
    assert say.assessed(day, [("Motivasjon", 2), ("Tilrettelegging", 4)]) == (
        "Egenvurdering 14. oktober 2026: lavest på motivasjon (2 av 5)"
    )
    assert (
        say.assessed(day, [("Motivasjon", 3), ("Tilrettelegging", 3)])
        == "Egenvurdering 14. oktober 2026: 3 av 5 på alt"
    )
    assert say.assessed(day, [("Motivasjon", 3)]) == "Egenvurdering 14. oktober 2026: 3 av 5 på motivasjon"
    assert say.assessed(None, []) == "Ingen egenvurdering ennå"


def trainees(value: int | None, **more: Any) -> Sample:
    return Sample(title="Leger i spesialisering (ALIS)", unit="leger", value=value, target=None, **more)


@pytest.mark.parametrize(
    ("region", "whole", "words"),
    [
        (trainees(12), trainees(26), "Leger i spesialisering (ALIS): 12 i Kyst og 26 i hele programmet"),
        (trainees(None, hidden=True), trainees(26),
         "Leger i spesialisering (ALIS): under 5 i Kyst og 26 i hele programmet"),
        (trainees(12, as_of=date(2020, 1, 31)), trainees(26),
         "Leger i spesialisering (ALIS): 26 i hele programmet"),
        (trainees(None), trainees(26, as_of=date(2026, 8, 31)),
         "Leger i spesialisering (ALIS): 26 (per 31. aug.) i hele programmet"),
        (trainees(None), trainees(None), "Ingen tall om leger og kandidater ennå"),
    ],
)  # fmt: skip
def test_persons_are_told_of_the_sub_region_and_the_programme_only(region, whole, words):
    assert plain(say.persons(region, whole, "Kyst", 5)) == words


def test_a_figure_is_told_with_its_counts_and_an_other_date():
    assert plain(say.told(share(0.75, 20), 5)) == "75 % (15 av 20)"
    assert plain(say.told(share(0.75, 20, as_of=date(2026, 9, 30)), 5)) == "75 % (15 av 20), per 30.09.2026"
    assert say.told(share(0.75, 20, hidden=True), 5) == "under 5"
    assert say.told(share(None, 0), 5) == "ingen tall"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ny hjemmel for Bronnoy", True),
        ("Bronnoys plan", True),
        ("Kontoret i Bronnoysund", False),
        ("NyBronnoy", False),
        ("Bronnoy, Vega og Somna", True),
        ("(Bronnoy)", True),
        ("bronnoy", False),
        ("", False),
    ],
)
def test_a_text_names_a_municipality_by_its_whole_name(text, found):
    # The letters that the name has in earnest are letters too.
    for place in ("Bronnoy", "Brønnøy"):
        assert say.names(text.replace("Bronnoy", place), place) is found


def test_measures_and_matters_are_counted_in_words():
    assert say.measures("Nordvik", 0) == "Ingen tiltak gjelder bare Nordvik"
    assert say.measures("Nordvik", 2) == "2 tiltak gjelder bare Nordvik"
    assert [plain(say.matters("Nordvik", n)) for n in (0, 1, 2)] == [
        "Ingen åpne saker nevner Nordvik", "1 åpen sak nevner Nordvik", "2 åpne saker nevner Nordvik"
    ]  # fmt: skip
