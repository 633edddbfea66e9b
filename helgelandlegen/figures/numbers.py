"""Numbers, dates, changes and targets in Norwegian bokmål: 1 234,5 · 12 % · 31. oktober 2026 · −2.

Spaces inside a number and before its unit are no-break spaces. Rounding is half up, as people do it by hand.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from helgelandlegen.figures import Figure, Number

NBSP = "\u00a0"
MINUS = "\u2212"
NO_VALUE = "ingen tall"
NOT_REACHED = "ikke nådd"
UNCHANGED = "uendret"
POINTS = "prosentpoeng"

# The statuses of a figure that is not at its target.
MISSED = ("nær", "utenfor")

# One case moves a share of 200 by half a percentage point: below that a decimal would promise more than there is.
DECIMAL_FROM = 200

_MANY_AND_ONE = (
    "stillinger stilling, hjemler hjemmel, innbyggere innbygger, kommuner kommune, leger lege, kandidater kandidat, "
    "plasser plass, kontakter kontakt, dager dag, måneder måned, kroner krone, rader rad, aktiviteter aktivitet"
)
SINGULAR = dict(pair.split() for pair in _MANY_AND_ONE.split(", "))


def rounded(value: Number, decimals: int = 0) -> Decimal:
    """The value rounded half up to that many decimals."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=8192)
def number(value: Number | None, decimals: int = 0) -> str:
    """«1 234,5»; «ingen tall» for None, which is never zero."""
    if value is None:
        return NO_VALUE
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    exact = rounded(value, decimals)
    text = format_decimal(abs(exact), format=pattern, locale="nb").replace("\u202f", NBSP)
    return MINUS + text if exact < 0 else text


def percent(share: Number | None, denominator: Number | None = None, decimals: int | None = None) -> str:
    """A share (0-1) as «12 %»; with a decimal only where the denominator is large enough to carry it.

    A share that is not quite all or nothing never rounds to it: «over 99 %», «under 1 %».
    """
    if share is None:
        return NO_VALUE
    places = share_decimals(denominator) if decimals is None else decimals
    hundred = rounded(Decimal(str(share)) * 100, places)
    smallest = Decimal(1).scaleb(-places)
    if hundred == 100 and share < 1:
        return f"over {number(100 - smallest, places)}{NBSP}%"
    if hundred == 0 and share > 0:
        return f"under {number(smallest, places)}{NBSP}%"
    return f"{number(hundred, places)}{NBSP}%"


def share_decimals(denominator: Number | None) -> int:
    """How many decimals a percentage of so many cases carries: 0 or 1."""
    return 1 if denominator is not None and denominator >= DECIMAL_FROM else 0


def unit_for(value: Number | None, unit: str) -> str:
    """The unit in the singular for exactly one, otherwise as given: «1 stilling», «0 stillinger», «1,5 dager»."""
    return SINGULAR.get(unit, unit) if value is not None and abs(value) == 1 else unit


def with_unit(value: Number | None, unit: str, decimals: int = 0) -> str:
    """«2 stillinger», «1 stilling», «3,4 år»; «ingen tall» for None."""
    if value is None:
        return NO_VALUE
    return f"{number(value, decimals)}{NBSP}{unit_for(rounded(value, decimals), unit)}"


def under(limit: int = 5) -> str:
    """What stands in the place of a number that a small group hides: «under 5»."""
    return f"under {number(limit)}"


@lru_cache(maxsize=2048)
def day(value: date) -> str:
    """«31. oktober 2026»"""
    return str(format_date(value, "d. MMMM y", locale="nb"))


@lru_cache(maxsize=2048)
def short_day(value: date) -> str:
    """«31.10.2026»"""
    return str(format_date(value, "dd.MM.y", locale="nb"))


@lru_cache(maxsize=2048)
def month(value: date) -> str:
    """«oktober 2026»"""
    return str(format_date(value, "MMMM y", locale="nb"))


def day_near(value: date, reference: date, *, brief: bool = False) -> str:
    """«17. september», with the year where it is another than the reference's; `brief`: «17. sep.», «17.12.2025»."""
    if value.year != reference.year:
        return short_day(value) if brief else day(value)
    return str(format_date(value, "d. MMM" if brief else "d. MMMM", locale="nb"))


def decimals_for(figure: Figure) -> int:
    """How many decimals the figure's value is shown with: years 1, other medians 1 only where it is no whole number."""
    if figure.kind == "share":
        return share_decimals(figure.denominator)
    if figure.unit == "år":
        return 1
    if figure.kind == "median" and figure.value is not None:
        return 0 if figure.value == rounded(figure.value) else 1
    return 0


def measured(value: Number | None, figure: Figure, decimals: int | None = None) -> str:
    """A value of the figure (its own, an earlier one, a tick of its axis) without its unit, a share with «%»."""
    if value is None:
        return NO_VALUE
    if figure.kind == "share":
        return percent(value, figure.denominator, decimals)
    return number(value, decimals_for(figure) if decimals is None else decimals)


def value_text(figure: Figure, limit: int = 5) -> str:
    """The figure's value as it is printed, without unit: «15», «12 %», «under 5», «ikke nådd», «ingen tall».

    Where rounding would make a share look like the target that it misses, it gets the decimals that tell them apart.
    """
    if figure.hidden:
        return under(limit)
    if figure.value is None:
        return NOT_REACHED if figure.kind == "survival" and figure.denominator else NO_VALUE
    text = measured(figure.value, figure)
    if figure.kind == "share" and figure.target is not None and figure.status in MISSED:
        bounds = [bound for bound in figure.target if bound is not None and bound != figure.value]
        for decimals in (1, 2):
            if all(text != measured(bound, figure, decimals_shown(text)) for bound in bounds):
                break
            text = measured(figure.value, figure, decimals)
    return text


def decimals_shown(text: str) -> int:
    """The number of digits after the comma in a printed number."""
    return sum(character.isdigit() for character in text.partition(",")[2])


def unit_text(figure: Figure) -> str:
    """The unit that stands after the value, in the right number; empty where no number is shown, and for shares.

    Also empty where the title names what is counted: «Ledige fastlegehjemler: 13» needs no «hjemler».
    """
    if figure.hidden or figure.value is None or figure.kind == "share" or figure.unit in figure.title.lower():
        return ""
    return unit_for(rounded(figure.value, decimals_for(figure)), figure.unit)


def counts_text(figure: Figure) -> str:
    """What a share or a median is made of: «8 av 12», «9 forløp»; empty for other kinds and where it is hidden."""
    if figure.hidden or figure.denominator is None:
        return ""
    if figure.kind == "share" and figure.numerator is not None and figure.value is not None:
        return f"{number(figure.numerator)} av {number(figure.denominator)}"
    if figure.kind in ("median", "survival"):
        return with_unit(figure.denominator, "forløp")
    return ""


def target_text(figure: Figure) -> str:
    """«høyst 5», «minst 80 %», «40–50 %»; empty without a target."""
    if figure.target is None:
        return ""
    low, high = figure.target
    if high is not None:
        ends = f"{_exact(low, figure)}–{_exact(high, figure)}"
        return ends.replace(f"{NBSP}%–", "–")
    return {"lower": "høyst ", "higher": "minst "}.get(figure.better, "") + _exact(low, figure)


def _exact(value: Number, figure: Figure) -> str:
    """A target with all of its decimals and no more, and with «år» where years are meant."""
    exact = Decimal(str(value)) * (100 if figure.kind == "share" else 1)
    decimals = max(0, -int(exact.normalize().as_tuple().exponent))
    if figure.kind == "share":
        return percent(value, decimals=decimals)
    return with_unit(value, "år", decimals) if figure.unit == "år" else number(value, decimals)


def difference(figure: Figure) -> Decimal | None:
    """Now minus then, in the unit and with the decimals shown (shares: points); None where that cannot be said."""
    if figure.hidden or figure.value is None or figure.previous is None:
        return None
    factor = 100 if figure.kind == "share" else 1
    return rounded((Decimal(str(figure.value)) - Decimal(str(figure.previous))) * factor, decimals_for(figure))


def change_text(figure: Figure, *, brief: bool = False) -> str:
    """«+2 siden 17. september», «−3 prosentpoeng siden …», «uendret siden …»; empty where nothing can be compared."""
    moved = difference(figure)
    if moved is None or figure.compared_with is None:
        return ""
    when = f"siden {day_near(figure.compared_with, figure.as_of, brief=brief)}"
    if moved == 0:
        nearly = figure.value != figure.previous
        return f"{'nær ' if nearly else ''}{UNCHANGED} {when}"
    text = ("+" if moved > 0 else "") + number(moved, decimals_for(figure))
    if figure.kind == "share":
        text += f"{NBSP}{POINTS}"
    elif figure.unit in ("år", "dager"):
        text += f"{NBSP}{unit_for(moved, figure.unit)}"
    return f"{text} {when}"


def basis_text(figure: Figure) -> str:
    """«bygger på 9 av 12 kommuner»; empty where the figure does not rest on municipalities' reports."""
    if figure.rests_on is None:
        return ""
    some, every = figure.rests_on
    if some == every:
        return f"bygger på alle {with_unit(every, 'kommuner')}" if every > 1 else "bygger på kommunens tall"
    return f"bygger på {number(some)} av {with_unit(every, 'kommuner')}"


def date_text(figure: Figure) -> str:
    """«per 31. aug.» where the value holds for another date than the one asked for; empty where it is hidden."""
    if figure.hidden or figure.as_of == figure.asked:
        return ""
    return f"per {day_near(figure.as_of, figure.asked, brief=True)}"


def noted_text(figure: Figure) -> str:
    """«2 mangler tall»; empty where nothing was left out or the figure is hidden."""
    if figure.hidden or figure.noted is None or not figure.noted[0]:
        return ""
    return f"{number(figure.noted[0])} {figure.noted[1]}"
