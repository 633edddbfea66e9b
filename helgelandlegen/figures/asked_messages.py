"""What is asked of hospital and municipalities, each in a sentence, by rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from helgelandlegen.case_number import parted
from helgelandlegen.figures import Figure
from helgelandlegen.figures.numbers import MISSED, counts_text, day, number, target_text
from helgelandlegen.figures.phrases import capital, listed, spelled

NOTHING = "Ingenting er åpent nå."
MOST_NAMED = 6


def asked(hospital: int, municipalities: int) -> str:
    """«To punkter gjelder sykehuset, og fire gjelder kommunene.»"""
    if not hospital and not municipalities:
        return "Ingenting venter på sykehuset eller kommunene."
    words = [spelled(many, "ett") for many in (hospital, municipalities)]
    return (
        f"{capital(words[0])} punkt{'' if hospital == 1 else 'er'} gjelder sykehuset, og {words[1]} gjelder kommunene."
    )


def milestone(name: str, due: date, forecast: date | None, passed: bool) -> str:
    """«Samarbeidsavtale revidert: fristen var 31. desember 2023, ventes 31. desember 2026.»

    `passed`: the deadline has; a forecast is told where it lies after the deadline.
    """
    expected = f", ventes {day(forecast)}" if forecast and forecast > due else ""
    return f"{name}: {'fristen var' if passed else 'frist'} {day(due)}{expected}."


def matter(title: str, decision: str, due: date | None, overdue: bool) -> str:
    """«Frist for rapportering: Alle rapporterer innen november (sak 10/2026, frist 1. november 2026).»"""
    number_, name = parted(title)
    facts = [f"sak {number_}" if number_ else "", f"{'fristen var' if overdue else 'frist'} {day(due)}" if due else ""]
    about = ", ".join(part for part in facts if part)
    said = f"{name}: {decision.strip().rstrip('.')}" if decision.strip() else name
    return f"{said} ({about})." if about else f"{said}."


def fixed_pathways(figure: Figure) -> list[str]:
    """«Flere LIS1-stillinger i fast utdanningsløp: 4 av 14, og målet er 40–50 %.»; nothing where the target is met."""
    if figure.status not in MISSED or figure.target is None or not figure.denominator:
        return []
    if (figure.value or 0) > figure.target[0]:
        return []  # more than enough is nothing to ask for
    return [f"Flere LIS1-stillinger i fast utdanningsløp: {counts_text(figure)}, og målet er {target_text(figure)}."]


def unregistered(names: Sequence[str]) -> list[str]:
    """«Registrering som utdanningsvirksomhet gjenstår for Nordby og Vika.»"""
    return [f"Registrering som utdanningsvirksomhet gjenstår for {_named(names)}."] if names else []


def unreported(names: Sequence[str], days: int) -> list[str]:
    """«Ny rapport fra Nordby, som ikke har rapportert de siste 95 dagene.»"""
    return [f"Ny rapport fra {_named(names)}, som ikke har rapportert de siste {number(days)} dagene."] if names else []


def _named(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    if more > 0:
        return f"{listed([*names[:MOST_NAMED], spelled(more, 'én') + (' annen' if more == 1 else ' andre')])}"
    return listed(list(names))
