"""A code's level and sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """A `stopp` keeps the file out; a `varsel` lets it in."""

    STOP = "stopp"
    WARNING = "varsel"


class Rule(NamedTuple):
    """A code's level and sentence. `{value}` is the value seen; the other words stand in a comment beside it.

    A `{hint}` is empty or a sentence with a space before it, from `did_you_mean`.
    """

    level: Level
    sentence: str


def stop(sentence: str) -> Rule:
    """A finding that keeps the file out."""
    return Rule(Level.STOP, sentence)


def warning(sentence: str) -> Rule:
    """A finding that lets it in."""
    return Rule(Level.WARNING, sentence)
