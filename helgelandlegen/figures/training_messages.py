"""What the charts about doctors in training say, in Norwegian, by rule from their numbers."""

from __future__ import annotations

from datetime import date

from helgelandlegen.figures import Figure
from helgelandlegen.figures.messages import NOTHING_YET
from helgelandlegen.figures.numbers import day, measured, number, with_unit
from helgelandlegen.figures.phrases import capital, listed, small

LATE_UNTOLD = " Hvor mange som er forsinket, kan ikke vises for denne datoen."


def opening(active: Figure, on_time: Figure) -> str:
    """«26 leger er i spesialisering. 12 av de 15 som skulle bli ferdige de siste tre årene, ble det på normert tid.»

    The dates are said where they are others than the one asked for.
    """
    if active.value is None:
        return "Det er ingen tall for leger i spesialisering ennå."
    who = with_unit(active.value, "leger") if active.value else "ingen leger"
    now = active.as_of == active.asked
    first = f"{capital(who)} er i spesialisering." if now else f"Per {day(active.as_of)} er {who} i spesialisering."
    if on_time.hidden or on_time.value is None or on_time.numerator is None or on_time.denominator is None:
        return first
    some = number(on_time.numerator) if on_time.numerator else "Ingen"
    when = "" if on_time.as_of == active.as_of else f" (per {day(on_time.as_of)})"
    return (
        f"{first} {some} av de {number(on_time.denominator)} som skulle bli ferdige de siste tre årene, "
        f"ble det på normert tid{when}."
    )


def state(as_of: date, completed: int, active: int, left: int | None) -> str:
    """«Per 30. juni: 16 ferdige spesialister, 23 i utdanning og 6 som har sluttet»; what is hidden is left out."""
    said = ["1 ferdig spesialist" if completed == 1 else f"{_some(completed)} ferdige spesialister"]
    said.append(f"{_some(active)} i utdanning")
    if left is not None:
        said.append(f"{_some(left)} som har sluttet")
    return f"Per {day(as_of)}: {listed(said)}"


def ahead(doctors: int, until: date | None, announced: int) -> str:
    """«Beregnet sluttdato innen 31. desember 2027: 8 leger. Blir ledige: 4 stillinger»"""
    who = with_unit(doctors, "leger") if doctors else "ingen leger"
    when = f"innen {day(until)}" if until else "framover"
    posts = with_unit(announced, "stillinger") if announced else "ingen stillinger"
    return f"Beregnet sluttdato {when}: {who}. Blir ledige: {posts}"


def posts_of(what: str, as_of: date) -> str:
    """Which posts stand beside the doctors: «Stillingene gjelder «Rana» per 22. november 2026.»"""
    return f"Stillingene gjelder «{what}» per {day(as_of)}."


def on_time(figure: Figure) -> str:
    """«73 % av legene ble ferdige på normert tid, per 31. desember 2025»"""
    if figure.hidden or figure.value is None:
        return (
            f"Ferdig på normert tid: {'for få leger til at tallet kan vises' if figure.hidden else small(NOTHING_YET)}"
        )
    said = f"{measured(figure.value, figure)} av legene ble ferdige på normert tid"
    return said if figure.as_of == figure.asked else f"{said}, per {day(figure.as_of)}"


def duties(measured_: int, every: int) -> str:
    """«4 av kommunens 6 plikter måles»"""
    return f"{number(measured_)} av kommunens {number(every)} plikter i utdanningen måles"


def ahead_unknown(announced: int) -> str:
    """What can be said where the due dates may not be shown."""
    if not announced:
        return "Ingen stillinger blir ledige etter det som er rapportert"
    return f"{with_unit(announced, 'stillinger')} blir {'ledig' if announced == 1 else 'ledige'}"


def registered(figure: Figure) -> str:
    """«16 av 18 kommuner er registrert som utdanningsvirksomhet»"""
    if figure.numerator is None or not figure.denominator:
        return f"Registrert som utdanningsvirksomhet: {small(NOTHING_YET)}"
    if figure.denominator > 1:
        some = number(figure.numerator) if figure.numerator else "Ingen"
        return f"{some} av {with_unit(figure.denominator, 'kommuner')} er registrert som utdanningsvirksomhet"
    # Who has not reported counts as not registered.
    registered_ = "er registrert" if figure.numerator else "er ikke meldt registrert"
    return f"Kommunen {registered_} som utdanningsvirksomhet"


def fixed_pathways(figure: Figure) -> str:
    """«6 av 14 LIS1-stillinger er i fast utdanningsløp»"""
    if figure.denominator == 0:
        return "Ingen LIS1-stillinger her"
    if figure.numerator is None or not figure.denominator:
        return f"LIS1 i fast utdanningsløp: {small(NOTHING_YET)}"
    if figure.denominator == 1:
        return f"Den ene LIS1-stillingen er {'' if figure.numerator else 'ikke '}i fast utdanningsløp"
    some = number(figure.numerator) if figure.numerator else "Ingen"
    return f"{some} av {number(figure.denominator)} LIS1-stillinger er i fast utdanningsløp"


def _some(value: int) -> str:
    return number(value) if value else "ingen"
