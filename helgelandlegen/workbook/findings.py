"""What a check has to say: a level, a stable code, a place, and one Norwegian sentence that says what to do."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from helgelandlegen.workbook import codes_file, codes_row, codes_state
from helgelandlegen.workbook.levels import Level

__all__ = ["CODES", "Finding", "Level", "did_you_mean", "finding", "shorten", "shown"]

LONGEST_SHOWN, LONGEST_KEPT = 60, 500  # characters of a value in the sentence, and in the finding


@dataclass(frozen=True)
class Finding:
    """One finding. `sheet` and `column` are Norwegian headings, `row` is Excel's (from 1), `value` as seen."""

    level: Level
    code: str
    message: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None


CODES = {**codes_file.CODES, **codes_row.CODES, **codes_state.CODES}


def finding(
    code: str,
    *,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    value: object = None,
    **words: object,
) -> Finding:
    """The finding of that code; KeyError for an unknown code or a missing word."""
    rule = CODES[code]
    seen = None if value is None else shown(value)[:LONGEST_KEPT]
    filled = {name: shown(word) for name, word in words.items()}
    sentence = rule.sentence.format(value=shorten(seen or ""), **{"hint": "", **filled})
    place = [f"Ark «{sheet}»"] if sheet else []
    place += [f"rad {row}"] if row else []
    place += [column] if column else []
    message = f"{', '.join(place)}: {sentence}" if place else sentence
    return Finding(rule.level, code, message, sheet, row, column, seen)


def shown(value: object) -> str:
    """A value as a Norwegian reader sees it in Excel: `17,5`, `01.03.2024`, `SANN`, `a, b og c`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "SANN" if value else "USANN"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value) and value == int(value)):
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    if isinstance(value, Iterable):
        *most, last = [shown(item) for item in value] or [""]
        return f"{', '.join(most)} og {last}" if most else last
    return str(value).replace(".", ",")


def shorten(text: str) -> str:
    """One line of a cell's text, short enough for a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """« Mente du «Brønnøy»?», with a space before it, or nothing where no known text is close."""
    if len(text) > LONGEST_SHOWN:
        return ""
    by_folded = {name.casefold(): name for name in known}
    close = get_close_matches(text.casefold(), by_folded, n=1)
    return f" Mente du «{by_folded[close[0]]}»?" if close else ""
