"""What a document says that no screen does: how the key figures stand, and what the data can bear, by rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from helgelandlegen.figures import Figure
from helgelandlegen.figures.numbers import NO_VALUE, number, short_day, under, with_unit
from helgelandlegen.figures.phrases import listed, small, spelled

SHARES = (
    "En andel er summen av tellerne delt på summen av nevnerne, aldri et snitt av andeler. «Ingen tall» betyr at "
    "ingen har rapportert, og er noe annet enn 0."
)
STANDING = (("on", "på mål"), ("near", "nær målet"), ("off", "utenfor målet"), ("none", "uten mål"),
            ("open", "ikke konkluderbare"))  # fmt: skip
MOST_NAMED = 6


def standing(shapes: Sequence[str]) -> str:
    """«Av åtte nøkkeltall er to på mål, ett nær målet og tre utenfor målet.»; «Alle åtte nøkkeltall er på mål.»"""
    counted = [(sum(shape == one for one in shapes), words) for shape, words in STANDING]
    if len(shapes) > 1 and set(shapes) == {"open"}:
        return f"Ingen av {spelled(len(shapes), 'ett')} nøkkeltall er konkluderbare."
    if len(shapes) > 1 and len(set(shapes)) == 1:
        return f"Alle {spelled(len(shapes), 'ett')} nøkkeltall er {dict(STANDING)[shapes[0]]}."
    parts = [f"{spelled(many, 'ett')} {_one(words) if many == 1 else words}" for many, words in counted if many]
    if not parts:
        return "Ingen nøkkeltall er valgt."
    return f"Av {spelled(len(shapes), 'ett')} nøkkeltall er {listed(parts)}."


def _one(words: str) -> str:
    return words.replace("konkluderbare", "konkluderbart")


def coverage(figure: Figure, days: int) -> str:
    """«16 av 18 kommuner har rapportert de siste 95 dagene.»"""
    if figure.numerator is None or figure.denominator is None:
        return f"Rapportering: {NO_VALUE}."
    some, every = number(figure.numerator), with_unit(figure.denominator, "kommuner")
    return f"{some} av {every} har rapportert de siste {number(days)} dagene."


def without_fresh(found: Sequence[tuple[str, date | None]]) -> str:
    """«Uten ferske tall: Nordby (19.01.2026) og Vika (aldri).»; the longest silent first, empty for none."""
    silent = sorted(found, key=lambda one: one[1] or date.min)
    named = [f"{name} ({short_day(when) if when else 'aldri'})" for name, when in silent[:MOST_NAMED]]
    more = len(silent) - MOST_NAMED
    if more > 0:
        named.append(f"{spelled(more, 'én')} til")
    return f"Uten ferske tall, med dagen for den siste rapporten: {listed(named)}." if named else ""


def open_figures(found: Sequence[Figure]) -> str:
    """Which figures nothing is concluded from; empty for none."""
    if not found:
        return ""
    return f"Bygger på for lite til å konkludere, og er ikke vurdert mot noe mål: {_named(found)}."


def hidden(found: Sequence[Figure], limit: int) -> str:
    """Which figures about persons are not shown at all; the rule is said in any case."""
    rule = (
        f"Grupper på færre enn {number(limit)} personer vises ikke, heller ikke der tallet kunne vært funnet ved å "
        "trekke fra et annet."
    )
    return rule + (f" Derfor står «{under(limit)}» for {_named(found)}." if found else "")


def held_back(found: Sequence[Figure]) -> str:
    """Which figures are given for an earlier day; empty for none."""
    if not found:
        return ""
    return (
        f"Gjelder en tidligere dato, fordi endringen siden da gjelder for få til å kunne vises: {_named(found)}. "
        "Datoen står ved tallet."
    )


def due_dates(percent: int) -> str:
    """How the adjusted due date is worked out, and that somebody else confirms it."""
    return (
        "Justert sluttdato er beregnet: Deltid forkorter tjenesten som teller, og av fravær trekkes det fra som går "
        f"ut over {number(percent)} prosent (spesialistforskriften § 31). Helsedirektoratet bekrefter tjenesten."
    )


def _named(found: Sequence[Figure]) -> str:
    named = [small(one.title) for one in found[:MOST_NAMED]]
    more = len(found) - MOST_NAMED
    return listed([*named, f"{spelled(more, 'ett')} til"] if more > 0 else named)
