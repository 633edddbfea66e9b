"""What the panels about the project's measures, anchoring and agreements say, in Norwegian, by rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from helgelandlegen.figures.money_messages import kroner
from helgelandlegen.figures.numbers import day_near, number, with_unit
from helgelandlegen.figures.phrases import listed

MOST_NAMED = 3


def measures(every: int, introduced: int = 0, under_way: int = 0, planned: int = 0, cost: Decimal | None = None) -> str:
    """«8 tiltak er innført, 2 i gang og 1 planlagt. De som er innført eller i gang, koster 5 480 000 kroner i året»

    `cost` is the yearly one of those that are introduced or under way; None where none is known.
    """
    if not every:
        return "Ingen tiltak er lagt inn"
    counts = [(n, word) for n, word in ((introduced, "innført"), (under_way, "i gang"), (planned, "planlagt")) if n]
    if not counts:
        return "Tiltakene er avsluttet" if every > 1 else "Tiltaket er avsluttet"
    (most, first_word), *rest = counts
    said = listed([f"{number(most)} tiltak er {first_word}", *(f"{number(n)} {word}" for n, word in rest)])
    return said if cost is None else f"{said}. De som er innført eller i gang, koster {kroner(cost)} i året"


def anchoring(every: int, present: int = 0, agreed: int = 0, talking: int = 0) -> str:
    """«4 av 10 aktører har avtale, 5 er i dialog»; `present`: those that have not ended."""
    if not present:
        return "Samarbeidet er avsluttet med alle aktørene" if every else "Ingen aktører er lagt inn"
    if present == 1:
        return "Den ene aktøren " + ("har avtale" if agreed else "er i dialog" if talking else "er ikke kontaktet")
    first = f"{number(agreed) if agreed else 'Ingen'} av {number(present)} aktører har avtale"
    return f"{first}, {number(talking)} er i dialog" if talking else first


def agreements(agreed: Sequence[str], lacking: Sequence[str], silent: int) -> str:
    """«16 av 18 kommuner har samarbeidsavtale. Nordvik og Sørvik mangler»: who has one, who lacks one by their report.

    `silent` municipalities have not reported their status.
    """
    known = len(agreed) + len(lacking)
    unsaid = f"{with_unit(silent, 'kommuner')} har ikke rapportert" if silent else ""
    if not known:
        return "Ingen kommuner har rapportert avtaler" if silent != 1 else "Kommunen har ikke rapportert avtaler"
    if known == 1:
        first = f"{agreed[0]} har samarbeidsavtale" if agreed else f"{lacking[0]} mangler samarbeidsavtale"
        return f"{first}. {unsaid}" if silent else first
    parts = [f"{number(len(agreed)) if agreed else 'Ingen'} av {with_unit(known, 'kommuner')} har samarbeidsavtale"]
    if agreed and lacking:
        more = len(lacking) - MOST_NAMED + 1
        named = lacking if len(lacking) <= MOST_NAMED else [*lacking[: MOST_NAMED - 1], f"{number(more)} til"]
        parts.append(f"{listed(named)} mangler")
    return ". ".join([*parts, unsaid] if silent else parts)


def new_agreements(names: Sequence[str], since: date, as_of: date) -> str:
    """«Ny avtale siden 17. september: Nordvik. »; empty for none."""
    if not names:
        return ""
    return f"{'Ny avtale' if len(names) == 1 else 'Nye avtaler'} siden {day_near(since, as_of)}: {listed(names)}. "
