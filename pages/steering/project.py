"""Prosjekt: the project's own plan: what was promised, what may go wrong, the money, the work and whom it rests on."""

from helgelandlegen.privacy import Audience
from helgelandlegen.subjects import project, project_money, project_partners, recruitment
from helgelandlegen.subjects.panel import Columns, Content
from helgelandlegen.ui import frame, panel

seen = frame.seen(Audience.MEETING)

panel.screen(
    seen,
    "project",
    lambda: Content(
        project.sentence(seen),
        project.FIGURES,
        [
            project.milestones(seen),
            Columns(left=[project.risks(seen)], right=[project.answers(seen)]),
            Columns(left=[project_money.items(seen)], right=[project_money.months(seen)]),
            Columns(left=[recruitment.outreach(seen)], right=[recruitment.sources(seen)]),
            project_partners.measures(seen),
            Columns(left=[project_partners.anchoring(seen)], right=[project_partners.agreements(seen)]),
        ],
        more=project.more(seen),
    ),
)
