from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from helgelandlegen.figures import official_messages as say
from helgelandlegen.figures.messages import NOTHING_YET
from tests.figures.sample import NBSP

YEAR_END = date(2025, 12, 31)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        (1, Decimal(2), "1 færre hos oss"), (4, Decimal(2), "2 flere hos oss"), (2, Decimal("2.0"), "likt"),
        (0, Decimal(0), "likt"), (None, Decimal(0), "ingen tall hos oss"), (3, None, "ingen tall fra SSB"),
        (None, None, "ingen tall"), (5368, Decimal(4300), "1 068 flere hos oss"),
    ],
)  # fmt: skip
def test_a_difference_is_said_from_our_side(ours, theirs, words):
    assert plain(say.difference(ours, theirs)) == words


def test_the_last_day_of_a_year_is_its_end():
    assert say.by_the_day(YEAR_END) == "ved utgangen av 2025"
    assert say.by_the_day(date(2025, 6, 30)) == "per 30. juni 2025"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([(6, 6), (2, 1), (0, 1)], "SSB telte 8 lister uten fast lege ved utgangen av 2025, vi 8 ledige hjemler. "
                                   "Ulikt i 2 kommuner"),
        ([(1, 0), (0, 0)], "SSB telte ingen lister uten fast lege ved utgangen av 2025, vi 1 ledig hjemmel. "
                           "Ulikt i 1 kommune"),
        ([(0, 1), (0, 0)], "SSB telte 1 liste uten fast lege ved utgangen av 2025, vi ingen ledige hjemler. "
                           "Ulikt i 1 kommune"),
        ([(2, 2), (0, 0)], "SSB telte 2 lister uten fast lege ved utgangen av 2025, vi 2 ledige hjemler. "
                           "Likt i alle 2"),
        # The third has not reported: neither its 4 lists nor anything of ours is in the comparison.
        ([(2, 2), (1, 3), (None, 4)], "SSB telte 5 lister uten fast lege ved utgangen av 2025 i de 2 kommunene som vi "
                                      "også har tall fra, vi 3 ledige hjemler. Ulikt i 1 kommune"),
        ([(None, 6), (None, 7)], "SSB telte 13 lister uten fast lege ved utgangen av 2025. "
                                 "Vi har ingen tall fra kommunene for den dagen"),
        ([(None, 6)], "SSB telte 6 lister uten fast lege ved utgangen av 2025. Vi har ingen tall for den dagen"),
        ([(6, 6)], "Både SSB og vi telte 6 uten fast lege ved utgangen av 2025"),
        ([(0, 0)], "Verken SSB eller vi telte noen uten fast lege ved utgangen av 2025"),
        ([(1, 2)], "SSB telte 2 lister uten fast lege ved utgangen av 2025, vi 1 ledig hjemmel"),
        ([(1, None)], NOTHING_YET),
    ],
)  # fmt: skip
def test_ours_and_ssbs_are_compared_where_there_are_both(counts, words):
    assert plain(say.compared(counts, YEAR_END)) == words


def test_people_are_summed_only_where_every_municipality_has_both_numbers():
    assert plain(say.people([(300, 300), (80, 100)])) == "Innbyggere uten fast lege: 400 hos SSB, 380 hos oss"
    assert plain(say.people([(300, 300), (0, 0)])) == "Innbyggere uten fast lege: 300 hos begge"
    assert say.people([(300, 300), (None, 0)]) == "Innbyggere uten fast lege"


def test_the_shares_title_names_the_highest_and_counts_those_without_any():
    found = [("Nordby", Decimal("0.164")), ("Vika", Decimal("0.566")), ("Dalen", Decimal(0)), ("Fjell", None)]
    assert plain(say.shares(found, 2025, Decimal("0.1024"))) == (
        "10,2 % av pasientene sto på lister uten fast lege i 2025. Høyest: Vika, 56,6 %. Ingen i 1 av 3 kommuner"
    )
    assert plain(say.shares(found[:2], 2025, None)) == (
        "Høyest andel på lister uten fast lege i 2025: Vika, 56,6 %"
    )  # fmt: skip
    assert say.shares([("Nordby", Decimal(0)), ("Vika", Decimal(0))], 2025, Decimal(0)) == (
        "Ingen pasienter sto på lister uten fast lege i 2025"
    )
    assert say.shares([("Nordby", None)], 2025, None) == NOTHING_YET
    tied = [("Nordby", Decimal(1)), ("Vika", Decimal(1))]
    assert plain(say.shares(tied, 2025, None)).endswith("i 2025: Nordby og Vika, 100 %")


@pytest.mark.parametrize(
    ("course", "words"),
    [
        ([(2019, "0.257"), (2020, "0.302"), (2025, "0.164")],
         "16,4 % av pasientene sto på lister uten fast lege i 2025, mot 30,2 % på det meste, i 2020"),
        ([(2022, "1"), (2023, "1"), (2024, "0.464"), (2025, "0")],
         "Ingen av pasientene sto på lister uten fast lege i 2025, mot 100 % på det meste, sist i 2023"),
        ([(2024, "0"), (2025, "0.566")],
         "56,6 % av pasientene sto på lister uten fast lege i 2025, det høyeste siden 2024"),
        ([(2015, "0"), (2025, "0")],
         "Ingen pasienter har stått på lister uten fast lege ved utgangen av noe år siden 2015"),
        ([(2025, "0.1")], "10,0 % av pasientene sto på lister uten fast lege i 2025"),
        ([(2024, "0.1"), (2025, None)], "Ingen tall for andelen på lister uten fast lege i 2025"),
        ([(2025, None)], NOTHING_YET),
    ],
)  # fmt: skip
def test_one_municipalitys_share_is_told_against_its_highest(course, words):
    values = [(year, None if share is None else Decimal(share)) for year, share in course]
    assert plain(say.share_over_time(values)) == words


def test_the_list_lengths_title_gives_the_mean_and_both_ends():
    found = [("Nordby", Decimal(938)), ("Vika", Decimal(231)), ("Dalen", None), ("Fjell", Decimal(231))]
    assert say.list_lengths(found, 2025, Decimal("705.66")) == (
        "Lister med fast lege i 2025: 706 pasienter i snitt, fra 231 (Vika og Fjell) til 938 (Nordby)"
    )
    assert say.list_lengths(found, 2025, None) == (
        "Lister med fast lege i 2025: fra 231 pasienter i snitt (Vika og Fjell) til 938 (Nordby)"
    )
    assert say.list_lengths(found[:1], 2025, None) == "Lister med fast lege i 2025: 938 pasienter i snitt"
    assert say.list_lengths([("Dalen", None)], 2025, None) == NOTHING_YET


@pytest.mark.parametrize(
    ("course", "words"),
    [
        ([(2015, 353), (2016, None), (2025, 231)],
         "231 pasienter i snitt på lister med fast lege i 2025, 122 færre enn i 2015"),
        ([(2015, None), (2016, 400), (2025, 450)],
         "450 pasienter i snitt på lister med fast lege i 2025, 50 flere enn i 2016"),
        ([(2015, 400), (2025, 400)], "400 pasienter i snitt på lister med fast lege i 2025, like mange som i 2015"),
        ([(2025, 400)], "400 pasienter i snitt på lister med fast lege i 2025"),
        ([(2016, 368), (2017, None)], "Ingen tall for listelengden i 2017"),
        ([(2017, None)], NOTHING_YET),
    ],
)  # fmt: skip
def test_one_municipalitys_list_length_is_told_against_its_first(course, words):
    assert say.list_length_over_time(course) == words


@pytest.mark.parametrize(
    ("place", "found", "words"),
    [
        # 1 000 + 500 became 1 050 + 420: 30 of 1 500 are 2,0 %.
        ("De 2 kommunene", [(1000, 1050), (500, 420)],
         "De 2 kommunene har 1 470 innbyggere, 2,0 % færre enn i 2015. Nedgang i 1 av 2 kommuner"),
        ("Kyst", [(1000, 1000), (500, 501)],
         "Kyst har 1 501 innbyggere, 0,1 % flere enn i 2015. Nedgang i ingen av 2 kommuner"),
        ("Kyst", [(1000, 999), (500, 499)], "Kyst har 1 498 innbyggere, 0,1 % færre enn i 2015. Nedgang i alle"),
        ("Nordby", [(1000, 1000)], "Nordby har 1 000 innbyggere, like mange som i 2015"),
        ("Kyst", [(1000, 1000), (None, 500)], "Kyst har 1 500 innbyggere"),
        ("Kyst", [(1000, 1000), (500, None)], NOTHING_YET),
    ],
)  # fmt: skip
def test_inhabitants_are_told_against_the_first_year(place, found, words):
    assert plain(say.inhabitants(place, found, 2015)) == words


def test_years_in_a_row_are_joined():
    assert say.in_years([2017, 2018, 2019, 2020]) == "2017–2020"
    assert say.in_years([2025, 2015, 2018, 2019]) == "2015, 2018–2019 og 2025"
    assert say.in_years([]) == ""
