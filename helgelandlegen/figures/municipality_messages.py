"""What one municipality's screen says, in Norwegian, by rule from its numbers.

No sentence needs a preposition before a place's name: it is «på» some islands and «i» other municipalities.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from helgelandlegen.figures import Figure, Number
from helgelandlegen.figures.messages import LEAST_COMPARED, lasted
from helgelandlegen.figures.numbers import (
    counts_text,
    date_text,
    day,
    day_near,
    difference,
    measured,
    number,
    short_day,
    value_text,
    with_unit,
)
from helgelandlegen.figures.phrases import count, listed
from helgelandlegen.figures.reporting import ago

Rates = Sequence[tuple[str, Figure]]
"""Places with their share of vacant posts."""

NEVER = "aldri"


def opening(name: str, posts: str, rate: Figure, vacant: Figure, longest: date | None, ahead: Figure) -> str:
    """«Rana har 6 ledige av 30 fastlegehjemler, 2 flere enn 17. september. Lengst ledig: 2 år og 7 måneder. …»

    `posts` is what they are called in the plural, `longest` since when the oldest vacancy has stood, `ahead` the
    vacancies that are announced for the next six months.
    """
    if rate.denominator is None or vacant.value is None:
        return f"Det er ingen tall for ledige {posts} ennå: {name} har ikke rapportert stillinger og bemanning."
    some, every = vacant.value, rate.denominator
    if not every:
        return f"{name} har ingen {posts}."
    said = [f"{_of(name, posts, some, every)}{_moved(vacant, alone=every == 1)}."]
    if longest is not None and some:
        stood = lasted(longest, vacant.as_of)
        said.append(f"Lengst ledig: {stood}." if some > 1 else f"Den har stått ledig i {stood}.")
    if ahead.value:
        one, more = number(ahead.value), " til" if some else ""
        said.append(f"{one}{more} er varslet {_vacant(ahead.value)} innen seks måneder.")
    return " ".join(said)


def _of(name: str, posts: str, some: Number, every: Number) -> str:
    if every == 1:
        return f"{name} har én {_one(posts)}, og den er {'ledig' if some else 'besatt'}"
    if not some:
        return f"{name} har ingen ledige av {number(every)} {posts}"
    return f"{name} har {number(some)} {_vacant(some)} av {number(every)} {posts}"


def _moved(vacant: Figure, *, alone: bool) -> str:
    change = difference(vacant)
    if change is None or vacant.compared_with is None or (alone and change):
        return ""
    when = day_near(vacant.compared_with, vacant.as_of)
    if not change:
        return f", uendret siden {when}"
    return f", {number(abs(change))} {'flere' if change > 0 else 'færre'} enn {when}"


def _one(posts: str) -> str:
    """«fastlegehjemmel», «LIS1-stilling», «øvrig legestilling»."""
    last = posts.removesuffix("hjemler") + "hjemmel" if posts.endswith("hjemler") else posts.removesuffix("er")
    return last.replace("øvrige ", "øvrig ")


def _vacant(many: Number) -> str:
    return "ledig" if many == 1 else "ledige"


def facts(centre: str, sub_region: str, inhabitants: Number, counted_on: date | None) -> str:
    """«Kommunesenter Mo i Rana · 26 016 innbyggere 1. januar 2025 · Indre Helgeland»"""
    when = f" {day(counted_on)}" if counted_on else ""
    return " · ".join(
        part
        for part in (
            f"Kommunesenter {centre}" if centre else "",
            f"{with_unit(inhabitants, 'innbyggere')}{when}",
            sub_region,
        )
        if part
    )


def compared(own: Figure, region: tuple[str, Figure], whole: tuple[str, Figure], neighbours: Rates) -> str:
    """«20 % er ledig, mot 13 % for Indre Helgeland og 10 % for hele programmet. Flest ledige hos naboene: …»

    The municipality's own share is told only where it has posts enough for a share to say something, else its counts.
    """
    said = []
    beside = [
        f"{measured(figure.value, figure)} for {name}" for name, figure in (region, whole) if figure.value is not None
    ]
    if own.value is not None and beside:
        if (own.denominator or 0) >= LEAST_COMPARED:
            said.append(f"{measured(own.value, own)} er ledig, mot {listed(beside)}")
        else:
            said.append(f"{counts_text(own)} er {_vacant(own.numerator or 0)}, mot {listed(beside)}")
    elif beside:
        said.append(f"Andel ledige: {listed(beside)}")
    return ". ".join([*said, _around(neighbours)])


def _around(neighbours: Rates) -> str:
    if not neighbours:
        return "Ingen nabokommuner på land"
    known = [(name, figure) for name, figure in neighbours if figure.value is not None]
    if not known:
        return "Ingen tall fra nabokommunene"
    some = [(name, figure) for name, figure in known if figure.numerator]
    if not some:
        return f"Ingen ledige hos {f'naboen {known[0][0]}' if len(known) == 1 else 'naboene'}"
    most = max(figure.numerator or 0 for _, figure in some)
    first = [(name, figure) for name, figure in some if figure.numerator == most]
    if len(first) > 1:
        return f"Flest ledige hos naboene: {listed([name for name, _ in first])}, {number(most)} hver"
    [(name, figure)] = first
    return f"{'Naboen' if len(known) == 1 else 'Flest ledige hos naboene:'} {name}{_has(known, figure)}"


def _has(known: Rates, figure: Figure) -> str:
    """«, 2 av 3»; of the only neighbour « har 2 ledige av 3»."""
    if len(known) > 1:
        return f", {counts_text(figure)}"
    return f" har {number(figure.numerator or 0)} {_vacant(figure.numerator or 0)} av {number(figure.denominator or 0)}"


def reported(newest: date | None, as_of: date, fresh: bool) -> str:
    """«Rapporterte sist 2. november, for 20 dager siden»; with a word where that is too long ago."""
    if newest is None:
        return f"Ingen rapport per {day(as_of)}"  # a later one may tell of the day all the same
    since = ago(newest, as_of)
    when = since if since.startswith("i ") else f"for {since} siden"
    return f"Rapporterte sist {day_near(newest, as_of)}, {when}{'' if fresh else ': tallene er gamle'}"


def age(newest: date | None, as_of: date) -> str:
    """How old a sheet is: «20 dager», «aldri»."""
    return NEVER if newest is None else ago(newest, as_of)


def duties(registered_on: date | None, agreement_on: date | None, *, known: bool) -> str:
    """«Registrert som utdanningsvirksomhet 01.03.2021, samarbeidsavtale 05.08.2021»"""
    if not known:
        return "Har ikke rapportert registrering og samarbeidsavtale"
    if not registered_on:
        other = f", men samarbeidsavtale {short_day(agreement_on)}" if agreement_on else ", og ingen samarbeidsavtale"
        return f"Ikke registrert som utdanningsvirksomhet{other}"
    other = f"samarbeidsavtale {short_day(agreement_on)}" if agreement_on else "men ingen samarbeidsavtale"
    return f"Registrert som utdanningsvirksomhet {short_day(registered_on)}, {other}"


def assessed(newest: date | None, ratings: Sequence[tuple[str, int]]) -> str:
    """«Egenvurdering 14. oktober 2026: svakest på motivasjon (2 av 5)»; only what was rated on the newest day."""
    if newest is None or not ratings:
        return "Ingen egenvurdering ennå"
    lowest, highest = min(n for _, n in ratings), max(n for _, n in ratings)
    begin = f"Egenvurdering {day(newest)}"
    if lowest == highest:
        return f"{begin}: {number(lowest)} av 5 på {'alt' if len(ratings) > 1 else ratings[0][0].lower()}"
    weakest = listed([name.lower() for name, n in ratings if n == lowest])
    return f"{begin}: lavest på {weakest} ({number(lowest)} av 5)"


def persons(region: Figure, whole: Figure, name: str, limit: int) -> str:
    """«Leger i spesialisering (ALIS): 12 i Indre Helgeland og 26 i hele programmet»; never a municipality.

    A sub-region's number that is older than the programme's is left to the table, which has its date.
    """
    if whole.value is None:
        return "Ingen tall om leger og kandidater ennå"
    every = f"{_dated(whole, limit)} i hele programmet"
    if (region.value is None and not region.hidden) or region.as_of < whole.as_of:
        return f"{whole.title}: {every}"
    return f"{whole.title}: {_dated(region, limit)} i {name} og {every}"


def _dated(figure: Figure, limit: int) -> str:
    when = date_text(figure)
    return f"{value_text(figure, limit)} ({when})" if when else value_text(figure, limit)


def told(figure: Figure, limit: int) -> str:
    """A figure in a table: «73 % (16 av 22), per 30.09.2026»; «under 5» where a small group hides it."""
    if figure.hidden or figure.value is None:
        return value_text(figure, limit)
    counts = counts_text(figure)
    when = "" if figure.as_of == figure.asked else f", per {short_day(figure.as_of)}"
    return f"{value_text(figure, limit)}{f' ({counts})' if counts else ''}{when}"


def measures(name: str, many: int) -> str:
    """«1 tiltak gjelder bare Rana»"""
    return f"{number(many) if many else 'Ingen'} tiltak gjelder bare {name}"


def matters(name: str, many: int) -> str:
    """«2 åpne saker nevner Rana»"""
    return f"{count(many, 'åpen sak', 'åpne saker') if many else 'Ingen åpne saker'} nevner {name}"


def names(text: str, municipality: str) -> bool:
    """Whether a text names the municipality: its name as a word, or «Ranas». «Brønnøysund» does not name Brønnøy."""
    return re.search(rf"(?<!\w){re.escape(municipality)}s?(?!\w)", text) is not None
