"""One raw cell becomes one typed value, by the kind of its column, or says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from helgelandlegen.workbook.cells import Raw, Value, Wrong, clean, is_missing, text_of
from helgelandlegen.workbook.findings import did_you_mean
from helgelandlegen.workbook.numeric import measure, number
from helgelandlegen.workbook.sheets import Column, Kind

if TYPE_CHECKING:
    from helgelandlegen.programme import Programme

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_TEXT, LONGEST_CODE = 2000, 100

ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
YES, NO = {"ja", "j", "x", "1", "true", "sann"}, {"nei", "n", "0", "false", "usann"}

_DATES = (
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"),
    re.compile(r"(?P<d>[0-9]{1,2})([./])(?P<m>[0-9]{1,2})\2(?P<y>[0-9]{4})"),
)
_MONTHS = (re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})"), re.compile(r"(?P<m>[0-9]{1,2})[./](?P<y>[0-9]{4})"))


@dataclass(frozen=True)
class Context:
    """What values are matched against, in lower case. `figures` is None where any key figure's id is taken."""

    municipalities: dict[str, str]  # name or number → number
    names: tuple[str, ...]
    figures: dict[str, str] | None = None

    @classmethod
    def of(cls, programme: Programme, figures: frozenset[str] | None = None) -> Context:
        """The programme's municipalities by number and, where only one has it, by name."""
        names = [m.name.casefold() for m in programme.municipalities]
        known = {m.name.casefold(): m.number for m in programme.municipalities if names.count(m.name.casefold()) == 1}
        known |= {m.number: m.number for m in programme.municipalities}
        ids = None if figures is None else {figure.casefold(): figure for figure in sorted(figures)}
        return cls(known, tuple(m.name for m in programme.municipalities), ids)


def convert(raw: Raw, column: Column, context: Context, *, share: bool = False) -> Value | Wrong:
    """The typed value of a cell, None for an empty one or a sign for that.

    `share`: a measure in this row is a share, stored as 0–1.
    """
    if is_missing(raw):
        return None
    if isinstance(raw, str) and raw.strip() in ERRORS:
        return Wrong("cell_error")
    if column.kind is Kind.MEASURE:
        return measure(raw, share)
    return _CONVERTERS[column.kind](raw, column, context)


def default_of(column: Column, context: Context) -> Value:
    """What is stored where the cell is empty."""
    value = convert(column.default, column, context)
    if isinstance(value, Wrong):
        raise ValueError(f"{column.name}: the declared default is not a value of its own column")
    return value


def example_of(column: Column, programme: Programme) -> Value:
    """The value of the column's example; `@municipality` is the programme's first municipality."""
    raw = programme.municipalities[0].number if column.example == "@municipality" else column.example
    value = convert(raw, column, Context.of(programme))  # type: ignore[arg-type]
    if isinstance(value, Wrong):
        raise ValueError(f"{column.name}: the declared example is not a value of its own column")
    return value


def _text(raw: Raw, column: Column, context: Context) -> Value | Wrong:
    text = text_of(raw)
    longest = LONGEST_CODE if column.kind is Kind.IDENTIFIER else LONGEST_TEXT
    return text if len(text) <= longest else Wrong("text_too_long", {"count": len(text), "limit": longest})


def _identifier(raw: Raw, column: Column, context: Context) -> Value | Wrong:
    if isinstance(raw, date):  # Excel has made a date of a code like 1-2
        return Wrong("date_not_code")
    text = _text(raw, column, context)
    if column.digits and isinstance(text, str):
        least, greatest = column.digits
        if not re.fullmatch(f"[0-9]{{{least},{greatest}}}", text):
            return Wrong("wrong_digits", {"least": least, "greatest": greatest})
    return text


def _choice(raw: Raw, column: Column, context: Context) -> Value | Wrong:
    text = text_of(raw)
    chosen = next((c for c in column.choices if c.casefold() == text.casefold()), None)
    if chosen is not None:
        return chosen
    choices = " eller ".join(f"«{c}»" for c in column.choices)
    return Wrong("not_in_list", {"choices": choices, "hint": did_you_mean(text, column.choices)})


def _municipality(raw: Raw, column: Column, context: Context) -> Value | Wrong:
    text = text_of(raw)
    known = context.municipalities
    number = known.get(text.casefold()) or known.get(text.zfill(4))  # a number may have lost its leading zero
    if number is not None:
        return number
    return Wrong("unknown_municipality", {"count": len(context.names), "hint": did_you_mean(text, context.names)})


def _figure(raw: Raw, column: Column, context: Context) -> Value | Wrong:
    text = text_of(raw)
    if context.figures is None:
        return text
    return context.figures.get(text.casefold()) or Wrong(
        "unknown_figure", {"hint": did_you_mean(text, context.figures)}
    )


def _date(raw: Raw, column: Column, context: Context) -> Value | Wrong:
    return _within_years(_real_date(raw) or _written(raw, _DATES)) or Wrong("not_a_date")


def _month(raw: Raw, column: Column, context: Context) -> Value | Wrong:
    day = _within_years(_real_date(raw) or _written(raw, _DATES) or _written(raw, _MONTHS))
    return day.replace(day=1) if isinstance(day, date) else day or Wrong("not_a_month")


def _real_date(raw: Raw) -> date | None:
    return raw.date() if isinstance(raw, datetime) else raw if isinstance(raw, date) else None


def _written(raw: Raw, patterns: tuple[re.Pattern[str], ...]) -> date | None:
    match = next((m for p in patterns if isinstance(raw, str) and (m := p.fullmatch(clean(raw)))), None)
    if match is None:
        return None
    parts = match.groupdict()
    try:
        return date(int(parts["y"]), int(parts["m"]), int(parts.get("d", 1)))
    except ValueError:
        return None


def _within_years(day: date | None) -> date | Wrong | None:
    if day is None or FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    return Wrong("date_out_of_range", {"first": FIRST_YEAR, "last": LAST_YEAR})


def _yes_no(raw: Raw, column: Column, context: Context) -> Value | Wrong:
    text = text_of(raw).casefold()
    return True if text in YES else False if text in NO else Wrong("not_yes_or_no")


def _number(raw: Raw, column: Column, context: Context) -> Value | Wrong:
    return number(raw, column)


_CONVERTERS: dict[Kind, Callable[[Raw, Column, Context], Value | Wrong]] = {
    Kind.TEXT: _text,
    Kind.IDENTIFIER: _identifier,
    Kind.CHOICE: _choice,
    Kind.MUNICIPALITY: _municipality,
    Kind.FIGURE: _figure,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.INTEGER: _number,
    Kind.PERCENT: _number,
    Kind.AMOUNT: _number,
    Kind.YES_NO: _yes_no,
}
