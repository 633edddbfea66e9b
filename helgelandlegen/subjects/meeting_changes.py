"""The first step of a meeting: what has changed since the last one, and the events that made it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from helgelandlegen.figures import agenda
from helgelandlegen.figures import change_messages as words
from helgelandlegen.figures.agenda import Step
from helgelandlegen.figures.exhibit import Chart, Exhibit, Series, drawings
from helgelandlegen.figures.numbers import day_near
from helgelandlegen.figures.phrases import capital, listed, small
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.subjects import changes
from helgelandlegen.subjects.changes import Told
from helgelandlegen.subjects.exhibits import alone, definitions
from helgelandlegen.subjects.meeting_steps import MOST_SENTENCES, Asked, ended

KEY, NAME = "siden-sist", "Siden sist"
# Of these the ones that have moved most are told beside the vacancies.
BESIDE = (
    "candidates_in_pipeline", "recruited", "active_trainees", "inhabitants_without_gp", "announced_vacancies",
    "long_term_vacant", "on_time_completion", "lis1_fixed_pathway", "registered_municipalities", "reporting_coverage",
)  # fmt: skip
WIDE = 600
FIRST_MEETING = "Dette er det første møtet, så det er ingenting å sammenligne med."
NO_DATE = "Ingen dato er valgt å sammenligne med."


def of_changes(asked: Asked) -> Step:
    """The step; for the first meeting, and without a second date, there is nothing to compare with."""
    if asked.since is None:
        return Step(KEY, NAME, FIRST_MEETING if asked.day else NO_DATE)
    found = changes.told(asked.seen.publication, asked.as_of, asked.since)
    first = next(one for one in found if one.name == changes.HEADLINE)
    if first.change.total is None:
        table = _table(found, asked)
        files = (_moved(found, asked), alone(KEY, table.name, table, tabled=False))
        return Step(KEY, NAME, ended(first.sentence), table=table, exhibits=files)
    why = words.why(first.change)
    since = day_near(asked.since, asked.as_of)
    headline = capital(why) if why else f"{first.title}: {words.from_to(first.change)}"
    said = [words.later(first.change)] if words.later(first.change) else []
    moved = [one for one in found if one.name in BESIDE and one.change.real]
    said += [f"{one.title}: {words.from_to(one.change)}." for one in moved]
    table, drawn = _table(found, asked), first.drawn(WIDE)
    figures = asked.told((changes.HEADLINE, *BESIDE))
    title = words.heading(first.change)
    exhibits = (
        Exhibit("endring", title, drawings(drawn, title), None, _chart(first, asked)),
        _moved(found, asked),
        alone(KEY, table.name, table, tabled=False),
    )
    return Step(
        KEY, NAME, f"{headline} siden {since}.", tuple(said[:MOST_SENTENCES]), drawn, table, figures, dated=True,
        exhibits=exhibits, definitions=definitions(one.figure for one in figures),
    )  # fmt: skip


def _moved(found: list[Told], asked: Asked) -> Exhibit:
    """The figures that have moved; the note names the others."""
    moved = [one for one in found if one.change.real or one.change.total]
    still = [small(one.title) for one in found if one not in moved and one.change.total is not None]
    unknown = [small(one.title) for one in found if one.change.total is None]
    note = f"Uendret: {listed(still)}. " if still else ""
    note += f"Ingen nye tall som kan vises: {listed(unknown)}." if unknown else ""
    table = _table(moved, asked)
    columns = [replace(column, numeric=n in (1, 2)) for n, column in enumerate(table.columns)]
    return alone("flyttet", "Nøkkeltall som har endret seg", replace(table, columns=columns), note)


def _chart(one: Told, asked: Asked) -> Chart:
    """The change's levels: the first day's, after each part, and the last day's."""
    assert asked.since
    levels = [Decimal(level.numerator) / Decimal(level.denominator) for level in words.levels(one.change)]
    names = (
        capital(day_near(asked.since, asked.as_of)), *map(words.label, one.change.parts),
        capital(day_near(asked.as_of, asked.as_of)),
    )  # fmt: skip
    values = tuple([*levels, levels[-1]])
    return Chart("waterfall", words.heading(one.change), names, (Series(one.title, values, "filled"),))


def _table(found: list[Told], asked: Asked) -> Table:
    """Every figure then and now, with the events between."""
    assert asked.since
    columns = [
        Column("Nøkkeltall"), Column(capital(day_near(asked.since, asked.as_of, brief=True))),
        Column(capital(day_near(asked.as_of, asked.as_of, brief=True))), Column("Hva som ligger bak"),
    ]  # fmt: skip
    lines = [
        [one.title, words.printed(one.change, one.change.before), words.printed(one.change, one.change.after),
         capital(words.why(one.change)) or one.change.untold or ""]
        for one in found
    ]  # fmt: skip
    return agenda.printed(Table("Alle nøkkeltall siden sist", columns, lines))
