from __future__ import annotations

from datetime import date

import pytest

from helgelandlegen.figures import messages as say
from helgelandlegen.figures import phrases
from tests.figures.sample import AS_OF, NBSP, Sample, share

POSTS = "fastlegehjemler"
JANUARY, MARCH, MAY = date(2024, 1, 31), date(2024, 3, 31), date(2024, 5, 31)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def course(*values: int | None, **more: object) -> str:
    """What is said of these values at the ends of the months up to AS_OF, the last of them now."""
    days = [date(2026, month, 28) for month in range(11 - len(values), 10)] + [AS_OF]
    return plain(say.course(Sample(series=list(zip(days, values, strict=True)), **more)))  # type: ignore[arg-type]


def counted(value: int | None) -> Sample:
    return Sample(value=value)


# Lists, and lengths of time.


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], ""),
        (["Nordvik"], "Nordvik"),
        (["Nordvik", "Sørvik"], "Nordvik og Sørvik"),
        (["Nordvik", "Sørvik", "Østvik"], "Nordvik, Sørvik og Østvik"),
    ],
)
def test_names_are_listed_with_og_before_the_last(parts, words):
    assert phrases.listed(parts) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("Stand", "stand"), ("LIS1", "LIS1"), ("5.-årspraksis", "5.-årspraksis"), ("Å", "å"), ("", "")],
)
def test_a_word_inside_a_sentence_is_small_but_an_acronym_is_not(text, words):
    assert phrases.small(text) == words


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        (MAY, MAY, "0 dager"), (date(2024, 5, 30), MAY, "1 dag"), (date(2024, 5, 1), MAY, "30 dager"),
        (date(2024, 1, 31), date(2024, 2, 29), "29 dager"), (date(2024, 1, 31), date(2024, 3, 1), "1 måned"),
        (date(2024, 5, 1), date(2024, 7, 1), "2 måneder"), (date(2023, 5, 1), date(2024, 4, 30), "11 måneder"),
        (date(2023, 5, 1), date(2024, 5, 1), "1 år"), (date(2023, 5, 1), date(2024, 6, 1), "1 år og 1 måned"),
        (date(2021, 9, 1), date(2024, 5, 1), "2 år og 8 måneder"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_told_in_whole_months_and_in_days_below_one(begin, end, words):
    assert plain(say.lasted(begin, end)) == words


def test_no_number_is_parted_from_its_unit():
    assert say.lasted(date(2021, 9, 1), date(2024, 5, 1)) == f"2{NBSP}år og 8{NBSP}måneder"
    assert say.ending(4, 0) == f"4{NBSP}stillinger er varslet ledige innen seks måneder"
    assert say.filling(1, 1188, 0, None) == f"1 ble besatt etter 1{NBSP}188{NBSP}dager"
    assert say.course(Sample(unit="leger", series=[(AS_OF, 2)])) == f"2{NBSP}leger"


# The sentence of the screen about vacancies: vacant of all, over a year, with a locum.


@pytest.mark.parametrize(
    ("some", "every", "old", "covered", "words"),
    [
        (11, 112, 4, 9, "11 av 112 fastlegehjemler er ledige. 4 av dem har stått ledige i over ett år, "
                        "og 9 har vikar."),
        (11, 112, 1, 1, "11 av 112 fastlegehjemler er ledige. 1 av dem har stått ledig i over ett år, og 1 har vikar."),
        (3, 9, 0, 0, "3 av 9 fastlegehjemler er ledige. Ingen av dem har stått ledig i over ett år, "
                     "og ingen har vikar."),
        (3, 3, 3, 3, "3 av 3 fastlegehjemler er ledige. Alle har stått ledige i over ett år, og alle har vikar."),
        (2, 9, 2, 2, "2 av 9 fastlegehjemler er ledige. Begge har stått ledige i over ett år, og begge har vikar."),
        (2, 9, 1, 2, "2 av 9 fastlegehjemler er ledige. 1 av dem har stått ledig i over ett år, og begge har vikar."),
        (2, 9, None, None, "2 av 9 fastlegehjemler er ledige."),
        (1, 9, 1, 0, "1 av 9 fastlegehjemler er ledig. Den har stått ledig i over ett år og har ikke vikar."),
        (1, 9, 0, 1, "1 av 9 fastlegehjemler er ledig. Den har stått ledig i høyst ett år og har vikar."),
        (1, 1, 0, 1, "Den ene hjemmelen er ledig. Den har stått ledig i høyst ett år og har vikar."),
        (0, 9, 0, None, "Ingen av 9 fastlegehjemler er ledige."),
        (0, 1, 0, None, "Den ene hjemmelen er besatt."),
        (0, 0, 0, None, "Det er ingen fastlegehjemler her."),
        (None, None, None, None, "Det er ingen tall for ledige fastlegehjemler ennå."),
        (0, None, 0, None, "Det er ingen tall for ledige fastlegehjemler ennå."),
    ],
)  # fmt: skip
def test_the_screens_sentence_tells_of_vacancies_how_old_they_are_and_of_locums(some, every, old, covered, words):
    rate = share(None, 0, numerator=some, denominator=every)
    locum = share(None, 0, numerator=covered, denominator=some)
    assert plain(say.vacancies(POSTS, counted(some), rate, counted(old), locum)) == words


def test_a_post_that_is_no_gp_post_is_not_called_so():
    none = share(None, 0, numerator=0, denominator=1)
    assert say.vacancies("LIS1-stillinger", counted(0), none, counted(0), none) == "Den ene stillingen er besatt."


# A figure's course.


def test_a_course_without_any_value_says_so_and_one_point_is_no_course():
    assert say.course(Sample(series=())) == say.course(Sample(series=[(AS_OF, None)])) == say.NOTHING_YET
    assert say.course(Sample(series=[(AS_OF, 10)])) == "10"
    assert say.course(Sample(series=[(date(2026, 8, 31), None), (AS_OF, 0)])) == "0"
    assert say.course(Sample(asked=date(2026, 11, 22), series=[(AS_OF, 10)])) == "10 per 31. oktober 2026"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((5, 7), "7, det høyeste siden september 2026"),
        ((7, 5), "5, det laveste siden september 2026"),
        # A value that has lasted for a while is still the first of its height.
        ((5, 7, 7), "7, det høyeste siden august 2026"),
        ((7, 5, 7), "7, aldri høyere siden august 2026"),
        ((7, 5, 7, 7), "7, aldri høyere siden juli 2026"),
        ((5, 7, 5), "5, aldri lavere siden august 2026"),
        ((0, 3, 2, 0, 0), "0, aldri lavere siden juni 2026"),
        ((3, 3), "3, uendret siden september 2026"),
        ((None, 3, 3), "3, uendret siden september 2026"),
        # Nobody knows what lies in a gap.
        ((3, None, 3), "3, det samme som i august 2026"),
        ((3, 9, 5), "5, mot 9 på det meste, i september 2026"),
        ((9, 3, 5), "5, mot 9 på det meste, i august 2026"),
        ((9, 9, 3, 5), "5, mot 9 på det meste, sist i august 2026"),
        ((9, 3, 9, 5), "5, mot 9 på det meste, sist i september 2026"),
        ((3, 9, None, 5), "5, mot 9 på det meste, i august 2026"),
    ],
)
def test_the_last_value_is_told_beside_the_highest_or_lowest_that_it_is_or_is_not(values, words):
    assert course(*values) == words


def test_two_values_of_one_month_are_one_peak():
    points = [(date(2026, 8, 31), 3), (date(2026, 9, 17), 9), (date(2026, 9, 30), 9), (AS_OF, 5)]
    assert say.course(Sample(series=points)) == "5, mot 9 på det meste, i september 2026"


def test_an_earlier_value_is_told_with_its_day():
    assert course(5, 9, 7, asked=date(2026, 11, 22)) == "7 per 31. oktober 2026, mot 9 på det meste, i september 2026"


def test_a_course_names_its_unit_where_the_title_does_not():
    months = [(MARCH, 0), (MAY, 2), (AS_OF, 1)]
    assert plain(say.course(Sample(unit="leger", series=months))) == "1 lege, mot 2 leger på det meste, i mai 2024"
    days = Sample(title="Tid til ny fast lege", unit="dager", kind="median", value=7.5, series=[(MAY, 9), (AS_OF, 7.5)])
    assert plain(say.course(days)) == "7,5 dager, det laveste siden mai 2024"
    part = share(0.125, 200, series=[(MAY, 0.2), (JANUARY, 0.1), (AS_OF, 0.125)])
    assert plain(say.course(part)) == "12,5 %, mot 20,0 % på det meste, i mai 2024"


# Where, and how long.


@pytest.mark.parametrize(
    ("vacant", "words"),
    [
        ([], say.NOTHING_YET),
        ([("Nordby", 0, 4)], "Ingen ledige stillinger"),
        ([("Nordby", 0, 0)], "Ingen ledige stillinger"),
        ([("Nordby", 1, 3)], "Nordby: 1 av 3 er ledig"),
        ([("Nordby", 2, 3)], "Nordby: 2 av 3 er ledige"),
        ([("Nordby", 0, 4), ("Vika", 0, 2)], "Ingen av 2 kommuner har ledige stillinger"),
        ([("Nordby", 0, 4), ("Vika", 2, 2)], "Ledig i 1 av 2 kommuner: Vika, 2 av 2"),
        ([("Nordby", 1, 4), ("Vika", 2, 3)], "Vika har flest ledige: 2 av 3. Ledig i 2 av 2 kommuner"),
        ([("Nordby", 2, 4), ("Vika", 2, 3), ("Dalen", 0, 1)], "Ledig i 2 av 3 kommuner, 2 i hver"),
        ([("Nordby", 2, 4), ("Vika", 2, 3), ("Dalen", 1, 1)], "Ledig i 3 av 3 kommuner, høyst 2 i hver"),
    ],
)
def test_where_the_vacancies_are_names_one_municipality_only_where_one_has_most(vacant, words):
    assert say.where(vacant, len(vacant)) == words


def test_the_longest_vacancy_is_told_with_its_place():
    since = date(2024, 3, 31)
    assert plain(say.standing(since, "Rana", AS_OF, 7)) == "Lengst ledig: Rana, 2 år og 7 måneder"
    assert plain(say.standing(since, "Rana", AS_OF, 1)) == "Den eneste ledige: Rana, 2 år og 7 måneder"
    assert plain(say.standing(AS_OF, "Rana", AS_OF, 2)) == "Lengst ledig: Rana, 0 dager"


def test_nothing_vacant_is_said_so_that_it_is_true_of_those_who_have_not_reported():
    assert say.standing(None, "", AS_OF, 0) == say.one_by_one(0) == "Ingen stillinger er rapportert ledige"
    assert say.forms([]) == "Ingen stillinger er rapportert"
    assert say.filling(0, None, 0, None) == "Ingen stillinger å regne på"
    assert say.ending(0, 0) == "Ingen stillinger er varslet ledige"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((28, 380, 11, 234.5), "28 ble besatt etter 380 dager, og 11 er fortsatt ledige etter 235 dager (median)"),
        ((28, 380, 1, 1), "28 ble besatt etter 380 dager, og 1 er fortsatt ledig etter 1 dag (median)"),
        ((1, 761, 2, 90), "1 ble besatt etter 761 dager, og 2 er fortsatt ledige etter 90 dager (median)"),
        ((1, 761, 1, 90), "1 ble besatt etter 761 dager, og 1 er fortsatt ledig etter 90 dager"),
        ((2, 761, 0, None), "2 ble besatt etter 761 dager (median)"),
        ((1, 761, 0, None), "1 ble besatt etter 761 dager"),
        ((0, None, 2, 90), "Ingen ble besatt siste 24 måneder, og 2 er fortsatt ledige etter 90 dager (median)"),
        ((0, None, 1, 90), "Ingen ble besatt siste 24 måneder, og 1 er fortsatt ledig etter 90 dager"),
    ],
)
def test_the_days_until_filled_stand_beside_the_days_of_those_still_vacant(given, words):
    assert plain(say.filling(*given)) == words


@pytest.mark.parametrize(
    ("within", "later", "words"),
    [
        (4, 0, "4 stillinger er varslet ledige innen seks måneder"),
        (1, 0, "1 stilling er varslet ledig innen seks måneder"),
        (1, 3, "1 stilling er varslet ledig innen seks måneder, og 3 senere"),
        (0, 43, "Ingen stillinger er varslet ledige innen seks måneder, men 43 senere"),
    ],
)
def test_announced_vacancies_are_told_within_six_months_and_later(within, later, words):
    assert plain(say.ending(within, later)) == words


@pytest.mark.parametrize(
    ("vacant", "without", "words"),
    [
        (None, 0, "Kommune for kommune"), (0, 0, "Kommune for kommune: ingen ledige"),
        (1, 0, "Kommune for kommune: den ene ledige har vikar"),
        (1, 1, "Kommune for kommune: den ene ledige er uten vikar"),
        (2, 0, "Kommune for kommune: begge ledige har vikar"), (3, 0, "Kommune for kommune: alle ledige har vikar"),
        (3, 3, "Kommune for kommune: alle ledige er uten vikar"),
        (11, 3, "Kommune for kommune: 3 av 11 ledige er uten vikar"),
        (11, 1, "Kommune for kommune: 1 av 11 ledige er uten vikar"),
    ],
)  # fmt: skip
def test_the_municipalities_table_says_how_many_have_no_locum(vacant, without, words):
    assert say.without_locum(counted(vacant), without) == words


def test_the_vacant_posts_are_counted():
    assert say.one_by_one(1) == "Den ledige stillingen"
    assert say.one_by_one(2) == "2 ledige stillinger, én for én"


@pytest.mark.parametrize(
    ("now", "then", "words"), [(15, 13, "+2"), (13, 15, "−2"), (13, 13, "uendret"), (13, None, ""), (None, 13, "")]
)
def test_a_number_of_the_table_is_told_with_how_it_has_moved(now, then, words):
    assert say.moved(Sample(value=now, previous=then)) == words


def test_what_is_hidden_has_not_moved():
    assert say.moved(Sample(hidden=True)) == ""


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([("Fastlønn", 3, 50), ("8.2-avtale", 6, 30)], "Oftest ledig: 8.2-avtale, 6 av 30"),
        ([("Fastlønn", 0, 50), ("8.2-avtale", 0, 30)], "Ingen ledige, uansett driftsform"),
        ([("Fastlønn", 4, 14)], "Ledige etter driftsform: 4 av 14"),
        ([("Fastlønn", 5, 50), ("8.2-avtale", 3, 30)], "Ledige etter driftsform: 8 av 80"),
        # One of three is no ground to name a form, and what nobody has told is none.
        ([("Fastlønn", 1, 16), ("8.2-avtale", 1, 3)], "Ledige etter driftsform: 2 av 19"),
        ([("Fastlønn", 0, 16), ("8.2-avtale", 1, 8)], "Ledige etter driftsform: 1 av 24"),
        ([("Fastlønn", 2, 16), ("8.2-avtale", 3, 4)], "Ledige etter driftsform: 5 av 20"),
        ([("Fastlønn", 2, 16), ("Ikke oppgitt", 5, 8)], "Ledige etter driftsform: 7 av 24"),
        ([("Fastlønn", 2, 5), ("Ikke oppgitt", 0, 1)], "Oftest ledig: Fastlønn, 2 av 5"),
    ],
)
def test_an_operating_form_is_named_only_where_the_numbers_carry_it(found, words):
    assert say.forms(found) == words
