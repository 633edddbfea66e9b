"""What a chart says, in one Norwegian sentence by rule from its numbers: the title that it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from helgelandlegen.figures import Figure, Number
from helgelandlegen.figures.numbers import (
    UNCHANGED,
    day,
    decimals_for,
    difference,
    measured,
    month,
    number,
    with_unit,
)
from helgelandlegen.figures.phrases import capital, listed

NOTHING_YET = "Ingen tall ennå"
UNTOLD_FORM = "Ikke oppgitt"
LEAST_COMPARED = 5
"""Of how many posts a share says something about their form: one vacancy of two does not."""


def lasted(begin: date, end: date) -> str:
    """How long it is from one day to another: «2 år og 8 måneder», «1 måned», «12 dager»."""
    months = (end.year - begin.year) * 12 + end.month - begin.month - (end.day < begin.day)
    years, rest = divmod(months, 12)
    if months < 1:
        return with_unit((end - begin).days, "dager")
    parts = [f"{years}\u00a0år"] if years else []
    return listed([*parts, with_unit(rest, "måneder")] if rest else parts)


def vacancies(posts: str, vacant: Figure, rate: Figure, long_term: Figure, locum: Figure) -> str:
    """«11 av 112 fastlegehjemler er ledige. 4 av dem har stått ledige i over ett år, og 8 har vikar.»"""
    if vacant.value is None or rate.denominator is None:
        return f"Det er ingen tall for ledige {posts} ennå."
    some, every = vacant.value, rate.denominator
    alone = f"Den ene {'hjemmelen' if posts.endswith('hjemler') else 'stillingen'} er"
    if not every:
        return f"Det er ingen {posts} her."
    if not some:
        return f"Ingen av {number(every)} {posts} er ledige." if every > 1 else f"{alone} besatt."
    if some == 1:
        first = f"{number(some)} av {number(every)} {posts} er ledig." if every > 1 else f"{alone} ledig."
        # A year to the day is not over one year.
        old, has = "over" if long_term.value else "høyst", "har" if locum.numerator else "har ikke"
        return f"{first} Den har stått ledig i {old} ett år og {has} vikar."
    first = f"{number(some)} av {number(every)} {posts} er ledige."
    if long_term.value is None or locum.numerator is None:
        return first
    old, covered = _of_them(long_term.value, some), _part(locum.numerator, some)
    return f"{first} {capital(old)} har stått {_vacant(long_term.value)} i over ett år, og {covered} har vikar."


def course(figure: Figure) -> str:
    """«11, mot 27 på det meste, i januar 2023», from the figure's course; the title stands before it."""
    known = [(when, value) for when, value in figure.series if value is not None]
    if not known:
        return NOTHING_YET
    last, now = known[-1]
    said = _printed(now, figure) + ("" if last == figure.asked else f" per {day(last)}")
    if len(known) == 1:
        return said
    first, values = known[0][0], [value for _, value in known]
    low, high = min(values), max(values)
    if low == high:
        gaps = any(value is None for when, value in figure.series if first < when < last)
        return f"{said}, {'det samme som i' if gaps else 'uendret siden'} {month(first)}"
    if now in (low, high):
        # What has been as high or as low before is no record.
        lately = next(n for n, value in enumerate(reversed(values)) if value != now)
        again = now in values[: len(values) - lately]
        never, record = ("aldri høyere", "det høyeste") if now == high else ("aldri lavere", "det laveste")
        return f"{said}, {never if again else record} siden {month(first)}"
    peaks = list(dict.fromkeys(month(when) for when, value in known if value == high))
    return f"{said}, mot {_printed(high, figure)} på det meste, {'sist ' if len(peaks) > 1 else ''}i {peaks[-1]}"


def where(vacant: Sequence[tuple[str, Number, Number]], known: int) -> str:
    """«Rana har flest ledige: 6 av 30»; (name, vacant, posts) of the municipalities with numbers, `known` of them."""
    some = [one for one in vacant if one[1]]
    if not known:
        return NOTHING_YET
    if not some:
        return f"Ingen av {number(known)} kommuner har ledige stillinger" if known > 1 else "Ingen ledige stillinger"
    most = max(n for _, n, _ in some)
    first = [one for one in some if one[1] == most]
    name, n, posts = first[0]
    if known == 1:
        return f"{name}: {number(n)} av {number(posts)} er {_vacant(n)}"
    others = f"Ledig i {number(len(some))} av {number(known)} kommuner"
    if len(some) == 1:
        return f"{others}: {name}, {number(n)} av {number(posts)}"
    if len(first) == 1:
        return f"{name} har flest ledige: {number(n)} av {number(posts)}. {others}"
    return f"{others}, {'høyst ' if len(first) < len(some) else ''}{number(most)} i hver"


def standing(longest: date | None, place: str, as_of: date, many: int) -> str:
    """«Lengst ledig: Rana, 2 år og 8 måneder»

    None may also mean that nobody has reported, here and wherever else «rapportert» or «varslet» is said.
    """
    if longest is None:
        return "Ingen stillinger er rapportert ledige"
    return f"{'Lengst ledig' if many > 1 else 'Den eneste ledige'}: {place}, {lasted(longest, as_of)}"


def filling(filled: int, median_filled: Number | None, vacant: int, median_vacant: float | None) -> str:
    """«28 ble besatt etter 380 dager, og 11 er fortsatt ledige etter 235 dager (median)»"""
    if not filled and not vacant:
        return "Ingen stillinger å regne på"
    said = "Ingen ble besatt siste 24 måneder"
    if filled:
        said = f"{number(filled)} ble besatt etter {_days(median_filled)}"
    if vacant:
        said += f", og {number(vacant)} er fortsatt {_vacant(vacant)} etter {_days(median_vacant)}"
    return f"{said} (median)" if max(filled, vacant) > 1 else said


def ending(within: int, later: int) -> str:
    """«4 stillinger er varslet ledige innen seks måneder, og 43 senere»"""
    if not within and not later:
        return "Ingen stillinger er varslet ledige"
    if not within:
        return f"Ingen stillinger er varslet ledige innen seks måneder, men {number(later)} senere"
    first = f"{with_unit(within, 'stillinger')} er varslet {_vacant(within)} innen seks måneder"
    return f"{first}, og {number(later)} senere" if later else first


def without_locum(vacant: Figure, without: int) -> str:
    """«Kommune for kommune: 3 av 11 ledige er uten vikar»"""
    begin = "Kommune for kommune"
    if not vacant.value:
        return begin if vacant.value is None else f"{begin}: ingen ledige"
    if without in (0, vacant.value):
        all_of_them = "den ene ledige" if vacant.value == 1 else f"{_part(vacant.value, vacant.value)} ledige"
        return f"{begin}: {all_of_them} {'er uten' if without else 'har'} vikar"
    return f"{begin}: {number(without)} av {number(vacant.value)} ledige er uten vikar"


def one_by_one(vacant: int) -> str:
    """«11 ledige stillinger, én for én»"""
    if not vacant:
        return "Ingen stillinger er rapportert ledige"
    return "Den ledige stillingen" if vacant == 1 else f"{number(vacant)} ledige stillinger, én for én"


def moved(figure: Figure) -> str:
    """How a number has moved: «+1», «−2», «uendret»; empty where that cannot be said."""
    change = difference(figure)
    if change is None:
        return ""
    return f"{'+' if change > 0 else ''}{number(change)}" if change else UNCHANGED


def forms(found: Sequence[tuple[str, int, int]]) -> str:
    """«Oftest ledig: 8.2-avtale, 6 av 30»; (operating form, vacant, posts).

    None is named where several are vacant as often, where it is unknown, or where too little says so.
    """
    if not found:
        return "Ingen stillinger er rapportert"
    vacant, posts = sum(one[1] for one in found), sum(one[2] for one in found)
    if not vacant:
        return "Ingen ledige, uansett driftsform"
    most = max(some / every for _, some, every in found)
    first = [one for one in found if one[1] / one[2] == most]
    name, some, every = first[0]
    if len(found) == 1 or len(first) > 1 or name == UNTOLD_FORM or some < 2 or every < LEAST_COMPARED:
        return f"Ledige etter driftsform: {number(vacant)} av {number(posts)}"
    return f"Oftest ledig: {name}, {number(some)} av {number(every)}"


def _printed(value: Number, figure: Figure) -> str:
    if figure.kind == "share":
        return measured(value, figure)
    if figure.kind in ("median", "survival") or figure.unit not in figure.title.lower():
        return with_unit(value, figure.unit, decimals_for(figure))
    return number(value)


def _days(days: Number | None) -> str:
    return with_unit(days, "dager")


def _vacant(many: Number) -> str:
    """«1 er ledig», «2 er ledige», «ingen har stått ledig»."""
    return "ledige" if many > 1 else "ledig"


def _part(some: Number, every: Number) -> str:
    """How many of at least two: «ingen», «4», «begge», «alle»."""
    if some == every:
        return "begge" if every == 2 else "alle"
    return "ingen" if some == 0 else number(some)


def _of_them(some: Number, every: Number) -> str:
    return _part(some, every) if some == every else f"{_part(some, every)} av dem"
