"""What the charts about candidates say, in Norwegian, by rule from their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from helgelandlegen.figures import Figure
from helgelandlegen.figures.messages import NOTHING_YET, course
from helgelandlegen.figures.numbers import NBSP, day, number, percent, with_unit
from helgelandlegen.figures.phrases import capital, listed, small

NO_CONVERSION = (
    "Det kan ikke regnes ut ennå: for få har startet eller er ute av løpet, eller det mangler tall for kandidater "
    "eller ledige hjemler."
)
UNKNOWN = "ukjent"


def opening(pipeline: Figure, recruited: Figure) -> str:
    """«31 kandidater er i løp, og 9 er rekruttert de siste tolv månedene.», with the dates where they are others."""
    if pipeline.value is None:
        return "Det er ingen tall for kandidater ennå."
    who = with_unit(pipeline.value, "kandidater") if pipeline.value else "ingen kandidater"
    first = f"Per {day(pipeline.as_of)} er {who} i løp" if pipeline.as_of != pipeline.asked else f"{who} er i løp"
    first = capital(first)
    if recruited.value is None:
        return f"{first}."
    some = number(recruited.value) if recruited.value else "ingen"
    when = "" if recruited.as_of == pipeline.as_of else f" (per {day(recruited.as_of)})"
    return f"{first}, og {some} er rekruttert de siste tolv månedene{when}."


def course_of(figure: Figure) -> str:
    """«Kandidater i løp: 31, det høyeste siden januar 2019»"""
    return f"Kandidater i løp: {small(course(figure))}"


def funnel(cohorts: Sequence[str], reached: Sequence[tuple[int, int]]) -> str:
    """«17 av de 29 som fikk første kontakt i 2019–2021, har startet»; (all, started) by cohort, the oldest first."""
    some = [(cohort, *counts) for cohort, counts in zip(cohorts, reached, strict=True) if counts[0]]
    if not some:
        return NOTHING_YET
    # The oldest with anybody: the younger ones are still on the way.
    cohort, everybody, started = some[0]
    if len(some) == 1:
        return f"{_some(started)} av {with_unit(everybody, 'kandidater')} har startet"
    return f"{_some(started)} av de {number(everybody)} som fikk første kontakt i {cohort}, har startet"


def sources(found: Sequence[tuple[str, int, int]]) -> str:
    """«Flest har startet etter stand og forelesning: 13 av 35»; (source, started, all).

    No source is named where several have as many, or where it is unknown or made of more than two.
    """
    some = [one for one in found if one[2]]
    if not some:
        return NOTHING_YET
    everybody, all_started = sum(one[2] for one in some), sum(one[1] for one in some)
    if not all_started:
        return "Ingen har startet ennå"
    most = max(started for _, started, _ in some)
    first = [one for one in some if one[1] == most]
    name = first[0][0]
    if len(first) > 1 or len(some) == 1 or UNKNOWN in name or "," in name:
        return f"{number(all_started)} av {with_unit(everybody, 'kandidater')} har startet"
    return f"Flest har startet etter {small(name)}: {number(most)} av {number(first[0][2])}"


def needed(posts: int, need: int, here: int) -> str:
    """«Det trengs 28 kandidater for å fylle 15 hjemler; bare 12 er i løp»"""
    if not posts:
        return "Ingen hjemler å fylle"
    verdict = f"{'' if here >= need else 'bare '}{number(here)} er i løp" if here else "ingen er i løp"
    return f"Det trengs {with_unit(need, 'kandidater')} for å fylle {with_unit(posts, 'hjemler')}; {verdict}"


def needed_note(started: int, finished: int, as_of: date) -> str:
    """Where the conversion comes from."""
    out = number(finished - started) if finished > started else "ingen"
    return (
        f"Regnet ut fra hvordan det har gått hittil: {number(started)} har startet og {out} er ute av løpet, "
        f"altså starter {percent(started / finished)} (per {day(as_of)}). "
        "Gjelder hele programmet. Ikke alle som starter, starter i en fastlegehjemmel."
    )


def outreach(found: Sequence[tuple[str, int, int]]) -> str:
    """«33 nye kontakter, flest fra stand: 18»; (kind, held, contacts)."""
    if not found:
        return "Ingen aktiviteter er registrert i perioden"
    total = sum(contacts for *_, contacts in found)
    if not total:
        # What was not counted comes as 0.
        return f"{with_unit(sum(held for _, held, _ in found), 'aktiviteter')}, ingen nye kontakter registrert"
    said = "1 ny kontakt" if total == 1 else f"{number(total)} nye kontakter"
    most = max(contacts for *_, contacts in found)
    first = [small(kind) for kind, _, contacts in found if contacts == most]
    if most == total:
        return f"{said}, {'alle ' if total > 1 else ''}fra {first[0]}"
    return f"{said}, flest fra {listed(first)}: {number(most)}{' hver' if len(first) > 1 else ''}"


def activities(held: int) -> str:
    """«7 aktiviteter de siste tolv månedene»"""
    if not held:
        return "Ingen aktiviteter er registrert de siste tolv månedene"
    return f"{with_unit(held, 'aktiviteter')} de siste tolv månedene"


def uncounted(activities: int) -> str:
    """«2 aktiviteter er uten tall for nye kontakter. »; empty for none."""
    return f"{with_unit(activities, 'aktiviteter')} er uten tall for nye kontakter. " if activities else ""


def contacts(new: int | None, held: int) -> str:
    """«18 kontakter på 2 ganger»"""
    times = f"{number(held)}{NBSP}{'gang' if held == 1 else 'ganger'}"
    return f"ikke talt, {times}" if new is None else f"{with_unit(new, 'kontakter')} på {times}"


def _some(value: int) -> str:
    return number(value) if value else "Ingen"
