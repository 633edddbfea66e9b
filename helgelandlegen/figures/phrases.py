"""How words are put together: lists, and the first letter of what is moved into a sentence or to its beginning."""

from __future__ import annotations

from collections.abc import Sequence

from helgelandlegen.figures.numbers import number


def listed(parts: Sequence[str]) -> str:
    """«Nordvik», «Nordvik og Sørvik», «Nordvik, Sørvik og Østvik»; empty for none."""
    return " og ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def small(text: str) -> str:
    """The text as it stands inside a sentence: «Stand» → «stand», but «LIS1» as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """The text as it stands at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """The text without line breaks: a blank line would end an HTML block, and what follows be read as Markdown."""
    return " ".join(text.split("\n"))


def count(amount: int, one: str, many: str) -> str:
    """«1 rad», «1 200 rader»."""
    return f"{number(amount)} {one if amount == 1 else many}"
