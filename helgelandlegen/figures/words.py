"""What changed since the comparison date, in a few true Norwegian sentences, by rule.

The first figure given is the headline and always speaks first. Then comes the largest change for the worse, the largest
for the better, and what is left by size; what stands still is named last. Hidden figures are not mentioned at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import sqrt

from helgelandlegen.figures import Figure, Number
from helgelandlegen.figures.numbers import MISSED, day_near, decimals_for, difference, measured, target_text, with_unit
from helgelandlegen.figures.phrases import capital, listed

# Titles that begin with one of these are already the name of a quantity; others get «antall» or «andelen» before them.
QUANTITIES = ("forbruk", "median", "tid")


def since(compared_with: date, as_of: date, what: str = "") -> str:
    """The heading over the sentences: «Siden 17. september», with `what` = «møtet» «Siden møtet 17. september»."""
    return " ".join(word for word in ("Siden", what, day_near(compared_with, as_of)) if word)


def sentences(figures: Sequence[Figure], most: int = 3) -> list[str]:
    """At most `most` sentences about the figures, the headline first in `figures`; never empty."""
    known = [figure for figure in figures if difference(figure) is not None]
    if not known:
        return ["Det finnes ingen tall å sammenligne med."]
    moved = [figure for figure in known if difference(figure)]
    still = [figure for figure in known if not difference(figure)]
    if not moved:
        return [_nothing_moved(still)]
    order = _by_importance(figures[0], moved)
    if figures[0] in still:
        return [unchanged(still[:1]), *[changed(figure) for figure in order[: most - 1]]]
    told = [changed(figure) for figure in order[:most]]
    if len(told) < most and still:
        told.append(unchanged(still))
    return told


def subject(figure: Figure) -> str:
    """The figure as the subject of a sentence: «antall kandidater i løp», «andelen LIS1 i fast utdanningsløp»."""
    first, _, rest = figure.title.partition(" ")
    acronym = len(first) > 1 and first[1:] != first[1:].lower()
    title = figure.title if acronym else figure.title[:1].lower() + figure.title[1:]
    if first.lower() in QUANTITIES:
        return title
    if figure.kind == "share":
        return f"andelen {rest}" if first.lower() == "andel" and rest else f"andelen {title}"
    return title if first.lower() == "antall" else f"antall {title}"


def changed(figure: Figure) -> str:
    """«Antall ledige fastlegehjemler har økt fra 13 til 15. Målet er høyst 5.» — the target only where it is missed."""
    verb = "har økt" if (difference(figure) or 0) > 0 else "har gått ned"
    before, now = _told_apart(figure)
    return f"{capital(subject(figure))} {verb} fra {before} til {now}.{_missed(figure)}"


def unchanged(figures: Sequence[Figure]) -> str:
    """«Ingen endring i antall kandidater i løp (14) og andelen ledige hjemler (12 %).»; at most three are named."""
    named = [f"{subject(figure)} ({_with_unit(figure.value, figure)})" for figure in figures[:3]]
    if len(figures) > 3:
        more = len(figures) - 3
        named.append("ett annet nøkkeltall" if more == 1 else f"{more} andre nøkkeltall")
    return f"Ingen endring i {listed(named)}."


def _nothing_moved(figures: Sequence[Figure]) -> str:
    if len(figures) <= 3:
        return unchanged(figures)
    return f"Ingen av de {len(figures)} nøkkeltallene har endret seg."


def _by_importance(headline: Figure, moved: Sequence[Figure]) -> list[Figure]:
    ranked = sorted((figure for figure in moved if figure is not headline), key=weight, reverse=True)
    worst = next((figure for figure in ranked if direction(figure) < 0), None)
    best = next((figure for figure in ranked if direction(figure) > 0), None)
    leaders = [figure for figure in (headline if headline in moved else None, worst, best) if figure is not None]
    return [*leaders, *[figure for figure in ranked if all(figure is not leader for leader in leaders)]]


def direction(figure: Figure) -> int:
    """1 where the change is for the better, -1 for the worse, 0 where neither can be said."""
    moved = difference(figure) or 0
    sign = (moved > 0) - (moved < 0)
    return {"higher": sign, "lower": -sign}.get(figure.better, 0)


def weight(figure: Figure) -> float:
    """How large a change is beside what chance alone moves such a figure by: about 1 is one case's worth of noise."""
    now, before = float(figure.value or 0), float(figure.previous or 0)
    moved = abs(now - before)
    if figure.kind == "count":
        return moved / sqrt(max(abs(now), abs(before), 1))
    if figure.kind == "share":
        cases = float(figure.denominator or 1)
        middle = min(max((now + before) / 2, 0), 1)
        return moved / max(sqrt(middle * (1 - middle) / max(cases, 1)), 0.01)
    return 5 * moved / max(abs(now), abs(before), 1e-9)


def _told_apart(figure: Figure) -> tuple[str, str]:
    """Both values as text, with as many more decimals as it takes to see that they differ."""
    decimals = decimals_for(figure)
    for places in (decimals, decimals + 1, decimals + 2):
        before, now = _with_unit(figure.previous, figure, places), _with_unit(figure.value, figure, places)
        if before != now:
            break
    return before, now


def _with_unit(value: Number | None, figure: Figure, decimals: int | None = None) -> str:
    places = decimals_for(figure) if decimals is None else decimals
    if figure.unit == "år":
        return with_unit(value, "år", places)
    return measured(value, figure, places)


def _missed(figure: Figure) -> str:
    if figure.target is None or figure.status not in MISSED:
        return ""
    return f" Målet er {target_text(figure)}."
