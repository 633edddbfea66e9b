"""Numbers as people write them in a spreadsheet, and what keeps one out."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from helgelandlegen.workbook.cells import Raw, Wrong, clean, text_of
from helgelandlegen.workbook.findings import shown
from helgelandlegen.workbook.sheets import Column, Kind

_NUMBER = re.compile(r"([-+]?)([0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,20})(?:[.,]([0-9]{1,20}))?( ?%)?")
# 1.000 and 1,000: a thousand to one reader, one to the next. Only a measure has three decimals.
_AMBIGUOUS = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")

# Decimals of the database column, and how many digits before them survive a spreadsheet's fifteen.
_SCALES = {Kind.PERCENT: (2, 3), Kind.AMOUNT: (2, 13), Kind.MEASURE: (6, 9)}


def parsed(raw: Raw) -> tuple[Decimal, bool] | None:
    """The number and whether it has a percent sign; Excel's own fifteen digits, so that 0.1 + 0.2 is 0.3."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return (Decimal(f"{raw:.15g}"), False) if math.isfinite(raw) else None
    match = _NUMBER.fullmatch(text_of(raw).replace("−", "-"))
    if match is None:
        return None
    sign, whole, decimals, percent = match.groups()
    return Decimal(f"{sign}{whole.replace(' ', '')}.{decimals or '0'}"), percent is not None


def number(raw: Raw, column: Column) -> int | Decimal | Wrong:
    """The value of a cell of an INTEGER, PERCENT or AMOUNT column."""
    found = parsed(raw)
    if found is None or (found[1] and column.kind is not Kind.PERCENT):
        return Wrong("not_a_number")
    if isinstance(raw, str) and _AMBIGUOUS.fullmatch(clean(raw)):
        digits = clean(raw).replace(",", ".")
        return Wrong("ambiguous_number", {"thousands": digits.replace(".", ""), "decimal": float(digits)})
    value = found[0]
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        return Wrong("out_of_range", {"limits": limits(column), "hint": _percent_hint(value, column)})
    if column.kind is Kind.INTEGER:
        return _whole(value)
    if column.kind is Kind.PERCENT and value.adjusted() < 4 and value != round(value, 2):
        return Wrong("too_many_decimals")
    return _scaled(value, column.kind)


def measure(raw: Raw, share: bool) -> Decimal | Wrong:
    """The value of a MEASURE cell; a share may be written `80 %`, 80 or 0,8 and is 0.8."""
    found = parsed(raw)
    if found is None:
        return Wrong("not_a_number")
    value, percent = found
    if percent and not share:
        return Wrong("not_a_share")
    return _scaled(value / 100 if percent or (share and value > 1) else value, Kind.MEASURE)


def limits(column: Column) -> str:
    """«fra 1 til 100», «minst 0» or «høyst 5»; empty where there are none."""
    low, high = column.minimum, column.maximum
    if low is None:
        return "" if high is None else f"høyst {high}"
    return f"minst {low}" if high is None else f"fra {low} til {high}"


def _whole(value: Decimal) -> int | Wrong:
    if value.adjusted() > 9:  # ten digits are more than anybody counts, and fit the sums
        return Wrong("number_too_large")
    return int(value) if value == value.to_integral_value() else Wrong("not_a_whole_number")


def _scaled(value: Decimal, kind: Kind) -> Decimal | Wrong:
    decimals, digits = _SCALES[kind]
    if value.adjusted() >= digits:
        return Wrong("number_too_large")
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0  # + 0: no minus before a zero


def _percent_hint(value: Decimal, column: Column) -> str:
    if column.kind is Kind.PERCENT and 0 < value < 1:
        return f" Skriv {shown(float(value * 100))} for {shown(float(value * 100))} prosent."
    return ""
