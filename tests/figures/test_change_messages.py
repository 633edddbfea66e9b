"""What is said of a change, from its parts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from helgelandlegen.changes import CORRECTION, OTHERS, Change, Kind, Part
from helgelandlegen.figures import change_messages as messages
from helgelandlegen.privacy import GP_POST, catalogue

FILLED = Kind("filled", "Besatt", "hjemmel besatt", "hjemler besatt", "-")
VACATED = Kind("vacated", "Ny ledig", "ny ledig hjemmel", "nye ledige hjemler", "+")


def change(name: str, then: Any, before: Any, after: Any, *parts: tuple[Kind, Any, int], untold: str = "") -> Change:
    made = tuple(Part(kind, Fraction(amount), count) for kind, amount, count in parts)
    then, before, after = (None if value is None else Fraction(value) for value in (then, before, after))
    days = date(2026, 9, 17), date(2026, 11, 22)
    return Change(catalogue()[name], "programme", GP_POST, *days, then, before, after, made, untold)


def said(found: Change) -> str:
    return messages.sentence(found).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("n", "words"), [(0, "ingen rader"), (1, "én rad"), (2, "to rader"), (12, "tolv rader"), (13, "13 rader")]
)
def test_numbers_up_to_twelve_are_words(n: int, words: str):
    assert messages.in_words(n, "rad", "rader") == words


def test_a_neuter_word_has_its_own_one():
    assert messages.in_words(1, "nytt opphold", "nye opphold") == "ett nytt opphold"
    assert messages.in_words(1, "nytt tilbud", "nye tilbud") == "ett nytt tilbud"


def test_a_count_tells_its_events_in_words():
    found = change("vacant_posts", 12, 12, 11, (FILLED, -3, 3), (VACATED, 2, 2))
    assert said(found) == "Ledige fastlegehjemler: 12 → 11. Tre hjemler besatt og to nye ledige hjemler."


def test_what_was_learnt_later_comes_in_a_sentence_of_its_own():
    found = change("vacant_posts", 15, 12, 11, (CORRECTION, -3, 7), (FILLED, -1, 1))
    assert said(found) == (
        "Ledige fastlegehjemler: 12 → 11. Én hjemmel besatt. Den 17. september viste tallet 15; nye og rettede "
        "rapporter gjør det til 12."
    )
    assert messages.heading(found) == "Ledige fastlegehjemler: fra 15 til 11"


def test_a_correction_that_leaves_the_number_as_it_was_is_not_told():
    assert said(change("vacant_posts", 12, 12, 12, (CORRECTION, 0, 2))) == "Ledige fastlegehjemler: uendret 12."


def test_a_sum_and_a_share_tell_what_each_event_did():
    people = change("inhabitants_without_gp", 2000, 2000, 1550, (FILLED, -850, 1), (VACATED, 400, 2))
    assert said(people) == (
        "Innbyggere på liste uten fast lege: 2 000 → 1 550. Én hjemmel besatt (−850) og to nye ledige hjemler (+400)."
    )
    rate = change("vacancy_rate", "3/20", "3/20", "1/10", (FILLED, "-1/20", 3))
    assert said(rate) == "Andel ledige hjemler: 15,0 % → 10,0 %. Tre hjemler besatt (−5,0)."
    assert messages.moved(rate, rate.total).replace("\u00a0", " ") == "−5,0 prosentpoeng"


def test_what_is_printed_of_the_parts_adds_up_to_what_is_printed_of_the_values():
    # A third each: 33,3 + 33,3 + 33,3 would be 99,9.
    thirds = [(Kind(f"k{n}", "", "", ""), Fraction(1, 3), 1) for n in range(3)]
    found = change("vacancy_rate", 0, 0, 1, *thirds)
    assert messages.amounts(found) == ["+33,3", "+33,4", "+33,3"]


def test_what_may_not_be_told_apart_says_so_in_words():
    found = change("candidates_in_pipeline", 33, 33, 31, (OTHERS, -2, 0), untold="For få.")
    assert said(found) == "Kandidater i løp: 33 → 31. For få."
    many = change("candidates_in_pipeline", 20, 20, 31, (Kind("new", "Nye", "ny", "nye"), 14, 14), (OTHERS, -3, 0))
    assert said(many) == "Kandidater i løp: 20 → 31. 14 nye og øvrige endringer −3."


def test_without_two_values_nothing_is_compared():
    found = change("vacancy_rate", None, None, "1/10", untold="Det er ingen tall å sammenligne med.")
    assert said(found) == "Andel ledige hjemler: Det er ingen tall å sammenligne med."
    assert messages.heading(found) == "Andel ledige hjemler: ingen tall"
    assert messages.levels(found) == [] and messages.amounts(found) == []


def test_only_the_largest_of_many_events_are_named():
    kinds = [(Kind(f"k{n}", "", f"hendelse {n}", ""), n, 1) for n in range(1, 8)]
    found = said(change("vacant_posts", 0, 0, 28, *kinds))
    assert "hendelse 1" not in found and "hendelse 2" not in found
    assert all(f"hendelse {n}" in found for n in range(3, 8))


def test_years_have_their_unit():
    found = change("median_tenure", 4, 4, "9/2", (Kind("up", "", "opphold avsluttet", ""), "1/2", 1))
    assert said(found) == "Median tid i kommunen (Kaplan–Meier): 4,0 år → 4,5 år. Ett opphold avsluttet (+0,5)."
