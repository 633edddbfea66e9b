"""A matter's number is read in one way wherever it stands."""

from __future__ import annotations

import pytest

from helgelandlegen.case_number import next_number, number_of, parted


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Sak 3/2026 Plan for pensjonsavgang", ("3/2026", "Plan for pensjonsavgang")),
        ("sak 12/2026: Frist", ("12/2026", "Frist")),
        ("7/2024 – Ny avtale", ("7/2024", "Ny avtale")),
        (" Sak 03/2026 Plan ", ("3/2026", "Plan")),
        ("Sak 5/2024", ("5/2024", "Sak 5/2024")),
        ("Uten nummer", ("", "Uten nummer")),
        ("Oppfølging av sak 3/2026", ("", "Oppfølging av sak 3/2026")),
        ("12/34/2026", ("", "12/34/2026")),
        ("3/2126 Plan", ("", "3/2126 Plan")),
    ],
)
def test_a_title_is_a_number_and_the_rest(title: str, parts: tuple[str, str]):
    assert parted(title) == parts


def test_the_number_of_a_decision_is_found_in_what_is_said_of_it():
    assert number_of("Styringsgruppen, sak 3/2026") == "3/2026"
    assert number_of("13/2026") == number_of("Sak 013/2026 Plan") == "13/2026"
    for other in (None, "", "Forslag, ikke vedtatt", "79 av 652", "1/26", "12/34/2026"):
        assert number_of(other) == ""


def test_the_next_number_follows_the_highest_of_its_year():
    titles = ["Sak 2/2026 A", "Sak 09/2026 B", "Sak 30/2025 C", "Uten nummer", "Vei 12/34/2026"]
    assert [next_number(titles, year) for year in (2024, 2025, 2026)] == ["1/2024", "31/2025", "10/2026"]


@pytest.mark.parametrize("title", ["Sak 3/2026 Plan", "sak 007/2026: Plan", "12/34/2026", "5/1826 Plan", "Plan"])
def test_a_number_that_a_title_begins_with_is_the_number_that_is_found_in_it(title: str):
    assert parted(title)[0] == number_of(title)
