"""What the panels about the project's money say, in Norwegian, by rule from their numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date

from helgelandlegen.figures.numbers import number, percent, with_unit

FORECAST_RULE = (
    "Prognosen er regnskapet så langt og budsjettet for månedene som ikke har regnskap. Ved stolpene: brukt av "
    "budsjettet hittil, og prognosen mot årets budsjett."
)


def money(year: int, share: Decimal | None, budget: Decimal, over: Decimal) -> str:
    """«94 % av budsjettet hittil i 2026 er brukt. Prognosen for året er 210 000 kroner under budsjettet»"""
    if share is None:
        return f"Ingen regnskap for {year} ennå. Budsjettet for året er {kroner(budget)}"
    return f"{percent(share)} av budsjettet hittil i {year} er brukt. Prognosen for året er {against(over)}"


def money_months(last: date | None, months: int, above: int) -> str:
    """«Regnskapet er ført til og med september: over budsjett i 3 av 9 måneder»"""
    if last is None:
        return "Ingen måneder har regnskap ennå"
    some = number(above) if above else "ingen"
    return f"Regnskap til og med {month_alone(last)}: over budsjett i {some} av {with_unit(months, 'måneder')}"


def partly_accounted(months: int) -> str:
    """Which months are compared with their budgets: those in which every item has accounts."""
    if not months:
        return ""
    who = "1 måned" if months == 1 else f"{number(months)} måneder"
    return f"{who} mangler regnskap for noen poster og er ikke med i sammenligningen. "


def item(share: Decimal | None, forecast: Decimal | None) -> str:
    """«96 % · prognose 97 %»: of the budget so far, and of the year's."""
    used = "uten regnskap" if share is None else percent(share)
    return used if forecast is None else f"{used} · prognose {percent(forecast)}"


def no_money(year: int) -> str:
    """Where the year of the date has no budget."""
    return f"Ingen budsjett er lagt inn for {year}"


def month_alone(value: date, *, brief: bool = False) -> str:
    """«oktober»; `brief`: «okt.»"""
    return str(format_date(value, "MMM" if brief else "LLLL", locale="nb"))


def kroner(amount: Decimal) -> str:
    """«1 234 000 kroner»"""
    return with_unit(amount, "kroner")


def against(over: Decimal) -> str:
    """«210 000 kroner under budsjettet»"""
    if not over:
        return "som budsjettet"
    return f"{kroner(abs(over))} {'over' if over > 0 else 'under'} budsjettet"
