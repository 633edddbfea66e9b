"""The steps that only a document of a meeting has: the key figures with their targets, and what the data can bear."""

from __future__ import annotations

from collections.abc import Iterable

from helgelandlegen.figures import paper_messages as messages
from helgelandlegen.figures.agenda import Step
from helgelandlegen.figures.exhibit import Exhibit, plain_table
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.privacy import catalogue
from helgelandlegen.subjects.exhibits import definitions
from helgelandlegen.subjects.headline import HEADLINE, OTHERS, key_figures
from helgelandlegen.subjects.meeting_steps import Asked
from helgelandlegen.subjects.seen import Seen

FIGURES, LIMITS = "nokkeltall", "datagrunnlag"
COVERAGE = "reporting_coverage"
DUE = ("on_time_completion", "completed_share")  # rest on the adjusted due date


def of_paper(asked: Asked) -> tuple[Step, ...]:
    """The steps: key figures, and data."""
    return (figures(asked.seen), limits(asked.seen))


def figures(seen: Seen, names: tuple[str, ...] = (HEADLINE, *OTHERS)) -> Step:
    """The key figures of the first screen, each against its target."""
    found = key_figures(seen, names)
    return Step(
        FIGURES, "Nøkkeltall og mål", messages.standing([one.shape for one in found]), key_figures=found,
        definitions=definitions(names),
    )  # fmt: skip


def limits(seen: Seen, names: Iterable[str] | None = None) -> Step:
    """Which municipalities the figures (None: all) rest on, and what cannot be read out of them."""
    programme = seen.publication.programme
    rows = seen.rows(COVERAGE) or []
    coverage = seen.everywhere(COVERAGE)
    every = [seen.everywhere(name) for name in (catalogue() if names is None else names)]
    said = (
        messages.without_fresh([(row["record"], row["newest_report"]) for row in rows if not row["numerator"]]),
        messages.open_figures([one for one in every if one.status == "ikke konkluderbart" and not one.hidden]),
        messages.hidden([one for one in every if one.hidden], programme.small_group_limit),
        messages.held_back([one for one in every if one.held_back and not one.hidden]),
        messages.SHARES,
        messages.due_dates(programme.free_absence_percent) if any(one.id in DUE for one in every) else "",
    )  # fmt: skip
    columns = (Column("Kommune"), Column("Nyeste rapport", missing="aldri"), Column("Ferske tall"))
    lines = [[row["record"], row["newest_report"], bool(row["numerator"])] for row in rows]
    note = f"En rapport er fersk i {programme.freshness_days} dager. Kilde: arket Rapport."
    table = plain_table(Table("Nyeste rapport fra kommunene", columns, lines, note))
    title = messages.coverage(coverage, programme.freshness_days)
    return Step(
        LIMITS, "Datagrunnlag og forbehold", title, tuple(one for one in said if one),
        exhibits=(Exhibit("rapporter", title, (), table, None, note, tabled=False),),
    )  # fmt: skip
