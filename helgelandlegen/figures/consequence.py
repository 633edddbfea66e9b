"""What becomes of figures: before and after a change of the data, and how the two differ, in words."""

from __future__ import annotations

from helgelandlegen.figures import Figure
from helgelandlegen.figures.numbers import (
    NBSP,
    POINTS,
    UNCHANGED,
    counts_text,
    decimals_for,
    difference,
    number,
    unit_for,
    unit_text,
    value_text,
)
from helgelandlegen.figures.phrases import count


def in_full(figure: Figure) -> str:
    """«15», «12 % (8 av 67)», «3,4 år (9 forløp)», «ingen tall»."""
    unit, basis = unit_text(figure), counts_text(figure)
    text = f"{value_text(figure)}{NBSP}{unit}" if unit else value_text(figure)
    return f"{text} ({basis})" if basis and figure.value is not None else text


def same(before: Figure, after: Figure) -> bool:
    """Whether value and basis are the same."""
    if before.numerator is not None and after.numerator is not None:
        return (before.numerator, before.denominator) == (after.numerator, after.denominator)
    return (before.value, before.denominator) == (after.value, after.denominator)


def moved(after: Figure) -> str:
    """How the value differs from `previous`: «+2», «−3 prosentpoeng», «uendret», «får tall», «blir uten tall»."""
    if after.value is None or after.previous is None:
        if after.value is None and after.previous is None:
            return UNCHANGED
        return "får tall" if after.previous is None else "blir uten tall"
    change = difference(after)
    if not change:
        return UNCHANGED if after.value == after.previous else f"nær {UNCHANGED}"
    text = ("+" if change > 0 else "") + number(change, decimals_for(after))
    if after.kind == "share":
        return f"{text}{NBSP}{POINTS}"
    return f"{text}{NBSP}{unit_for(change, after.unit)}" if after.unit in ("år", "dager") else text


def heading(changed: int, of: int) -> str:
    """«3 nøkkeltall endres, 22 blir som før.»; «Ingen nøkkeltall endres.»"""
    if not changed:
        return "Ingen nøkkeltall endres."
    rest = of - changed
    return f"{count(changed, 'nøkkeltall', 'nøkkeltall')} endres" + (f", {number(rest)} blir som før." if rest else ".")
