"""The committed demo workbooks, read with openpyxl alone: what they must add up to, and what they must never hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data.demo import make_demo
from data.demo.story import TODAY, UPLOADS
from tests.demo.reading import (
    BY_MUNICIPALITY,
    END_STEPS,
    FILES,
    Book,
    Row,
    numbers,
    per_municipality,
    posts_on,
    published,
    runs,
)

END_OF_2025 = date(2025, 12, 31)

KEYS = {
    "Rapport": ("Rapportdato", "Kommune"),
    "Stillinger": ("Stilling-ID",),
    "Bemanning": ("Stilling-ID", "Lege-ID", "Fra og med"),
    "Listetall": ("Stilling-ID", "Dato"),
    "Kandidater": ("Kandidat-ID",),
    "Kandidatløp": ("Kandidat-ID", "Dato", "Steg"),
    "Utdanningsløp": ("Lege-ID",),
    "Fravær": ("Lege-ID", "Fra og med", "Gjelder"),
    "Læringsmål": ("Lege-ID", "Dato"),
    "Kommunestatus": ("Kommune",),
    "Aktiviteter": ("Dato", "Aktivitet", "Sted"),
    "Økonomi": ("Måned", "Post"),
    "Milepæler": ("Milepæl",),
    "Risiko": ("Risiko",),
    "Møter": ("Dato", "Forum"),
    "Beslutninger": ("Sak",),
    "Tiltak": ("Tiltak",),
    "Forankring": ("Aktør",),
    "Egenvurdering": ("Kommune", "Dato", "Kriterium"),
}
PERIODS = {
    "Stillinger": [("Fra og med", "Til og med")],
    "Bemanning": [("Fra og med", "Til og med")],
    "Fravær": [("Fra og med", "Til og med")],
    "Utdanningsløp": [("Startdato", "Fullført dato"), ("Startdato", "Sluttet dato")],
}
PARENTS = {
    ("Bemanning", "Stilling-ID"): "Stillinger",
    ("Listetall", "Stilling-ID"): "Stillinger",
    ("Kandidatløp", "Stilling-ID"): "Stillinger",
    ("Kandidatløp", "Kandidat-ID"): "Kandidater",
    ("Utdanningsløp", "Kandidat-ID"): "Kandidater",
    ("Fravær", "Lege-ID"): "Utdanningsløp",
    ("Læringsmål", "Lege-ID"): "Utdanningsløp",
}


def cells(book: Book) -> Iterator[tuple[str, str, Any]]:
    for sheet, rows in book.items():
        for row in rows:
            yield from ((sheet, heading, value) for heading, value in row.items() if value is not None)


def test_making_the_demo_again_gives_the_committed_bytes(tmp_path: Path) -> None:
    made = make_demo.make(tmp_path)
    assert [path.name for path in made] == [path.name for path in FILES]
    for path, committed in zip(made, FILES, strict=True):
        assert path.read_bytes() == committed.read_bytes(), path.name


def test_each_file_name_tells_the_day_on_which_it_was_received(books: list[Book]) -> None:
    for path, book in zip(FILES, books, strict=True):
        assert {row["Rapportdato"] for row in book["Rapport"]} == {make_demo.accepted_at(path.name)}


def test_posts_at_the_end_of_2025_are_those_of_ssb_in_each_municipality(result: Book) -> None:
    held, vacant = posts_on(result, END_OF_2025)
    assert per_municipality(held) == published("lists_with_doctor", END_OF_2025)
    assert per_municipality(vacant) == published("lists_without_doctor", END_OF_2025)
    assert (len(held) + len(vacant), len(vacant)) == (111, 13)


def test_lists_at_the_end_of_2025_sum_to_ssb_in_each_municipality(result: Book) -> None:
    counts = {row["Stilling-ID"]: row for row in result["Listetall"] if row["Dato"] == END_OF_2025}
    held, vacant = posts_on(result, END_OF_2025)
    assert set(counts) == {row["Stilling-ID"] for row in held + vacant}

    def sums(rows: list[Row], heading: str) -> dict[str, int]:
        total: Counter[str] = Counter()
        for row in rows:
            total[row["Kommune"]] += counts[row["Stilling-ID"]][heading]
        return {number: total[name] for name, number in numbers().items()}

    assert sums(held, "Listelengde") == published("patients_on_lists_with_doctor", END_OF_2025)
    assert sums(vacant, "Listelengde") == published("patients_on_lists_without_doctor", END_OF_2025)
    # SSB's capacity is that of the lists with a doctor: its sum is below the inhabitants of all lists nearly everywhere
    assert sums(held, "Listetak") == published("list_capacity", END_OF_2025)


def test_fifteen_posts_are_vacant_in_october_2020(result: Book) -> None:
    assert len(posts_on(result, date(2020, 10, 15))[1]) == 15


def test_27_of_108_posts_are_vacant_in_january_2023_where_they_were(result: Book) -> None:
    held, vacant = posts_on(result, date(2023, 1, 15))
    assert (len(held) + len(vacant), len(vacant)) == (108, 27)
    by = per_municipality(vacant)
    assert (by["1833"], by["1825"], by["1836"]) == (9, 3, 3)
    assert {row["Kommune"] for row in held}.isdisjoint({"Grane", "Rødøy"})
    empty = {row["Stilling-ID"] for row in vacant}
    counted = [r for r in result["Listetall"] if r["Dato"] == date(2022, 12, 31) and r["Stilling-ID"] in empty]
    assert (len(counted), sum(row["Listelengde"] for row in counted)) == (27, 15105)


def test_six_of_29_posts_are_vacant_in_the_largest_municipality_in_november_2021(result: Book) -> None:
    held, vacant = posts_on(result, date(2021, 11, 15))
    assert (per_municipality(held)["1833"], per_municipality(vacant)["1833"]) == (23, 6)


def test_the_first_workbook_holds_an_error_that_the_second_corrects(books: list[Book]) -> None:
    last_of_2023 = date(2023, 12, 31)
    vacant = [{row["Stilling-ID"] for row in posts_on(book, last_of_2023)[1]} for book in books[:2]]
    assert len(vacant[1] - vacant[0]) == 1  # a locum had been entered as permanent


def test_sixteen_of_eighteen_municipalities_are_in_the_newest_report(books: list[Book]) -> None:
    assert [len(book["Rapport"]) for book in books] == [18, 17, 16]
    for book in books:
        reported = {row["Kommune"] for row in book["Rapport"]}
        for sheet in BY_MUNICIPALITY:
            assert {row["Kommune"] for row in book[sheet]} <= reported, sheet


def test_nearly_fifty_doctors_train_and_half_of_them_still_do(result: Book) -> None:
    rows = result["Utdanningsløp"]
    completed = [row for row in rows if row["Fullført dato"]]
    left = [row for row in rows if row["Sluttet dato"]]
    assert (len(rows), len(completed), len(left)) == (48, 16, 6)
    assert {row["Startdato"].year for row in rows} == set(range(2019, 2027))
    assert not any(row["Fullført dato"] and row["Sluttet dato"] for row in rows)


def test_every_trainee_has_a_post_permanently_while_training(result: Book) -> None:
    where = {row["Stilling-ID"]: row["Kommune"] for row in result["Stillinger"]}
    for row in result["Utdanningsløp"]:
        last = row["Fullført dato"] or row["Sluttet dato"] or UPLOADS[-1].day
        own = [o for o in result["Bemanning"] if o["Lege-ID"] == row["Lege-ID"] and o["Bemanning"] == "Fast"]
        assert any(runs(o, row["Startdato"]) for o in own)
        assert any(runs(o, last) and where[o["Stilling-ID"]] == row["Kommune"] for o in own)


def test_one_doctor_in_training_moves_and_keeps_the_start_date(books: list[Book]) -> None:
    first, second = ({row["Lege-ID"]: row for row in book["Utdanningsløp"]} for book in books[:2])
    moved = [i for i in first.keys() & second.keys() if first[i]["Kommune"] != second[i]["Kommune"]]
    assert len(moved) == 1
    assert first[moved[0]]["Startdato"] == second[moved[0]]["Startdato"]


def test_who_started_is_staffed_in_that_post_from_that_day(result: Book) -> None:
    begins = {(row["Stilling-ID"], row["Fra og med"]) for row in result["Bemanning"]}
    started = [row for row in result["Kandidatløp"] if row["Steg"] == "Startet"]
    assert len(started) > 25
    assert all((row["Stilling-ID"], row["Dato"]) in begins for row in started)


def test_no_candidate_takes_a_step_after_the_last_one(books: list[Book]) -> None:
    for book in books:
        steps: dict[str, list[Row]] = {}
        for row in book["Kandidatløp"]:
            steps.setdefault(row["Kandidat-ID"], []).append(row)
        for own in steps.values():
            ends = [row for row in own if row["Steg"] in END_STEPS]
            assert len(ends) <= 1
            assert not ends or ends[0]["Dato"] == max(row["Dato"] for row in own)


def test_all_sheets_but_the_targets_are_there_and_their_keys_are_unique(books: list[Book]) -> None:
    for book in books:
        assert set(book) == set(KEYS)
        for sheet, key in KEYS.items():
            found = Counter(tuple(row[heading] for heading in key) for row in book[sheet])
            assert found and max(found.values()) == 1, sheet
            assert all(None not in values for values in found), sheet


def test_every_reference_is_answered_within_its_own_workbook(books: list[Book]) -> None:
    for book in books:
        for (sheet, heading), parent in PARENTS.items():
            known = {row[heading] for row in book[parent]}
            assert {row[heading] for row in book[sheet]} - {None} <= known, (sheet, heading)
        names = {*numbers(), "Alle", None}
        assert all(row["Kommune"] in names for rows in book.values() for row in rows if "Kommune" in row)


def test_every_period_ends_after_it_begins_and_no_occupancy_leaves_its_post(books: list[Book]) -> None:
    for book in books:
        for sheet, pairs in PERIODS.items():
            for row in book[sheet]:
                assert all(row[end] is None or row[begin] <= row[end] for begin, end in pairs), (sheet, row)
        posts = {row["Stilling-ID"]: row for row in book["Stillinger"]}
        for row in book["Bemanning"]:
            post = posts[row["Stilling-ID"]]
            assert runs(post, row["Fra og med"])
            assert post["Til og med"] is None or (row["Til og med"] and row["Til og med"] <= post["Til og med"])


def test_no_post_has_two_doctors_of_one_kind_and_no_doctor_two_posts_on_one_day(books: list[Book]) -> None:
    for book in books:
        for headings in (("Stilling-ID", "Bemanning"), ("Lege-ID",)):
            last: dict[tuple[str, ...], date] = {}
            for row in sorted(book["Bemanning"], key=lambda row: row["Fra og med"]):
                key = tuple(row[heading] for heading in headings)
                assert key not in last or last[key] < row["Fra og med"], row
                last[key] = row["Til og med"] or date.max


def test_nothing_has_happened_after_the_workbook_s_day(books: list[Book]) -> None:
    events = ("Dato", "Utdanningsplan dato", "Plan revidert", "Fullført dato", "Sluttet dato", "Fullført", "Utført")
    for upload, book in zip(UPLOADS, books, strict=True):
        for sheet, heading, value in cells(book):
            if heading in events and sheet != "Møter":
                assert value <= upload.day, (sheet, heading, value)
            if isinstance(value, date):
                assert date(1990, 1, 1) <= value <= date(2030, 12, 31) or heading == "Samtykke til"


def test_some_vacancies_are_announced_and_most_vacant_posts_have_a_locum(result: Book) -> None:
    held, vacant = posts_on(result, TODAY)
    covered = {row["Stilling-ID"] for row in result["Bemanning"] if row["Bemanning"] == "Vikar" and runs(row, TODAY)}
    assert len(vacant) / 2 < len([row for row in vacant if row["Stilling-ID"] in covered]) < len(vacant) < 13
    soon = {row["Stilling-ID"] for row in posts_on(result, TODAY + timedelta(days=181))[1]}
    assert len(soon & {row["Stilling-ID"] for row in held}) == 4


def test_lis1_posts_in_a_fixed_pathway_grow_from_none_towards_half(result: Book) -> None:
    def share(day: date) -> tuple[int, int]:
        there = [row for row in result["Stillinger"] if row["Stillingstype"] == "LIS1" and runs(row, day)]
        return sum(row["Fast utdanningsløp"] == "Ja" for row in there), len(there)

    assert [share(date(year, 10, 1)) for year in (2019, 2021, 2023, 2026)] == [(0, 9), (2, 11), (4, 12), (6, 14)]


def test_the_steering_group_met_on_17_september_2026_and_meets_again(books: list[Book]) -> None:
    steering = sorted(row["Dato"] for row in books[-1]["Møter"] if row["Forum"] == "Styringsgruppe")
    assert max(day for day in steering if day <= TODAY) == date(2026, 9, 17)
    assert max(steering) > TODAY
    assert all(sum(day.year == year for day in steering) == 4 for year in range(2019, 2027))


def test_a_milestone_s_forecast_moves_between_the_workbooks(books: list[Book]) -> None:
    told = [{row["Milepæl"]: row["Prognose"] for row in book["Milepæler"]} for book in books]
    assert [row["Samarbeidsavtale om LIS1 revidert"] for row in told] == [
        date(2024, 6, 30),
        date(2026, 12, 31),
        date(2026, 12, 31),
    ]
    assert len({row["Alle kommuner registrert som utdanningsvirksomhet"] for row in told}) == 3


def test_few_warnings_are_to_be_expected(books: list[Book]) -> None:
    for book in books:
        assert sum(row["Listelengde"] > row["Listetak"] for row in book["Listetall"]) <= 8
        assert sum(row["HPR-nummer"] is None for row in book["Utdanningsløp"]) <= 4
        assert sum(row["Samtykke til"] <= TODAY for row in book["Kandidater"]) <= 2


def test_there_is_no_name_and_nothing_like_a_national_identity_number(books: list[Book]) -> None:
    for book in books:
        assert all(row["Navn"] is None for row in book["Kandidater"])
        for sheet, heading, value in cells(book):
            assert not re.search(r"\d{6}\s?\d{5}", str(value)), (sheet, heading, value)
            assert not (isinstance(value, str) and value.startswith("=")), (sheet, heading)


def test_every_code_is_obviously_a_code(books: list[Book]) -> None:
    patterns = {"Lege-ID": r"L\d{4}", "Kandidat-ID": r"K\d{4}", "Stilling-ID": r"[A-Z]+-(LIS|ALIS|KOL)?\d+"}
    for book in books:
        for _, heading, value in cells(book):
            if heading in patterns:
                assert re.fullmatch(patterns[heading], value), (heading, value)
            if heading == "HPR-nummer":
                assert re.fullmatch(r"9900\d{5}", value), value
