"""How old a report is: the words that screens, reminders and style sheets share."""

from __future__ import annotations

from enum import StrEnum


class Age(StrEnum):
    """How old a report is beside the programme's limit. The word decides class, shape and colour (reporting.css)."""

    FRESH = "fersk"
    OLD = "gammel"
    NEVER = "aldri"
