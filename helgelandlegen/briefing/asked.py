"""What is asked of the hospital and of the municipalities: what is open and theirs, by rule, each with its deadline.

Whose a milestone or a matter is, its role says; one that names both parties is asked of both.
"""

from __future__ import annotations

import re

from helgelandlegen.briefing.facts import Points, Section
from helgelandlegen.figures import asked_messages as messages
from helgelandlegen.figures import plan
from helgelandlegen.figures.matters import Matter
from helgelandlegen.figures.meeting_messages import more_notes
from helgelandlegen.figures.plan import State
from helgelandlegen.subjects import project
from helgelandlegen.subjects.exhibits import definitions
from helgelandlegen.subjects.seen import Seen

HOSPITAL = re.compile(r"helseforetak|sykehus|\bHF\b", re.IGNORECASE)
MUNICIPALITIES = re.compile(r"kommun", re.IGNORECASE)
MOST = 6
FIGURES = ("lis1_fixed_pathway", "registered_municipalities", "reporting_coverage")


def of(seen: Seen) -> Section:
    """The section: two lists."""
    hospital = [*_fixed_pathways(seen), *_open(seen, HOSPITAL)]
    municipalities = [*_registered(seen), *_reports(seen), *_open(seen, MUNICIPALITIES)]
    return Section(
        "bes-om", "Det bes om", messages.asked(len(hospital), len(municipalities)),
        lists=(
            Points("Av sykehuset", _told(hospital)),
            Points("Av kommunene", _told(municipalities)),
        ),
        definitions=definitions(FIGURES), source="Arkene Milepæler, Beslutninger, Stillinger, Kommunestatus og Rapport",
    )  # fmt: skip


def _told(asked: list[str]) -> tuple[str, ...]:
    """As many as there is room for, and how many more there are."""
    more = (more_notes(len(asked) - MOST),) if len(asked) > MOST else ()
    return (*asked[:MOST], *more) or (messages.NOTHING,)


def _open(seen: Seen, whose: re.Pattern[str]) -> list[str]:
    """The milestones that are not done and the matters that are open, of one party."""
    as_of = seen.choice.as_of
    found = plan.milestones(project.state(seen, "milestones"), [], as_of)
    milestones = [one for one in found if one.state is not State.DONE and whose.search(one.responsible or "")]
    every = [Matter.of(row) for row in seen.listed_everywhere("decisions")]
    matters = [one for one in every if one.is_open(as_of) and whose.search(one.responsible or "")]
    return [
        *(messages.milestone(one.name, one.now.due, one.forecast, one.now.due < as_of) for one in milestones),
        *(messages.matter(one.title, one.decision or "", one.due_on, one.is_overdue(as_of)) for one in matters),
    ]


def _fixed_pathways(seen: Seen) -> list[str]:
    return messages.fixed_pathways(seen.everywhere("lis1_fixed_pathway"))


def _registered(seen: Seen) -> list[str]:
    rows = [row for row in seen.listed_everywhere("agreements") if row["reported"] and not row["registered_on"]]
    return messages.unregistered([row["name"] for row in rows])


def _reports(seen: Seen) -> list[str]:
    rows = seen.rows("reporting_coverage") or []
    return messages.unreported(
        [row["record"] for row in rows if not row["numerator"]], seen.publication.programme.freshness_days
    )
