"""What the panels about the project's own plan say, in Norwegian, by rule from their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from helgelandlegen.figures.meeting_messages import IN_THE_TABLE
from helgelandlegen.figures.messages import lasted
from helgelandlegen.figures.money_messages import against
from helgelandlegen.figures.numbers import MINUS, day, day_near, number, with_unit
from helgelandlegen.figures.phrases import listed
from helgelandlegen.figures.plan import HIGH_FROM, MIDDLE_FROM, Level, Milestone, Risk, State

RISK_RULE = (
    f"Sannsynlighet ganger konsekvens: lav under {MIDDLE_FROM}, middels fra {MIDDLE_FROM}, høy fra {HIGH_FROM}. "
    "Risikoene er nummerert fra den alvorligste."
)
SLIP_RULE = (
    "Glidning er ventet dato nå mot ventet dato slik den var kjent da. Ventet dato er prognosen, ellers fristen. En "
    "prognose som er passert uten at milepælen er fullført, regnes ikke som prognose."
)
_STATES = {State.LATE: "er forsinket", State.NO_FORECAST: "mangler prognose", State.ON_TRACK: "er i rute"}


# ---- milestones ----


def lateness(one: Milestone) -> str:
    """«181 dager (5 måneder) etter fristen», «innen fristen»; empty for what is ahead and not late."""
    if one.state is State.DONE:
        return f"{_long(one.now.due, one.now.expected)} etter fristen" if one.days_late > 0 else "innen fristen"
    if one.state is not State.LATE:
        return ""
    end = one.forecast or one.as_of
    said = f"{_long(one.now.due, end)} etter fristen"
    return said if one.forecast else f"{said}, uten prognose"


def slip(one: Milestone, since: date) -> str:
    """«skjøvet 30 dager siden 17. sep.», «uendret siden …», «ny siden …», «fullført siden …»."""
    when = f"siden {day_near(since, one.as_of, brief=True)}"
    if one.then is None:
        return f"fullført og ny {when}" if one.now.completed else f"ny {when}"
    if one.then.completed:
        return "" if one.now.completed else f"sto som fullført {when}"
    moved = _moved(one)
    if one.done_since:
        return f"fullført {when}" + (f", {moved}" if moved else "")
    if one.deadline_moved:
        way = "utsatt" if one.deadline_moved > 0 else "framskyndet"
        moved = ", ".join([*([moved] if moved else []), f"fristen {way} {with_unit(abs(one.deadline_moved), 'dager')}"])
    return f"{moved or 'uendret'} {when}"


def _moved(one: Milestone) -> str:
    """«skjøvet 181 dager (5 måneder)»; empty where the expected day is the same."""
    if not one.slip or one.then is None:
        return ""
    first, last = sorted([one.then.expected, one.now.expected])
    return f"{'skjøvet' if one.slip > 0 else 'framskyndet'} {_long(first, last)}"


def _long(begin: date, end: date) -> str:
    """«12 dager», «181 dager (5 måneder)»"""
    days = with_unit((end - begin).days, "dager")
    about = lasted(begin, end)
    return days if "dag" in about else f"{days} ({about})"


def milestones(found: Sequence[Milestone], since: date | None) -> str:
    """«4 av 12 milepæler er forsinket. Mest skjøvet siden 17. september: «Finansiering», 64 dager (2 måneder)»"""
    if not found:
        return "Ingen milepæler er lagt inn"
    late = sum(one.state is State.LATE for one in found)
    done = sum(one.state is State.DONE for one in found)
    if done == len(found):
        first = f"Alle {number(done)} milepæler er fullført" if done > 1 else "Milepælen er fullført"
    elif len(found) == 1:
        first = f"Milepælen {_STATES[found[0].state]}"
    else:
        some = number(late) if late else "Ingen"
        first = f"{some} av {number(len(found))} milepæler er forsinket"
    if since is None:
        return first
    slipped = max(found, key=lambda one: one.slip or 0)
    when = f"siden {day_near(since, slipped.as_of)}"
    if (slipped.slip or 0) <= 0 or slipped.then is None:
        return f"{first}. Ingen er skjøvet {when}"
    how = _long(slipped.then.expected, slipped.now.expected)
    return f"{first}. Mest skjøvet {when}: «{slipped.name}», {how}"


def older_done(left_out: int, since: date | None, as_of: date) -> str:
    """«6 milepæler som var fullført før 17. september, står i tabellen.»; empty for none."""
    if not left_out:
        return ""
    who = "1 milepæl" if left_out == 1 else f"{number(left_out)} milepæler"
    before = f" før {day_near(since, as_of)}" if since else ""
    return f"{who} som ble fullført{before}, {IN_THE_TABLE}. "


def unknown_then(what: str, since: date) -> str:
    """Why nothing can be said of what has changed: «Ingen milepæler var lagt inn 17. september 2025, …»."""
    return f"Ingen {what} var lagt inn {day(since)}, så hva som har endret seg siden, kan ikke sies. "


def known_on(as_of: date) -> str:
    """For what is shown as it was known on an earlier day."""
    return f"Vist slik det var kjent {day(as_of)}. "


# ---- risks ----


def risks(found: Sequence[Risk], since: date | None, as_of: date) -> str:
    """«3 av 8 risikoer er høye. Siden 17. september har 2 økt og 1 gått ned»"""
    if not found:
        return "Ingen risikoer er lagt inn"
    high = sum(one.level is Level.HIGH for one in found)
    if len(found) == 1:
        first = f"Den ene risikoen er {found[0].level}"
    else:
        some = number(high) if high else "Ingen"
        first = f"{some} av {number(len(found))} risikoer er {'høy' if high == 1 else 'høye'}"
    if since is None:
        return first
    moved = [one.moved for one in found if one.moved is not None]
    up, down, new = sum(m > 0 for m in moved), sum(m < 0 for m in moved), len(found) - len(moved)
    parts = [words for n, words in ((up, f"{number(up)} økt"), (down, f"{number(down)} gått ned")) if n]
    when = day_near(since, as_of)
    said = f"Siden {when} har {listed(parts)}" if parts else f"Ingen har økt eller gått ned siden {when}"
    return f"{first}. {said}" + (f"; {number(new)} er {'ny' if new == 1 else 'nye'}" if new else "")


def movement(one: Risk) -> str:
    """«opp fra 8 til 16», «uendret», «flyttet, like høy», «ny»"""
    if one.then is None:
        return "ny"
    before = one.then[0] * one.then[1]
    if one.moved:
        return f"{'opp' if one.moved > 0 else 'ned'} fra {number(before)} til {number(one.size)}"
    return "flyttet, men like stor" if one.has_moved else "uendret"


def answers(risks_: int, without: int) -> str:
    """«Alle 8 risikoer har et tiltak», «2 av 8 risikoer mangler tiltak»"""
    if not risks_:
        return "Ingen tiltak mot risikoer er lagt inn"
    if not without:
        return f"Alle {number(risks_)} risikoer har et tiltak" if risks_ > 1 else "Risikoen har et tiltak"
    return f"{number(without)} av {number(risks_)} risikoer mangler tiltak" if risks_ > 1 else "Risikoen mangler tiltak"


# ---- the screen's sentence ----


def opening(found: Sequence[Milestone], graver: Sequence[Risk], over: Decimal | None, year: int) -> str:
    """«4 av 6 milepæler som gjenstår, er forsinket. Den største risikoen er «…» (20 av 25). Årets prognose er …»"""
    if not found and not graver and over is None:
        return "Prosjektets egen plan er ikke lagt inn ennå."
    parts = []
    left = [one for one in found if one.state is not State.DONE]
    late = sum(one.state is State.LATE for one in left)
    if len(left) == 1:
        parts.append(f"Milepælen som gjenstår, {_STATES[left[0].state]}.")
    elif left:
        some = number(late) if late else "Ingen"
        parts.append(f"{some} av de {number(len(left))} milepælene som gjenstår, er forsinket.")
    elif found:
        parts.append("Alle milepæler er fullført.")
    if graver:
        parts.append(f"Den største risikoen er «{graver[0].name}» ({number(graver[0].size)} av 25).")
    if over is not None:
        parts.append(f"Prognosen for {year} er {against(over)}.")
    return " ".join(parts)


def signed(days: int | None) -> str | None:
    """«+181», «−30», «0»; None stays None."""
    if days is None:
        return None
    return f"{'+' if days > 0 else MINUS if days < 0 else ''}{number(abs(days))}"
