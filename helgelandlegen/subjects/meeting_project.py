"""The steps of a meeting that are about the project: milestones, risks, money, matters to decide, and what is to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from helgelandlegen.figures import agenda, matters, plan
from helgelandlegen.figures import meeting_messages as messages
from helgelandlegen.figures.agenda import Step
from helgelandlegen.figures.exhibit import SHAPES, STATES, Cell, Exhibit, Mark, text_table
from helgelandlegen.figures.matters import Matter
from helgelandlegen.figures.plan import State
from helgelandlegen.figures.table import Column, Table
from helgelandlegen.subjects import project, project_money
from helgelandlegen.subjects.exhibits import shown
from helgelandlegen.subjects.meeting_steps import MOST_SENTENCES, PAPER, Asked, ended, from_panel, sentences, titles
from helgelandlegen.subjects.panel import Panel

DECISIONS, ACTIONS = "saker", "oppfolging"  # the steps in which the coordinator writes
MONEY = ("budget_use",)
WIDE = PAPER  # the smaller, the larger its letters, on the wall and on paper
PRINTED = ("Milepæl", "Status", "Frist", "Prognose", "Ansvarlig", "Kommentar")  # the drawing shows the rest
MOST_MILESTONES = 8
MOST_RISKS = 3


def of_project(asked: Asked) -> list[Step]:
    """The steps in their order."""
    return [_milestones(asked), _risks(asked), _money(asked), _decisions(asked), _actions(asked)]


def _milestones(asked: Asked) -> Step:
    # On a wall there is room for what is not done, the most urgent first; on paper as well.
    panel = project.milestones(asked.seen, width=WIDE, most=MOST_MILESTONES)
    headline, *rest = sentences(panel.title)
    exhibit = shown(panel, tabled=False)
    exhibit = replace(exhibit, note=exhibit.note.replace(messages.IN_THE_TABLE, messages.IN_THE_ANNEX))
    left = _not_done(exhibit)
    exhibits = (exhibit, left) if left.table and left.table.rows else (exhibit,)
    return from_panel(panel, "milepaeler", "Milepæler", headline, rest, exhibits=exhibits)


def _not_done(exhibit: Exhibit) -> Exhibit:
    """What a page lists of the milestones: those that are not done; the files list all of them."""
    if exhibit.table is None:
        return exhibit
    place = [column.heading for column in exhibit.table.columns].index("Status")
    rows = tuple(row for row in exhibit.table.rows if getattr(row[place], "shape", "") != STATES[State.DONE])
    table = replace(exhibit.table, name="Milepæler som gjenstår", rows=rows, note="")
    return Exhibit("igjen", "Milepæler som gjenstår", (), table, None, "", printed=PRINTED)


def _risks(asked: Asked) -> Step:
    panel = project.risks(asked.seen)
    headline, *rest = sentences(panel.title)
    found = plan.risks(project.state(asked.seen, "risks"), [])
    named = [f"{one.number}: {one.name} ({one.size} av 25)" for one in found[:MOST_RISKS]]
    answers = project.answers(asked.seen)
    exhibits = (shown(panel, tabled=False if answers.tables else None), _answered(panel, answers))
    return from_panel(panel, "risiko", "Risiko", headline, [*rest, *named][:MOST_SENTENCES], exhibits=exhibits)


def _answered(panel: Panel, answers: Panel) -> Exhibit:
    """What is done about each risk, and how grave it is: both in one table."""
    exhibit = shown(answers)
    if exhibit.table is None:
        return exhibit
    graves = panel.tables[0]
    places = [[column.heading for column in graves.columns].index(name) for name in ("Produkt", "Nivå")]
    (number, name, *others) = exhibit.table.columns
    columns = (number, name, *(graves.columns[place] for place in places), *others)
    rows = tuple(
        (*row[:2], *(grave[place] for place in places), *row[2:])
        for row, grave in zip(exhibit.table.rows, graves.rows, strict=True)
    )
    return replace(exhibit, table=replace(exhibit.table, columns=columns, rows=rows))


def _money(asked: Asked) -> Step:
    panel = project_money.items(asked.seen)
    headline, *rest = sentences(panel.title)
    months = project_money.months(asked.seen)
    exhibits = (
        shown(panel, "bar", {"Prognose for året": "ours", "Årets budsjett": "official"}, tabled=True),
        shown(months, "column", {"Regnskap": "ours", "Budsjett": "official"}),
    )
    return from_panel(panel, "okonomi", "Økonomi", headline, [*rest, *titles(months)], asked.told(MONEY), exhibits)


def found(asked: Asked) -> list[Matter]:
    """All matters, in the order of their sheet."""
    return [Matter.of(row) for row in asked.seen.publication.listed("decisions", asked.as_of)]


def _decisions(asked: Asked) -> Step:
    if asked.day is None:
        here = [one for one in found(asked) if (asked.since or date.min) < one.meeting_date <= asked.as_of]
        headline = messages.matters_between(len(here), sum(bool(one.decision) for one in here))
        return _of_matters(DECISIONS, "Saker i perioden", headline, here, asked)
    here = [one for one in found(asked) if one.meeting_date == asked.day]
    decided = sum(bool(one.decision) for one in here)
    headline = messages.matters(len(here), decided, asked.as_of < asked.day)
    return _of_matters(DECISIONS, "Saker til beslutning", headline, here, asked)


def _actions(asked: Asked) -> Step:
    every, as_of = found(asked), asked.as_of
    left = [one for one in every if one.is_open(as_of)]
    # The overdue first, then by deadline; without one last.
    left.sort(key=lambda one: (not one.is_overdue(as_of), one.due_on is None, one.due_on or as_of, one.title))
    overdue = sum(one.is_overdue(as_of) for one in left)
    done = [one for one in every if one.done_on and asked.since and asked.since < one.done_on <= as_of]
    headline, *rest = sentences(messages.actions(len(left), overdue, len(done), asked.since, as_of))
    return _of_matters(ACTIONS, "Oppfølging", headline, left, asked, rest)


def _of_matters(
    key: str, name: str, headline: str, some: list[Matter], asked: Asked, said: list[str] | None = None
) -> Step:
    columns = [Column(text) for text in ("Sak", "Møte", "Beslutning", "Ansvarlig", "Frist", "Status")]
    lines = [
        [one.title, one.meeting_date, one.decision or "", one.responsible or "", one.due_on,
         one.standing(asked.as_of)[1]]
        for one in some
    ]  # fmt: skip
    note = "Kilde: arket Beslutninger. Ansvarlig er en rolle."
    table = agenda.printed(Table(name, columns, lines, note))
    drawn = matters.drawn(some, asked.as_of)
    exhibits = (Exhibit(key, ended(headline), (), _listed(name, some, asked, note), None, note),) if some else ()
    return Step(key, name, ended(headline), tuple(said or ()), drawn, table if some else None, exhibits=exhibits)


def _listed(name: str, some: list[Matter], asked: Asked, note: str) -> Table:
    """The matters as a document lists them, with a mark for how each stands."""
    headings = ("Sak", "Møte", "Beslutning", "Ansvarlig", "Frist", "Status")
    lines: list[list[Cell]] = []
    for one in some:
        status, words = one.standing(asked.as_of)
        mark = Mark(words, SHAPES[status])
        lines.append([one.title, one.meeting_date, one.decision, one.responsible, one.due_on, mark])
    return text_table(name, headings, lines, note)
