"""Findings are put together by what caused them, the worst and the biggest first."""

from __future__ import annotations

from datetime import date

from helgelandlegen.workbook.causes import causes, sentence_of
from helgelandlegen.workbook.findings import Level, finding
from tests.workbook.making import book, checked_bytes, position, positions


def found(*rows):
    return causes(positions(*rows).findings)


def test_the_same_wrong_name_in_many_cells_is_one_cause_that_says_where():
    rows = [position(Stilling_ID=f"S-{n}", Kommune="Brønøy" if n in (2, 3, 4, 9) else "Vega") for n in range(1, 11)]
    (cause,) = found(*rows)
    # Row 1 holds the headings, so S-2 stands in row 3.
    assert cause.sentence == "«Brønøy» er ikke en av de 5 kommunene. Mente du «Brønnøy»?"
    assert cause.where == "4 celler: Stillinger, Kommune, rad 3–5 og 10"
    assert (cause.code, cause.value, cause.level) == ("unknown_municipality", "Brønøy", Level.STOP)


def test_two_wrong_names_are_two_causes_and_the_bigger_comes_first():
    names = ["Vegga", "Brønøy", "Brønøy", "Vegga", "Brønøy"]
    made = found(*(position(Stilling_ID=f"S-{n}", Kommune=name) for n, name in enumerate(names)))
    assert [(cause.value, len(cause.findings)) for cause in made] == [("Brønøy", 3), ("Vegga", 2)]


def test_different_texts_that_are_no_dates_are_one_cause_with_an_example():
    (cause,) = found(position(Stilling_ID="A", Fra="i fjor"), position(Stilling_ID="B", Fra="vår"))
    assert cause.sentence == "For eksempel: «i fjor» er ikke en dato. Skriv den som 01.03.2024."
    assert (cause.value, cause.where) == (None, "2 celler: Stillinger, Fra og med, rad 2–3")


def test_what_stops_the_file_comes_before_a_bigger_warning():
    content = book(
        {"Stillinger": [["Stilling-ID", "Kommune", "Stillingstype", "Fra og med"],
                        ["S", "Vega", "Tull", date(2024, 1, 1)]],
         "Utdanningsløp": [["Lege-ID", "Kommune", "Startdato"], *([f"L{n}", "Vega", date(2024, 1, 1)] for n in "123")]}
    )  # fmt: skip
    made = causes(checked_bytes(content).findings)
    assert [(cause.code, len(cause.findings)) for cause in made] == [("not_in_list", 1), ("hpr_missing", 3)]


def test_many_rows_far_apart_are_not_all_named():
    rows = [position(Stilling_ID=f"S-{n}", Kommune="Vegga" if n % 2 else "Vega") for n in range(40)]
    (cause,) = found(*rows)
    assert cause.where == "20 celler: Stillinger, Kommune, rad 3, 5, 7, 9, 11, 13, 15, 17 og flere"


def test_the_file_as_a_whole_has_no_place_and_a_colon_in_a_heading_does_not_cut_the_sentence():
    (cause,) = causes([finding("empty_file")])
    assert (cause.where, cause.sentence) == ("", "Filen er tom. Lagre arbeidsboken på nytt, og last den opp igjen.")
    odd = finding("unknown_column", sheet="Stillinger", row=1, column="Merk: noe", value="Merk: noe")
    assert sentence_of(odd) == "Kolonnen er ikke i malen og blir ikke lest."


def test_a_cause_keeps_its_name_while_some_of_its_cells_are_put_right():
    before = found(position(Stilling_ID="A", Fra="i fjor"), position(Stilling_ID="B", Fra="vår"))
    after = found(position(Stilling_ID="A"), position(Stilling_ID="B", Fra="vår"))
    assert [cause.key for cause in before] == [cause.key for cause in after]
