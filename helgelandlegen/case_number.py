"""The numbers that a board gives its matters, «3/2026»: found in what is written, and counted on."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"(?<![\d/])(\d{1,4})/((?:19|20)\d{2})(?![\d/])")
_BEFORE, _BETWEEN = re.compile(r"\s*(?:sak\s+)?", re.IGNORECASE), " \t:.–-"


def number_of(text: str | None) -> str:
    """The first number in a text: «Styringsgruppen, sak 03/2026» → «3/2026»; empty where there is none."""
    found = _NUMBER.search(text or "")
    return _said(found) if found else ""


def parted(title: str) -> tuple[str, str]:
    """A matter's number and the rest of its title: «Sak 3/2026 Plan» → («3/2026», «Plan»); no number is empty."""
    before, whole = _BEFORE.match(title), title.strip()
    found = _NUMBER.match(title, before.end() if before else 0)
    return (_said(found), title[found.end() :].strip().lstrip(_BETWEEN) or whole) if found else ("", whole)


def next_number(titles: Iterable[str], year: int) -> str:
    """The number that follows the highest one of the year."""
    taken = [int(found[1]) for title in titles for found in _NUMBER.finditer(title) if int(found[2]) == year]
    return f"{max(taken, default=0) + 1}/{year}"


def _said(found: re.Match[str]) -> str:
    return f"{int(found[1])}/{found[2]}"
