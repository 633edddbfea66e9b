"""What the store knew on an earlier day beside what it knows now, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from helgelandlegen.figures.numbers import day, number
from helgelandlegen.figures.phrases import count

HAPPENED = {"accepted": "Tatt inn", "withdrawn": "Trukket tilbake", "restored": "Tatt inn igjen"}
THEN, NOW, BOTH = "bare da", "bare nå", "da og nå"


def headline(changed: int, of: int, known_on: date) -> str:
    """«7 av 25 nøkkeltall er annerledes nå enn slik de var kjent 31. oktober 2026.»"""
    when = day(known_on)
    if not changed:
        return f"Alle {number(of)} nøkkeltall er de samme nå som slik de var kjent {when}."
    return f"{number(changed)} av {number(of)} nøkkeltall er annerledes nå enn slik de var kjent {when}."


def before_all(known_on: date, first: date | None) -> str:
    """What is said of a day on which nothing was known."""
    if first is None:
        return "Ingenting er tatt inn ennå."
    return f"Databasen visste ingenting {day(known_on)}. Den første importen kom {day(first)}."


def compared(
    then: Sequence[tuple[object, ...]], now: Sequence[tuple[object, ...]]
) -> list[tuple[str, tuple[object, ...]]]:
    """The rows behind a figure then and now, each with THEN, NOW or BOTH.

    Those that differ come first, by what they begin with, so that the two versions of one row stand together.
    """
    left, right = Counter(then), Counter(now)
    gone, new = left - right, right - left
    differ = [(THEN, row) for row in gone.elements()] + [(NOW, row) for row in new.elements()]
    differ.sort(key=lambda one: [str(value) for value in one[1][:2]])
    return differ + [(BOTH, row) for row in (left & right).elements()]


def rows_heading(then: int, now: int) -> str:
    """«13 rader da, 15 nå»"""
    return f"{count(then, 'rad', 'rader')} da, {number(now)} nå"
