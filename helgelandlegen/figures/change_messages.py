"""What has changed and why, in Norwegian: one sentence a figure, made of the events behind its change."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from helgelandlegen.figures.numbers import NBSP, NO_VALUE, POINTS, UNCHANGED, day_near, number, percent, rounded
from helgelandlegen.figures.phrases import capital, listed, spelled
from helgelandlegen.privacy import GP_POST, POSTS, Change, Part

NEUTER = ("opphold", "tilbud", "nøkkeltall")
MOST_NAMED = 5
OPEN_KINDS = ("corrected", "rest")
ORDER_MATTERS = (
    "Delene av en median er regnet ut i rekkefølge: først det som gikk ut, så det som kom til, så det som er endret. "
    "I en annen rekkefølge ville de vært litt andre, men til sammen blir de alltid hele endringen."
)


def in_words(amount: int, one: str, many: str) -> str:
    """«tre hjemler besatt», «én ny ledig hjemmel», «14 nye kandidater»: numbers up to twelve as words."""
    return f"{spelled(amount, 'ett' if set(NEUTER) & set(one.split()) else 'én')} {one if amount == 1 else many}"


def title(change: Change) -> str:
    """The figure's title, for the posts that are read."""
    definition = change.definition
    if change.post_type == GP_POST or definition.any_post is None:
        return definition.title
    return definition.any_post.format(posts=POSTS[change.post_type])


def decimals(change: Change) -> int:
    """How many decimals the change's values are printed with: shares (in percent) and years 1, medians as needed."""
    if change.definition.kind in ("share", "survival"):
        return 1
    known = [value for value in (change.then, change.before, change.after) if value is not None]
    whole = all(value.denominator == 1 for value in (*known, *levels(change)))
    return 0 if change.definition.kind in ("count", "sum") or whole else 1


def levels(change: Change) -> list[Fraction]:
    """The values from the first day's to the last one's, a part added each time; empty without a change."""
    if change.total is None or change.after is None:
        return []
    found = [change.after - change.total]
    for part in change.parts:
        found.append(found[-1] + part.amount)
    return found


def printed(change: Change, value: Fraction | None) -> str:
    """A value of the figure: «12», «11,6 %», «4,7 år»; «ingen tall» for None."""
    if value is None:
        return NO_VALUE
    exact, places = _decimal(value), decimals(change)
    if change.definition.kind == "share":
        return percent(exact, decimals=places)
    return number(exact, places) + (f"{NBSP}år" if change.definition.kind == "survival" else "")


def amounts(change: Change) -> list[str]:
    """The parts' amounts as printed, with their signs: what is printed adds up too."""
    factor = 100 if change.definition.kind == "share" else 1
    steps = [rounded(_decimal(level) * factor, decimals(change)) for level in levels(change)]
    return [signed(after - before, decimals(change)) for before, after in pairwise(steps)]


def moved(change: Change, amount: Fraction | None, *, brief: bool = False) -> str:
    """A change of the figure with its sign and unit: «−2», «+3,6 prosentpoeng» (`brief`: «%-poeng»); empty for None."""
    if amount is None:
        return ""
    factor = 100 if change.definition.kind == "share" else 1
    size = rounded(_decimal(amount) * factor, decimals(change))
    if not size:
        return UNCHANGED if not amount else f"nær {UNCHANGED}"
    unit = {"share": f"{NBSP}{'%-poeng' if brief else POINTS}", "survival": f"{NBSP}år"}.get(change.definition.kind, "")
    return signed(size, decimals(change)) + unit


def effect(change: Change, amount: Fraction | None) -> str:
    """What one row did to the figure, as `moved`, and «0» for nothing."""
    return "0" if amount == 0 else moved(change, amount, brief=True)


def signed(size: Decimal, places: int) -> str:
    """«+2», «−2», «0»."""
    return ("+" if size > 0 else "") + number(size, places)


def sentence(change: Change) -> str:
    """«Ledige fastlegehjemler: 12 → 11. To hjemler besatt og én ny ledig hjemmel. …»"""
    if change.total is None:
        return f"{title(change)}: {change.untold or NO_VALUE}"
    said = f"{title(change)}: {from_to(change)}."
    if reasons := why(change):
        said += f" {capital(reasons)}."
    return " ".join(part for part in (said, later(change), change.untold) if part)


def from_to(change: Change) -> str:
    """«12 → 11», «uendret 12»: the real change, as known now."""
    before, after = printed(change, change.before), printed(change, change.after)
    if before == after:
        return f"{UNCHANGED if change.before == change.after else f'nær {UNCHANGED}'} {after}"
    return f"{before} → {after}"


def why(change: Change) -> str:
    """The events: «to hjemler besatt, én ny ledig hjemmel»; empty where none is told."""
    counted = change.definition.kind == "count"
    named = []
    for part, amount in zip(change.parts, amounts(change), strict=True):
        if part.kind.id in OPEN_KINDS or not (part.amount or counted):
            continue
        words = in_words(part.count, part.kind.one, part.kind.many)
        named.append((abs(part.amount), words if counted else f"{words} ({amount})"))
    if len(named) > MOST_NAMED:
        least = sorted(named, key=lambda one: one[0])[: len(named) - MOST_NAMED]
        named = [one for one in named if one not in least]
    found = [words for _, words in named]
    rest = next(
        (amount for part, amount in zip(change.parts, amounts(change), strict=True) if part.kind.id == "rest"), ""
    )
    if found and rest:
        found.append(f"øvrige endringer {rest}")
    return listed(found)


def later(change: Change) -> str:
    """«17. september var 15 kjent; nye og rettede rapporter gjør det til 12.»; empty where nothing has been learnt."""
    if change.then is None or change.before is None or not any(p.kind.id == "corrected" for p in change.parts):
        return ""
    then, before = printed(change, change.then), printed(change, change.before)
    when = capital(day_near(change.since, change.as_of))
    if then == before:
        return ""
    return f"Den {when[:1].lower()}{when[1:]} viste tallet {then}; nye og rettede rapporter gjør det til {before}."


def heading(change: Change) -> str:
    """«Ledige fastlegehjemler: fra 15 til 11», from what was known then; without a change what stands in its place."""
    if change.total is None or change.after is None:
        return f"{title(change)}: {NO_VALUE}"
    before, after = printed(change, change.after - change.total), printed(change, change.after)
    if before == after:
        return f"{title(change)}: {after} på begge dager"
    return f"{title(change)}: fra {before} til {after}"


def label(part: Part) -> str:
    """What a bar is called: «Besatt (4)»; without a number where it is not told."""
    return f"{part.kind.label} ({number(part.count)})" if part.count else part.kind.label


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
