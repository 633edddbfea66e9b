"""What might be meant: values that could stand in a flagged cell instead, the likeliest first."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from helgelandlegen import kpis, tables
from helgelandlegen.database import Store
from helgelandlegen.programme import Programme
from helgelandlegen.queries import Query, Reader
from helgelandlegen.workbook.cells import Wrong, clean
from helgelandlegen.workbook.check import CheckedFile
from helgelandlegen.workbook.findings import Finding, shown
from helgelandlegen.workbook.numeric import parsed
from helgelandlegen.workbook.sheets import SHEETS, Column, Kind, Sheet
from helgelandlegen.workbook.values import FIRST_YEAR, Context, convert

MOST, MOST_CODES, CLOSE, LONGEST = 40, 8, 0.6, 100

# What the file itself must mend: nothing that is typed here can make it right, or it may not be kept at all.
NOT_HERE = frozenset({"personal_number", "refused_column"})
# Rows that say what another row says already, or that belong to nobody who reports.
SUPERFLUOUS = frozenset({"duplicate_key", "report_twice", "outside_report", "consent_expired", "unknown_reference"})

_MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
           "desember")  # fmt: skip
_NUMBER_IN_TEXT = re.compile(
    r"(?:[^\d+-]*?[^\d.,+-])?([-+]?\d[\d .,]*?)[ ]*(?:%|kr\.?|,-|[^\W\d_][^\d]*)?[ ]*", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"(\d{1,2})[./\- ]+(\d{1,2})[./\- ]+(\d{4}|\d{2})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})[./ ]+(\d{1,2})[./ ]+(\d{1,2})")
_EIGHT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_IN_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]{3,9})\.?\s+(\d{4}|\d{2})", re.IGNORECASE)
_MONTH_OF = re.compile(r"(\d{1,2})[./\- ]+(\d{4})|(\d{4})[./\- ]+(\d{1,2})")
CENTURY = 2000


@dataclass(frozen=True)
class Known:
    """What suggestions are taken from: the programme's names, the key figures' ids, and stored codes by sheet."""

    programme: Programme
    context: Context
    codes: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, store: Store) -> Known:
        """What the store has now."""
        referred = {c.references for sheet in SHEETS.values() for c in sheet.columns if c.references}
        found: dict[str, Collection[str]] = {}
        with store.cursor() as cursor:
            reader = Reader(cursor)
            for name in referred:
                key = SHEETS[name].keys[0].name
                found[name] = {row[key] for row in reader.rows(Query(name, tables.all_of(name)))}
        return cls(store.programme, Context.of(store.programme, frozenset(kpis.catalogue())), found)


def target(checked: CheckedFile, found: Finding) -> tuple[Sheet, Column] | None:
    """The sheet and column of ours that a finding is about; None where it is about no cell of ours."""
    if found.sheet is None or found.column is None:
        return None
    names = [name for name, called in checked.called.items() if _is_called(called, found.sheet)]
    names += [sheet.name for sheet in SHEETS.values() if sheet.heading == found.sheet and sheet.name not in names]
    for sheet in (SHEETS[name] for name in names):
        for column in sheet.columns:
            if column.heading == found.column:
                return sheet, column
    return None


def _is_called(called: str, sheet: str) -> bool:
    """Whether a sheet of ours is read from that one of the file, alone or with others: «Nord og Sør»."""
    return called == sheet or called.startswith(f"{sheet} og ") or called.endswith(f" og {sheet}")


def can_be_mended(checked: CheckedFile, found: Finding) -> bool:
    """Whether a cell can be changed here so that the finding goes away."""
    return found.code not in NOT_HERE and checked.cell(found) is not None and target(checked, found) is not None


def is_superfluous(found: Finding) -> bool:
    """Whether leaving out the whole row may be what is meant."""
    return found.code in SUPERFLUOUS and found.row is not None


def suggestions(found: Finding, checked: CheckedFile, known: Known) -> list[str]:
    """Values that the column takes, the likeliest first; empty where there is nothing to guess from."""
    about = target(checked, found)
    if about is None or found.code in NOT_HERE:
        return []
    _, column = about
    value = clean(found.value or "")[:LONGEST]
    if column.references and found.code == "unknown_reference":
        own = {row.values[column.name] for row in checked.sheets.get(column.references, ())}
        guesses = [c for c in _closest(value, {*own, *known.codes.get(column.references, ())}, MOST_CODES) if c]
    else:
        guesses = list(_GUESSES.get(column.kind, _nothing)(value, column, known))
    usable = (guess for guess in guesses if not isinstance(convert(guess, column, known.context), Wrong))
    return [guess for guess in dict.fromkeys(usable) if guess != value][:MOST]


def _closest(text: str, candidates: Iterable[str], most: int = 0) -> list[str]:
    """Candidates by likeness. With `most` only so many, and only those that are alike at all."""
    scored = []
    for candidate in candidates:
        likeness = SequenceMatcher(None, text.casefold(), candidate.casefold())
        # The quick bounds spare most of the work where there are thousands of codes.
        if not most or (likeness.real_quick_ratio() >= CLOSE and likeness.quick_ratio() >= CLOSE):
            scored.append((-likeness.ratio(), candidate))
    ordered = sorted(scored)
    return [c for score, c in ordered if -score >= CLOSE][:most] if most else [c for _, c in ordered]


def _nothing(value: str, column: Column, known: Known) -> Iterator[str]:
    yield from ()


def _choice(value: str, column: Column, known: Known) -> Iterator[str]:
    yield from _closest(value, column.choices)


def _municipality(value: str, column: Column, known: Known) -> Iterator[str]:
    yield from _closest(value.removesuffix(" kommune"), known.context.names)


def _figure(value: str, column: Column, known: Known) -> Iterator[str]:
    yield from _closest(value, (known.context.figures or {}).values(), MOST_CODES)


def _yes_no(value: str, column: Column, known: Known) -> Iterator[str]:
    yield from (
        ("Nei", "Ja") if value.casefold().startswith(("n", "ikke", "usann", "false", "-", "–")) else ("Ja", "Nei")
    )


def _number(value: str, column: Column, known: Known) -> Iterator[str]:
    """What stands in the text as a number, read in every way that the column can take."""
    match = _NUMBER_IN_TEXT.fullmatch(value)
    digits = match[1].strip(" .,") if match else ""
    if not digits:
        return
    plain = re.fullmatch(r"([-+]?\d{1,3})[.,](\d{3})", digits)
    if plain:
        yield plain[1] + plain[2]
        yield _short(f"{plain[1]},{plain[2]}")
        return
    grouped = re.fullmatch(r"([-+]?\d{1,3}(?:[. ]\d{3})+)(?:,(\d+))?", digits)
    if grouped:
        digits = re.sub(r"[. ]", "", grouped[1]) + (f",{grouped[2]}" if grouped[2] else "")
    number = parsed(digits)
    if number is None:
        return
    if column.kind is Kind.PERCENT and 0 < number[0] < 1:
        yield _short(shown(float(number[0] * 100)))
    yield _short(digits)
    if column.kind is Kind.INTEGER:
        yield from (str(math.floor(number[0])), str(math.ceil(number[0])))
    else:
        yield shown(float(round(number[0], 2)))


def _short(digits: str) -> str:
    """Without decimals that say nothing: 1,000 is 1."""
    text = digits.replace(".", ",")
    return re.sub(r",?0+$", "", text) if "," in text else text


def _date(value: str, column: Column, known: Known) -> Iterator[str]:
    for day in _days(value):
        yield f"{day:%d.%m.%Y}"


def _month(value: str, column: Column, known: Known) -> Iterator[str]:
    if match := _MONTH_OF.fullmatch(value):
        year, month = (match[2], match[1]) if match[1] else (match[3], match[4])
        yield f"{year}-{int(month):02}"
    if (match := _IN_WORDS.fullmatch(value)) and (number := _month_number(match[2])):
        yield f"{_year(match[3])}-{number:02}"
    for day in _days(value):
        yield f"{day:%Y-%m}"


def _days(value: str) -> Iterator[date]:
    """The one day that a text can mean. Day and month are never swapped, and no day is made up."""
    text = re.sub(r"[ T]\d\d:\d\d(:\d\d)?$", "", value.casefold().removeprefix("ca. ").removeprefix("ca ").strip())
    parts: tuple[str | int, str | int, str | int] | None = None
    if match := _DAY_FIRST.fullmatch(text):
        parts = (_year(match[3]), match[2], match[1])
    elif match := _YEAR_FIRST.fullmatch(text) or _EIGHT.fullmatch(text):
        parts = (match[1], match[2], match[3])
    elif (match := _IN_WORDS.fullmatch(text)) and match[1] and (month := _month_number(match[2])):
        parts = (_year(match[3]), month, match[1])
    if parts:
        try:
            yield date(*map(int, parts))
        except ValueError:
            return


def _year(digits: str) -> int:
    """24 is 2024, 99 is 1999: the years that are taken begin with 1990."""
    year = int(digits)
    return year if len(digits) > 2 else year + CENTURY - (100 if year >= FIRST_YEAR % 100 else 0)


def _month_number(word: str) -> int | None:
    """mars, mar: 3. The first three letters tell all months apart."""
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold()[:9])), None)


def _digits(value: str, column: Column, known: Known) -> Iterator[str]:
    """A code of digits only, out of a text with other signs in it."""
    if column.digits:
        yield re.sub(r"\D", "", value)


_GUESSES: dict[Kind, Callable[[str, Column, Known], Iterator[str]]] = {
    Kind.CHOICE: _choice,
    Kind.MUNICIPALITY: _municipality,
    Kind.FIGURE: _figure,
    Kind.YES_NO: _yes_no,
    Kind.INTEGER: _number,
    Kind.PERCENT: _number,
    Kind.AMOUNT: _number,
    Kind.MEASURE: _number,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.IDENTIFIER: _digits,
}
