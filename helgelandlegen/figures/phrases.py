"""How words are put together: lists, and the first letter of what is moved into a sentence or to its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from helgelandlegen.figures.numbers import number, short_day

SMALL_NUMBERS = ("ingen", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")


DEMO = "Demodata: alle tall er oppdiktet."


def listed(parts: Sequence[str], word: str = "og") -> str:
    """«Nordvik», «Nordvik og Sørvik», «Nordvik, Sørvik og Østvik»; empty for none."""
    return f" {word} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


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


def moment(local: datetime) -> str:
    """A moment on the local clock: «02.11.2026 kl. 12.00»."""
    return f"{short_day(local.date())} kl. {local:%H.%M}"


def spelled(amount: int, one: str = "én") -> str:
    """«to», «tolv», «13»; `one` is the form of 1 («én», «ett»)."""
    if amount == 1:
        return one
    return SMALL_NUMBERS[amount] if 0 <= amount < len(SMALL_NUMBERS) else number(amount)
