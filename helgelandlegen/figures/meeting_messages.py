"""What the steps of a meeting about matters and actions say, in Norwegian, by rule from their numbers."""

from __future__ import annotations

from datetime import date

from helgelandlegen.figures.numbers import NBSP, day, day_near
from helgelandlegen.figures.phrases import capital, count, spelled

# What is left out of a drawing stands in the table below it on screen, and in the annex of a document.
IN_THE_TABLE, IN_THE_ANNEX = "står bare i tabellen", "står bare i Excel-vedlegget"


def matters(every: int, decided: int, coming: bool) -> str:
    """«To saker til beslutning; én er avgjort.»; `coming`: the meeting has not been held."""
    if not every:
        return "Ingen saker er meldt til møtet." if coming else "Ingen saker ble meldt til møtet."
    first = f"{spelled(every)} {'sak' if every == 1 else 'saker'} til beslutning"
    if decided == every:
        which = {1: "den", 2: "begge"}.get(every, "alle")
        return capital(f"{first}; {which} er avgjort.")
    if every == 1:
        return capital(f"{first}; den er ikke avgjort.")
    return capital(f"{first}; {spelled(decided)} er avgjort.")


def matters_between(every: int, decided: int) -> str:
    """«Fire saker er behandlet i perioden; tre er avgjort.»"""
    if not every:
        return "Ingen saker er behandlet i perioden."
    what = capital(f"{spelled(every)} {'sak' if every == 1 else 'saker'} er behandlet i perioden")
    which = {1: "den", 2: "begge"}.get(every, "alle") if decided == every else spelled(decided)
    return f"{what}; {which} er avgjort."


def actions(open_: int, overdue: int, done: int, since: date | None, as_of: date) -> str:
    """«Fire vedtak er ikke utført, og to av dem er over fristen. Ett er utført siden 17. september.»"""
    closed = ""
    if since is not None and done:
        closed = f" {capital(spelled(done, 'ett'))} er utført siden {day_near(since, as_of)}."
    if not open_:
        return f"Ingen vedtak står åpne.{closed}"
    what = capital(f"{spelled(open_, 'ett')} vedtak er ikke utført")
    if not overdue:
        return f"{what}, og {'det er ikke' if open_ == 1 else 'ingen er'} over fristen.{closed}"
    if open_ == 1:
        return f"{what}, og det er over fristen.{closed}"
    which = f"{spelled(overdue, 'ett')} av dem" if overdue < open_ else "begge" if open_ == 2 else "alle"
    return f"{what}, og {which} er over fristen.{closed}"


def due(when: date | None, as_of: date) -> str:
    """«Frist 1. september», «Uten frist»."""
    return f"Frist {day_near(when, as_of)}" if when else "Uten frist"


def overdue(when: date, as_of: date) -> str:
    """«21 dager over fristen»; beyond two months «Over fristen siden 30. juni»."""
    days = (as_of - when).days
    return f"{count(days, 'dag', 'dager')} over fristen" if days < 60 else f"Over fristen siden {day_near(when, as_of)}"


def two_dates(as_of: date, since: date | None, meeting: date) -> str:
    """«Tallene gjelder 17. september 2026 og sammenlignes med 21. mai 2026.»"""
    today = "i dag, " if as_of != meeting else ""
    beside = f" og sammenlignes med møtet {day(since)}" if since else ""
    return f"Tallene gjelder {today}{day(as_of)}{beside}."


def place(number_: int, of: int) -> str:
    """«3 av 9»"""
    return f"{number_}{NBSP}av{NBSP}{of}"


def corrections(many: int) -> str:
    """What is said of a locked meeting: whether later corrections would change anything in it."""
    if not many:
        return "Ingenting i møtet ville vært annerledes med det vi vet nå."
    return f"{capital(spelled(many, 'ett'))} tall eller utsagn ville vært annerledes nå; det står ved steget."


def more_notes(many: int) -> str:
    """«… og tre til.»"""
    return f"… og {spelled(many)} til."
