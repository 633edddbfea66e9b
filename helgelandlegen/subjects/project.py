"""The panels of «Prosjekt» about the plan itself: milestones and risks, as they stand and as they were known to stand.

A milestone, a risk, a measure and an actor are rows without a history of their own: how they stood on a day is what
was known of them on that day. All of it is the programme's own; no panel shows a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from helgelandlegen.figures import marks, plan
from helgelandlegen.figures import project_messages as messages
from helgelandlegen.figures.marks import To
from helgelandlegen.figures.matrix import matrix
from helgelandlegen.figures.numbers import day_near, short_day
from helgelandlegen.figures.plan import Milestone, Risk, State
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.figures.timeline import timeline
from helgelandlegen.privacy import PROGRAMME
from helgelandlegen.subjects import project_money
from helgelandlegen.subjects.as_known import listed
from helgelandlegen.subjects.panel import FULL, HALF, Panel, said
from helgelandlegen.subjects.seen import Seen

FIGURES = ("budget_use", "registered_municipalities", "outreach_contacts")
FOR_ALL = "Planen, pengene og tiltakene gjelder hele programmet. Avtalene følger valget av kommune."


def sentence(seen: Seen) -> str:
    """The screen's one sentence."""
    over = project_money.over_budget(seen)
    return messages.opening(_milestones(seen)[0], _risks(seen)[0], over, seen.choice.as_of.year)


def more(seen: Seen) -> str:
    """What is said at the top where a place is chosen."""
    return "" if seen.choice.group == PROGRAMME else FOR_ALL


def state(seen: Seen, name: str) -> list[dict[str, Any]]:
    """A list of rows without a history, as they were known on the day that is shown."""
    return listed(seen.publication, name, seen.choice.as_of)


def state_then(seen: Seen, name: str) -> tuple[list[dict[str, Any]], date | None]:
    """The same on the day that is compared with, and that day; no day where nothing was known then."""
    since = seen.choice.compared_with
    rows = listed(seen.publication, name, since) if since else []
    return rows, since if rows else None


def known(seen: Seen, what: str, since: date | None) -> str:
    """For which day it is shown, and why nothing is said of what has changed where that is so."""
    c = seen.choice
    earlier = c.as_of < seen.publication.programme.today()
    nothing_then = c.compared_with is not None and since is None
    return (messages.known_on(c.as_of) if earlier else "") + (
        messages.unknown_then(what, c.compared_with) if nothing_then and c.compared_with else ""
    )


def milestones(seen: Seen, *, width: int = FULL, most: int | None = None) -> Panel:
    """The milestones as a timeline: deadline, forecast, done, and how far they have slipped; the late ones first.

    The first `most` of those that are not done are drawn, all where it is None; the table has all.
    """
    found, since = _milestones(seen)
    as_of = seen.choice.as_of
    title = messages.milestones(found, since)
    if not found:
        return Panel("milestones", title, said(none_in(seen, "Milepæler")), [], for_all=True)
    told = [one for one in found if one.state is not State.DONE or (since and one.done_since)] or found
    note = (
        messages.older_done(len(found) - len(told), since, as_of)
        + known(seen, "milepæler", since)
        + messages.SLIP_RULE
        + " Kilde: arket Milepæler."
    )
    table = Table("Milepæler", _milestone_columns(since, as_of), [_milestone(one, since) for one in found], note)
    drawn = timeline(told[:most], as_of=as_of, since=since, label=title, width=width, to=milestone_marks(found))
    return Panel("milestones", title, drawn, [table], note, for_all=True)


def milestone_marks(found: Sequence[Milestone]) -> dict[str, To]:
    """For each milestone its row in the panel's table."""
    return {one.name: marks.rows("milestones", [n], "Vis ansvarlig og kommentar") for n, one in enumerate(found)}


def _milestones(seen: Seen) -> tuple[list[Milestone], date | None]:
    then, since = state_then(seen, "milestones")
    return plan.milestones(state(seen, "milestones"), then, seen.choice.as_of), since


def _milestone_columns(since: date | None, as_of: date) -> list[Column]:
    when = day_near(since, as_of, brief=True) if since else ""
    return [
        Column("Milepæl"), Column("Status", markup=True), Column("Frist"), Column("Prognose"), Column("Fullført"),
        Column("Dager etter fristen", numeric=True),
        *([Column(f"Ventet {when}"), Column("Glidning i dager", numeric=True)] if since else []),
        Column("Ansvarlig"), Column("Kommentar"),
    ]  # fmt: skip


def _milestone(one: Milestone, since: date | None) -> list[object]:
    slipped = [one.then.expected if one.then else "ny", messages.signed(one.slip)] if since else []
    return [
        one.name, plan.badge(one.state), one.now.due, one.now.forecast, one.now.completed,
        one.days_late if one.days_late > 0 else None, *slipped, one.responsible, one.comment,
    ]  # fmt: skip


def risks(seen: Seen) -> Panel:
    """The risks in a field of likelihood and consequence, with an arrow from where each stood then."""
    found, since = _risks(seen)
    title = messages.risks(found, since, seen.choice.as_of)
    if not found:
        return Panel("risks", title, said(none_in(seen, "Risiko")), [], for_all=True)
    moved = "Pilen viser hvor risikoen sto " + (f"{short_day(since)}. " if since else "")
    note = (moved if since and any(one.has_moved for one in found) else "") + known(seen, "risikoer", since)
    note += f"{messages.RISK_RULE} Kilde: arket Risiko."
    columns = [
        Column("Nummer", numeric=True), Column("Risiko"), Column("Sannsynlighet", numeric=True),
        Column("Konsekvens", numeric=True), Column("Produkt", numeric=True), Column("Nivå"),
        *([Column(f"Siden {day_near(since, seen.choice.as_of, brief=True)}")] if since else []),
    ]  # fmt: skip
    lines = [
        [one.number, one.name, one.likelihood, one.consequence, one.size, str(one.level),
         *([messages.movement(one)] if since else [])]
        for one in found
    ]  # fmt: skip
    to = {one.number: marks.rows("answers", [n], "Vis tiltaket") for n, one in enumerate(found)}
    drawn = matrix(found, label=title, compared=since is not None, width=HALF, to=to)
    return Panel("risks", title, drawn, [Table("Risikomatrise", columns, lines, note)], note, for_all=True)


def answers(seen: Seen) -> Panel:
    """What is done about each risk, and which role answers for it."""
    found, _ = _risks(seen)
    without = sum(not one.measure for one in found)
    title = messages.answers(len(found), without)
    if not found:
        return Panel("answers", title, said(none_in(seen, "Risiko")), [], for_all=True)
    columns = [Column("Nr."), Column("Risiko"), Column("Tiltak", missing="ingen"), Column("Ansvarlig", missing="ingen")]
    lines: list[Sequence[object]] = [[one.number, one.name, one.measure, one.responsible] for one in found]
    return Panel("answers", title, "", [Table("Tiltak mot risikoene", columns, lines)], for_all=True)


def _risks(seen: Seen) -> tuple[list[Risk], date | None]:
    then, since = state_then(seen, "risks")
    return plan.risks(state(seen, "risks"), then), since


def none_in(seen: Seen, sheet: str) -> str:
    """What is said where a sheet had no rows on the day that is shown."""
    earlier = seen.choice.as_of < seen.publication.programme.today()
    when = f"var tatt inn {short_day(seen.choice.as_of)}" if earlier else "er tatt inn"
    return f"Ingen rader i arket {sheet} {when}."
