"""What the panels about the project's measures, anchoring and agreements say, in Norwegian, by rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from helgelandlegen.figures.money_messages import kroner
from helgelandlegen.figures.numbers import day_near, number, with_unit
from helgelandlegen.figures.phrases import listed, small

MOST_NAMED = 3


def measures(found: Sequence[tuple[str, Decimal | None]]) -> str:
    """«8 tiltak er innført, 2 i gang og 1 planlagt. Koster 5 480 000 kroner i året»; (status, cost) of each."""
    if not found:
        return "Ingen tiltak er lagt inn"
    counts = [(n, words) for words in ("Innført", "I gang", "Planlagt") if (n := sum(s == words for s, _ in found))]
    if not counts:
        return "Tiltakene er avsluttet" if len(found) > 1 else "Tiltaket er avsluttet"
    (most, word), *rest = counts
    first = f"{number(most)} tiltak er {small(word)}"
    said = listed([first, *(f"{number(n)} {small(words)}" for n, words in rest)])
    costs = [cost for status, cost in found if cost is not None and status in ("Innført", "I gang")]
    return f"{said}. De som er innført eller i gang, koster {kroner(sum(costs, Decimal(0)))} i året" if costs else said


def anchoring(found: Sequence[str]) -> str:
    """«4 av 10 aktører har avtale, 5 er i dialog»; the status of each, those that have ended left out."""
    some = [status for status in found if status != "Avsluttet"]
    if not some:
        return "Ingen aktører er lagt inn" if not found else "Samarbeidet er avsluttet med alle aktørene"
    agreed, talking = some.count("Avtale"), some.count("I dialog")
    if len(some) == 1:
        return "Den ene aktøren " + ("har avtale" if agreed else "er i dialog" if talking else "er ikke kontaktet")
    first = f"{number(agreed) if agreed else 'Ingen'} av {number(len(some))} aktører har avtale"
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
