"""The demo workbooks and what is known after all of them, read once."""

from __future__ import annotations

import pytest

from tests.demo.reading import FILES, Book, read, state_after


@pytest.fixture(scope="session")
def books() -> list[Book]:
    return [read(path) for path in FILES]


@pytest.fixture(scope="session")
def result(books: list[Book]) -> Book:
    return state_after(books)
